"""The kit of a prefecture: every page that it hangs or hands out, by name, and how each is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kiosk.content.languages import with_output
from kiosk.content.pictograms import titles
from kiosk.content.terms import FRENCH
from kiosk.engine import posters
from kiosk.engine.compose import compose
from kiosk.engine.facts import Case
from kiosk.engine.journey import Journey
from kiosk.render import layouts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kiosk.content.models import Content
    from kiosk.engine.document import Document
    from kiosk.render.layouts import Layout
    from kiosk.render.paper import Press

Form = Literal["checklist", "sheet", "ticket", "poster", "leaflet", "sign"]
PAPERS = {
    "poster/deposits": {"a4": layouts.DEPOSITS_A4, "a3": layouts.DEPOSITS_A3},
    "poster": {"a3": layouts.PATH_A3},
    "sign": {"a4": layouts.SIGN_A4, "a3": layouts.SIGN_A3},
    "faq": {"a4": layouts.FAQ},
    "notice": {"a4": layouts.NOTICE},
    "pictograms": {"a4": layouts.PICTOGRAMS},
    "letter": {"a4": layouts.LETTER, "ticket": layouts.TICKET},
    "sheet": {"a4": layouts.SHEET},
    "checklist": {"a4": layouts.CHECKLIST, "ticket": layouts.TICKET},
}
"""The papers on which each kind of page is made."""


@dataclass(frozen=True, slots=True)
class Order:
    """One page to make: what (`etudiant/renewal`, `poster/first`, `sign/reception`), and on which paper."""

    what: str
    language: str
    size: str = "a4"
    sheet: bool = False
    """The whole procedure sheet, and not the checklist."""

    @property
    def path(self) -> str:
        """Where the page stands in the kit."""
        kind, _, name = self.what.partition("/")
        if kind == "sign":
            return f"signs/{name}-{self.size}.pdf"
        if kind in PAPERS:
            return f"{self.language}/{self.what.replace('/', '-')}-{self.size}.pdf"
        return f"{self.language}/{'sheets' if self.sheet else 'checklists'}/{self.what.replace('/', '-')}.pdf"

    @property
    def papers(self) -> dict[str, Layout]:
        """The papers on which this page can be made."""
        kind = self.what.split("/", maxsplit=1)[0]
        return PAPERS.get(self.what) or PAPERS.get(kind) or PAPERS["sheet" if self.sheet else "checklist"]


@dataclass(frozen=True)
class Workshop:
    """Makes the pages of one prefecture, as of one day."""

    press: Press
    prefecture: str
    on: date

    def document(self, order: Order, journey: Journey = Journey()) -> Document:
        """Return the Document of an order; KeyError if there is no such thing."""
        case = self._case(order.language, journey)
        kind, _, name = order.what.partition("/")
        if order.what == "poster/deposits":
            return posters.deposits_poster(case)
        if kind == "poster":
            return posters.path_poster(case, name)
        if kind == "sign":
            return posters.sign([self._case(code, journey) for code in self._codes()], name)
        if order.what in LEAFLETS:
            return LEAFLETS[order.what](case)
        if order.what == "pictograms":
            return posters.pictogram_sheet(case, titles(self.press.library.folder / "pictograms"))
        return compose(case, order.what)

    def page(self, order: Order, document: Document) -> bytes:
        """Return the page of an order: PDF, or PNG for a ticket; KioskError if it would be wrong."""
        if order.size == "ticket":
            return self.press.ticket(document)
        return self.press.pdf(document, order.papers[order.size])

    def _case(self, code: str, journey: Journey) -> Case:
        words = self.press.library.words(code)
        return Case(self.press.library.in_language(words), words, self.prefecture, journey, self.on)

    def _codes(self) -> list[str]:
        """Return the languages of a sign: French, then all that have paper."""
        written = with_output(self.press.library.languages, "paper")
        return [FRENCH, *(code for code in written if code != FRENCH)]


LEAFLETS = {"faq": posters.faq_leaflet, "notice": posters.notice_leaflet}


def names(content: Content) -> list[str]:
    """Return everything that can be printed, by name."""
    requests = [f"{name}/{kind}" for name, permit in content.permits.items() for kind in permit.requests]
    referrals = [f"referral/{name}" for name in content.referrals.referrals]
    walls = ["poster/deposits", *(f"poster/{name}" for name in posters.paths(content))]
    letters = [f"letter/{name}" for name in content.letters.letters]
    signs = [f"sign/{name}" for name in content.signs.signs]
    leaflets = ["faq"] * bool(content.faq.themes) + ["notice"] * bool(content.notices.notices)
    return [*requests, *referrals, *letters, *walls, *leaflets, "pictograms", *signs]


def orders(content: Content, languages: Iterable[str]) -> Iterator[Order]:
    """Return every page of the kit in some languages; signs have all languages at once."""
    for code in languages:
        for name in names(content):
            if not name.startswith("sign/"):
                yield from _sizes(name, code)
    for name in content.signs.signs:
        yield from _sizes(f"sign/{name}", FRENCH)


def _sizes(name: str, code: str) -> Iterator[Order]:
    order = Order(name, code)
    if order.papers is PAPERS["checklist"]:
        yield order
        if not name.startswith("referral/"):
            yield Order(name, code, sheet=True)
    else:
        yield from (Order(name, code, size) for size in order.papers)
