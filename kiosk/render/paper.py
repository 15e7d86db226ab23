"""Write a Document on paper: as PDF/UA-1 in French and in the visitor's language, or as a ticket."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.content.terms import FRENCH
from kiosk.render import inspection
from kiosk.render.code import code_of
from kiosk.render.inspection import UnfitError, inspect
from kiosk.render.layouts import MILLIMETRES_OF_TICKET, TICKET
from kiosk.render.pages import page_of
from kiosk.render.typesetter import page_count, pictures, typeset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.content.library import Library
    from kiosk.engine.document import Document
    from kiosk.render.layouts import Density, Layout
    from kiosk.settings import CodeSettings

ROOM_OF_TWO = 0.88
"""How much less two languages fit than one, beside or under each other; measured on all lists and sheets."""
DOTS_PER_INCH = 203.2
"""Eight dots a millimetre: what ticket printers have."""


@dataclass(frozen=True)
class Press:
    """What every page of a kiosk is printed with: the content folder, and what its QR codes hold."""

    library: Library
    code: CodeSettings

    def pdf(self, document: Document, layout: Layout) -> bytes:
        """Return the PDF of a document; KioskError if it cannot be typeset or does not fit its pages."""
        return pdf_of(self.page(document, layout), layout)

    def ticket(self, document: Document) -> bytes:
        """Return the picture (PNG) of a ticket, 576 dots wide; KioskError if it cannot be typeset."""
        return ticket_of(self.page(document, TICKET))

    def page(self, document: Document, layout: Layout) -> dict[str, Any]:
        """Return all that is printed of a document, as plain data."""
        words = self.library.words(document.code)
        code = code_of(document, self.code, words, layout.most_modules)
        leave_out = layout.leave_out if document.form == "list" else frozenset()
        return page_of(document, words, self.library.folder / "pictograms", code, leave_out)


def pdf_of(page: dict[str, Any], layout: Layout) -> bytes:
    """Return the PDF of a page, in the first density that fits; KioskError if there is none."""
    *generous, last = _densities(page, layout)
    for density in generous:
        with suppress(UnfitError):
            return _set(page, layout, density)
    return _set(page, layout, last)


def ticket_of(page: dict[str, Any]) -> bytes:
    """Return the picture of a ticket."""
    density = TICKET.densities[0]
    _set(page, TICKET, density)  # the PDF refuses a letter that no font has; a picture would not
    return pictures(TICKET.template, _dense(page, TICKET, density), DOTS_PER_INCH)[0]


def _densities(page: dict[str, Any], layout: Layout) -> Iterator[Density]:
    """Return the densities to try, the most generous first; one that can hardly fit is left out."""
    length: float = len(str(page["sections"]))
    if page["language"] != FRENCH:
        length /= ROOM_OF_TWO
    yield from layout.densities[_first(layout, length) :]
    if layout.beyond:
        yield layout.beyond


def _first(layout: Layout, length: float) -> int:
    """Return the place of the first density that so many characters may fit; it saves useless tries."""
    if not layout.capacity:
        return 0
    hopeless = (length > layout.capacity * density.capacity for density in layout.densities[:-1])
    return sum(hopeless)


def _set(page: dict[str, Any], layout: Layout, density: Density) -> bytes:
    """Return the PDF in a density, once its pages were counted and looked at; UnfitError if it is wrong."""
    dense = _dense(page, layout, density)
    pdf = typeset(layout.template, dense)
    if page_count(pdf) > layout.most_pages and density is not layout.beyond:
        fault = f"it does not fit {layout.most_pages} pages {layout.paper.upper()}"
        raise UnfitError(f"the page of {page['procedure']} cannot be printed: {fault}")
    if layout.inspected:
        inspect(page["procedure"], pictures(layout.template, dense, inspection.DOTS_PER_INCH))
    return pdf


def _dense(page: dict[str, Any], layout: Layout, density: Density) -> dict[str, Any]:
    """Return a page with all that is decided of its paper."""
    paper = {"paper": layout.paper, "flipped": layout.flipped, "columns": layout.columns}
    room = {"width": MILLIMETRES_OF_TICKET, "narrowest": layout.narrowest}
    return {**page, **paper, **room, "size": density.size, "stretch": density.stretch, "air": density.air}
