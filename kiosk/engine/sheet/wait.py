"""While you wait: the papers that one gets, what silence means, and how long the document lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.content.languages import message
from kiosk.engine import document as doc
from kiosk.engine.conditions import concerns, conditional
from kiosk.engine.facts import caution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.content.models import Use
    from kiosk.engine.sheet.parts import Sheet


def wait(sheet: Sheet) -> Iterator[doc.Block]:
    """Return each waiting document, each silence, and the validity."""
    request = sheet.request
    yield from (_paper(sheet, use) for use in request.waiting if concerns(sheet.case, use.when))
    yield from (_silence(sheet, use) for use in request.silences if concerns(sheet.case, use.when))
    said = sheet.said(request.validity or sheet.permit.validity)
    text = sheet.case.words.say("How long the document lasts: {validity}", validity=said.text)
    yield doc.Paragraph(text, said.note)


def _silence(sheet: Sheet, use: Use) -> doc.Notice:
    if sheet.stale or not sheet.known(use):
        return doc.Notice(sheet.case.words.say("Ask the desk how long to wait."), warning=True)
    said = conditional(sheet.case, use.when, sheet.case.content.afterwards.silences[use.use].text)
    return doc.Notice(said, warning=True, note=caution(sheet.case, use))


def _paper(sheet: Sheet, use: Use) -> doc.Paper:
    paper = sheet.case.content.afterwards.waiting[use.use]
    yes, no = message("Proves your right to stay"), message("Does not prove your right to stay")
    proves = sheet.case.words.say(yes if paper.proves_stay else no)
    name = conditional(sheet.case, use.when, paper.name)
    return doc.Paper(name, paper.pictogram, proves, paper.proves_stay, sheet.statements(paper.facts))
