"""What the kiosk prints for its visitors: the checklist, on the paper of the printer that can."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.printing.printers import Printers
from kiosk.render.layouts import CHECKLIST
from kiosk.render.paper import Press

if TYPE_CHECKING:
    from kiosk.content.library import Library
    from kiosk.engine.document import Document
    from kiosk.settings import Settings, Size

THREAD = ThreadPoolExecutor(1)
"""One thread sets every page: with several, the kiosk kept a third more memory."""


@dataclass(frozen=True)
class VisitorPrinting:
    """Prints on the printers that the settings name for visitors."""

    settings: Settings

    async def sizes(self) -> frozenset[Size]:
        """Return the papers that can be printed now."""
        return await Printers(self.settings.printers).sizes()

    async def print(self, document: Document, library: Library, size: Size) -> str:
        """Print the checklist; return where it is once it is out, or raise PrintError or KioskError."""
        press = Press(library, self.settings.code)
        page = await asyncio.get_running_loop().run_in_executor(THREAD, _page, press, document, size)
        return await Printers(self.settings.printers).send(size, page)


def _page(press: Press, document: Document, size: Size) -> bytes:
    return press.ticket(document) if size == "ticket" else press.pdf(document, CHECKLIST)
