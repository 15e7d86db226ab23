"""The printers of one kiosk: which can print now, and the page on the first that can."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from kiosk.errors import KioskError, PrintError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.settings import Audience, Printer, Size


class Channel(Protocol):
    """One way to a printer."""

    async def check(self) -> None:
        """Raise PrintError if the printer cannot print now."""

    async def send(self, page: bytes) -> str:
        """Print a page; return where it is once it is truly out, or raise PrintError."""


def channel(printer: Printer) -> Channel:
    """Return the way to a printer, by its address; KioskError if there is none."""
    scheme = urlsplit(printer.address).scheme
    if scheme in ("ipp", "ipps"):
        from kiosk.printing.ipp import IppChannel

        return IppChannel(printer)
    if scheme == "escpos":
        from kiosk.printing.tickets import TicketChannel

        return TicketChannel(printer)
    if scheme == "file":
        from kiosk.printing.folder import FolderChannel

        return FolderChannel(printer)
    raise KioskError(
        f'printer "{printer.name}": an address begins with ipp://, ipps://, escpos:// or file://'
    )


@dataclass(frozen=True)
class Printers:
    """The printers that serve an audience, in the order of preference."""

    printers: tuple[Printer, ...]
    audience: Audience = "visitors"
    connect: Callable[[Printer], Channel] = field(default=channel)

    async def faults(self) -> dict[str, PrintError | None]:
        """Return for each printer what is wrong with it now, or None."""
        chosen = self._chosen()
        found = await asyncio.gather(*map(self._fault, chosen))
        return {printer.name: fault for printer, fault in zip(chosen, found, strict=True)}

    async def sizes(self) -> frozenset[Size]:
        """Return the papers that some printer can print now."""
        faults = await self.faults()
        return frozenset(printer.size for printer in self._chosen() if faults[printer.name] is None)

    async def send(self, size: Size, page: bytes) -> str:
        """Print on the first printer of a size that can; PrintError of the last one if none can.

        A page is handed over once only: what fails after that is not tried on another printer.
        """
        refused: PrintError | None = None
        for printer in self._chosen():
            if printer.size == size:
                way = self.connect(printer)
                try:
                    await way.check()
                except PrintError as error:
                    refused = error
                else:
                    return await way.send(page)
        raise refused or KioskError(f"no printer for {self.audience} takes {size}")

    def _chosen(self) -> list[Printer]:
        return [printer for printer in self.printers if printer.audience == self.audience]

    async def _fault(self, printer: Printer) -> PrintError | None:
        try:
            await self.connect(printer).check()
        except PrintError as error:
            return error
        return None
