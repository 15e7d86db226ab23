"""A tile: the one thing that a visitor touches. It carries the session that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.message import Message

from kiosk.screens.canvas import Canvas, Line, lines
from kiosk.screens.pictogram import draw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from kiosk.screens.palette import Palette
    from kiosk.screens.session import Session


class Go(Message):
    """The one message of every screen: a session to show; `before` tells a stale tap apart."""

    def __init__(self, before: Session, after: Session | str) -> None:
        """Keep both sessions; a word instead of the second one names an act of the app."""
        super().__init__()
        self.before, self.after = before, after


class Tile(Canvas, can_focus=True):
    """A button with a pictogram, a digit and words."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False)]

    def __init__(
        self,
        before: Session,
        after: Session | str,
        words: Sequence[str],
        palette: Palette,
        *,
        right_to_left: bool,
        digit: str = "",
        pictogram: str | None = None,
        header: bool = False,
        centred: bool = False,
        classes: str = "",
        name: str | None = None,
    ) -> None:
        super().__init__(classes=classes, name=name)
        self.before, self.after, self.words = before, after, words
        self.palette, self.right_to_left = palette, right_to_left
        self.digit, self.pictogram = digit, pictogram
        self.typed = digit
        """What a keypad types to press it."""
        self.header, self.centred = header, centred
        self.chosen = False
        """Whether the tile stands for what is shown now, as a tab does."""

    @property
    def blank(self) -> Style:  # type: ignore[override]
        """The style of the empty cells."""
        return self._styles()[0]

    def action_press(self) -> None:
        """Say which session follows."""
        # Sent by the tile itself: a message that its screen sends would stop at the screen.
        self.post_message(Go(self.before, self.after).set_sender(self))

    def on_click(self) -> None:
        """Touch is the same as Enter."""
        self.action_press()

    def _styles(self) -> tuple[Style, Style, Style]:
        """Return the styles of blanks, first words and further words."""
        palette = self.palette
        if self.header:
            style = palette.header_focus if self.has_focus else palette.header
            return style, style, style
        if self.has_focus or self.chosen:
            return palette.focus, palette.focus_strong, palette.focus
        return palette.tile, palette.tile_strong, palette.tile_note

    def drawn(self, width: int, height: int) -> Sequence[Sequence[Segment]]:
        """Return pictogram, digit and words side by side, mirrored from right to left."""
        blank, strong, _ = self._styles()
        art = self._art(width, height)
        mark = self._mark()
        room = width - (cell_len(art[0]) if art else 0) - len(mark) - 1
        texts = self._texts(room, height)
        top = (height - len(texts)) // 2
        rows = []
        for y in range(height):
            words = texts[y - top] if top <= y < top + len(texts) else Line("", blank, self.right_to_left)
            row = [
                *([Segment(art[y], blank)] if art else []),
                Segment(mark if y == top else " " * len(mark), strong),
                *words.segments(room, centred=self.centred),
                Segment(" ", blank),
            ]
            rows.append(row[::-1] if self.right_to_left else row)
        return rows

    def says(self) -> Sequence[str]:
        """Return the digit and the words; a sign in the header says nothing."""
        return [] if self.header else [self.digit, *self.words]

    def fits(self) -> bool:
        """Return whether the first words are shown whole."""
        width, height = self.size
        art = self._art(width, height)
        room = width - (cell_len(art[0]) if art else 0) - len(self._mark()) - 1
        first = lines(self.words[0], room, self.blank, right_to_left=self.right_to_left)
        return len(first) <= height

    def _mark(self) -> str:
        return f" {self.digit} " if self.digit else " "

    def _art(self, width: int, height: int) -> list[str]:
        if self.pictogram is None or height < 2 or width < 22:
            return []
        columns = min(2 * height + 1, 18, width // 3)
        rows = min(height, (columns + 1) // 2 + 1)
        art = [f" {row}" for row in draw(self.pictogram, columns - 1, rows)]
        above = (height - len(art)) // 2
        empty = " " * columns
        return [empty] * above + art + [empty] * (height - above - len(art))

    def _texts(self, room: int, height: int) -> list[Line]:
        """Return the first words, and as many of the others as fit whole."""
        _, strong, note = self._styles()
        texts: list[Line] = []
        for index, words in enumerate(self.words):
            style = note if index else strong
            more = lines(words, room, style, right_to_left=self.right_to_left)
            if index == 0 or len(texts) + len(more) <= height:
                texts += more
        return texts[:height]
