"""Whether a screen shows the kiosk: a machine starts one that stays dark again."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

STARTING, RELOADING = 180, 20
"""Seconds that a slow machine may need from the start of its browser to the first screen, and to reload."""


@dataclass
class Presence:
    """How many screens show the kiosk, and since when there is none."""

    now: Callable[[], float] = monotonic
    screens: int = 0
    left: bool = False
    """Whether an agent closed the last one."""
    patience: float = STARTING
    last: float = field(init=False)

    def __post_init__(self) -> None:
        self.last = self.now()

    def came(self) -> None:
        """Count a screen that opened."""
        self.screens += 1
        self.left = False

    def went(self, *, left: bool) -> None:
        """Count a screen that closed; `left` if an agent closed it."""
        self.screens -= 1
        self.left, self.last, self.patience = left, self.now(), RELOADING

    def dark(self) -> bool:
        """Whether nobody has seen the kiosk for too long; it is said once for each start of the browser."""
        found = self.screens == 0 and not self.left and self.now() - self.last > self.patience
        if found:
            self.last, self.patience = self.now(), STARTING
        return found
