"""A journey: the visitor's answers by question, replayed through the tree to find the position.

The answers are the only state. Going back, changing an answer or a language loses nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.content.terms import UNKNOWN, Basis, is_procedure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kiosk.content.models import (
        Content,
        Entry,
        FeeChoice,
        Note,
        Permit,
        Question,
        Refinement,
        Request,
        Tree,
        Use,
        When,
    )


@dataclass(frozen=True, slots=True)
class Journey:
    """The answers given so far, by question or refinement, and the dates by what they are."""

    answers: tuple[tuple[str, str], ...] = ()
    dates: tuple[tuple[Basis, date | None], ...] = ()

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
    """Follow the answers from the start, as far as they lead."""
    answers = dict(journey.answers)
    passed: list[str] = []
    target = tree.start
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


def request_of(content: Content, procedure: str) -> tuple[Permit, Request]:
    """Return the permit and the request of a procedure; KeyError if there is none."""
    permit, kind = procedure.split("/")
    requests = {str(key): request for key, request in content.permits[permit].requests.items()}
    return content.permits[permit], requests[kind]


def entries(content: Content, request: Request) -> tuple[Entry, ...]:
    """Return the entries of a request with its sets opened; a set's condition is added to each."""
    opened: list[Entry] = []
    for entry in request.documents:
        if entry.set is None:
            opened.append(entry)
            continue
        for part in content.documents.sets[entry.set]:
            changes = {"when": both(entry.when, part.when), "source": part.source or entry.source}
            opened.append(part.model_copy(update=changes))
    return tuple(opened)


def both(one: When, other: When) -> When:
    """Return the condition that holds where two conditions hold."""
    joined = dict(one)
    for name, words in other.items():
        joined[name] = tuple(word for word in words if word in joined.get(name, words))
    return joined


def refinements_of(content: Content, procedure: str, journey: Journey) -> tuple[str, ...]:
    """Return the refinements that still matter to a procedure, in the order of the tree.

    One whose every use is ruled out by the answers before it is not asked.
    """
    if not is_procedure(procedure):
        return ()
    _, request = request_of(content, procedure)
    parts: tuple[Entry | Use | FeeChoice | Note, ...] = (
        *entries(content, request),
        *request.deposit,
        *request.windows,
        *request.fees,
        *request.supplements,
        *request.waiting,
        *request.silences,
        *request.notes,
    )
    order = {name: place for place, name in enumerate(content.tree.refinements)}
    conditions: list[When] = [part.when for part in parts if part.when]
    if request.no_fee:
        conditions.append(request.no_fee.when)
    return tuple(name for name in order if any(_open(when, name, order, journey) for when in conditions))


def _open(when: When, name: str, order: Mapping[str, int], journey: Journey) -> bool:
    """Return whether a condition names a refinement and the answers before it leave it open."""
    if name not in when:
        return False
    earlier = {other: words for other, words in when.items() if order[other] < order[name]}
    return applies(earlier, journey) is not False


def next_refinement(content: Content, procedure: str, journey: Journey) -> str | None:
    """Return the first refinement without answer, or None."""
    names = refinements_of(content, procedure, journey)
    return next((name for name in names if journey.answer_to(name) is None), None)


def next_date(content: Content, procedure: str, journey: Journey) -> Basis | None:
    """Return the date that the procedure's windows need and that was not asked yet, or None."""
    if not is_procedure(procedure):
        return None
    _, request = request_of(content, procedure)
    asked = dict(journey.dates)
    for use in request.windows:
        basis = content.deposits.windows[use.use].basis
        wanted = basis is not Basis.NONE and basis not in asked
        if wanted and applies(use.when, journey) is not False:
            return basis
    return None


def applies(when: When, journey: Journey) -> bool | None:
    """Return whether a condition holds: None while an answer is missing or not known."""
    verdict: bool | None = True
    for refinement, words in when.items():
        answer = journey.answer_to(refinement)
        if answer is None or answer == UNKNOWN:
            verdict = None
        elif answer not in words:
            return False
    return verdict


def open_conditions(when: When, journey: Journey) -> Mapping[str, tuple[str, ...]]:
    """Return the parts of a condition whose answer is missing or not known."""
    return {name: words for name, words in when.items() if journey.answer_to(name) in (None, UNKNOWN)}


def question_of(tree: Tree, name: str) -> Question | Refinement:
    """Return a question or a refinement by its name."""
    return tree.questions[name] if name in tree.questions else tree.refinements[name]
