"""Write a Document on paper: as PDF/UA-1 in French and in the visitor's language, or as a ticket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.errors import KioskError
from kiosk.render.code import code_of
from kiosk.render.layouts import MILLIMETRES_OF_TICKET, TICKET
from kiosk.render.pages import page_of
from kiosk.render.typesetter import page_count, pictures, typeset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.content.library import Library
    from kiosk.engine.document import Document
    from kiosk.render.layouts import Density, Layout
    from kiosk.settings import CodeSettings

DOTS_PER_INCH = 203.2
"""Eight dots a millimetre: what ticket printers have."""


@dataclass(frozen=True)
class Press:
    """What every page of a kiosk is printed with: the content folder, and what its QR codes hold."""

    library: Library
    code: CodeSettings

    def pdf(self, document: Document, layout: Layout) -> bytes:
        """Return the PDF of a document; KioskError if it cannot be typeset or does not fit its pages."""
        page = self._page(document, layout)
        length = len(str(page["sections"]))
        pages = (_set(page, layout, density) for density in _fitting(layout, length))
        found = next((pdf for pdf in pages if page_count(pdf) <= layout.most_pages), None)
        if found is None and layout.beyond is not None:
            found = _set(page, layout, layout.beyond)
        if found is None:
            fault = f"it does not fit {layout.most_pages} pages {layout.paper.upper()}"
            raise KioskError(f"the page of {document.procedure} cannot be printed: {fault}")
        return found

    def ticket(self, document: Document) -> bytes:
        """Return the picture (PNG) of a ticket, 576 dots wide; KioskError if it cannot be typeset."""
        page = self._page(document, TICKET)
        density = TICKET.densities[0]
        _set(page, TICKET, density)  # the PDF refuses a letter that no font has; a picture would not
        return pictures(TICKET.template, _dense(page, TICKET, density), DOTS_PER_INCH)[0]

    def _page(self, document: Document, layout: Layout) -> dict[str, Any]:
        words = self.library.words(document.code)
        code = code_of(document, self.code, words, layout.most_modules)
        return page_of(document, words, self.library.folder / "pictograms", code, layout.leave_out)


def _fitting(layout: Layout, length: int) -> Iterator[Density]:
    """Return the densities to try, from the first that so many characters may fit."""
    rest = layout.densities
    hopeless = [density for density in rest[:-1] if length > layout.capacity * density.capacity]
    return iter(rest[len(hopeless) :] if layout.capacity else rest)


def _set(page: dict[str, Any], layout: Layout, density: Density) -> bytes:
    return typeset(layout.template, _dense(page, layout, density))


def _dense(page: dict[str, Any], layout: Layout, density: Density) -> dict[str, Any]:
    paper = {"paper": layout.paper, "flipped": layout.flipped, "width": MILLIMETRES_OF_TICKET}
    return {**page, **paper, "size": density.size, "stretch": density.stretch, "air": density.air}
