"""Read the bytes of a file as text, and refuse what no text may hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.content.typed import FORBIDDEN
from kiosk.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_BYTES = 400_000
MOST_PROBLEMS = 20
LEADING_TAB = re.compile(r"^ *\t", re.MULTILINE)


def decode(path: Path, name: str) -> tuple[str, list[Problem]]:
    """Return the text of a file and its problems; `name` is how they call it. OSError if it is not there."""
    if not path.is_file() and path.exists():
        return "", [Problem(name, 0, 0, "error", "unreadable", "this is not a file")]
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        sentence = f"the file is larger than {MOST_BYTES // 1000} kB; cut it in two"
        return "", [Problem(name, 1, 1, "error", "too-large", sentence)]
    if b"\0" in raw[:4]:
        return "", [_encoding(name, raw, 0)]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", [_encoding(name, raw, error.start)]
    return text, _refused(name, text)


def _encoding(name: str, raw: bytes, at: int) -> Problem:
    start = raw.rfind(b"\n", 0, at) + 1
    line, column = raw.count(b"\n", 0, at) + 1, len(raw[start:at].decode("utf-8", "ignore")) + 1
    sentence = "the file is not in UTF-8; save it again with the encoding UTF-8"
    return Problem(name, line, column, "error", "encoding", sentence)


def _refused(name: str, text: str) -> list[Problem]:
    """Return the first problems of a text, each at its line and column."""
    problems: list[Problem] = []
    for rule, sentence, at in _refusals(text):
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        problems.append(Problem(name, line, column, "error", rule, sentence))
        if len(problems) == MOST_PROBLEMS:
            break
    return problems


def _refusals(text: str) -> Iterator[tuple[str, str, int]]:
    for found in FORBIDDEN.finditer(text):
        sentence = f"the character U+{ord(found[0]):04X} is not allowed; delete it"
        yield "character", sentence, found.start()
    for found in LEADING_TAB.finditer(text):
        yield "tab", "a tab is not allowed here; indent with spaces", found.end() - 1
