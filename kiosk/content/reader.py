"""Read one YAML file as plain text values, and remember the line and column of each.

Scalars stay text: the models type them, so `yes`, `082` and `2026-02-30` are never reinterpreted.
Only this module imports yaml.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from kiosk.content.raw import MOST_PROBLEMS, decode
from kiosk.content.typed import FORBIDDEN, quoted
from kiosk.errors import ContentError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.errors import Level

MOST_DEPTH = 20

Where = tuple[str | int, ...]
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

SYNTAX = {
    "mapping values are not allowed in this context": (
        "a colon stands inside the text; put the text between quotes"
    ),
    "could not find expected ':'": "a colon is missing after the key",
    "found unexpected end of stream": "a quote or bracket is opened and never closed",
    "did not find expected key": "this line is not indented like its neighbours",
    "did not find expected '-' indicator": "this line is not indented like its neighbours",
    "did not find expected ',' or '}'": "a comma or a closing brace is missing",
    "did not find expected ',' or ']'": "a comma or a closing bracket is missing",
    "found character that cannot start any token": "this character cannot start a text; quote it",
    "found unknown escape character": "a backslash between quotes starts an escape; use single quotes",
}
"""What the YAML parser says, in words that say how to mend it."""
NOTICED_LATER = ("could not find expected ':'", "found unexpected end of stream")
"""What the YAML parser finds lines after the word that is wrong; that is where it began to read."""


@dataclass(slots=True)
class Source:
    """A file as read: its plain values, and where each key or item stands (line, column from 1)."""

    file: str
    values: Any = None
    places: dict[Where, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Where) -> tuple[int, int]:
        """Return the line and column of a path, or of its nearest parent that has a place."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def problem(self, path: Where, rule: str, sentence: str, level: Level = "error") -> Problem:
        """Return a problem at the place of a path."""
        return Problem(self.file, *self.place(path), level, rule, sentence)

    def report(self, mark: Any, rule: str, sentence: str) -> None:
        """Keep a problem at a YAML mark (line and column from 0); give up when there are many."""
        self.problems.append(Problem(self.file, mark.line + 1, mark.column + 1, "error", rule, sentence))
        if len(self.problems) >= MOST_PROBLEMS:
            raise ContentError(self.problems)


def read(path: Path, name: str) -> Source:
    """Read a file; the problems it has are in the answer. `name` is how messages call it."""
    source = Source(name)
    try:
        text, source.problems = decode(path, name)
        if not source.problems:
            _Builder(source, text).build()
    except ContentError as error:
        source.problems = list(error.problems)
    except OSError as error:
        source.problems.append(source.problem((), "unreadable", f"the file cannot be read: {error.strerror}"))
    return source


TOO_DEEP = "exceeded maximum nesting depth"
"""What the YAML parser says when brackets are nested too deeply even for itself."""


class _Builder:
    """Builds plain values from the events of the YAML parser, one pass, nothing constructed."""

    def __init__(self, source: Source, text: str) -> None:
        self.source = source
        self.events = iter(Loader(text).get_event, None)

    def build(self) -> None:
        """Fill the values and places of the source, and its problems."""
        try:
            self._document()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            if error.problem in NOTICED_LATER:
                mark = error.context_mark or mark
            if error.problem == TOO_DEEP:
                self.source.report(mark, "depth", f"more than {MOST_DEPTH} levels deep")
            else:
                self.source.report(mark, "syntax", _syntax_sentence(error))
        except yaml.YAMLError as error:
            sentence = f"this is not YAML: {quoted(error)}"
            self.source.problems.append(self.source.problem((), "syntax", sentence))

    def _document(self) -> None:
        seen = False
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent) and seen:
                sentence = "keep one document a file: delete this `---`"
                self.source.report(event.start_mark, "documents", sentence)
                return
            if isinstance(event, yaml.NodeEvent):
                seen = True
                self.source.values = self._node(event, ())

    def _node(self, event: Any, path: Where) -> Any:
        self.source.places.setdefault(path, (event.start_mark.line + 1, event.start_mark.column + 1))
        self._refuse_decoration(event)
        if len(path) > MOST_DEPTH:
            self.source.report(event.start_mark, "depth", f"more than {MOST_DEPTH} levels deep")
            raise ContentError(self.source.problems)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._scalar(event)

    def _refuse_decoration(self, event: Any) -> None:
        """Report anchors, aliases and tags, on a value or on a key."""
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            sentence = "anchors and aliases are not used here; write the value out"
            self.source.report(event.start_mark, "alias", sentence)
        elif event.tag is not None and event.tag != "!":
            sentence = "tags (`!...`) are not used here; write the plain value"
            self.source.report(event.start_mark, "tag", sentence)

    def _scalar(self, event: Any) -> str | None:
        if isinstance(event, yaml.AliasEvent):
            return None
        value: str = event.value
        self._refuse_characters(event)
        plain = event.style is None or event.style == ""
        return None if plain and value in ("", "~", "null") else value

    def _refuse_characters(self, event: Any) -> None:
        """Report a forbidden character that came by an escape between quotes."""
        if found := FORBIDDEN.search(event.value):
            sentence = f"the character U+{ord(found[0]):04X} is not allowed; delete it"
            self.source.report(event.start_mark, "character", sentence)

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
        self._refuse_decoration(event)
        self._refuse_characters(event)
        key: str = event.value
        if key in values:
            line = self.source.places[(*path, key)][0]
            sentence = f"{quoted(key)} stands here twice (first on line {line}); keep one"
            self.source.report(mark, "duplicate-key", sentence)
        self.source.places[(*path, key)] = (mark.line + 1, mark.column + 1)
        return key


def _syntax_sentence(error: yaml.MarkedYAMLError) -> str:
    reason = (error.problem or "unreadable").replace("\n", " ")
    return SYNTAX.get(reason, f"this is not YAML: {reason}")
