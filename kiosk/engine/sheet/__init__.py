"""The sheet of a procedure: one module a section, each a function of the sheet's parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.content.terms import Prose
from kiosk.engine import document as doc
from kiosk.engine.facts import document_of, statement
from kiosk.engine.glossary import glossed
from kiosk.engine.requests import request_of
from kiosk.engine.sheet.bring import bring
from kiosk.engine.sheet.cost import cost
from kiosk.engine.sheet.filing import file
from kiosk.engine.sheet.late import late, lateness
from kiosk.engine.sheet.parts import Sheet
from kiosk.engine.sheet.stop import stop, stopped
from kiosk.engine.sheet.trouble import trouble
from kiosk.engine.sheet.wait import wait
from kiosk.engine.window import completed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kiosk.engine.facts import Case

Part = tuple[str, Prose, str, "Iterable[doc.Block]"]


def compose_sheet(case: Case, procedure: str) -> doc.Document:
    """Return the sheet of a procedure: its list, or why the request will be refused."""
    permit, request = request_of(case.content, procedure)
    journey = completed(case.content, procedure, case.journey, case.on)
    sheet = Sheet(replace(case, journey=journey), procedure, permit, request)
    reasons = stopped(sheet)
    parts = stop(sheet, reasons) if reasons else _parts(sheet)
    alert = case.words.say("This request does not fit your situation.") if reasons else _alert(sheet)
    sections = (
        doc.Section(name, title, art, _glossed(case, tuple(blocks))) for name, title, art, blocks in parts
    )
    return document_of(
        case,
        procedure,
        request.title,
        permit.pictogram,
        permit=permit.name,
        who=tuple(statement(case, fact) for fact in request.who),
        sections=tuple(section for section in sections if section.blocks),
        official_page=permit.official_page.url if permit.official_page else None,
        alert=alert,
        stopped=bool(reasons),
    )


def _parts(sheet: Sheet) -> Iterator[Part]:
    say = sheet.case.words.say
    if lateness(sheet):
        yield "late", say("Late"), "warning", late(sheet)
    yield "bring", say("What to bring"), "list", bring(sheet)
    yield "file", say("Where and when"), "calendar", file(sheet)
    yield "cost", say("Price"), "money", cost(sheet)
    yield "wait", say("While you wait"), "clock", wait(sheet)
    yield "trouble", say("Problem?"), "warning", trouble(sheet)


def _alert(sheet: Sheet) -> Prose | None:
    """Return the line under the title of somebody who comes too late."""
    name = lateness(sheet)
    return sheet.case.content.afterwards.guidance[name].title if name else None


def _glossed(case: Case, blocks: tuple[doc.Block, ...]) -> tuple[doc.Block, ...]:
    """Add the legal terms that some blocks use, each explained in one sentence."""
    terms = glossed(case.content.glossary, blocks)
    if not terms:
        return blocks
    items = tuple((Prose(term.term, case.words.code), term.gloss) for term in terms)
    return (*blocks, doc.Glosses(case.words.say("Words of the law"), items))
