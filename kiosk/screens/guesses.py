"""Trying the agent's code: a few times, then after a wait that doubles."""

from __future__ import annotations

from dataclasses import dataclass
from hmac import compare_digest
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FREE = 3
"""Wrong codes without a wait."""
FIRST_WAIT, LONGEST_WAIT = 60, 3600
"""Seconds."""


@dataclass
class Guesses:
    """The wrong codes since the last right one."""

    now: Callable[[], float] = monotonic
    wrong: int = 0
    until: float = 0

    @property
    def allowed(self) -> bool:
        """Whether a code may be tried now."""
        return self.now() >= self.until

    def right(self, digits: str, code: str) -> bool:
        """Return whether a code is right; a wrong one counts, and one that comes too early is wrong."""
        if self.allowed and compare_digest(digits, code):
            self.wrong = 0
            return True
        if self.allowed:
            self.wrong += 1
            if self.wrong >= FREE:
                self.until = self.now() + min(FIRST_WAIT * 2 ** (self.wrong - FREE), LONGEST_WAIT)
        return False
