"""Rules on whom the tree leads where: the law that a visitor is under, and the exits before a first card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.content.models import Kind
from kiosk.content.terms import Exit, Regime
from kiosk.engine.regimes import arrivals, asks_regime
from kiosk.engine.requests import requests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.content.models import Content, Request
    from kiosk.engine.regimes import Arrival
    from kiosk.engine.review.reviewed import Reviewed
    from kiosk.errors import Problem

EVERYBODY = frozenset(Regime)


def wrong_regime(reviewed: Reviewed) -> Iterator[Problem]:
    """No journey reaches a permit of another law: the nationality is established first, and asked once."""
    content = reviewed.content
    for each in _arrivals(content, cyclic=reviewed.cyclic) if content else ():
        sentence = _asked_again(content, each) or _wrong(content, each) if content else None
        if sentence:
            yield _problem(reviewed, each, "wrong-regime", sentence)


def _asked_again(content: Content, each: Arrival) -> str | None:
    question = content.tree.questions.get(each.target)
    answered = bool(each.answer) and each.known.regime is not None
    again = question is not None and answered and asks_regime(question)
    return f'leads to "{each.target}", which asks the nationality again' if again else None


def _wrong(content: Content, each: Arrival) -> str | None:
    permit = content.permits.get(each.target.partition("/")[0])
    regime = each.known.regime
    if permit is None or "/" not in each.target:
        return None
    if regime is None and EVERYBODY.difference(permit.regimes):
        return f"leads to {each.target} before the nationality is known"
    if regime is not None and regime not in permit.regimes:
        return f'leads a person under "{regime}" to {each.target}, which is not for them'
    return None


def no_exit(reviewed: Reviewed) -> Iterator[Problem]:
    """Before a first card, a minor, an asylum seeker and a person on a short stay were led elsewhere."""
    content = reviewed.content
    for each in _arrivals(content, cyclic=reviewed.cyclic) if content else ():
        missing = _missing(content, each) if content else ()
        if missing:
            sentence = f"leads to {each.target} without an exit for: {', '.join(missing)}"
            yield _problem(reviewed, each, "no-exit", sentence)


def _missing(content: Content, each: Arrival) -> list[Exit]:
    """Return who should have been led elsewhere before a page, and was not."""
    name, _, kind = each.target.partition("/")
    permit = content.permits.get(name)
    if permit is None or kind not in permit.requests:
        return []
    return sorted(_exits(permit.requests[Kind(kind)], kind).difference(each.known.settled))


def _exits(request: Request, kind: str) -> frozenset[Exit]:
    if request.exits is not None:
        return frozenset(request.exits)
    return frozenset(Exit) if kind == Kind.FIRST else frozenset()


def _arrivals(content: Content, *, cyclic: bool) -> tuple[Arrival, ...]:
    """Return where all journeys lead, those that go on from a page included."""
    if cyclic:
        return ()
    links = {f"referral/{name}": each.onward for name, each in content.referrals.referrals.items()}
    for procedure, _, request in requests(content):
        links[procedure] = tuple(target for stop in request.stops for target in stop.instead)
    return arrivals(content.tree, links)


def _problem(reviewed: Reviewed, each: Arrival, rule: str, sentence: str) -> Problem:
    """Return a problem at the answer or at the page that leads somewhere."""
    name, _, part = each.question.partition("/")
    if not part:
        said = f'the answer "{each.answer}" {sentence}'
        return reviewed.problem("tree", ("questions", each.question), rule, said)
    if name == "referral":
        return reviewed.problem("referrals", ("referrals", part, "onward"), rule, f"this {sentence}")
    return reviewed.problem(f"permits/{name}", ("requests", part, "stops"), rule, f"this {sentence}")


REGIME_RULES: tuple[Callable[[Reviewed], Iterator[Problem]], ...] = (wrong_regime, no_exit)
