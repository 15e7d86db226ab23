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
    """How and when the last screen went, and how long a machine should wait for another."""

    now: Callable[[], float] = monotonic
    left: bool = False
    """Whether an agent closed the last one."""
    patience: float = STARTING
    last: float = field(init=False)

    def __post_init__(self) -> None:
        self.last = self.now()

    def went(self, *, left: bool) -> None:
        """Remember that a screen closed; `left` if an agent closed it."""
        self.left, self.last, self.patience = left, self.now(), RELOADING

    def dark(self, screens: int) -> bool:
        """Whether no screen has shown the kiosk for too long; said once for each start of the browser."""
        found = screens == 0 and not self.left and self.now() - self.last > self.patience
        if found:
            self.last, self.patience = self.now(), STARTING
        return found
