"""Rules on the decision tree: every question is met, every procedure is found, no journey is long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.content.names import names_in
from kiosk.engine import graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.content.reader import Where
    from kiosk.engine.review.reviewed import Reviewed
    from kiosk.errors import Problem

MOST_TAPS = 8


def unreachable_question(reviewed: Reviewed) -> Iterator[Problem]:
    """Every question stands on the way of some journey."""
    if reviewed.tree is not None:
        for name in graph.unreachable(reviewed.tree, _links(reviewed)):
            sentence = f'no answer leads to the question "{name}"; lead to it or delete it'
            yield reviewed.problem("tree", ("questions", name), "unreachable-question", sentence)


def unreachable_procedure(reviewed: Reviewed) -> Iterator[Problem]:
    """Every procedure and referral is the end of some journey."""
    if reviewed.tree is None or not reviewed.whole:
        return
    found = graph.reachable(reviewed.tree, _links(reviewed))
    for procedure, file, path in _procedures(reviewed):
        if procedure not in found:
            sentence = f'no journey reaches "{procedure}"; add an answer that leads to it'
            yield reviewed.problem(file, path, "unreachable-procedure", sentence)


def _links(reviewed: Reviewed) -> Iterator[str]:
    """Return the pages and questions to which other pages lead."""
    for nodes in reviewed.parts.nodes.values():
        for _, kind, word in names_in(nodes):
            if kind == "letter":
                yield f"letter/{word}"
    for _, permit in reviewed.of_kind("permits"):
        for request in permit.requests.values():
            yield from (target for stop in request.stops for target in stop.instead)
    referrals = reviewed.parts.models.get("referrals")
    if referrals is not None:
        yield from (target for each in referrals.referrals.values() for target in each.onward)


def _procedures(reviewed: Reviewed) -> Iterator[tuple[str, str, Where]]:
    """Return each procedure and referral, with its file and path."""
    for file, permit in reviewed.of_kind("permits"):
        for kind in permit.requests:
            yield f"{file.removeprefix('permits/')}/{kind}", file, ("requests", str(kind))
    for name in reviewed.parts.models["referrals"].referrals:
        yield f"referral/{name}", "referrals", ("referrals", name)
    for name in reviewed.parts.models["faq"].themes:
        yield f"faq/{name}", "faq", ("themes", name)
    for name in reviewed.parts.models["letters"].letters:
        yield f"letter/{name}", "letters", ("letters", name)


def dead_end(reviewed: Reviewed) -> Iterator[Problem]:
    """From every question, some answers lead to a procedure or referral."""
    if reviewed.tree is None or not reviewed.whole:
        return
    targets = {procedure for procedure, _, _ in _procedures(reviewed)} | {"notices/all", "deposits/all"}
    for name in graph.dead_ends(reviewed.tree, targets):
        sentence = f'nothing can be reached from the question "{name}"; lead its answers to a procedure'
        yield reviewed.problem("tree", ("questions", name), "dead-end", sentence)


def long_journey(reviewed: Reviewed) -> Iterator[Problem]:
    """No journey takes more than 8 taps, the choice of the language included."""
    tree = reviewed.tree
    if tree is None or reviewed.cyclic:
        return
    for name, (steps, last) in graph.steps_to(tree).items():
        taps = graph.LANGUAGE_TAP + steps + 1
        if taps > MOST_TAPS and name in tree.questions and _ends_here(reviewed, name):
            before = f', by "{last.question}"' if last else ""
            sentence = f"a journey that ends here takes {taps} taps{before}; {MOST_TAPS} is the most"
            yield reviewed.problem("tree", ("questions", name), "long-journey", sentence)


def _ends_here(reviewed: Reviewed, name: str) -> bool:
    tree = reviewed.tree
    if tree is None:
        return False
    return any(edge.target not in tree.questions for edge in graph.edges_of(name, tree.questions[name]))


TREE_RULES: tuple[Callable[[Reviewed], Iterator[Problem]], ...] = (
    unreachable_question,
    unreachable_procedure,
    dead_end,
    long_journey,
)
