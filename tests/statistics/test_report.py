"""What is published: never a number under five, nor a way to compute one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.statistics.database import Count, add, published
from kiosk.statistics.report import NOTE, Sum, add_up, as_csv, as_table

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 1, 15)
TODAY = DAY + timedelta(30)


@pytest.mark.parametrize(("number", "shown"), [(1, None), (4, None), (5, 5), (6, 6)])
def test_small_numbers_stay_in_the_database(tmp_path: Path, number: int, shown: int | None) -> None:
    """A number under five leaves the database as a blank."""
    url = f"sqlite:///{tmp_path}/statistics.db"
    add(url, {(DAY, "language", "fr"): number})
    assert published(url, None, None, TODAY) == [Count(DAY, "language", "fr", shown)]


def test_period(tmp_path: Path) -> None:
    """Both ends of a period belong to it; today does not, whatever is asked, until it is over."""
    url = f"sqlite:///{tmp_path}/statistics.db"
    days = [DAY + timedelta(number) for number in range(6)]
    add(url, {(day, "language", "fr"): 7 for day in days})

    def found(first: date | None, last: date | None) -> list[date]:
        return [count.day for count in published(url, first, last, days[4])]

    assert found(None, None) == days[:4]
    assert found(days[1], days[2]) == days[1:3]
    assert found(days[3], days[5]) == days[3:4]


@given(st.lists(st.integers(5, 100) | st.none()), st.lists(st.integers(1, 4)))
def test_sum_says_nothing_of_hidden_numbers(shown: list[int | None], hidden: list[int]) -> None:
    """A sum is that of the shown numbers alone, so that subtracting them leaves nothing."""
    numbers = [*shown, *(None for _ in hidden)]
    total = add_up(Count(DAY, "language", "fr", number) for number in numbers)
    assert total == Sum(sum(filter(None, shown)), shown.count(None) + len(hidden))


COUNTS = [
    Count(DAY, "language", "ar", None),
    Count(DAY, "language", "fr", 20),
    Count(DAY + timedelta(1), "language", "ar", None),
    Count(DAY + timedelta(1), "print", "etudiant/renewal", None),
    Count(DAY + timedelta(3), "language", "ar", 10),
    Count(DAY + timedelta(3), "language", "fr", 40),
]


def test_table() -> None:
    """Each kind has its names, the most frequent first, with bars, and a column for each day."""
    assert list(as_table(COUNTS)) == [
        "From 2026-01-15 to 2026-01-18",
        "",
        "Languages chosen: 70 + 2 x <5",
        "  fr  ████████████████████████  60",
        "  ar  ████                      10 + 2 x <5",
        "  each day |▄· █| at most 50",
        "",
        "Checklists printed: 1 x <5",
        "  etudiant/renewal                            1 x <5",
        "",
        NOTE,
    ]


def test_long_period_fits() -> None:
    """A line of years is drawn in a terminal of 80 columns."""
    counts = [Count(DAY + timedelta(number), "language", "fr", 9) for number in range(1000)]
    assert max(map(len, as_table(counts))) <= 90
    assert any("each 17 days |" in line and "at most 153" in line for line in as_table(counts))


def test_csv() -> None:
    """A row a count; a number under five is empty."""
    assert as_csv(COUNTS[:2]) == "day,kind,name,number\n2026-01-15,language,ar,\n2026-01-15,language,fr,20\n"
