"""Compose the Document of a leaf of the tree from sound content: a procedure, or another page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.content.terms import is_procedure
from kiosk.engine.facts import Case
from kiosk.engine.leaves import compose_leaf
from kiosk.engine.sheet import compose_sheet

if TYPE_CHECKING:
    from kiosk.engine import document as doc

__all__ = ["Case", "compose"]


def compose(case: Case, page: str) -> doc.Document:
    """Return the Document of a procedure, referral or letter, in the language of the words given."""
    return compose_sheet(case, page) if is_procedure(page) else compose_leaf(case, page)
