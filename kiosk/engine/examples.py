"""Run the example persons of a permit: their answers must give the list that the example says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.engine.journey import Journey, applies, entries, replay, request_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.content.models import Content, Example


def faults(content: Content, permit: str, example: Example) -> Iterator[str]:
    """Return a sentence for each thing that an example says and the content does not do."""
    procedure = f"{permit}/{example.reaches}"
    if example.reaches not in content.permits[permit].requests:
        yield f"there is no request {procedure}"
        return
    unknown = [name for name in example.answers if not _exists(content, name, example.answers[name])]
    yield from (f'"{name}" has no answer "{example.answers[name]}"' for name in unknown)
    journey = Journey(tuple(example.answers.items()))
    if content.tree.start in example.answers:
        reached = replay(content.tree, journey).target
        if reached != procedure:
            yield f"these answers lead to {reached}, not to {procedure}"
    sure, possible = _listed(content, procedure, journey)
    yield from (f'"{name}" is not on the list for sure' for name in example.brings if name not in sure)
    yield from (f'"{name}" is on the list' for name in example.spares if name in possible)


def _exists(content: Content, name: str, answer: str) -> bool:
    tree = content.tree
    question = tree.questions.get(name) or tree.refinements.get(name)
    return question is not None and any(each.id == answer for each in question.answers)


def _listed(content: Content, procedure: str, journey: Journey) -> tuple[set[str], set[str]]:
    """Return the documents asked for sure, and those asked for sure or perhaps."""
    _, request = request_of(content, procedure)
    verdicts = [(str(entry.document), applies(entry.when, journey)) for entry in entries(content, request)]
    sure = {name for name, verdict in verdicts if verdict is True}
    return sure, {name for name, verdict in verdicts if verdict is not False}
