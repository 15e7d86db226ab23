"""The tree walked with what its answers establish: the regime, and who was led elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.engine.graph import edges_of
from kiosk.engine.journey import replay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.content.models import Answer, Question, Tree
    from kiosk.content.terms import Exit, Regime
    from kiosk.engine.journey import Journey


@dataclass(frozen=True, slots=True)
class Known:
    """What is established of a visitor on the way: the regime, if asked, and who they are not."""

    regime: Regime | None = None
    settled: frozenset[Exit] = frozenset()


@dataclass(frozen=True, slots=True)
class Arrival:
    """A question or page that some journeys reach, what they all know there, and what led there.

    That is an answer of a question, or a link of a page.
    """

    target: str
    known: Known
    question: str
    answer: str


def arrivals(tree: Tree, links: Mapping[str, tuple[str, ...]]) -> tuple[Arrival, ...]:
    """Return every target that the journeys reach, once for each thing known there; pages lead on by links.

    Many journeys know the same at a question: all of them are covered, without walking each.
    """
    found: dict[tuple[str, Known], Arrival] = {}
    waiting = [Arrival(tree.start, Known(), "", "")]
    while waiting:
        here = waiting.pop()
        if (here.target, here.known) in found:
            continue
        found[here.target, here.known] = here
        question = tree.questions.get(here.target)
        if question is not None:
            waiting += _onward(here, question)
        waiting += [Arrival(target, here.known, here.target, "") for target in links.get(here.target, ())]
    return tuple(found.values())


def _onward(here: Arrival, question: Question) -> list[Arrival]:
    answers = {answer.id: answer for answer in question.answers}
    given = None if here.answer else answer_of(question, here.known.regime)
    return [
        Arrival(edge.target, _after(here.known, answers.get(edge.answer)), here.target, edge.answer)
        for edge in edges_of(here.target, question)
        if given in (None, edge.answer)
    ]


def answer_of(question: Question, regime: Regime | None) -> str | None:
    """Return the answer that a known regime gives to a question for the nationality, or None."""
    return next((each.id for each in question.answers if regime and each.regime == regime), None)


def regime_of(tree: Tree, journey: Journey) -> Regime | None:
    """Return the regime that the answers of a journey establish, the last one; None if none does."""
    found = None
    for each in (replace(journey, opened=journey.opened[:n]) for n in range(len(journey.opened) + 1)):
        for name in replay(tree, each).passed:
            answers = {answer.id: answer for answer in tree.questions[name].answers}
            given = answers.get(str(journey.answer_to(name)))
            found = given.regime or found if given else found
    return found


def _after(known: Known, answer: Answer | None) -> Known:
    if answer is None:
        return known
    return Known(answer.regime or known.regime, known.settled.union(answer.settles))


def asks_regime(question: Question) -> bool:
    """Return whether a question asks for the nationality: several of its answers establish a regime."""
    return sum(answer.regime is not None for answer in question.answers) > 1
