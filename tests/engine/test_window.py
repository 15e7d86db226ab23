"""Windows: when they open and close, to the day, and what is said on each side of each day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.loader import load
from kiosk.content.models import Window
from kiosk.content.spans import Span
from kiosk.content.terms import DEADLINE, Basis, Prose, Timing
from kiosk.engine.journey import Journey
from kiosk.engine.window import TIMINGS, Filing, State, completed, filing, timing
from tests.conftest import CONTENT

REAL = load(CONTENT / "procedures")
WINDOWS = REAL.deposits.windows
COUNTED = {name: window for name, window in WINDOWS.items() if window.closes is not None}
EXPIRY = date(2027, 7, 1)
DAY = timedelta(days=1)
DAYS = st.dates(date(2020, 1, 1), date(2045, 12, 31))


def filed(name: str, day: date, today: date) -> Filing:
    """Count a window of the real content; it must have days."""
    counted = filing(WINDOWS[name], day, today)
    assert counted is not None
    return counted


def span(name: str, day: date) -> tuple[date, date]:
    """Return the first and the last day of a window."""
    counted = filed(name, day, day)
    return counted.opens or date.min, counted.closes


def test_online_window():
    """Online: from the 120th to the 60th day before the end (R431-5)."""
    assert span("online", EXPIRY) == (date(2027, 3, 3), date(2027, 5, 2))


def test_online_window_over_a_leap_day():
    """Days are counted one by one, the 29th of February too."""
    assert span("online", date(2028, 7, 1)) == (date(2028, 3, 3), date(2028, 5, 2))
    assert span("online", date(2028, 4, 29)) == (date(2027, 12, 31), date(2028, 2, 29))


@pytest.mark.parametrize(
    ("expiry", "opens"),
    [
        (date(2027, 7, 1), date(2027, 5, 1)),
        (date(2027, 5, 31), date(2027, 3, 31)),
        (date(2027, 4, 30), date(2027, 2, 28)),
        (date(2028, 4, 30), date(2028, 2, 29)),
        (date(2027, 8, 31), date(2027, 6, 30)),
        (date(2028, 2, 29), date(2027, 12, 29)),
        (date(2027, 1, 15), date(2026, 11, 15)),
    ],
)
def test_last_two_months(expiry, opens):
    """At the desk: the last two months; a shorter month ends on its last day, the year changes (R431-5)."""
    assert span("last-two-months", expiry) == (opens, expiry)


@pytest.mark.parametrize(
    ("name", "entry", "closes"),
    [
        ("after-entry", date(2026, 9, 10), date(2026, 11, 10)),
        ("after-entry", date(2026, 12, 31), date(2027, 2, 28)),
        ("after-entry", date(2027, 12, 30), date(2028, 2, 29)),
        ("after-entry-three-months", date(2026, 11, 30), date(2027, 2, 28)),
        ("visa-validation", date(2026, 9, 10), date(2026, 12, 10)),
        ("after-move", date(2026, 10, 31), date(2027, 1, 31)),
    ],
)
def test_windows_after_a_day(name, entry, closes):
    """Two months after entry (R431-4), three for a visa (R431-17) and for a move (R431-23)."""
    assert span(name, entry) == (entry, closes)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2027, 3, 2), State.EARLY),
        (date(2027, 3, 3), State.NOW),
        (date(2027, 5, 2), State.NOW),
        (date(2027, 5, 3), State.LATE),
        (date(2027, 7, 1), State.LATE),
        (date(2027, 7, 2), State.EXPIRED),
        (date(2028, 1, 1), State.EXPIRED),
        (date(2028, 1, 2), State.LAPSED),
    ],
)
def test_states_of_the_online_window(today, state):
    """Each state begins on its day; the end of the card and six months after it still belong (R431-8)."""
    assert filed("online", EXPIRY, today).state is state


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2027, 3, 30), State.EARLY),
        (date(2027, 3, 31), State.NOW),
        (date(2027, 5, 31), State.NOW),
        (date(2027, 6, 1), State.EXPIRED),
        (date(2027, 11, 30), State.EXPIRED),
        (date(2027, 12, 1), State.LAPSED),
    ],
)
def test_states_of_the_last_two_months(today, state):
    """At the desk nobody is late before the end of the card; six months after the 31st of May is the 30th."""
    assert filed("last-two-months", date(2027, 5, 31), today).state is state


@pytest.mark.parametrize("name", [n for n, w in COUNTED.items() if w.basis in (Basis.ENTRY, Basis.MOVE)])
def test_states_after_an_entry_or_a_move(name):
    """A window after a day is never early from that day on, and late afterwards: nothing expires."""
    entry = date(2026, 9, 10)
    closes = filed(name, entry, entry).closes
    states = [filed(name, entry, day).state for day in (entry, closes, closes + DAY, date(2036, 1, 1))]
    assert states[:3] == [State.NOW, State.NOW, State.LATE]
    assert states[3] is (State.LATE if WINDOWS[name].lapses is None else State.LAPSED)
    assert filed(name, entry, entry - DAY).state is State.EARLY


@pytest.mark.parametrize(
    ("name", "opens", "closes"),
    [
        ("before-nineteen", date(2024, 3, 1), date(2027, 2, 28)),
        ("between-16-and-21", date(2024, 3, 1), date(2029, 3, 1)),
        ("two-months-after-eighteen", date.min, date(2026, 5, 1)),
    ],
)
def test_windows_counted_from_a_birth(name, opens, closes):
    """Age sets the window: to the eve of the 19th birthday, to 21, two months after 18 (R431-5, L423-13)."""
    assert span(name, date(2008, 3, 1)) == (opens, closes)


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (date(2027, 3, 2), Timing.IN_TIME),
        (date(2027, 5, 2), Timing.IN_TIME),
        (date(2027, 5, 3), Timing.LATE),
        (date(2027, 7, 2), Timing.EXPIRED),
        (date(2028, 1, 2), Timing.LAPSED),
    ],
)
def test_timing_answers_the_refinement(today, found):
    """The date of a visitor answers `deadline`, on which papers, prices and guidance hang."""
    journey = Journey((), ((Basis.EXPIRY, EXPIRY),))
    assert timing(REAL, "etudiant/renewal", journey, today) is found
    assert completed(REAL, "etudiant/renewal", journey, today).answer_to(DEADLINE) == found


def test_no_date_answers_nothing():
    """Without a date, or on a page that is no procedure, nothing is known of the timing."""
    assert timing(REAL, "etudiant/renewal", Journey(), EXPIRY) is None
    assert timing(REAL, "referral/asylum", Journey((), ((Basis.EXPIRY, EXPIRY),)), EXPIRY) is None


@pytest.mark.parametrize("name", [name for name in WINDOWS if name not in COUNTED])
def test_window_without_days(name):
    """A window in words has no dates to count."""
    assert filing(WINDOWS[name], EXPIRY, EXPIRY) is None
    assert WINDOWS[name].basis is Basis.NONE


def test_window_without_an_end_of_grace():
    """Where no rule says that a request lapses, an old document is over and nothing worse."""
    window = Window(
        text=Prose("Avant la fin."),
        basis=Basis.EXPIRY,
        opens=Span.parse("2 months before"),
        closes=Span.parse("0 days before"),
    )
    counted = filing(window, EXPIRY, date(2040, 1, 1))
    assert counted is not None
    assert counted.state is State.EXPIRED


@given(name=st.sampled_from(sorted(COUNTED)), day=DAYS)
def test_window_opens_before_it_closes(name, day):
    """Whatever the date, a window opens on or before the day on which it closes."""
    opens, closes = span(name, day)
    assert opens <= closes


@given(name=st.sampled_from(sorted(COUNTED)), day=DAYS, today=DAYS)
def test_state_agrees_with_the_days(name, day, today):
    """Now is exactly the window, early exactly before it, late exactly after it."""
    counted = filed(name, day, today)
    opens = counted.opens or date.min
    assert (counted.state is State.EARLY) == (today < opens)
    assert (counted.state is State.NOW) == (opens <= today <= counted.closes)
    assert (TIMINGS[counted.state] is not Timing.IN_TIME) == (today > counted.closes)


@given(name=st.sampled_from(sorted(COUNTED)), day=DAYS, todays=st.lists(DAYS, min_size=2, max_size=30))
def test_states_follow_each_other(name, day, todays):
    """As days pass a request only moves on: early, now, late, expired, lapsed."""
    order = list(State)
    states = [order.index(filed(name, day, today).state) for today in sorted(todays)]
    assert states == sorted(states)
