"""The QR code of a page: what it holds, by the settings, and how large it must be to be read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from kiosk.content.languages import message
from kiosk.content.terms import is_procedure
from kiosk.render.plain import plain_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    import segno

    from kiosk.content.languages import Words
    from kiosk.content.terms import Prose
    from kiosk.engine.document import Document
    from kiosk.settings import CodeSettings

OFFICIAL = message("Photograph this code to read the official page on your telephone.")
WEBSITE = message("Photograph this code to read this page on your telephone.")
CHECKLIST = message("Photograph this code to keep this list on your telephone.")

MILLIMETRES_A_MODULE = 0.42
"""What a telephone still reads at arm's length, from laser paper."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code, and the sentence that stands beside it."""

    text: str
    says: Prose

    @property
    def symbol(self) -> segno.QRCode:
        """The smallest symbol that holds the text, in UTF-8."""
        return _symbol(self.text)

    @property
    def modules(self) -> int:
        """How many squares it is wide, without its quiet zone."""
        return len(self.symbol.matrix)

    def svg(self) -> str:
        """Return the drawing, without quiet zone: the page leaves it white."""
        drawing = BytesIO()
        self.symbol.save(drawing, kind="svg", border=0, xmldecl=False)
        return drawing.getvalue().decode()


@cache
def _symbol(text: str) -> segno.QRCode:
    import segno

    return segno.make(text, micro=False, error="l", encoding="utf-8")


def code_of(document: Document, settings: CodeSettings, words: Words, most_modules: int) -> Code | None:
    """Return the code that the settings ask for and that fits so many modules, or the next best, or None."""
    return next((code for code in codes(document, settings, words) if _fits(code, most_modules)), None)


def _fits(code: Code, most_modules: int) -> bool:
    import segno

    try:
        return code.modules <= most_modules
    except segno.DataOverflowError:
        return False


def codes(document: Document, settings: CodeSettings, words: Words) -> Iterator[Code]:
    """Return what a code may hold: what the settings ask for first, then the official page."""
    if settings.holds == "website" and settings.website and is_procedure(document.procedure):
        address = f"{settings.website.rstrip('/')}/{document.code}/{document.procedure}/"
        yield Code(address, words.say(WEBSITE))
    if settings.holds == "checklist" and is_procedure(document.procedure):
        for text in plain_texts(document):
            yield Code(text, words.say(CHECKLIST))
    if document.official_page:
        yield Code(document.official_page, words.say(OFFICIAL))
