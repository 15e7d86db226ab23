"""Pages laid over a journey: the answers so far, help, and the agent's code."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.content.languages import message
from kiosk.content.terms import UNKNOWN
from kiosk.engine import journey as path
from kiosk.engine.asking import refinements_of
from kiosk.screens import session as steps
from kiosk.screens.dates import QUESTIONS
from kiosk.screens.frame import Frame
from kiosk.screens.question import label

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from textual.widget import Widget

    from kiosk.content.terms import Basis
    from kiosk.screens.tile import Tile

MOST_ANSWERS = 12


class AnswersScreen(Frame):
    """Where am I: every answer given, each a tile that leads back to its question."""

    def heading(self) -> Iterable[Widget]:
        """Return what to do here."""
        palette, say = self.shown.palette, self.shown.words.say
        first, *french = self.shown.both(say("Touch an answer to change it."))
        yield self.label(
            (first, palette.title), *((text, palette.note) for text in french), classes="question"
        )

    def body(self) -> Iterable[Widget]:
        """Return the answers in the order of the questions."""
        tiles = [self._tile(name) for name in self._names()] + list(
            map(self._date, self.session.journey.dates)
        )
        for number, tile in enumerate(tiles := tiles[-MOST_ANSWERS:], 1):
            tile.digit = tile.typed = f"{number:02}"
        yield self.grid(tiles, 2)

    def _names(self) -> list[str]:
        journey, content = self.session.journey, self.shown.content
        position = path.replay(content.tree, journey)
        names = list(position.passed)
        if position.procedure:
            refinements = refinements_of(content, position.procedure, journey)
            names += [name for name in refinements if journey.answer_to(name) not in (None, UNKNOWN)]
        return names

    def _tile(self, name: str) -> Tile:
        question = path.question_of(self.shown.content.tree, name)
        return self.tile(steps.revisit(self.session, name), label(self.shown, name), question.text)

    def _date(self, given: tuple[Basis, date | None]) -> Tile:
        basis, day = given
        say = self.shown.words.say
        words = say("{day}", day=day) if day else say("I don't know the date")
        return self.tile(steps.revisit(self.session, basis), words, say(QUESTIONS[basis]))

    def foot(self) -> Iterable[Widget]:
        """Return the way back to the journey."""
        closed = steps.lay_over(self.session, None)
        yield self.tile(closed, self.shown.words.say("Change nothing"), digit="9", pictogram="check")


class HelpScreen(Frame):
    """How to use the kiosk, in a few short sentences."""

    def heading(self) -> Iterable[Widget]:
        """Return the sentences."""
        palette, say = self.shown.palette, self.shown.words.say
        sentences = (
            message("Touch the answer that fits you."),
            message("Touch Back to undo the last step."),
            message("Touch Start to begin again."),
            message("Nothing that you touch is kept."),
            message("On a keypad, 7 opens the menu."),
            message("You can ask for help at the reception desk."),
        )
        yield self.label(
            (say("Help"), palette.title), *((say(text), palette.paper) for text in sentences), classes="who"
        )

    def foot(self) -> Iterable[Widget]:
        """Return the way back to the journey."""
        closed = steps.lay_over(self.session, None)
        yield self.tile(closed, self.shown.words.say("Back"), digit="1", pictogram="back")


class IdleScreen(Frame):
    """Are you still there: the seconds left before everything is erased."""

    def heading(self) -> Iterable[Widget]:
        """Return the question, and the seconds in a line that the app counts down."""
        say, palette = self.shown.words.say, self.shown.palette
        first, *french = self.shown.both(say("Are you still there?"))
        self.seconds = self.label(("", palette.warning), classes="question")
        yield self.label((first, palette.title), *((text, palette.note) for text in french), classes="who")
        yield self.seconds

    def count(self, seconds: int) -> None:
        """Show how many seconds are left."""
        text = self.shown.words.say("Your answers are erased in {seconds} seconds.", seconds=seconds)
        self.seconds.parts = [(text, self.shown.palette.warning)]
        self.seconds.redraw()

    def body(self) -> Iterable[Widget]:
        """Return the way on and the way out."""
        say = self.shown.words.say
        stay = steps.lay_over(self.session, None)
        leave = steps.Session()
        tiles = [
            self.tile(stay, *self.shown.both(say("Yes, I continue")), digit="1", pictogram="check"),
            self.tile(leave, *self.shown.both(say("No, erase my answers")), digit="2", pictogram="cross"),
        ]
        yield self.grid(tiles, 2)


class PrintingScreen(Frame):
    """Printing: nothing to touch until the page is out."""

    def header(self) -> Iterable[Widget]:
        """Return the prefecture's name alone: a touch would do nothing now."""
        yield self.banner()

    def heading(self) -> Iterable[Widget]:
        """Return what is going on."""
        say, palette = self.shown.words.say, self.shown.palette
        first, *french = self.shown.both(say("Your list is being printed. Please wait."))
        yield self.label((first, palette.title), *((text, palette.note) for text in french), classes="who")


class CodeScreen(Frame):
    """The agent's code, that closes a locked kiosk."""

    def heading(self) -> Iterable[Widget]:
        """Return the question, and a dot for each digit."""
        palette, say = self.shown.palette, self.shown.words.say
        dots = "\u25cf" * len(self.session.digits) or " "
        faults = [
            (text, palette.note) for fault in self.shown.machine.faults for text in fault.splitlines()[:3]
        ]
        asked = [(say("Code of the agent"), palette.title), (dots, palette.strong)]
        if not self.shown.machine.guesses:
            asked = [(say("Too many wrong codes. Try again in a few minutes."), palette.warning)]
        yield self.label(*asked, *faults, classes="question")

    def body(self) -> Iterable[Widget]:
        """Return the ten digits."""
        if self.shown.machine.guesses:
            yield self.grid([self._digit(number) for number in "1234567890"], 5)

    def _digit(self, number: str) -> Tile:
        typed = replace(self.session, digits=self.session.digits + number)
        return self.tile(typed, number, digit=number)
