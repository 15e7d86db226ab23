"""Rules on times: every sheet has a window, lateness is said, late money and R431-8 where they belong."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from kiosk.content.terms import Basis
from kiosk.engine.conditions import applies
from kiosk.engine.journey import Journey
from kiosk.engine.requests import requests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.content.models import Content, Request, Window
    from kiosk.engine.review.reviewed import Reviewed
    from kiosk.errors import Problem


def no_window(reviewed: Reviewed) -> Iterator[Problem]:
    """Whatever the answers, a sheet says when to file, or that there is no date."""
    content = reviewed.content
    for procedure, _, request in requests(content) if content else ():
        answers = _uncovered(content, request) if content else None
        if answers is not None:
            said = ", ".join(f"{name} {answer}" for name, answer in answers) or "any answer"
            sentence = f'no window applies with {said}; add one, such as "ask-when" or "no-deadline"'
            yield _problem(reviewed, procedure, ("windows",), "no-window", sentence)


def _uncovered(content: Content, request: Request) -> tuple[tuple[str, str], ...] | None:
    """Return answers with which no window applies, or None if there are none."""
    names = list(dict.fromkeys(name for use in request.windows for name in use.when))
    choices = [[(name, each.id) for each in content.tree.refinements[name].answers] for name in names]
    for answers in product(*choices):
        journey = Journey(answers)
        if not any(applies(use.when, journey) for use in request.windows):
            return answers
    return None


def late_unsaid(reviewed: Reviewed) -> Iterator[Problem]:
    """A request that can come too late says what to do then, for each way of being late."""
    content = reviewed.content
    for procedure, _, request in requests(content) if content else ():
        windows = [content.deposits.windows[use.use] for use in request.windows] if content else []
        for key in sorted(_ways_to_be_late(windows)):
            if getattr(request.lateness, key) is None:
                sentence = f'this request can come too late; say in "lateness" what to do when "{key}"'
                yield _problem(reviewed, procedure, ("windows",), "late-unsaid", sentence)


def _ways_to_be_late(windows: list[Window]) -> set[str]:
    counted = [window for window in windows if window.closes is not None]
    found = {"late"} if any(_late_before_end(window) for window in counted) else set()
    found |= {"expired"} if any(window.basis is Basis.EXPIRY for window in counted) else set()
    return found | ({"lapsed"} if any(window.lapses is not None for window in counted) else set())


def _late_before_end(window: Window) -> bool:
    """Return whether the window can be over while the document is not."""
    return window.basis is not Basis.EXPIRY or (window.closes is not None and window.closes.count < 0)


def late_money(reviewed: Reviewed) -> Iterator[Problem]:
    """A supplement stands only in the requests that may owe it."""
    content = reviewed.content
    for procedure, _, request in requests(content) if content else ():
        for index, use in enumerate(request.supplements):
            kinds = content.fees.supplements[use.use].kinds if content else ()
            if kinds and procedure.split("/")[1] not in kinds:
                sentence = f'"{use.use}" is only for: {", ".join(kinds)}'
                yield _problem(reviewed, procedure, ("supplements", index), "late-money", sentence)


def lapse(reviewed: Reviewed) -> Iterator[Problem]:
    """The six months of R431-8 are said only of permits whose first issue asks for a visa."""
    content = reviewed.content
    for procedure, permit, request in requests(content) if content else ():
        for index, use in enumerate(request.windows):
            window = content.deposits.windows[use.use] if content else None
            if window and window.lapses and window.basis is Basis.EXPIRY and not permit.visa_required:
                sentence = f'"{use.use}" lapses after six months, and this permit asks for no visa (R431-8)'
                yield _problem(reviewed, procedure, ("windows", index), "lapse", sentence)


def _problem(
    reviewed: Reviewed, procedure: str, path: tuple[str | int, ...], rule: str, sentence: str
) -> Problem:
    permit, kind = procedure.split("/")
    return reviewed.problem(f"permits/{permit}", ("requests", kind, *path), rule, sentence)


TIME_RULES: tuple[Callable[[Reviewed], Iterator[Problem]], ...] = (no_window, late_unsaid, late_money, lapse)
