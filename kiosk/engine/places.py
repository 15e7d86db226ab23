"""Where to go, when, and how to call or write: what a prefecture's file says of itself, as blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.content.fields import Confidence
from kiosk.content.languages import message
from kiosk.content.terms import FRENCH, Prose
from kiosk.engine import document as doc
from kiosk.engine.facts import Case, caution, confidence, contact, statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kiosk.content.languages import Words
    from kiosk.content.models import Hours, Opening, Place, Prefecture, Relay
    from kiosk.content.opening import Days, Times, Weekday


def places(case: Case) -> Iterator[doc.Block]:
    """Yield the address, the hours with their remarks, and the pages of a prefecture."""
    place = case.place
    if place.place:
        yield contact(case, place.place)
        if place.place.remark:
            yield doc.Paragraph(place.place.remark)
    for hours in place.hours:
        yield from _received(case, hours)
    if place.place:
        yield from _reached(case.words, place.place)
    yield from _links(case.words, place)
    if place.relay:
        yield from _relayed(case.words, place.relay)
    yield from (statement(case, note) for note in place.notes)


def said(words: Words, opening: Opening) -> Iterator[Prose]:
    """Yield the days with their times, as the language writes them, and the remark."""
    if opening.days:
        days, times = _days(words, opening.days), _times(words, opening.times)
        yield words.say("{days}: {times}", days=days, times=times)
    if opening.remark:
        yield opening.remark


def _received(case: Case, hours: Hours) -> Iterator[doc.Block]:
    if confidence(case.content, hours) is Confidence.UNCONFIRMED:
        yield doc.Paragraph(case.words.say("The prefecture will confirm this point."))
        return
    yield from (doc.Paragraph(line, caution(case, hours)) for line in said(case.words, hours))


def _reached(words: Words, place: Place) -> Iterator[doc.Block]:
    """Yield when the telephone answers, and where letters go."""
    yield from _titled(words, message("By telephone: {hours}"), place.phone_hours)
    if place.postal_address:
        yield doc.Letters(words.say("By post"), place.postal_address)


def _links(words: Words, place: Prefecture) -> Iterator[doc.Block]:
    if place.website:
        yield doc.Link(words.say("Website of the prefecture"), place.website.url)
    if place.contact_form:
        yield doc.Link(words.say("Write to the prefecture"), place.contact_form.url)


def _relayed(words: Words, relay: Relay) -> Iterator[doc.Block]:
    yield doc.Link(words.say("Deaf or hard of hearing: call through this page"), relay.url)
    yield from _titled(words, message("Calls: {hours}"), relay.hours)


def _titled(words: Words, title: str, openings: Iterable[Opening]) -> Iterator[doc.Block]:
    for opening in openings:
        yield from (doc.Paragraph(words.say(title, hours=line)) for line in said(words, opening))


def _days(words: Words, days: Days) -> Prose:
    """Return the first and last day with a dash between them, or one day alone."""
    ends = dict.fromkeys((days.first, days.last))
    here, french = (
        " \u2013 ".join(_day(day, locale) for day in ends) for locale in (words.language.locale, FRENCH)
    )
    return Prose(here, words.code, french)


def _times(words: Words, times: tuple[Times, ...]) -> Prose:
    """Return the spans of time in one list, as CLDR writes both."""
    return Prose(_spans(times, words.language.locale), words.code, _spans(times, FRENCH))


def _day(day: Weekday, locale: str) -> str:
    from babel.dates import get_day_names

    return str(get_day_names("wide", "stand-alone", locale=locale)[day.number])


def _spans(times: tuple[Times, ...], locale: str) -> str:
    from babel.dates import format_interval
    from babel.lists import format_list

    spans = [format_interval(each.opens, each.closes, "Hm", locale=locale) for each in times]
    return format_list(spans, locale=locale)
