"""Editorial judgement of the content: each rule is a generator whose docstring documents it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.engine.review.conditions import CONDITION_RULES
from kiosk.engine.review.examples import EXAMPLE_RULES
from kiosk.engine.review.facts import FACT_RULES
from kiosk.engine.review.pictograms import PICTOGRAM_RULES
from kiosk.engine.review.regimes import REGIME_RULES
from kiosk.engine.review.reviewed import Reviewed
from kiosk.engine.review.times import TIME_RULES
from kiosk.engine.review.translations import TRANSLATION_RULES
from kiosk.engine.review.tree import TREE_RULES
from kiosk.engine.review.wording import WORDING_RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.errors import Problem

__all__ = ["RULES", "Reviewed", "review"]

RULES: tuple[Callable[[Reviewed], Iterator[Problem]], ...] = (
    *TREE_RULES,
    *REGIME_RULES,
    *TIME_RULES,
    *CONDITION_RULES,
    *FACT_RULES,
    *WORDING_RULES,
    *TRANSLATION_RULES,
    *EXAMPLE_RULES,
    *PICTOGRAM_RULES,
)
"""Every rule, in the order in which it is documented."""


def review(reviewed: Reviewed) -> Iterator[Problem]:
    """Return what every rule finds; a file that the gate refused is left out."""
    for rule in RULES:
        yield from rule(reviewed)
