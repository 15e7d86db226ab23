"""The Document: what every output shows, in about ten kinds of blocks. Writers read nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kiosk.content.terms import is_procedure

if TYPE_CHECKING:
    from datetime import date

    from kiosk.content.languages import Language
    from kiosk.content.terms import Prose
    from kiosk.engine.window import State


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One sentence; `note` says how old or uncertain it is, when that must be said."""

    text: Prose
    note: Prose | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence to see first; a warning is about something that may hurt."""

    text: Prose
    warning: bool = False
    note: Prose | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """Numbered steps, in order."""

    title: Prose
    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question, a change or a term, and what is said of it."""

    title: Prose
    facts: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Glosses:
    """The legal terms used just above, each with its explanation."""

    title: Prose
    items: tuple[tuple[Prose, Prose], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to bring; `condition` says to whom it is asked while that is not known."""

    name: Prose
    pictogram: str
    detail: Prose | None = None
    condition: Prose | None = None
    note: Prose | None = None


@dataclass(frozen=True, slots=True)
class Checklist:
    """Boxes to tick."""

    title: Prose
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A label and an amount, already written in words."""

    label: Prose
    amount: Prose
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Amounts:
    """A price with its parts and its total, and since when it applies."""

    title: Prose
    rows: tuple[Row, ...]
    note: Prose | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """When to file: the rule, the real dates if the visitor gave one, and where today stands."""

    rule: Prose
    dates: Prose | None = None
    state: State | None = None
    verdict: Prose | None = None
    condition: Prose | None = None
    note: Prose | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A waiting document, and whether it proves the right to stay."""

    name: Prose
    pictogram: str
    proves: Prose
    proves_stay: bool
    facts: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """A place to go or to call."""

    name: str
    address: str | None = None
    phone: str | None = None
    note: Prose | None = None


@dataclass(frozen=True, slots=True)
class Letters:
    """Where letters go: a line of its own, as on the envelope: no language turns its numbers round."""

    label: Prose
    address: str


@dataclass(frozen=True, slots=True)
class Link:
    """An official address on the web."""

    label: Prose
    url: str


@dataclass(frozen=True, slots=True)
class Way:
    """The way to another page or question of the kiosk."""

    label: Prose
    target: str


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number in large figures, and who may call it."""

    number: str
    who: Prose
    note: Prose | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """One answer of the visitor: the question, and what was answered."""

    question: Prose
    answer: Prose


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to hand in or to send, with blanks for what is personal."""

    to: Prose
    subject: Prose
    paragraphs: tuple[Prose, ...]
    enclosure: Prose
    """What stands over the papers that go with it."""
    enclosed: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """One answer of the drawn tree: the question that it opens with its own branches, or where it ends."""

    label: Prose
    pictogram: str
    question: Prose | None = None
    branches: tuple[Branch, ...] = ()
    end: Prose | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a sign in one language."""

    code: str
    right_to_left: bool
    font: str | None
    text: str
    detail: str | None


@dataclass(frozen=True, slots=True)
class Sign:
    """A few words to read from afar, in several languages, the French first."""

    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Bank:
    """The pictograms of the bank: each drawing, its name and what it shows."""

    items: tuple[Item, ...]


Block = (
    Paragraph
    | Notice
    | Steps
    | Answered
    | Glosses
    | Checklist
    | Amounts
    | Dates
    | Paper
    | Contact
    | Letters
    | Link
    | Way
    | Number
    | Given
    | Letter
    | Branch
    | Sign
    | Bank
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a sheet, with its pictogram."""

    name: str
    title: Prose
    pictogram: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole sheet, ready for any writer."""

    procedure: str
    title: Prose
    permit: Prose
    pictogram: str
    who: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    language: Language
    code: str
    prefecture: Prose
    version: str
    on: date
    provisional: Prose | None
    official_page: str | None
    alert: Prose | None = None
    """What stands under the title: that one is late, or that this request does not fit."""
    stopped: bool = False
    """Whether it says why a request will be refused, and is no list."""
    private: bool = False
    """Whether the screen shows a neutral title."""

    @property
    def form(self) -> Literal["list", "page", "letter"]:
        """What it is on paper: a list to tick, a page to read, or a letter."""
        if self.procedure.startswith("letter/"):
            return "letter"
        return "list" if is_procedure(self.procedure) and not self.stopped else "page"

    def section(self, name: str) -> Section | None:
        """Return a section by its name, or None if this document has none."""
        return next((section for section in self.sections if section.name == name), None)
