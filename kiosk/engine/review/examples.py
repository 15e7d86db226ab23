"""Rules on the example persons of the permits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.engine.day import as_of, ended
from kiosk.engine.examples import faults, lost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.engine.review.reviewed import Reviewed
    from kiosk.errors import Problem

FEWEST = 2


def example(reviewed: Reviewed) -> Iterator[Problem]:
    """An example must give the list that it says: its answers exist, its documents come or stay away."""
    content = reviewed.content
    if content is None:
        return
    today = as_of(content, reviewed.on)
    for name, permit in content.permits.items():
        for index, each in enumerate(permit.examples):
            if ended(each, reviewed.on):
                continue
            for fault in faults(today, name, each, reviewed.on):
                yield reviewed.problem(f"permits/{name}", ("examples", index), "example", fault)
    for name, referral in content.referrals.referrals.items():
        for index, person in enumerate(referral.examples):
            for fault in lost(today, f"referral/{name}", person, reviewed.on):
                path = ("referrals", name, "examples", index)
                yield reviewed.problem("referrals", path, "example", fault)


def few_examples(reviewed: Reviewed) -> Iterator[Problem]:
    """Each permit carries at least two examples."""
    for name, permit in reviewed.of_kind("permits"):
        if len(permit.examples) < FEWEST:
            sentence = f"{len(permit.examples)} examples; write at least {FEWEST}"
            yield reviewed.problem(name, (), "few-examples", sentence, "warning")


def ended_part(reviewed: Reviewed) -> Iterator[Problem]:
    """What has ended is no longer shown; the file may forget it."""
    for name, nodes in reviewed.parts.nodes.items():
        for path, node in nodes:
            if ended(node, reviewed.on):
                sentence = f"this ended on {vars(node)['until']} and is no longer shown; delete it"
                yield reviewed.problem(name, path, "ended", sentence, "warning")


EXAMPLE_RULES = (example, few_examples, ended_part)
