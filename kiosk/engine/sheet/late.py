"""Too late: what opens the sheet of somebody who comes after the window, or whose document is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.content.terms import DEADLINE
from kiosk.engine.facts import way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.engine import document as doc
    from kiosk.engine.sheet.parts import Sheet


def lateness(sheet: Sheet) -> str | None:
    """Return the guidance for the timing of the visitor; None for who is in time, or gave no date."""
    timing = sheet.case.journey.answer_to(DEADLINE)
    return sheet.request.lateness.guidance(timing) if timing and not sheet.stale else None


def late(sheet: Sheet) -> Iterator[doc.Block]:
    """Return what to know and to do first, and the letters that help."""
    name = lateness(sheet)
    if name is not None:
        yield sheet.guidance(name)
        letters = sheet.case.content.afterwards.guidance[name].letters
        yield from (way(sheet.case, f"letter/{letter}") for letter in letters)
