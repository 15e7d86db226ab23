"""What a number is in a sentence, so that it stays whole on the screen, on paper, in a QR and in a voice."""

from __future__ import annotations

import re

LEFT_TO_RIGHT_MARK = "\u200e"
ISOLATE, END_OF_ISOLATE = "\u2066", "\u2069"
"""What stands around a number that is drawn from left to right, whatever stands beside it (UAX #9)."""
NO_BREAK_SPACE = "\u00a0"
NO_BREAK_SPACES = f"{NO_BREAK_SPACE}\u202f"
RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""A letter or mark that makes a text run from right to left."""

_SPACE = f"[ {NO_BREAK_SPACES}]"
_GROUPS = rf"(?:\d{{1,3}}|0\d{{3}})(?:{_SPACE}\d{{1,3}}(?![\dA-Za-z]))+"
_DIGITS = rf"(?:{_GROUPS}|\d+)(?:[.,:/*-]\d+)*"
_WORDS = rf"EUR|euros?|[mck]?m[\u00b2\u00b3]?|kg|min|h(?:{_SPACE}?\d\d)?"
_UNITS = rf"(?:[\u20ac%\u066a\u00b0]|(?:{_WORDS})(?![\w\u00b2]))"
_NUMBER = re.compile(
    rf"(?<![A-Za-z\d@/=?&._-])[+\u20ac]?{_DIGITS}(?:{_SPACE}?[\u00d7x]{_SPACE}?{_DIGITS})*"
    rf"(?:{_SPACE}?{_UNITS}|(?![\dA-Za-z]))"
)
"""A telephone, an amount, a share, a size (`35 x 45 mm`), a time (`8 h 30`), a date, an article (`422-1`)."""
_BEFORE_NUMBER = re.compile(r"(?<!\w)((?:[LRD]\.|n\u00b0) ?)(?=\d)")
_AFTER_LATIN = re.compile(rf"[A-Za-z\u00c0-\u024f][.\u00b0]?{_SPACE}*$")

_TELEPHONE = re.compile(
    rf"(?<![\d,.]{_SPACE})(?<![\d,.+])(?:\+\d{{1,3}}(?:{_SPACE}\d)?|0\d{{0,3}})(?:{_SPACE}\d{{2,3}}){{2,}}(?!\d)"
)
_AMOUNT = re.compile(rf"(?<![\d,.])[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}})+(?!\d)")
_FRENCH_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")


def whole(text: str, *, right_to_left: bool = False) -> str:
    """Return a text whose numbers no line breaks and, where one reads from the right, nothing turns around.

    Spaces within a number become U+00A0. In a text that runs from right to left, or holds such letters,
    a number is isolated; one in a Latin phrase is not, for it would leave the phrase.
    """
    text = _BEFORE_NUMBER.sub(lambda found: _unbroken(found[0]), text)
    isolating = right_to_left or RIGHT_TO_LEFT.search(text)
    return _NUMBER.sub(_isolated if isolating else lambda found: _unbroken(found[0]), text)


def pronounceable(text: str, decimal: str) -> str:
    """Return a text whose numbers a voice says right; `decimal` is the decimal mark of its language.

    espeak-ng says 0806 001 620 as an amount, unless commas make each group stand by itself, and in most
    languages 30 000 as "thirty zero", unless the groups are joined.
    """
    parts, start = [], 0
    for telephone in _TELEPHONE.finditer(text):
        parts += [_amounts(text[start : telephone.start()], decimal)]
        parts += [re.sub(_SPACE, ", ", telephone[0])]
        start = telephone.end()
    return "".join([*parts, _amounts(text[start:], decimal)])


def _unbroken(number: str) -> str:
    return number.replace(" ", NO_BREAK_SPACE)


def _isolated(found: re.Match[str]) -> str:
    """Return a number as it stands in a text that runs from right to left."""
    number = _unbroken(found[0])
    if number.isdecimal():
        return number
    if _AFTER_LATIN.search(found.string, 0, found.start()):
        return number if number[-1].isalnum() else number + LEFT_TO_RIGHT_MARK
    return ISOLATE + number + END_OF_ISOLATE


def _amounts(text: str, decimal: str) -> str:
    """Return a text without spaces in its amounts, and with the decimal mark of its language."""
    joined = _AMOUNT.sub(lambda found: re.sub(_SPACE, "", found[0]), text)
    return _FRENCH_COMMA.sub(decimal, joined)
