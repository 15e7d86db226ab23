"""A screen that stays dark is started again, and no other."""

from __future__ import annotations

import asyncio
import socket

import pytest

from kiosk.serving.presence import RELOADING, STARTING, Presence
from kiosk.serving.server import Server


class Clock:
    """A clock that is set by hand."""

    time = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.time


@pytest.mark.parametrize(
    ("before", "dark"),
    [
        ((), True),  # the browser never came
        (("came",), False),  # one screen, whatever the other did
        (("came", "came", "went"), False),
        (("came", "went"), True),  # its page crashed
        (("came", "left"), False),  # an agent closed the kiosk
        (("came", "left", "came", "went"), True),
    ],
)
def test_dark(before: tuple[str, ...], *, dark: bool) -> None:
    """Only a screen that went by itself, or never came, is dark; and it is said once in a while."""
    clock = Clock()
    presence, screens = Presence(clock), 0
    for what in before:
        screens += 1 if what == "came" else -1
        if what != "came":
            presence.went(left=what == "left")
    assert not presence.dark(screens)
    clock.time = (RELOADING if before else STARTING) + 1
    assert [presence.dark(screens), presence.dark(screens)] == [dark, False]
    clock.time += RELOADING + 1
    assert not presence.dark(screens)
    clock.time += STARTING
    assert presence.dark(screens) == dark


def test_the_machine_hears_of_it() -> None:
    """The answer is 503 once, and 200 as long as three faults in a row leave the static page."""
    clock = Clock()
    ours, theirs = socket.socketpair()
    server = Server(ours, None, presence=Presence(clock))
    clock.time = STARTING + 1

    async def status() -> int:
        return (await server.shown(None)).status

    assert [asyncio.run(status()), asyncio.run(status())] == [503, 200]
    clock.time = 2 * STARTING + 2
    for _ in range(3):
        server.crashes.ended(1, 0)
    assert asyncio.run(status()) == 200
    ours.close()
    theirs.close()
