"""Draw a pictogram in the cells of a terminal, in braille dots."""

from __future__ import annotations

from functools import cache
from io import BytesIO

BRAILLE = 0x2800
MARKS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
OVERSAMPLING = 8
INK = 0.45  # just under half, so that a stroke shared by two dots shows on both


@cache
def draw(text: str, columns: int, rows: int) -> tuple[str, ...]:
    """Draw an SVG text, centred, in cells twice as high as wide; ValueError if it is not SVG.

    The square has 2 dots a column or 4 dots a row.
    """
    side = min(2 * columns, 4 * rows)
    left, top = columns - side // 2, 2 * rows - side // 2
    dots = _dots(text, side)
    return tuple(
        "".join(_cell(dots, 2 * column - left, 4 * row - top) for column in range(columns))
        for row in range(rows)
    )


def _cell(dots: frozenset[tuple[int, int]], x: int, y: int) -> str:
    """Give the braille character with its first dot at x, y, or a space: some fonts ring blanks."""
    marks = sum(
        mark
        for down, line in enumerate(MARKS)
        for right, mark in enumerate(line)
        if (x + right, y + down) in dots
    )
    return chr(BRAILLE + marks) if marks else " "


def _dots(text: str, side: int) -> frozenset[tuple[int, int]]:
    """Give the inked dots, as x and y from the top left, of a square of so many dots a side."""
    from PIL import Image  # here, as it takes 40 ms that only the first drawing must pay
    from resvg_py import svg_to_bytes

    large = side * OVERSAMPLING
    png = svg_to_bytes(svg_string=text, background="#fff", width=large, height=large)
    grey = Image.open(BytesIO(png)).convert("L").resize((side, side), Image.Resampling.BOX)
    lightest = 255 * (1 - INK)
    levels = enumerate(grey.tobytes())
    return frozenset((at % side, at // side) for at, level in levels if level < lightest)
