"""The date screen: year, month and day by touch, no keyboard."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING

from kiosk.content.languages import message
from kiosk.content.terms import Basis, Prose
from kiosk.screens import session as steps
from kiosk.screens.frame import Frame, Shown
from kiosk.screens.question import crumbs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from kiosk.screens.tile import Tile

QUESTIONS = {
    Basis.EXPIRY: message("When does your document end?"),
    Basis.ENTRY: message("When did you enter France?"),
    Basis.MOVE: message("When did you move into your new home?"),
    Basis.BIRTH: message("When were you born?"),
}

ASKED = (message("Touch the year."), message("Touch the month."), message("Touch the day."))


class DateScreen(Frame):
    """Twelve years, then twelve months, then the days of the month."""

    def __init__(self, shown: Shown, basis: str) -> None:
        super().__init__(shown)
        self.basis = Basis(basis)

    def heading(self) -> Iterable[Widget]:
        """Return the question, and what was touched so far."""
        palette, say = self.shown.palette, self.shown.words.say
        yield crumbs(self)
        first, *french = self.shown.both(say(QUESTIONS[self.basis]))
        asked = ASKED[len(self.session.picked)]
        ask = say("{chosen} {asked}", chosen=self._chosen(), asked=say(asked))
        notes = [(text, palette.note) for text in french]
        yield self.label((first, palette.title), *notes, (ask.strip(), palette.strong), classes="question")

    def _chosen(self) -> str:
        picked = self.session.picked
        if not picked:
            return ""
        if len(picked) == 1:
            return f"{picked[0]}."
        return f"{self._month(picked[1])} {picked[0]}."

    def _month(self, month: int) -> str:
        from babel.dates import get_month_names

        names = get_month_names("wide", "stand-alone", self.shown.words.language.locale)
        return str(names[month])

    def body(self) -> Iterable[Widget]:
        """Return the years, months or days."""
        picked = self.session.picked
        if not picked:
            yield self.grid([self._number(year, str(year), str(year)[2:]) for year in self._years()], 4)
        elif len(picked) == 1:
            yield self.grid(
                [self._number(month, self._month(month), f"{month:02}") for month in self._months(*picked)], 4
            )
        else:
            yield self._days(*picked)

    def _years(self) -> Iterable[int]:
        """Return the twelve years that a date of this kind can have; windows of birth are for the young."""
        today = self.shown.on.year
        first = {Basis.EXPIRY: today - 1, Basis.BIRTH: today - 25}.get(self.basis, today - 11)
        return range(first, first + 12)

    def _months(self, year: int) -> Iterable[int]:
        """Return the months of a year; of a date that has come already, none is still to come."""
        today = self.shown.on
        return range(1, 13) if not self.basis.past or year < today.year else range(1, today.month + 1)

    def _days(self, year: int, month: int) -> Widget:
        last = calendar.monthrange(year, month)[1]
        days = [date(year, month, number) for number in range(1, last + 1)]
        tiles = [
            self._leaf(steps.fix_date(self.session, self.basis, day), str(day.day), f"{day.day:02}")
            for day in days
            if not self.basis.past or day <= self.shown.on
        ]
        return self.grid(tiles, 8)

    def _number(self, number: int, words: str, digits: str) -> Tile:
        return self._leaf(steps.pick(self.session, number), words, digits)

    def _leaf(self, after: steps.Session, words: str, digits: str) -> Tile:
        """Return a tile that a keypad reaches by two digits, as a card writes a date."""
        tile = self.tile(after, Prose(words, self.shown.words.code), centred=True)
        tile.typed = digits
        return tile

    def foot(self) -> Iterable[Widget]:
        """Return the way past the date."""
        after = steps.fix_date(self.session, self.basis, None)
        yield self.tile(after, self.shown.words.say("I don't know the date"), digit="00", pictogram="unknown")
