"""What a person typed: the characters refused, how messages quote it, and the nearest known name."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from kiosk.errors import KioskError

if TYPE_CHECKING:
    from collections.abc import Iterable

# Control characters but tab and line ends; bidi embeddings, overrides and isolates; U+2028/2029; byte order
# marks and noncharacters, which YAML refuses too.
FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
LONGEST_QUOTE = 60


def quoted(word: object) -> str:
    """Return a word between quotes: on one line, short, and only what can be printed."""
    text = " ".join(str(word)[: LONGEST_QUOTE + 1].split())
    shown = "".join(c if c.isprintable() else "?" for c in text[:LONGEST_QUOTE])
    return f'"{shown}..."' if len(text) > LONGEST_QUOTE else f'"{shown}"'


def nearest(word: str, names: Iterable[str]) -> str:
    """Return `; did you mean "x"?` for the known name nearest to a word, or nothing."""
    found = difflib.get_close_matches(word[:LONGEST_QUOTE], list(names), n=1, cutoff=0.5)
    return f"; did you mean {quoted(found[0])}?" if found else ""


def known(kind: str, name: str, names: Iterable[str]) -> str:
    """Return a name that exists; KioskError names the nearest one if it does not."""
    names = list(names)
    if name not in names:
        raise KioskError(f"there is no {kind} {quoted(name)}{nearest(name, names)}")
    return name
