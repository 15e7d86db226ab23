"""The counts of one kiosk: in memory at once, in the database when they are flushed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kiosk.errors import KioskError

Kind = Literal["language", "procedure", "left", "print", "code"]
Amounts = dict[tuple[date, Kind, str], int]
"""How often, by day, kind and name."""
MOST_DAYS = 31
"""How many days of counts wait in memory for a database that does not answer; the oldest go first."""


class UnsureError(KioskError):
    """The connection was lost during the commit: only the database knows whether it wrote."""

    def __init__(self, transaction: str, reason: str) -> None:
        """Keep the number under which the database will know."""
        self.transaction = transaction
        super().__init__(reason)


@dataclass
class Counter:
    """How often a thing happens in a day: never when in the day, to whom, or together with what.

    Only the event loop touches the memory, only threads touch the database, and the database is open
    only during a flush.
    """

    url: str
    """The database, as SQLAlchemy writes it."""
    fault: str = ""
    """Why the last flush wrote nothing, in one sentence; empty when all is well."""
    _waiting: Amounts = field(default_factory=dict, repr=False)
    _unsure: tuple[str, Amounts] | None = field(default=None, repr=False)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    def count(self, kind: Kind, name: str, day: date) -> None:
        """Count one, in memory only."""
        key = (day, kind, name)
        self._waiting[key] = self._waiting.get(key, 0) + 1
        days = {day for day, _, _ in self._waiting}
        if len(days) > MOST_DAYS:
            self._waiting = {key: number for key, number in self._waiting.items() if key[0] != min(days)}

    async def flush(self) -> None:
        """Write what waits, once; what cannot be written keeps waiting, and `fault` says why.

        It goes on when its caller is cancelled: what was written must not wait any more.
        """
        await asyncio.shield(self._flush())

    async def _flush(self) -> None:
        async with self._turn:
            try:
                await self._settle()
                await self._write()
            except KioskError as error:
                self.fault = str(error)
            else:
                self.fault = ""

    async def _settle(self) -> None:
        """Ask whether a flush that lost its connection has written after all."""
        if self._unsure is None:
            return
        transaction, amounts = self._unsure
        if await asyncio.to_thread(_was_written, self.url, transaction):
            self._subtract(amounts)
        self._unsure = None

    async def _write(self) -> None:
        """Write what waits; it stops waiting only after the commit."""
        if not self._waiting:
            return
        amounts = dict(self._waiting)
        try:
            await asyncio.to_thread(_add, self.url, amounts)
        except UnsureError as error:
            self._unsure = (error.transaction, amounts)
            raise
        self._subtract(amounts)

    def _subtract(self, amounts: Amounts) -> None:
        left = {key: number - amounts.get(key, 0) for key, number in self._waiting.items()}
        self._waiting = {key: number for key, number in left.items() if number > 0}


def _add(url: str, amounts: Amounts) -> None:
    """Add to the database; SQLAlchemy is loaded here, in the thread, at the first flush."""
    from kiosk.statistics.database import add

    add(url, amounts)


def _was_written(url: str, transaction: str) -> bool:
    from kiosk.statistics.database import was_written

    return was_written(url, transaction)
