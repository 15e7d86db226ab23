"""How often in a row a kiosk stopped by itself."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_CRASHES = 3
CALM_SECONDS = 60
"""A kiosk that ran so long had no fault at its start; after so long a broken one is tried again."""


@dataclass
class Crashes:
    """How often in a row a kiosk stopped by itself."""

    now: Callable[[], float] = monotonic
    number: int = 0
    last: float = 0

    def ended(self, code: int, lived: float) -> None:
        """Count an end: one that was wanted, or a long life, starts again from nothing."""
        self.number = 0 if code == 0 or lived > CALM_SECONDS else self.number + 1
        self.last = self.now()

    @property
    def broken(self) -> bool:
        """Whether it is of no use to start another one now."""
        return self.number >= MOST_CRASHES and self.now() - self.last < CALM_SECONDS
