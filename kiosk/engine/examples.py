"""Run the example persons: their answers must lead where the example says, to the list that it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.content.terms import UNKNOWN
from kiosk.engine.conditions import applies
from kiosk.engine.journey import Journey, goto, replay
from kiosk.engine.requests import entries, request_of
from kiosk.engine.window import completed, timing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kiosk.content.models import Content, Example, Person


def journey_of(person: Person, on: date) -> Journey:
    """Return the journey of an example person on a day."""
    dates = tuple((basis, span.counted_from(on)) for basis, span in person.dates.items())
    return Journey(tuple(person.answers.items()), dates)


def faults(content: Content, permit: str, example: Example, on: date) -> Iterator[str]:
    """Return a sentence for each thing that an example says and the content does not do."""
    procedure = f"{permit}/{example.reaches}"
    if example.reaches not in content.permits[permit].requests:
        yield f"there is no request {procedure}"
        return
    yield from lost(content, procedure, example, on)
    journey = completed(content, procedure, journey_of(example, on), on)
    sure, possible = _listed(content, procedure, journey)
    yield from (f'"{name}" is not on the list for sure' for name in example.brings if name not in sure)
    yield from (f'"{name}" is on the list' for name in example.spares if name in possible)
    yield from _standing(content, procedure, example, journey, on)


def lost(content: Content, page: str, person: Person, on: date) -> Iterator[str]:
    """Return what is wrong with the way of a person to a page."""
    answers = person.answers
    unknown = [name for name in answers if not _exists(content, name, answers[name])]
    yield from (f'"{name}" has no answer "{answers[name]}"' for name in unknown)
    if content.tree.start in answers:
        reached = replay(content.tree, journey_of(person, on)).target
        if reached != page:
            yield f"these answers lead to {reached}, not to {page}"


def _standing(
    content: Content, procedure: str, example: Example, journey: Journey, on: date
) -> Iterator[str]:
    """Return what is wrong with where a person stands: in time or late, and whether the sheet stops."""
    found = timing(content, procedure, journey, on)
    if example.timing not in (None, found):
        yield f'this person is "{found}", not "{example.timing}"'
    stops = request_of(content, procedure)[1].stops
    stopped = any(applies(stop.when, journey) is True for stop in stops)
    if stopped is not example.stopped:
        yield "the sheet stops" if stopped else "the sheet does not stop"


def _exists(content: Content, name: str, answer: str) -> bool:
    tree = content.tree
    if name in tree.questions:
        return goto(tree.questions[name], answer) is not None
    refinement = tree.refinements.get(name)
    return refinement is not None and answer in (UNKNOWN, *(each.id for each in refinement.answers))


def _listed(content: Content, procedure: str, journey: Journey) -> tuple[set[str], set[str]]:
    """Return the documents asked for sure, and those asked for sure or perhaps."""
    _, request = request_of(content, procedure)
    verdicts = [(str(entry.document), applies(entry.when, journey)) for entry in entries(content, request)]
    sure = {name for name, verdict in verdicts if verdict is True}
    return sure, {name for name, verdict in verdicts if verdict is not False}
