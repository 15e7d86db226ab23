"""Lay out text that runs from right to left, for terminals that draw cells from left to right."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module

from rich.cells import cell_len, chop_cells

from kiosk.content.numbers import LEFT_TO_RIGHT_MARK, NO_BREAK_SPACES, RIGHT_TO_LEFT, whole

RIGHT_TO_LEFT_MARK = "\u200f"

_OTHER_BREAKS = re.compile("[\t\v\f\r\x1c-\x1f\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

# arabic_reshaper and bidi are imported where they are used: only right-to-left text pays for them.

# Of bidi class BN: they follow the character before them and change nothing else.
_INSIDE, _OUTSIDE = "\x01", "\x02"
# Standing in for guillemets, which are no paired brackets in UAX #9, so that N0 pairs them too.
_QUOTES_TO_BRACKETS = str.maketrans("\u00ab\u00bb", "\u2045\u2046")
_AS_WRITTEN = str.maketrans("\u2045\u2046", "\u00ab\u00bb")
_MIRRORED = str.maketrans(
    "()[]{}<>\u2039\u203a\u2264\u2265\u2045\u2046",
    ")(][}{><\u203a\u2039\u2265\u2264\u00bb\u00ab",
)


@lru_cache(maxsize=8192)
def lay_out(text: str, width: int, right_to_left: bool) -> tuple[str, ...]:
    """Return the lines of the text as drawn from left to right, each at most `width` cells wide.

    A newline ends a paragraph; the width is at least 2, the widest character.
    """
    paragraphs = whole(text, right_to_left=right_to_left).split("\n")
    if right_to_left or RIGHT_TO_LEFT.search(text):
        laid_out = [_lay_out_paragraph(each, width, right_to_left) for each in paragraphs]
    else:
        laid_out = [[each[start:end] for start, end in _wrap(each, width)] for each in paragraphs]
    return tuple(line for lines in laid_out for line in lines)


def flush(line: str, width: int, right_to_left: bool) -> str:
    """Pad a laid-out line with spaces to `width` cells, on the left when it runs right to left."""
    padding = " " * (width - cell_len(line))
    return padding + line if right_to_left else line + padding


def _lay_out_paragraph(text: str, width: int, right_to_left: bool) -> list[str]:
    """Shape the paragraph, wrap it as it is read, then put each line in the order it is drawn."""
    shaped = _shape(_OTHER_BREAKS.sub(" ", text))
    return [_reorder(shaped, span, right_to_left) for span in _wrap(shaped, width)]


def _shape(text: str) -> str:
    """Replace Arabic letters by their joined forms; a cell has no room for short vowels.

    NFC keeps the hamza of a decomposed letter; a joiner (U+200D) makes arabic-reshaper fail.
    """
    text = unicodedata.normalize("NFC", text.replace("\u200d", ""))
    return _reshape()(text) if RIGHT_TO_LEFT.search(text) else text


@cache
def _reshape() -> Callable[[str], str]:
    """Return a shaper that joins lam-alef only: a whole word in one cell cannot be read."""
    library = import_module("arabic_reshaper")
    rules = {"delete_harakat": True, "ARABIC LIGATURE ALLAH": False}
    reshape: Callable[[str], str] = library.ArabicReshaper(rules).reshape
    return reshape


def _wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Return where each line starts and ends; the spaces at a break belong to no line."""
    spans: list[tuple[int, int]] = []
    start = end = 0
    for word in re.finditer(" *([^ ]+)", text):
        if cell_len(text[start : word.end()]) > width:
            if end > start:
                spans.append((start, end))
            start = word.start(1)
            while cell_len(text[start : word.end()]) > width:
                cut, following = _cut(text, start, word.end(), width)
                spans.append((start, cut))
                start = following
        end = word.end()
    return [*spans, (start, end)] if end > start or not spans else spans


def _cut(text: str, start: int, end: int, width: int) -> tuple[int, int]:
    """Return where a too long word is cut, at a no-break space if it can, and where it goes on."""
    full = start + max(1, len(chop_cells(text[start:end], width)[0]))
    joint = max(text.rfind(space, start + 1, full + 1) for space in NO_BREAK_SPACES)
    return (joint, joint + 1) if joint > start else (full, full)


def _reorder(text: str, span: tuple[int, int], right_to_left: bool) -> str:
    """Return one line of the paragraph in the order it is drawn, brackets mirrored.

    UAX #9 resolves directions over the whole paragraph and reorders line by line, whereas
    python-bidi takes one line and neither mirrors nor tells positions. So it is given the whole
    paragraph with a tag after each character: the tag says whether the character is on this
    line, and comes out before it where the text was turned around.
    """
    start, end = span
    base, edge = ("R", RIGHT_TO_LEFT_MARK) if right_to_left else ("L", LEFT_TO_RIGHT_MARK)
    tags = _OUTSIDE * start + _INSIDE * (end - start) + _OUTSIDE * (len(text) - end + 1)
    # The last mark keeps the tags of the end from being taken for trailing white space (L1).
    marked = text.translate(_QUOTES_TO_BRACKETS) + edge
    tagged = "".join(map("".join, zip(marked, tags, strict=True)))
    drawn: str = import_module("bidi").get_display(tagged, base_dir=base)
    pairs = (drawn[at : at + 2] for at in range(0, len(drawn), 2))
    return _INVISIBLE.sub("", "".join(map(_shown, pairs)))


def _shown(pair: str) -> str:
    """Return the character of a character and its tag as drawn, or nothing for other lines."""
    first, second = pair[0], pair[1]
    if second == _INSIDE:
        return first.translate(_AS_WRITTEN)
    return second.translate(_MIRRORED) if first == _INSIDE else ""
