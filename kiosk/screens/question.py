"""The question screen: a question or a refinement, its answers as tiles, and "I don't know"."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.containers import Horizontal

from kiosk.content.models import Question
from kiosk.content.terms import UNKNOWN
from kiosk.engine import journey as path
from kiosk.engine.graph import questions_left
from kiosk.screens import session as steps
from kiosk.screens.canvas import Canvas
from kiosk.screens.frame import Frame, Shown
from kiosk.screens.pictogram import draw

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.style import Style
    from textual.widget import Widget

    from kiosk.content.models import Answer, Choice
    from kiosk.screens.tile import Tile


class Drawing(Canvas):
    """A pictogram as large as its place, to show what to look at."""

    def __init__(self, pictogram: str, ink: Style) -> None:
        super().__init__(classes="drawing")
        self.pictogram, self.blank = pictogram, ink

    def drawn(self, width: int, height: int) -> Sequence[Sequence[Segment]]:
        """Return the dots of the pictogram."""
        return [[Segment(row, self.blank)] for row in draw(self.pictogram, width, height)]


class QuestionScreen(Frame):
    """One question, at most six answers in two columns."""

    def __init__(self, shown: Shown, name: str) -> None:
        super().__init__(shown)
        self.question_name = name
        self.question = path.question_of(shown.content.tree, name)

    def heading(self) -> Iterable[Widget]:
        """Return where the visitor is, then the question in both languages."""
        palette = self.shown.palette
        yield crumbs(self)
        first, *french = self.shown.both(self.question.text)
        parts: list[tuple[str, Style]] = [(first, palette.title)]
        parts += [(text, palette.note) for text in french]
        if self.question.help:
            parts.append((self.question.help, palette.paper))
        words = self.label(*parts, classes="question")
        drawing = getattr(self.question, "drawing", None)
        if drawing is None:
            yield words
        else:
            art = Drawing(self.shown.library.pictograms[drawing], palette.title)
            yield Horizontal(*self._mirrored([words, art]), classes="drawn")

    def body(self) -> Iterable[Widget]:
        """Return the answers."""
        answers: tuple[Answer | Choice, ...] = self.question.answers
        tiles = [self._tile(index, answer) for index, answer in enumerate(answers)]
        yield self.grid(tiles, 2 if len(tiles) <= 8 else 3)

    def _tile(self, index: int, answer: Answer | Choice) -> Tile:
        first, *french = self.shown.both(answer.label)
        hint = getattr(answer, "hint", None)
        words = [first, *([hint] if hint else []), *french]
        after = steps.choose(self.session, self.question_name, answer.id)
        return self.tile(after, *words, digit=str(index + 1), pictogram=answer.pictogram)

    def foot(self) -> Iterable[Widget]:
        """Return "I don't know", and the way past the short questions."""
        say = self.shown.words.say
        if isinstance(self.question, Question) and self.question.unknown is None:
            return
        unknown = steps.choose(self.session, self.question_name, UNKNOWN)
        yield self.tile(unknown, say("I don't know"), digit="0", pictogram="unknown")
        if not isinstance(self.question, Question):
            skip = steps.skip(self.session)
            yield self.tile(skip, say("Skip: show everything"), pictogram="list")


def crumbs(screen: Frame) -> Tile:
    """Return the answers so far in one line; touching it shows them all, to change one."""
    tree = screen.shown.content.tree
    position = path.replay(tree, screen.session.journey)
    say = screen.shown.words.say
    labels = [label(screen.shown, name) for name in position.passed]
    here = labels or [say("Your answers")]
    left = questions_left(tree).get(position.target)
    if left:
        number = len(labels) + 1
        here.append(say("step {number} of about {count}", number=number, count=len(labels) + ceil(left)))
    after = steps.lay_over(screen.session, "answers")
    return screen.tile(after, shortened(here, 74, right_to_left=screen.shown.right_to_left), classes="crumbs")


def label(shown: Shown, question: str) -> str:
    """Return the words of the answer given to a question."""
    found = path.question_of(shown.content.tree, question)
    given = shown.session.journey.answer_to(question)
    labels = [str(answer.label) for answer in found.answers if answer.id == given]
    return labels[0] if labels else shown.words.say("I don't know")


def shortened(parts: list[str], width: int, *, right_to_left: bool) -> str:
    """Return the last parts that fit a width in one line, after an ellipsis if some are left out."""
    arrow = " \u2039 " if right_to_left else " \u203a "
    lines = [arrow.join(["\u2026", *parts[first:]] if first else parts) for first in range(len(parts))]
    return next((line for line in lines if len(line) <= width), lines[-1])
