"""What every section of a sheet reads: the case, the request, its windows counted, and how a fact is said."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kiosk.content.fields import Confidence
from kiosk.engine import document as doc
from kiosk.engine.conditions import concerns, conditional
from kiosk.engine.facts import confidence, statement
from kiosk.engine.window import filing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kiosk.content.models import Cited, Fact, Note, Permit, Request, Use
    from kiosk.engine.facts import Case
    from kiosk.engine.window import Filing


@dataclass(frozen=True)
class Sheet:
    """One procedure for one visitor, whose journey holds all that is known."""

    case: Case
    procedure: str
    permit: Permit
    request: Request

    @property
    def stale(self) -> bool:
        """Whether the permit is past the day by which it must be reviewed."""
        return self.case.on > self.permit.review_by

    @cached_property
    def filings(self) -> tuple[tuple[Use, Filing | None], ...]:
        """The windows that concern the visitor, each counted where its date is known."""
        return tuple(self._filings())

    def _filings(self) -> Iterator[tuple[Use, Filing | None]]:
        dates = dict(self.case.journey.dates)
        for use in self.request.windows:
            if concerns(self.case, use.when):
                window = self.case.content.deposits.windows[use.use]
                day = dates.get(window.basis)
                counts = self.known(use) and not self.stale
                yield use, filing(window, day, self.case.on) if day and counts else None

    def known(self, cited: Cited) -> bool:
        """Return whether a fact may be shown as one: an unconfirmed one never is."""
        return confidence(self.case.content, cited) is not Confidence.UNCONFIRMED

    def said(self, fact: Fact) -> doc.Paragraph:
        """Return a fact; past `review_by`, one that holds a figure is left to the desk."""
        if self.stale and any(character.isdigit() for character in fact.text.french):
            return doc.Paragraph(self.case.words.say("Ask the desk about this point."))
        return statement(self.case, fact)

    def statements(self, facts: Iterable[Fact]) -> tuple[doc.Paragraph, ...]:
        """Return facts, each once."""
        return tuple(dict.fromkeys(self.said(fact) for fact in facts))

    def note(self, note: Note) -> doc.Notice:
        """Return a note, with whom it concerns while that is open."""
        said = self.said(note)
        return doc.Notice(conditional(self.case, note.when, said.text), note.warning, said.note)

    def guidance(self, name: str) -> doc.Steps:
        """Return what to do when something goes wrong."""
        guidance = self.case.content.afterwards.guidance[name]
        return doc.Steps(guidance.title, self.statements(guidance.steps))
