"""The characters that no text may hold, and how messages quote what a person wrote."""

from __future__ import annotations

import re

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
