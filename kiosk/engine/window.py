"""Windows as real dates: when they open and close, where today stands in them, and what that answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.content.terms import DEADLINE, Basis, Timing, is_procedure
from kiosk.engine.conditions import applies
from kiosk.engine.journey import Journey, answered, implied
from kiosk.engine.requests import request_of

if TYPE_CHECKING:
    from datetime import date

    from kiosk.content.models import Content, Window


class State(StrEnum):
    """Where a day stands in a window."""

    EARLY = "early"
    NOW = "now"
    LATE = "late"
    EXPIRED = "expired"
    LAPSED = "lapsed"


TIMINGS = {
    State.EARLY: Timing.IN_TIME,
    State.NOW: Timing.IN_TIME,
    State.LATE: Timing.LATE,
    State.EXPIRED: Timing.EXPIRED,
    State.LAPSED: Timing.LAPSED,
}


@dataclass(frozen=True, slots=True)
class Filing:
    """A window counted from a date of the visitor: both days are within it; one may be always open."""

    opens: date | None
    closes: date
    state: State


def filing(window: Window, day: date, today: date) -> Filing | None:
    """Count a window from the visitor's date; None for a window without an end (R431-4, R431-5)."""
    if window.closes is None:
        return None
    opens = window.opens.counted_from(day) if window.opens else None
    closes = window.closes.counted_from(day)
    return Filing(opens, closes, _state(window, day, today, opens, closes))


def _state(window: Window, day: date, today: date, opens: date | None, closes: date) -> State:
    if opens is not None and today < opens:
        return State.EARLY
    if today <= closes:
        return State.NOW
    if window.lapses is not None and today > window.lapses.counted_from(day):
        return State.LAPSED
    if window.basis is Basis.EXPIRY and today > day:
        return State.EXPIRED
    return State.LATE


def completed(content: Content, procedure: str, journey: Journey, on: date) -> Journey:
    """Return the journey with all that is known without asking: what the tree implies, and the timing."""
    known = implied(content.tree, journey)
    found = timing(content, procedure, known, on)
    return known if found is None else answered(known, DEADLINE, found)


def timing(content: Content, procedure: str, journey: Journey, on: date) -> Timing | None:
    """Return where the visitor stands in the windows that are theirs, the worst of them; None if unknown."""
    if not is_procedure(procedure):
        return None
    _, request = request_of(content, procedure)
    dates = dict(journey.dates)
    found = []
    for use in request.windows:
        window = content.deposits.windows[use.use]
        day = dates.get(window.basis)
        counted = filing(window, day, on) if day and applies(use.when, journey) is True else None
        if counted is not None:
            found.append(TIMINGS[counted.state])
    return max(found, key=list(Timing).index, default=None)
