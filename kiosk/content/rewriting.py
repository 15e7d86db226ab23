"""Change some sections of one content file, and leave every other byte, comment and line as it is."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, ScalarString

from kiosk.errors import KioskError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

KEY = re.compile(r"([a-z_]+):")
PLAIN = re.compile(r"[\w-]+( [\w-]+)*")
MOST_ON_A_LINE = 4
"""A section of more keys than this is written one key a line."""
LAYOUTS = ((2, 4, 2), (2, 2, 0), (4, 6, 4), (4, 4, 2))
"""How far mappings and lists are indented: ours, and those of usual editors."""


@dataclass(frozen=True)
class Section:
    """One key of the file with its value, and the comments and empty lines before it."""

    lead: str
    key: str
    body: str


def rewrite(text: str, values: Mapping[str, Any], order: Sequence[str]) -> str:
    """Return a file in which each given key has its value; a new key stands where `order` has it."""
    sections, tail = _sections(text)
    for key, value in values.items():
        at = next((n for n, section in enumerate(sections) if section.key == key), None)
        if at is not None:
            sections[at] = _with_comments(sections[at], _edited(sections[at], value))
        else:
            before = [n for n, each in enumerate(sections) if _stands_before(each.key, key, order)]
            sections.insert(before[-1] + 1 if before else 0, Section("", key, _new(key, value)))
    return "".join(section.lead + section.body for section in sections) + tail


def _stands_before(one: str, other: str, order: Sequence[str]) -> bool:
    return one in order and order.index(one) < order.index(other)


def _sections(text: str) -> tuple[list[Section], str]:
    """Cut a file at its keys; what stands before a key belongs to it, what is left is the tail."""
    sections: list[Section] = []
    waiting = ""
    for line in text.splitlines(keepends=True):
        if match := KEY.match(line):
            sections.append(Section(waiting, match[1], line))
        elif not sections or not line.strip() or line.lstrip().startswith("#"):
            waiting += line
            continue
        else:
            sections[-1] = replace(sections[-1], body=sections[-1].body + waiting + line)
        waiting = ""
    if sections and not sections[-1].body.endswith("\n"):
        sections[-1] = replace(sections[-1], body=sections[-1].body + "\n")
    return sections, waiting


def _edited(section: Section, value: Any) -> str:
    for layout in LAYOUTS:
        yaml = _yaml(layout)
        try:
            tree = yaml.load(section.body)
        except YAMLError:
            break
        if _dumped(yaml, tree) == section.body:
            tree[section.key] = _merged(tree[section.key], value)
            return _dumped(yaml, tree)
    raise KioskError(
        f'"{section.key}" is laid out in a way that cannot be kept; write it as its neighbours do'
    )


def _with_comments(section: Section, body: str) -> Section:
    """Return the section with another body; the comments of what is gone stand before it."""
    after = Counter(_comments(body))
    lost = Counter(_comments(section.body)) - after
    return replace(section, lead=section.lead + "".join(f"{line}\n" for line in lost.elements()), body=body)


def _comments(text: str) -> Iterator[str]:
    for token in YAML().scan(text):
        for comment in _flat(token.comment):
            yield from (line.strip() for line in comment.value.splitlines() if line.strip())


def _flat(comments: Any) -> Iterator[Any]:
    """Yield the comments that ruamel keeps in lists within lists."""
    if isinstance(comments, list):
        for each in comments:
            yield from _flat(each)
    elif comments is not None:
        yield comments


def _new(key: str, value: Any) -> str:
    styled = _styled(value)
    if isinstance(styled, CommentedMap) and len(styled) > MOST_ON_A_LINE:
        styled.fa.set_block_style()
    return _dumped(_yaml(LAYOUTS[0]), CommentedMap({key: styled}))


def _yaml(layout: tuple[int, int, int]) -> YAML:
    yaml = YAML()
    mapping, sequence, offset = layout
    yaml.indent(mapping=mapping, sequence=sequence, offset=offset)
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.representer.ignore_aliases = lambda _: True
    return yaml


def _dumped(yaml: YAML, tree: Any) -> str:
    out = io.StringIO()
    yaml.dump(tree, out)
    return out.getvalue()


def _merged(old: Any, new: Any) -> Any:
    """Return the old value changed into the new one: what is the same keeps its style and comments."""
    if isinstance(old, CommentedMap) and isinstance(new, dict):
        return _merged_map(old, new)
    if isinstance(old, CommentedSeq) and isinstance(new, list):
        for n, value in enumerate(new):
            old[n : n + 1] = [_merged(old[n], value)] if n < len(old) else [_styled(value)]
        del old[len(new) :]
        return old
    if old == new:
        return old
    return type(old)(new) if isinstance(old, ScalarString) and isinstance(new, str) else new


def _merged_map(old: CommentedMap, new: dict[str, Any]) -> CommentedMap:
    for key in [key for key in old if key not in new]:
        del old[key]
    for at, (key, value) in enumerate(new.items()):
        merged = _merged(old[key], value) if key in old else value
        styled = merged if merged is not value or _plain_line(old, value) else _styled(value)
        if key in old:
            old[key] = styled
        else:
            old.insert(at, key, styled)
    return old


def _plain_line(mapping: CommentedMap, value: Any) -> bool:
    """Return whether a value needs no quotes of ours: a text on a line of its own."""
    return isinstance(value, str) and not mapping.fa.flow_style()


def _styled(value: Any) -> Any:
    """Return a plain value as our files write it: small mappings on one line, sentences between quotes."""
    if isinstance(value, dict):
        mapping = CommentedMap({key: _styled(item) for key, item in value.items()})
        mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        items = CommentedSeq([_styled(item) for item in value])
        if not any(isinstance(item, dict) for item in value):
            items.fa.set_flow_style()
        return items
    if isinstance(value, str) and not PLAIN.fullmatch(value):
        return DoubleQuotedScalarString(value)
    return str(value) if isinstance(value, str) else value
