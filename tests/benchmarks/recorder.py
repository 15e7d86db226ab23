"""A terminal that only remembers when it had been given the words of a screen.

Layout, drawing and encoding are all counted; the speed of a terminal is not. Imports nothing of the kiosk.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from time import perf_counter
from typing import TYPE_CHECKING, Any

from textual import events
from textual.drivers.headless_driver import HeadlessDriver

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.app import App

PATIENCE = 20
SETTLED = 0.05
"""Seconds of rest between two taps, so that what one leaves over is not counted with the next."""


class Recorder(HeadlessDriver):
    """Stands in for the terminal, and crosses out the words that it is given."""

    missing: frozenset[str] = frozenset()
    painted = 0.0

    @property
    def is_headless(self) -> bool:
        """Say no, so that the app draws as for a terminal."""
        return False

    def write(self, data: str) -> None:
        """Cross out the words that have come; remember when the last one came."""
        if self.missing:
            self.missing = frozenset(word for word in self.missing if word not in data)
            if not self.missing:
                self.painted = perf_counter()

    def flush(self) -> None:
        """Do nothing: nothing is kept back."""


@asynccontextmanager
async def running(app: App[Any]) -> AsyncIterator[Recorder]:
    """Run an app on the recording terminal of 80 by 24 cells, until its first screen is at rest."""
    app.driver_class = Recorder
    task = asyncio.create_task(app.run_async(size=(80, 24)))
    try:
        await until(lambda: app.is_running and len(app.screen_stack) > 1)
        await asyncio.sleep(SETTLED)
        driver = app._driver
        assert isinstance(driver, Recorder)
        yield driver
    finally:
        app.exit()
        await task


async def until(true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    started = perf_counter()
    while not true():
        await asyncio.sleep(0.005)
        if perf_counter() - started > PATIENCE:
            raise RuntimeError("the app did not come to the screen")


async def timed(driver: Recorder, digit: str, words: set[str]) -> float:
    """Press a digit; return the seconds until the terminal was given all the words."""
    assert words
    driver.missing = frozenset(words)
    started = perf_counter()
    driver.process_message(events.Key(digit, digit))
    while driver.missing:
        await asyncio.sleep(0)
        if perf_counter() - started > PATIENCE:
            raise RuntimeError(f"the screen was not painted: {set(driver.missing)} did not come")
    painted = driver.painted - started
    await asyncio.sleep(SETTLED)
    return painted
