"""Windows as real dates: when they open and close, and where today stands in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.content.terms import Basis

if TYPE_CHECKING:
    from datetime import date

    from kiosk.content.models import Window


class State(StrEnum):
    """Where a day stands in a window."""

    EARLY = "early"
    NOW = "now"
    LATE = "late"
    EXPIRED = "expired"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Filing:
    """A window counted from a date of the visitor: both days are within it."""

    opens: date
    closes: date
    state: State

    @property
    def late(self) -> bool:
        """Whether the window is over."""
        return self.state in (State.LATE, State.EXPIRED, State.LAPSED)


def filing(window: Window, day: date, today: date) -> Filing | None:
    """Count a window from the visitor's date; None for a window without days (R431-4, R431-5)."""
    if window.opens is None or window.closes is None:
        return None
    opens = window.opens.counted_from(day)
    closes = window.closes.counted_from(day)
    return Filing(opens, closes, _state(window, day, today, opens, closes))


def _state(window: Window, day: date, today: date, opens: date, closes: date) -> State:
    if today < opens:
        return State.EARLY
    if today <= closes:
        return State.NOW
    if window.lapses is not None and today > window.lapses.counted_from(day):
        return State.LAPSED
    if window.basis is Basis.EXPIRY and today > day:
        return State.EXPIRED
    return State.LATE
