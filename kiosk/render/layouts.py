"""The kinds of pages: which template, on which paper, and how tight it may be set to keep its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Paper = Literal["a4", "a3"]


@dataclass(frozen=True, slots=True)
class Density:
    """How tight a page is set: letters in points, their width in percent, air in proportion."""

    size: float
    stretch: float = 100
    air: float = 1

    @property
    def capacity(self) -> float:
        """How much text fits, in proportion to letters of one point at full width."""
        return 1 / (self.size**2 * self.stretch / 100 * (0.75 + self.air / 4))


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of page."""

    template: str
    densities: tuple[Density, ...]
    """From the most generous to the tightest that can still be read."""
    most_pages: int
    """On the paper that it is made for; what does not fit is an error, never a page too many."""
    paper: Paper = "a4"
    flipped: bool = False
    """Whether the page is wider than high."""
    columns: int = 1
    capacity: float = 0
    """How many characters of data fit letters of one point: only to begin near the right density."""
    beyond: Density | None = None
    """The density of what cannot keep to its pages, where that is allowed."""
    narrowest: float = 60
    """The narrowest place for a word, in millimetres."""
    inspected: bool = True
    """Whether each page is looked at; not where only small things follow one another, for speed."""
    leave_out: frozenset[str] = frozenset()
    """Sections and fields of the Document that stay on the screen."""
    most_modules: int = 125
    """The largest QR code that it has room for, in modules a side (version 27: 1,465 bytes)."""


CHECKLIST = Layout(
    "checklist",
    (
        Density(12),
        Density(11),
        Density(10.5, air=0.65),
        Density(10.5, 94, 0.65),
        Density(10.5, 87.5, 0.65),
        Density(10.5, 81, 0.65),
        Density(10.5, 75, 0.65),
        Density(10.5, 75, 0.5),
        Density(10.5, 70, 0.4),
    ),
    most_pages=2,
    capacity=1_310_000,
    beyond=Density(11),
    narrowest=80,
    inspected=False,
    leave_out=frozenset({"trouble", "facts"}),
)
"""The letters are never under 10.5 points; where few questions were answered, it takes more pages."""

SHEET = Layout(
    "sheet",
    (
        Density(10.5),
        Density(10, air=0.8),
        Density(9.5, air=0.7),
        Density(9, air=0.6),
        Density(9, 90, 0.5),
        Density(8.5, 85, 0.5),
        Density(8, 80, 0.4),
        Density(7.5, 75, 0.3),
    ),
    most_pages=2,
    capacity=2_000_000,
    beyond=Density(9, 90, 0.5),
    narrowest=76,
    inspected=False,
)

LETTER = Layout(
    "letter",
    (Density(12), Density(11), Density(10.5, air=0.8), Density(10, air=0.6)),
    most_pages=2,
    narrowest=60,
    inspected=False,
)

MILLIMETRES_OF_TICKET = 72
TICKET = Layout(
    "ticket",
    (Density(11),),
    most_pages=1,
    inspected=False,
    leave_out=frozenset({"trouble", "facts", "detail"}),
    most_modules=137,
)

DEPOSITS_A3 = Layout(
    "poster",
    (Density(11), Density(10), Density(9.5, 94), Density(9, 90, 0.8), Density(9, 80, 0.5)),
    most_pages=3,
    paper="a3",
    flipped=True,
    columns=4,
    narrowest=80,
)
DEPOSITS_A4 = Layout("poster", (Density(10), Density(9.5), Density(9, 90)), most_pages=6, columns=2)
PATH = (
    Density(11),
    Density(10),
    Density(9),
    Density(8.5, 90, 0.5),
    Density(8.5, 80, 0.3),
    Density(8, 80, 0),
)
PATH_A3 = Layout("path", PATH, most_pages=1, paper="a3", narrowest=24)
FAQ = Layout("faq", (Density(10), Density(9.5, air=0.8), Density(9, air=0.7)), most_pages=12)
NOTICE = Layout(
    "notice",
    (Density(12), Density(11), Density(10, air=0.8), Density(9.5, air=0.6), Density(9, 94, 0.5)),
    most_pages=2,
    flipped=True,
)
SIGN_A4 = Layout(
    "sign", (Density(17), Density(15), Density(13), Density(11), Density(9), Density(7.5)), most_pages=1
)
SIGN_A3 = Layout(
    "sign",
    (Density(24), Density(21), Density(19), Density(16), Density(13), Density(10.5)),
    most_pages=1,
    paper="a3",
)
PICTOGRAMS = Layout("pictograms", (Density(9.5), Density(9)), most_pages=4, columns=6, narrowest=28)
