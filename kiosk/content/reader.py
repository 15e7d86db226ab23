"""Read one YAML file as plain text values, and remember the line and column of each.

Scalars stay text: the models type them, so `yes`, `082` and `2026-02-30` are never reinterpreted.
Only this module imports yaml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from kiosk.errors import ContentError, Problem

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 400_000
MOST_DEPTH = 20
MOST_PROBLEMS = 20

Where = tuple[str | int, ...]
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Control characters but tab and line ends; bidi embeddings, overrides and isolates; U+2028/2029.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
LEADING_TAB = re.compile(r"^ *\t", re.MULTILINE)
SCHEMA_LINE = "# yaml-language-server: "


@dataclass(slots=True)
class Source:
    """A file as read: its plain values, and where each key or item stands (line, column from 1)."""

    file: str
    values: Any = None
    places: dict[Where, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, path: Where, rule: str, sentence: str) -> Problem:
        """Return an error at a path, or at its nearest parent that has a place."""
        while path and path not in self.places:
            path = path[:-1]
        line, column = self.places.get(path, (1, 1))
        return Problem(self.file, line, column, "error", rule, sentence)

    def report(self, mark: Any, rule: str, sentence: str) -> None:
        """Keep a problem at a YAML mark (line and column from 0); give up when there are many."""
        self.problems.append(
            Problem(self.file, mark.line + 1, mark.column + 1, "error", rule, sentence)
        )
        if len(self.problems) >= MOST_PROBLEMS:
            raise ContentError(self.problems)


def read(path: Path, name: str) -> Source:
    """Read a file; the problems it has are in the answer. `name` is how messages call it."""
    source = Source(name)
    try:
        text = _decode(source, path)
        if text is not None:
            _Builder(source, text).build()
    except ContentError as error:
        source.problems = list(error.problems)
    except OSError as error:
        source.problems.append(
            source.problem((), "unreadable", f"the file cannot be read: {error.strerror}")
        )
    return source


def _decode(source: Source, path: Path) -> str | None:
    if path.stat().st_size > MOST_BYTES:
        source.problems.append(source.problem((), "too-large", "the file is larger than 400 kB"))
        return None
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        sentence = "the file is not in UTF-8; save it again with the encoding UTF-8"
        source.problems.append(Problem(source.file, line, column, "error", "encoding", sentence))
        return None
    for rule, pattern in (("character", FORBIDDEN), ("tab", LEADING_TAB)):
        for match in pattern.finditer(text):
            source.problems.append(_character_problem(source.file, text, match, rule))
            if len(source.problems) >= MOST_PROBLEMS:
                return None
    return None if source.problems else text


def _character_problem(file: str, text: str, match: re.Match[str], rule: str) -> Problem:
    at = match.end() - 1
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    if rule == "tab":
        sentence = "a tab is not allowed here; indent with spaces"
    else:
        sentence = f"the character U+{ord(text[at]):04X} is not allowed; delete it"
    return Problem(file, line, column, "error", rule, sentence)


class _Builder:
    """Builds plain values from the events of the YAML parser, one pass, nothing constructed."""

    def __init__(self, source: Source, text: str) -> None:
        self.source = source
        self.events = yaml.parse(text, Loader=Loader)

    def build(self) -> None:
        """Fill the values and places of the source, and its problems."""
        try:
            self._document()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self.source.report(mark, "syntax", _syntax_sentence(error))
        except (yaml.YAMLError, RecursionError) as error:
            problem = self.source.problem((), "syntax", f"this is not YAML: {error}")
            self.source.problems.append(problem)

    def _document(self) -> None:
        seen = False
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent) and seen:
                self.source.report(event.start_mark, "documents", "keep one document a file: delete this `---`")
                return
            if isinstance(event, (yaml.NodeEvent,)):
                seen = True
                self.source.values = self._node(event, ())

    def _node(self, event: Any, path: Where) -> Any:
        self.source.places.setdefault(path, (event.start_mark.line + 1, event.start_mark.column + 1))
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self.source.report(event.start_mark, "alias", "anchors and aliases are not used here; write the value out")
        elif event.tag is not None and event.tag != "!":
            self.source.report(event.start_mark, "tag", "tags (`!…`) are not used here; write the plain value")
        if len(path) > MOST_DEPTH:
            self.source.report(event.start_mark, "depth", f"more than {MOST_DEPTH} levels deep")
            raise ContentError(self.source.problems)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._scalar(event)

    def _scalar(self, event: Any) -> str | None:
        if isinstance(event, yaml.AliasEvent):
            return None
        value: str = event.value
        if found := FORBIDDEN.search(value):
            code = f"U+{ord(found[0]):04X}"
            self.source.report(event.start_mark, "character", f"the character {code} is not allowed; delete it")
        plain = event.style is None or event.style == ""
        return None if plain and value in ("", "~", "null") else value

    def _sequence(self, path: Where) -> list[Any]:
        items: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, (*path, len(items))))
        return items

    def _mapping(self, path: Where) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, path, values)
            values[key] = self._node(next(self.events), (*path, key))
        return values

    def _key(self, event: Any, path: Where, values: dict[str, Any]) -> str:
        mark = event.start_mark
        if not isinstance(event, yaml.ScalarEvent):
            self.source.report(mark, "key", "a key must be one word")
            raise ContentError(self.source.problems)
        key: str = event.value
        if key in values:
            line = self.source.places[(*path, key)][0]
            self.source.report(mark, "duplicate-key", f'"{key}" stands here twice (first on line {line}); keep one')
        self.source.places[(*path, key)] = (mark.line + 1, mark.column + 1)
        return key


def _syntax_sentence(error: yaml.MarkedYAMLError) -> str:
    reason = (error.problem or "unreadable").replace("\n", " ")
    known = {
        "mapping values are not allowed in this context": "a colon stands inside the text; put the text between quotes",
        "could not find expected ':'": "a colon is missing after the key",
        "found unexpected end of stream": "a quote or bracket is opened and never closed",
        "did not find expected key": "this line is not indented like its neighbours",
        "did not find expected '-' indicator": "this line is not indented like its neighbours",
    }
    return known.get(reason, f"this is not YAML: {reason}")
