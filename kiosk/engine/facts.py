"""What a sheet is composed from, and how a fact is said: plainly, with its date, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.content.fields import Confidence
from kiosk.content.terms import Prose
from kiosk.engine import document as doc
from kiosk.engine.requests import request_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kiosk.content.languages import Words
    from kiosk.content.models import Cited, Content, Fact, Place, Prefecture
    from kiosk.engine.journey import Journey


@dataclass(frozen=True)
class Case:
    """Everything a sheet is composed from: translated content, words, place, answers and day."""

    content: Content
    words: Words
    prefecture: str
    journey: Journey
    on: date

    @property
    def place(self) -> Prefecture:
        """The prefecture overlay, or the neutral one."""
        return self.content.prefectures[self.prefecture]


def document_of(case: Case, procedure: str, title: Prose, pictogram: str, **parts: object) -> doc.Document:
    """Return a Document with what every sheet says of itself."""
    words = case.words
    provisional = None
    if words.language.reviewed == "drafted":
        provisional = words.say("Provisional translation. The French text prevails.")
    return doc.Document(
        procedure=procedure,
        title=title,
        pictogram=pictogram,
        language=words.language,
        code=words.code,
        prefecture=Prose(case.place.name, words.code),
        version=case.content.version,
        on=case.on,
        provisional=provisional,
        **parts,  # type: ignore[arg-type]
    )


def page_of(
    case: Case,
    name: str,
    title: Prose,
    pictogram: str,
    sections: Iterable[doc.Section],
    *,
    official_page: str | None = None,
    private: bool = False,
) -> doc.Document:
    """Return a Document that belongs to no permit: a referral, a letter, a poster, a leaflet."""
    return document_of(
        case,
        name,
        title,
        pictogram,
        permit=title,
        who=(),
        sections=tuple(sections),
        official_page=official_page,
        private=private,
    )


def confidence(content: Content, cited: Cited) -> Confidence:
    """Return how far a fact can be trusted: its own word, or its source's."""
    return cited.confidence or content.sources.sources[cited.source].confidence


def as_of(content: Content, cited: Cited) -> date | None:
    """Return the day a fact was true: its own, or its source's."""
    return cited.as_of or content.sources.sources[cited.source].as_of


def caution(case: Case, cited: Cited) -> Prose | None:
    """Return what must be said of a fact that no official text or page gives, or None."""
    if confidence(case.content, cited) is not Confidence.SECONDARY:
        return None
    day = as_of(case.content, cited)
    if day is None:
        return case.words.say("To be confirmed.")
    return case.words.say("As known on {day}. To be confirmed.", day=day)


def statement(case: Case, fact: Fact) -> doc.Paragraph:
    """Return a fact as a paragraph; an unconfirmed one is never shown as a fact."""
    if confidence(case.content, fact) is Confidence.UNCONFIRMED:
        return doc.Paragraph(case.words.say("The prefecture will confirm this point."))
    return doc.Paragraph(fact.text, caution(case, fact))


def contact(case: Case, place: Place) -> doc.Contact:
    """Return a place to go or to call, and how old its address is."""
    return doc.Contact(place.name, place.address, place.phone, caution(case, place))


def help_desks(case: Case) -> Iterator[doc.Block]:
    """Return the places that help with online requests."""
    if case.place.help_desks:
        yield doc.Paragraph(case.words.say("Free help with online requests:"))
        yield from (contact(case, place) for place in case.place.help_desks)


def way(case: Case, target: str) -> doc.Way:
    """Return the way to another page or question, by its name."""
    return doc.Way(title_of(case.content, target), target)


def title_of(content: Content, target: str) -> Prose:
    """Return the name of a page or question of the tree; KeyError if there is none."""
    if target in content.tree.questions:
        return content.tree.questions[target].text
    kind, _, name = target.partition("/")
    if kind == "referral":
        return content.referrals.referrals[name].title
    if kind == "letter":
        return content.letters.letters[name].title
    if kind == "faq":
        return content.faq.themes[name].title
    return request_of(content, target)[1].title
