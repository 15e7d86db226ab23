"""What a sheet is composed from, and how a fact is said: plainly, with its date, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.content.fields import Confidence
from kiosk.content.terms import Prose
from kiosk.engine import document as doc

if TYPE_CHECKING:
    from datetime import date

    from kiosk.content.languages import Words
    from kiosk.content.models import Cited, Content, Fact, Place, Prefecture
    from kiosk.engine.journey import Journey


@dataclass(frozen=True)
class Setting:
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


def document_of(
    setting: Setting, procedure: str, title: Prose, pictogram: str, **parts: object
) -> doc.Document:
    """Return a Document with what every sheet says of itself."""
    words = setting.words
    provisional = None
    if words.language.reviewed == "drafted":
        provisional = words.say("Provisional translation. The French text prevails.")
    return doc.Document(
        procedure=procedure,
        title=title,
        pictogram=pictogram,
        language=words.language,
        code=words.code,
        prefecture=Prose(setting.place.name, words.code),
        version=setting.content.version,
        on=setting.on,
        provisional=provisional,
        **parts,  # type: ignore[arg-type]
    )


def confidence(content: Content, cited: Cited) -> Confidence:
    """Return how far a fact can be trusted: its own word, or its source's."""
    return cited.confidence or content.sources.sources[cited.source].confidence


def as_of(content: Content, cited: Cited) -> date | None:
    """Return the day a fact was true: its own, or its source's."""
    return cited.as_of or content.sources.sources[cited.source].as_of


def caution(setting: Setting, cited: Cited) -> Prose | None:
    """Return what must be said of a fact that no official text or page gives, or None."""
    if confidence(setting.content, cited) is not Confidence.SECONDARY:
        return None
    day = as_of(setting.content, cited)
    if day is None:
        return setting.words.say("To be confirmed.")
    return setting.words.say("As known on {day}. To be confirmed.", day=day)


def statement(setting: Setting, fact: Fact) -> doc.Paragraph:
    """Return a fact as a paragraph; an unconfirmed one is never shown as a fact."""
    if confidence(setting.content, fact) is Confidence.UNCONFIRMED:
        return doc.Paragraph(setting.words.say("The prefecture will confirm this point."))
    return doc.Paragraph(fact.text, caution(setting, fact))


def contact(setting: Setting, place: Place) -> doc.Contact:
    """Return a place to go or to call, and how old its address is."""
    return doc.Contact(place.name, place.address, place.phone, caution(setting, place))
