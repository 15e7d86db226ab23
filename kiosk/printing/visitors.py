"""What the kiosk prints for its visitors: the checklist, on the paper of the printer that can."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.errors import KioskError
from kiosk.printing.printers import Printers
from kiosk.render.layouts import CHECKLIST, LETTER, TICKET
from kiosk.render.paper import Press, pdf_of, ticket_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.content.library import Library
    from kiosk.engine.document import Document
    from kiosk.settings import Settings, Size

    Page = dict[str, Any]
    Send = Callable[[bytes], bytes]

THREAD = ThreadPoolExecutor(1)
"""One thread sets every page: with several, the kiosk kept a third more memory."""
SET, REFUSED = b"+", b"-"
"""How the result of an errand begins: a page follows, or why there is none."""


def set_page(page: Page, size: Size) -> bytes:
    """Return a PDF, or the picture of a ticket; KioskError if it would be wrong."""
    return (
        ticket_of(page)
        if size == "ticket"
        else pdf_of(page, LETTER if page["form"] == "letter" else CHECKLIST)
    )


def set_elsewhere(send: Send, page: Page, size: Size) -> bytes:
    """Send another process to set a page, so that this one keeps nothing of it; KioskError as `set_page`."""
    try:
        result = send(json.dumps([page, size]).encode())
    except OSError as error:
        raise KioskError(f"the page of {page['procedure']} cannot be printed: {error}") from error
    if result.startswith(REFUSED):
        raise KioskError(result.removeprefix(REFUSED).decode())
    return result.removeprefix(SET)


def errand(order: bytes) -> bytes:
    """Set the page that `set_elsewhere` of another process has sent."""
    try:
        return SET + set_page(*json.loads(order))
    except KioskError as error:
        return REFUSED + str(error).encode()


@dataclass(frozen=True)
class VisitorPrinting:
    """Prints on the printers that the settings name for visitors."""

    settings: Settings
    send: Send | None = None
    """Sends an errand to another process, where one sets the pages; it may raise OSError."""

    async def sizes(self) -> frozenset[Size]:
        """Return the papers that can be printed now."""
        return await Printers(self.settings.printers).sizes()

    async def print(self, document: Document, library: Library, size: Size) -> str:
        """Print the checklist; return where it is once it is out, or raise PrintError or KioskError."""
        page = await asyncio.get_running_loop().run_in_executor(THREAD, self._page, document, library, size)
        return await Printers(self.settings.printers).send(size, page)

    def _page(self, document: Document, library: Library, size: Size) -> bytes:
        page = Press(library, self.settings.code).page(document, TICKET if size == "ticket" else CHECKLIST)
        return set_elsewhere(self.send, page, size) if self.send else set_page(page, size)
