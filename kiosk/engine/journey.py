"""A journey: the visitor's answers by question, replayed through the tree to find the position.

The answers are the only state. Going back, changing an answer or a language loses nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.content.terms import UNKNOWN, Basis

if TYPE_CHECKING:
    from datetime import date

    from kiosk.content.models import Question, Refinement, Tree


@dataclass(frozen=True, slots=True)
class Journey:
    """The answers given so far, by question or refinement, and the dates by what they are."""

    answers: tuple[tuple[str, str], ...] = ()
    dates: tuple[tuple[Basis, date | None], ...] = ()
    opened: tuple[str, ...] = ()
    """The pages opened by a link, the last one last: the journey goes on from there."""

    def answer_to(self, question: str) -> str | None:
        """Return the answer given to a question or refinement, if any."""
        return dict(self.answers).get(question)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a journey stands: the questions passed on the way, and a question or a leaf."""

    passed: tuple[str, ...]
    target: str

    @property
    def procedure(self) -> str | None:
        """The procedure or referral reached (`etudiant/renewal`), or None on the way."""
        return self.target if "/" in self.target else None


def replay(tree: Tree, journey: Journey) -> Position:
    """Follow the answers from the start, or from the page opened last, as far as they lead."""
    answers = dict(journey.answers)
    passed: list[str] = []
    target = journey.opened[-1] if journey.opened else tree.start
    while target in tree.questions:
        following = goto(tree.questions[target], answers.get(target))
        if following is None:
            break
        passed.append(target)
        target = following
    return Position(tuple(passed), target)


def goto(question: Question, answer: str | None) -> str | None:
    """Return where an answer leads, or None if the question has no such answer."""
    if answer == UNKNOWN and question.unknown is not None:
        return question.unknown.goto
    return next((a.goto for a in question.answers if a.id == answer), None)


def implied(tree: Tree, journey: Journey) -> Journey:
    """Return the journey with the refinements that its answers on the tree answer too."""
    given = dict(journey.answers)
    found: dict[str, str] = {}
    for name in replay(tree, replace(journey, opened=())).passed + replay(tree, journey).passed:
        for answer in tree.questions[name].answers:
            if answer.id == given[name]:
                found |= answer.implies
    return replace(journey, answers=tuple({**found, **given}.items())) if found else journey


def answered(journey: Journey, question: str, answer: str) -> Journey:
    """Return the journey with one answer given or changed; every other answer stays."""
    answers = {**dict(journey.answers), question: answer}
    return replace(journey, answers=tuple(answers.items()))


def dated(journey: Journey, basis: Basis, day: date | None) -> Journey:
    """Return the journey with a date given; None says that the visitor passed it by."""
    return replace(journey, dates=tuple({**dict(journey.dates), basis: day}.items()))


def without(journey: Journey, *questions: str) -> Journey:
    """Return the journey without the answers to some questions."""
    kept = tuple((key, value) for key, value in journey.answers if key not in questions)
    return replace(journey, answers=kept)


def opened(journey: Journey, target: str) -> Journey:
    """Return the journey that goes on from a page; a question is asked anew."""
    return replace(without(journey, target), opened=(*journey.opened, target))


def closed(journey: Journey) -> Journey:
    """Return the journey as it was before the last page was opened."""
    return replace(journey, opened=journey.opened[:-1])


def question_of(tree: Tree, name: str) -> Question | Refinement:
    """Return a question or a refinement by its name."""
    return tree.questions[name] if name in tree.questions else tree.refinements[name]
