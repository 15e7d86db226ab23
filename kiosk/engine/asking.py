"""What is still asked once a procedure is known: the short questions, and the dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.content.terms import Basis, is_procedure
from kiosk.engine.conditions import applies
from kiosk.engine.requests import conditional_parts, request_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.content.models import Content, Tree, When
    from kiosk.engine.journey import Journey


def refinements_of(content: Content, procedure: str, journey: Journey) -> tuple[str, ...]:
    """Return the refinements that still matter to a procedure, in the order of the tree.

    One whose every use is ruled out by the answers before it is not asked, nor one that hangs on a date
    which is not known.
    """
    if not is_procedure(procedure):
        return ()
    _, request = request_of(content, procedure)
    tree = content.tree
    order = {name: place for place, name in enumerate(tree.refinements)}
    conditions = [part.when for part in conditional_parts(content, request) if part.when]
    asked = (name for name in order if tree.refinements[name].asked)
    return tuple(
        name for name in asked if any(_open(tree, when, name, order, journey) for when in conditions)
    )


def _open(tree: Tree, when: When, name: str, order: Mapping[str, int], journey: Journey) -> bool:
    """Return whether a condition names a refinement and the answers before it leave it open."""
    if name not in when:
        return False
    told = {other: words for other, words in when.items() if not tree.refinements[other].asked}
    earlier = {other: words for other, words in when.items() if order[other] < order[name]}
    return applies(earlier, journey) is not False and applies(told, journey) is True


def askable(content: Content, procedure: str) -> tuple[str, ...]:
    """Return every refinement that a procedure may ask, whatever the answers and the dates."""
    if not is_procedure(procedure):
        return ()
    _, request = request_of(content, procedure)
    named = {name for part in conditional_parts(content, request) for name in part.when}
    return tuple(name for name, each in content.tree.refinements.items() if each.asked and name in named)


def next_refinement(content: Content, procedure: str, journey: Journey) -> str | None:
    """Return the first refinement without answer, or None."""
    names = refinements_of(content, procedure, journey)
    return next((name for name in names if journey.answer_to(name) is None), None)


def bases_of(content: Content, procedure: str) -> tuple[Basis, ...]:
    """Return the dates from which the windows of a procedure are counted."""
    if not is_procedure(procedure):
        return ()
    _, request = request_of(content, procedure)
    bases = (content.deposits.windows[use.use].basis for use in request.windows)
    return tuple(dict.fromkeys(basis for basis in bases if basis is not Basis.NONE))


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
