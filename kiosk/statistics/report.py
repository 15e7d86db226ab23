"""The published counts, drawn for a terminal or as CSV."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from io import StringIO
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from kiosk.statistics.database import Count
    from kiosk.statistics.store import Kind

TITLES: dict[Kind, str] = {
    "language": "Languages chosen",
    "procedure": "Procedures reached",
    "left": "Questions where people left",
    "print": "Checklists printed",
    "code": "QR codes shown",
}
BAR_CELLS, DAYS_CELLS = 24, 62
"""How many cells the longest bar takes, and the line of days at most."""
EIGHTHS = " ▏▎▍▌▋▊▉"
HEIGHTS = "▁▂▃▄▅▆▇█"
FEW = "x <5"
NOTE = f"3 {FEW}: three more counts of a day were under five; they are in no sum."


@dataclass(frozen=True)
class Sum:
    """The sum of the numbers that are shown, and how many are not: each of those is 1 to 4."""

    shown: int
    hidden: int

    def __str__(self) -> str:
        parts = [str(self.shown)] if self.shown or not self.hidden else []
        return " + ".join(parts + ([f"{self.hidden} {FEW}"] if self.hidden else []))


def add_up(counts: Iterable[Count]) -> Sum:
    """Return the sum of what is published; the numbers under five stay out of it."""
    numbers = [count.number for count in counts]
    return Sum(sum(number or 0 for number in numbers), numbers.count(None))


def as_csv(counts: Iterable[Count]) -> str:
    """Return a row for each day, kind and name; the number is empty where it is under five."""
    text = StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("day", "kind", "name", "number"))
    rows.writerows((count.day, count.kind, count.name, count.number) for count in counts)
    return text.getvalue()


def as_table(counts: Sequence[Count]) -> Iterator[str]:
    """Yield the lines of some counts, in order: for each kind its names, by number, and its days."""
    first, last = counts[0].day, counts[-1].day
    yield f"From {first} to {last}"
    for kind, title in TITLES.items():
        found = [count for count in counts if count.kind == kind]
        if found:
            yield ""
            yield f"{title}: {add_up(found)}"
            yield from _names(found)
            yield from _days(found, first, last)
    if any(count.number is None for count in counts):
        yield ""
        yield NOTE


def _names(counts: Iterable[Count]) -> Iterator[str]:
    """Yield a bar for each name."""
    by_name = defaultdict(list)
    for count in counts:
        by_name[count.name].append(count)
    sums = {name: add_up(found) for name, found in by_name.items()}
    wide, most = max(map(len, sums)), max(each.shown for each in sums.values())
    for name, each in sorted(sums.items(), key=lambda pair: (-pair[1].shown, -pair[1].hidden, pair[0])):
        yield f"  {name:<{wide}}  {_bar(each.shown, most):<{BAR_CELLS}}  {each}"


def _bar(number: int, most: int) -> str:
    """Return a bar as long as its part of the longest, to an eighth of a cell, and seen if there is any."""
    eighths = max(ceil(number / most * BAR_CELLS * 8), 1) if number else 0
    return "█" * (eighths // 8) + EIGHTHS[eighths % 8].strip()


def _days(counts: Sequence[Count], first: date, last: date) -> Iterator[str]:
    """Yield the line of days, a column for as many days as it takes to fit, and its highest column."""
    step = ceil(((last - first).days + 1) / DAYS_CELLS)
    columns: dict[int, list[Count]] = defaultdict(list)
    for count in counts:
        columns[(count.day - first).days // step].append(count)
    sums = {column: add_up(found).shown for column, found in columns.items()}
    most = max(sums.values())
    if most:
        width = (last - first).days // step + 1
        line = "".join(_height(sums.get(column), most) for column in range(width))
        each = "day" if step == 1 else f"{step} days"
        yield f"  each {each} |{line}| at most {most}"


def _height(number: int | None, most: int) -> str:
    """Return a column; a dot where all is under five, and a blank where there is nothing."""
    if not number:
        return " " if number is None else "·"
    return HEIGHTS[ceil(number / most * len(HEIGHTS)) - 1]
