"""The sheet that stops: an answer means refusal, so it says why, what else may fit, and who helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.engine import document as doc
from kiosk.engine.conditions import applies
from kiosk.engine.facts import help_desks, way
from kiosk.engine.places import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kiosk.content.models import Stop
    from kiosk.content.terms import Prose
    from kiosk.engine.sheet.parts import Sheet


def stopped(sheet: Sheet) -> tuple[Stop, ...]:
    """Return the reasons for which this visitor's request will be refused."""
    return tuple(each for each in sheet.request.stops if applies(each.when, sheet.case.journey) is True)


def stop(sheet: Sheet, reasons: tuple[Stop, ...]) -> Iterator[tuple[str, Prose, str, Iterable[doc.Block]]]:
    """Return the sections: why, what may fit instead, and who helps."""
    say = sheet.case.words.say
    yield "why", say("Why"), "warning", _why(sheet, reasons)
    yield "instead", say("Perhaps instead"), "next", _instead(sheet, reasons)
    yield "help", say("Free help"), "help", _help(sheet, reasons)


def _why(sheet: Sheet, reasons: tuple[Stop, ...]) -> Iterator[doc.Block]:
    for reason in reasons:
        said = sheet.said(reason)
        yield doc.Notice(said.text, warning=True, note=said.note)
        if reason.detail:
            yield doc.Paragraph(sheet.case.words.say("Legal text: {article}", article=reason.detail))


def _instead(sheet: Sheet, reasons: tuple[Stop, ...]) -> Iterator[doc.Block]:
    targets = dict.fromkeys(target for reason in reasons for target in reason.instead)
    return (way(sheet.case, target) for target in targets)


def _help(sheet: Sheet, reasons: tuple[Stop, ...]) -> Iterator[doc.Block]:
    names = dict.fromkeys(name for reason in reasons for name in reason.guidance)
    yield from (sheet.guidance(name) for name in names)
    yield from help_desks(sheet.case)
    yield from places(sheet.case)
