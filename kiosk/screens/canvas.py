"""Widgets that draw their own lines, so that every text goes through the right-to-left layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from kiosk.content.terms import FRENCH, Prose
from kiosk.screens.direction import flush, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.style import Style
    from textual.screen import Screen


@dataclass(frozen=True, slots=True)
class Line:
    """One drawn line: text in display order, in one style, and the side it leans to."""

    text: str
    style: Style
    right_to_left: bool = False
    says: str = ""
    """The whole text that begins here, as it is read aloud."""

    def segments(self, width: int, *, centred: bool = False) -> Iterable[Segment]:
        """Return the line filled to a width."""
        text = self.text
        if centred:
            text = text.center(width)
        yield Segment(flush(text, width, self.right_to_left), self.style)


def lines(text: str, width: int, style: Style, *, right_to_left: bool) -> list[Line]:
    """Return a text as drawn lines; French inside another language keeps its own direction."""
    french = isinstance(text, Prose) and text.language == FRENCH
    drawn = lay_out(text, max(width, 2), right_to_left and not french)
    return [Line(part, style, right_to_left) for part in drawn]


class Canvas(Widget):
    """A widget made of lines; subclasses say which, for a size in cells."""

    DEFAULT_CSS = "Canvas { height: auto; }"
    blank: Style

    def drawn(self, width: int, height: int) -> Sequence[Sequence[Segment]]:
        """Return the segments of each line, at most `height` lines of `width` cells."""
        raise NotImplementedError

    def says(self) -> Sequence[str]:
        """Return the texts that stand here, as they are read aloud."""
        return ()

    def on_resize(self) -> None:
        """Draw again for the new size."""
        self._cache: tuple[tuple[int, int, bool], list[Strip]] | None = None

    def redraw(self) -> None:
        """Draw again after a change of the words."""
        self._cache = None
        self.refresh(layout=True)

    def render_line(self, y: int) -> Strip:
        """Return one line of the widget."""
        width, height = self.size
        key = (width, height, self.has_focus)
        cached = getattr(self, "_cache", None)
        if cached is None or cached[0] != key:
            drawn = [Strip(row, width) for row in self.drawn(width, height)]
            cached = self._cache = (key, drawn)
        return cached[1][y] if y < len(cached[1]) else Strip.blank(width, self.blank)


def said(screen: Screen[None]) -> Iterator[str]:
    """Yield what is read aloud of a screen: each text once, without its French below it."""
    french: set[str] = set()
    for widget in screen.query(Canvas):
        for text in widget.says():
            if text.strip() and text not in french:
                yield text
            french.add(getattr(text, "french", text))


class Label(Canvas):
    """Some lines of text, as high as they need; each sentence has its style."""

    def __init__(
        self,
        parts: Sequence[tuple[str, Style]],
        blank: Style,
        *,
        right_to_left: bool,
        centred: bool = False,
        classes: str = "",
    ) -> None:
        super().__init__(classes=classes)
        self.centred = centred
        self.parts, self.blank, self.right_to_left = parts, blank, right_to_left

    def rows(self, width: int) -> list[Line]:
        """Return the lines at a width, with a margin of one cell on each side."""
        rows: list[Line] = []
        for text, style in self.parts:
            rows += lines(text, width - 2, style, right_to_left=self.right_to_left)
        return rows

    def says(self) -> Sequence[str]:
        """Return the sentences."""
        return [text for text, _ in self.parts]

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """Return how many lines the text takes at a width."""
        return len(self.rows(width))

    def drawn(self, width: int, height: int) -> Sequence[Sequence[Segment]]:
        """Return the lines with their margins."""
        edge = Segment(" ", self.blank)
        return [
            [edge, *row.segments(width - 2, centred=self.centred), edge] for row in self.rows(width)[:height]
        ]
