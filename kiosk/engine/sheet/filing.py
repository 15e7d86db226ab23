"""Where and when: the windows, the ways to file, and the places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.content.languages import message
from kiosk.content.models import Channel
from kiosk.content.terms import Basis
from kiosk.engine import document as doc
from kiosk.engine.conditions import concerns, condition_of, conditional
from kiosk.engine.facts import caution
from kiosk.engine.places import places
from kiosk.engine.window import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.content.models import Deposit, Use
    from kiosk.content.terms import Prose
    from kiosk.engine.sheet.parts import Sheet
    from kiosk.engine.window import Filing

VERDICTS = {
    State.EARLY: message("It is too early. Come back from {opens}."),
    State.NOW: message("You can file today, until {closes}."),
    State.LATE: message("You are late. File as soon as possible."),
    State.EXPIRED: message("Your document is over. File as soon as possible."),
    State.LAPSED: message("Your document ended too long ago. Ask the desk before you file."),
}


def file(sheet: Sheet) -> Iterator[doc.Block]:
    """Return when to file, how, and where."""
    say = sheet.case.words.say
    if sheet.stale:
        yield doc.Notice(say("Ask the desk when to file."), warning=True)
    elif not sheet.filings:
        yield doc.Dates(say("The prefecture will confirm when to file."))
    else:
        yield from (_dates(sheet, use, counted) for use, counted in sheet.filings)
    for use in deposits_of(sheet):
        yield from _deposit(sheet, use)
    yield from places(sheet.case)


def _dates(sheet: Sheet, use: Use, counted: Filing | None) -> doc.Dates:
    case, say = sheet.case, sheet.case.words.say
    condition, note = condition_of(case, use.when), caution(case, use)
    if not sheet.known(use):
        return doc.Dates(say("The prefecture will confirm when to file."), condition=condition)
    window = case.content.deposits.windows[use.use]
    if counted is None:
        return doc.Dates(window.text, condition=condition, note=note)
    message_ = VERDICTS[counted.state]
    if counted.state is State.LAPSED and window.basis is not Basis.EXPIRY:
        message_ = message("Too much time has passed. Ask the desk before you file.")
    verdict = say(message_, opens=counted.opens, closes=counted.closes)
    return doc.Dates(window.text, _between(sheet, counted), counted.state, verdict, condition, note)


def _between(sheet: Sheet, counted: Filing) -> Prose:
    if counted.opens is None:
        return sheet.case.words.say("until {closes}", closes=counted.closes)
    return sheet.case.words.between(counted.opens, counted.closes)


def deposits_of(sheet: Sheet) -> tuple[Use, ...]:
    """Return how the request is filed here: the ways of the prefecture, or the national ones."""
    local = [use for use in sheet.case.place.deposits if use.procedure == sheet.procedure]
    return tuple(use for use in (local or sheet.request.deposit) if concerns(sheet.case, use.when))


def _deposit(sheet: Sheet, use: Use) -> Iterator[doc.Block]:
    case, say = sheet.case, sheet.case.words.say
    deposit: Deposit = case.content.deposits.deposits[use.use]
    yield doc.Steps(conditional(case, use.when, deposit.name), sheet.statements(deposit.steps))
    if note := caution(case, use):
        yield doc.Paragraph(say("Ask your prefecture if the way to file has changed."), note)
    if deposit.link:
        yield doc.Link(say("Website"), deposit.link)
    if deposit.channel is Channel.APPOINTMENT and case.place.booking:
        yield doc.Link(say("Book an appointment, free of charge"), case.place.booking.url)
    yield from sheet.statements(deposit.proof)
