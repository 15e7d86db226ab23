"""Conditions: whether something concerns a visitor, and in words whom it concerns while that is open."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from kiosk.content.terms import UNKNOWN, Prose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.content.models import Refinement, When
    from kiosk.engine.facts import Case
    from kiosk.engine.journey import Journey


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


def both(one: When, other: When) -> When:
    """Return the condition that holds where two conditions hold."""
    joined = dict(one)
    for name, words in other.items():
        joined[name] = tuple(word for word in words if word in joined.get(name, words))
    return joined


def compatible(one: When, other: When) -> bool:
    """Return whether two conditions can hold together."""
    return all(set(one[name]) & set(other[name]) for name in one if name in other)


def concerns(case: Case, when: When) -> bool:
    """Return whether something concerns the visitor, or may."""
    return applies(when, case.journey) is not False


def condition_of(case: Case, when: When) -> Prose | None:
    """Return in words whom something concerns ("only if …"), or None once that is known."""
    said = [
        sentence_of(case.content.tree.refinements[name], words)
        for name, words in open_conditions(when, case.journey).items()
    ]
    if not said:
        return None
    say = case.words.say
    return say(
        "Only {condition}", condition=reduce(lambda one, two: say("{one} and {two}", one=one, two=two), said)
    )


def sentence_of(refinement: Refinement, answers: tuple[str, ...]) -> Prose:
    """Return the sentence of an answer, or of a group of answers; StopIteration if nobody wrote it."""
    if len(answers) == 1:
        return next(choice.condition for choice in refinement.answers if choice.id == answers[0])
    return next(group.condition for group in refinement.groups if set(group.answers) == set(answers))


def conditional(case: Case, when: When, text: Prose) -> Prose:
    """Return a text with whom it concerns before it, while that is open."""
    condition = condition_of(case, when)
    if condition is None:
        return text
    return case.words.say("{condition}: {text}", condition=condition, text=text)
