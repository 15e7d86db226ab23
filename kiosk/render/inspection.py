"""Look at the pages before anybody else does: nothing over the edge, nothing empty, no word too long."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from kiosk.content.prose import BREAKS
from kiosk.errors import KioskError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DOTS_PER_INCH = 36
EDGE = 4 * DOTS_PER_INCH // 25
"""Four millimetres, which most printers cannot reach: nothing stands there."""
FOOTER = 13 * DOTS_PER_INCH // 25
INK = 200
"""A dot is inked below this level of grey."""
SHORT = 16
"""A word of so many letters fits every column."""


class UnfitError(KioskError):
    """A page that does not fit as it is set; a tighter density may."""


def inspect(procedure: str, pictures: Iterable[bytes]) -> None:
    """Raise UnfitError if a page has ink at its edges, and KioskError if it has none at all."""
    from PIL import Image

    for number, picture in enumerate(pictures, 1):
        page = Image.open(BytesIO(picture)).convert("L").point(lambda level: 255 * (level < INK))
        width, height = page.size
        if page.crop((EDGE, EDGE, width - EDGE, height - FOOTER)).getbbox() is None:
            raise KioskError(f"page {number} of {procedure} is empty")
        left, top, right, bottom = page.getbbox() or (EDGE, EDGE, width - EDGE, height - EDGE)
        if left < EDGE or top < EDGE or right > width - EDGE or bottom > height - EDGE:
            raise UnfitError(f"page {number} of {procedure} goes over the edge of the paper")


def long_words(value: Any) -> set[str]:
    """Return the words of a page of data that may be too long for a column: the template measures them."""
    return {word for text in _texts(value) for word in BREAKS.split(text) if len(word) > SHORT}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in ("kind", "pictogram"):
                yield from _texts(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _texts(part)
