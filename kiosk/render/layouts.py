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
    capacity: float = 0
    """How many characters of data fit letters of one point: only to begin near the right density."""
    beyond: Density | None = None
    """The density of what cannot keep to its pages, where that is allowed."""
    leave_out: frozenset[str] = frozenset()
    """Sections and fields of the Document that stay on the screen."""
    most_modules: int = 97
    """The largest QR code that it has room for, in modules a side (version 20)."""


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
    ),
    most_pages=2,
    capacity=1_450_000,
    beyond=Density(11),
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
)

MILLIMETRES_OF_TICKET = 72
TICKET = Layout(
    "ticket", (Density(11),), most_pages=1, leave_out=frozenset({"trouble", "facts"}), most_modules=137
)
