"""What to bring: the supporting documents, to file and to collect, and the notes on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.content.fields import Confidence
from kiosk.content.languages import message
from kiosk.content.models import Cited
from kiosk.engine import document as doc
from kiosk.engine.conditions import concerns, condition_of
from kiosk.engine.facts import caution, confidence
from kiosk.engine.requests import entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.content.models import Entry
    from kiosk.engine.sheet.parts import Sheet

UNSURE = (Confidence.SECONDARY, Confidence.UNCONFIRMED)


def bring(sheet: Sheet) -> Iterator[doc.Block]:
    """Return the lists, what is not sure of them, and the notes of the request."""
    case, say = sheet.case, sheet.case.words.say
    if sheet.stale:
        day = sheet.permit.verified_on
        yield doc.Notice(
            say("This sheet has not been checked since {day}. Ask the desk.", day=day), warning=True
        )
    chosen = [e for e in entries(case.content, sheet.request) if _shown(sheet, e)]
    yield from _list(sheet, message("To file your request"), [e for e in chosen if not e.at_collection])
    yield from _list(sheet, message("When you collect the card"), [e for e in chosen if e.at_collection])
    if confidence(case.content, sheet.request.documents_from) in UNSURE:
        yield doc.Notice(say("The prefecture will confirm the list of documents."))
    yield from (sheet.note(note) for note in sheet.request.notes if concerns(case, note.when))


def _shown(sheet: Sheet, entry: Entry) -> bool:
    return concerns(sheet.case, entry.when) and sheet.known(_source(sheet, entry))


def _source(sheet: Sheet, entry: Entry) -> Cited:
    """Return what an entry cites; without a source of its own, it is the list's."""
    return Cited(source=entry.source) if entry.source else sheet.request.documents_from


def _list(sheet: Sheet, title: str, chosen: list[Entry]) -> Iterator[doc.Block]:
    if chosen:
        items = tuple(dict.fromkeys(_item(sheet, entry) for entry in chosen))
        yield doc.Checklist(sheet.case.words.say(title), items)


def _item(sheet: Sheet, entry: Entry) -> doc.Item:
    document = sheet.case.content.documents.documents[str(entry.document)]
    note = None
    if entry.source not in (None, sheet.request.documents_from.source):
        note = caution(sheet.case, _source(sheet, entry))
    condition = condition_of(sheet.case, entry.when)
    return doc.Item(document.name, document.pictogram, document.detail, condition, note)
