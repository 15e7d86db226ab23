"""Print a ticket through ESC/POS: pictures only, since its text knows neither Arabic nor Chinese."""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kiosk.errors import Fault, PrintError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from kiosk.settings import Printer

PORT = 9100
STRIP = 256
"""How many rows of dots go in one command: small printers have small memories."""
PROFILE = "TM-T20II"
"""A common printer of 576 dots; without a profile python-escpos writes on the screen."""
DARK = 128
"""A dot is printed below this level of grey."""
STATUS = b"\x10\x04"
"""DLE EOT n: the printer answers at once, whatever it is doing."""
PRINTED = b"\x1dr\x01"
"""GS r 1: the printer answers once all that was sent before is on paper."""
LIVE = re.compile(rb"\x10(?=[\x04\x05\x14])")
"""Dots that a printer would take for a question; one dot more, and they are only a picture."""
STATE, CAUSES, PAPER = 1, 2, 4
"""What DLE EOT may ask: whether it is online, why not, and the paper."""
OFFLINE_BIT, COVER_BIT, PAPER_END_BIT, ERROR_BIT, PAPER_BITS = 0x08, 0x04, 0x20, 0x40, 0x60
ALWAYS, STATUS_MARK = 0x93, 0x12
"""The bits by which an answer to DLE EOT is known from one to GS r."""
BETWEEN = 0.2
"""Seconds between two questions."""


@dataclass(frozen=True)
class TicketChannel:
    """One ticket printer on the network."""

    printer: Printer
    answer: float = 3
    """Seconds to wait for a connection or for the answer about a state."""
    end: float = 40
    """Seconds to wait for the end of a ticket."""

    async def check(self) -> None:
        """Raise PrintError if the printer cannot print now."""
        async with self._connection() as (reader, writer):
            await self._state(reader, writer)

    async def send(self, page: bytes) -> str:
        """Print a picture (PNG); return the printer's name once it is out, or raise PrintError."""
        async with self._connection() as (reader, writer):
            await self._state(reader, writer)
            writer.write(_commands(page) + PRINTED)
            try:
                await asyncio.wait_for(writer.drain(), self.end)
                await self._printed(reader, writer)
            except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
                raise self._error(Fault.UNCERTAIN, "the connection was lost") from error
        return self.printer.name

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        address = urlsplit(self.printer.address)
        try:
            opening = asyncio.open_connection(address.hostname, address.port or PORT)
            reader, writer = await asyncio.wait_for(opening, self.answer)
        except (OSError, TimeoutError) as error:
            raise self._error(Fault.OFFLINE, "no connection") from error
        try:
            yield reader, writer
        finally:
            writer.close()
            with suppress(OSError, TimeoutError):
                await asyncio.wait_for(writer.wait_closed(), self.answer)

    async def _state(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Ask what keeps the printer from printing; PrintError says it."""
        try:
            answers = [await self._ask(number, reader, writer) for number in (CAUSES, PAPER, STATE)]
        except TimeoutError as error:
            raise self._error(Fault.STOPPED, "no answer about its state") from error
        except (OSError, asyncio.IncompleteReadError) as error:
            raise self._error(Fault.OFFLINE, "the connection was lost") from error
        if fault := _fault(*answers):
            raise self._error(*fault)

    async def _ask(self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
        writer.write(STATUS + bytes((number,)))
        return (await asyncio.wait_for(reader.readexactly(1), self.answer))[0]

    async def _printed(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Wait for the answer that follows the last line; ask meanwhile what keeps it from coming."""
        end = monotonic() + self.end
        while monotonic() < end:
            answers = []
            for number in (CAUSES, PAPER):
                with suppress(TimeoutError):
                    answers.append(await self._ask(number, reader, writer))
            if any(answer & ALWAYS != STATUS_MARK for answer in answers):
                return
            if len(answers) == 2 and (fault := _fault(*answers)):
                raise self._error(*fault)
            await asyncio.sleep(BETWEEN)
        raise self._error(Fault.UNCERTAIN, "the printer did not say that it has finished")

    def _error(self, fault: Fault, reason: str) -> PrintError:
        return PrintError(fault, self.printer.name, reason)


def _commands(page: bytes) -> bytes:
    """Return the commands that print a picture, strip by strip, and cut the paper."""
    from escpos.printer import Dummy
    from PIL import Image

    picture = Image.open(BytesIO(page)).convert("L").point(lambda level: 255 * (level >= DARK)).convert("1")
    printer = Dummy(profile=PROFILE)
    printer.hw("INIT")
    printer.image(picture, impl="bitImageRaster", fragment_height=STRIP, center=False)
    printer.cut()
    return LIVE.sub(b"\x11", printer.output)


def _fault(causes: int, paper: int, state: int = 0) -> tuple[Fault, str] | None:
    """Return what three answers say is wrong, or None."""
    if causes & COVER_BIT:
        return Fault.COVER, "cover open"
    if causes & PAPER_END_BIT or paper & PAPER_BITS:
        return Fault.PAPER, "paper end"
    if causes & ERROR_BIT:
        return Fault.JAM, "error: cutter or paper stuck"
    return (Fault.STOPPED, "offline") if state & OFFLINE_BIT else None
