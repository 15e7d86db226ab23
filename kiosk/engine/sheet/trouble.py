"""If something goes wrong: what to do when one cannot file, comes late or is refused; and the letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.engine import document as doc
from kiosk.engine.facts import help_desks, way
from kiosk.engine.sheet.filing import deposits_of
from kiosk.engine.sheet.late import lateness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.engine.sheet.parts import Sheet


def trouble(sheet: Sheet) -> Iterator[doc.Block]:
    """Return the ladder of each way to file, the free help, and each guidance with its letters."""
    case = sheet.case
    for use in deposits_of(sheet):
        deposit = case.content.deposits.deposits[use.use]
        if deposit.fallback:
            yield doc.Steps(case.words.say("You cannot file"), sheet.statements(deposit.fallback))
    if any(case.content.deposits.deposits[use.use].channel == "anef" for use in deposits_of(sheet)):
        yield from help_desks(case)
    names = _guidance(sheet)
    yield from (sheet.guidance(name) for name in names)
    letters = (letter for name in names for letter in case.content.afterwards.guidance[name].letters)
    yield from (way(case, f"letter/{letter}") for letter in dict.fromkeys(letters))
    if sheet.permit.official_page:
        yield doc.Link(case.words.say("Official page"), sheet.permit.official_page.url)


def _guidance(sheet: Sheet) -> tuple[str, ...]:
    """Return the guidance of the request; how to come late stands first while nothing says that one does."""
    late = sheet.request.lateness.late
    return sheet.request.guidance if late is None or lateness(sheet) else (late, *sheet.request.guidance)
