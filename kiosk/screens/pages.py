"""Turn the blocks of a Document into lines, and the lines into pages: no screen ever scrolls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import singledispatchmethod
from typing import TYPE_CHECKING

from kiosk.content.terms import Prose
from kiosk.engine import document as doc
from kiosk.engine.window import State
from kiosk.screens.canvas import Line, lines
from kiosk.screens.direction import flush
from kiosk.screens.figures import figures

if TYPE_CHECKING:
    from rich.style import Style

    from kiosk.screens.palette import Palette

BOX = "\u2610 "
Group = list[Line]


@dataclass(frozen=True)
class Setter:
    """Sets blocks in lines of a width, in one direction; a group of lines stays on one page."""

    width: int
    palette: Palette
    right_to_left: bool

    def pages(self, blocks: Iterable[doc.Block], height: int) -> list[Group]:
        """Return pages of at most `height` lines; a group is cut only if it is higher than a page."""
        pages: list[Group] = [[]]
        for block in blocks:
            for number, group in enumerate(self.groups(block)):
                gap = [self._empty()] if pages[-1] and number == 0 else []
                if pages[-1] and len(pages[-1]) + len(gap) + len(group) > height:
                    pages.append([])
                    gap = []
                rest = [*gap, *group]
                while len(pages[-1]) + len(rest) > height:
                    room = height - len(pages[-1])
                    pages[-1] += rest[:room]
                    rest = rest[room:]
                    pages.append([])
                pages[-1] += rest
        return [page for page in pages if page]

    def _empty(self) -> Line:
        return Line("", self.palette.paper, self.right_to_left)

    def set(self, text: str, style: Style, lead: str = "") -> Group:
        """Set one text; `lead` hangs before its first line, on the reading side."""
        indent = len(lead)
        set_lines = lines(text, self.width - indent, style, right_to_left=self.right_to_left)
        hung = [self._hung(line, lead if n == 0 else " " * indent) for n, line in enumerate(set_lines)]
        return [replace(line, says=text if n == 0 else "") for n, line in enumerate(hung)]

    def _hung(self, line: Line, lead: str) -> Line:
        if not self.right_to_left:
            return Line(lead + line.text, line.style)
        text = flush(line.text, self.width - len(lead), line.right_to_left) + lead[::-1]
        return Line(text, line.style, right_to_left=True)

    def note(self, note: Prose | None, indent: str = "") -> Group:
        """Set what must be said of a fact's age, if anything."""
        return self.set(note, self.palette.note, indent) if note else []

    @singledispatchmethod
    def groups(self, block: doc.Block) -> Iterator[Group]:
        """Return the groups of lines of a block."""
        raise TypeError(block)

    @groups.register
    def _(self, block: doc.Paragraph) -> Iterator[Group]:
        yield [*self.set(block.text, self.palette.paper), *self.note(block.note)]

    @groups.register
    def _(self, block: doc.Notice) -> Iterator[Group]:
        style, lead = (self.palette.warning, "! ") if block.warning else (self.palette.strong, "\u2022 ")
        yield [*self.set(block.text, style, lead), *self.note(block.note, "  ")]

    @groups.register
    def _(self, block: doc.Steps) -> Iterator[Group]:
        title = self.set(block.title, self.palette.title)
        for number, item in enumerate(block.items, 1):
            lead = f"{number}. "
            group = [*self.set(item.text, self.palette.paper, lead), *self.note(item.note, "   ")]
            yield [*title, *group]
            title = []

    @groups.register
    def _(self, block: doc.Answered) -> Iterator[Group]:
        group = self.set(block.title, self.palette.title)
        for fact in block.facts:
            group += [*self.set(fact.text, self.palette.paper, "  "), *self.note(fact.note, "  ")]
        yield group

    @groups.register
    def _(self, block: doc.Glosses) -> Iterator[Group]:
        title = self.set(block.title, self.palette.title)
        for term, gloss in block.items:
            yield [*title, *self.set(term, self.palette.strong), *self.set(gloss, self.palette.note, "  ")]
            title = []

    @groups.register
    def _(self, block: doc.Checklist) -> Iterator[Group]:
        title = self.set(block.title, self.palette.title)
        for item in block.items:
            group = self.set(item.name, self.palette.strong, BOX)
            if item.condition:
                group += self.set(item.condition, self.palette.title, "  ")
            if item.detail:
                group += self.set(item.detail, self.palette.paper, "  ")
            group += self.note(item.note, "  ")
            yield [*title, *group]
            title = []

    @groups.register
    def _(self, block: doc.Amounts) -> Iterator[Group]:
        rows = [*self.set(block.title, self.palette.title)]
        for row in block.rows:
            style = self.palette.strong if row.strong else self.palette.paper
            rows += self.set(_row(row), style, "  ")
        yield [*rows, *self.note(block.note, "  ")]

    @groups.register
    def _(self, block: doc.Dates) -> Iterator[Group]:
        group: Group = []
        if block.condition:
            group += self.set(block.condition, self.palette.title)
        group += self.set(block.rule, self.palette.paper)
        if block.dates:
            group += self.set(
                block.dates, self.palette.strong, "\u25b8 " if not self.right_to_left else "\u25c2 "
            )
        if block.verdict:
            good = block.state in (State.NOW, State.EARLY)
            group += self.set(block.verdict, self.palette.good if good else self.palette.warning, "  ")
        yield [*group, *self.note(block.note, "  ")]

    @groups.register
    def _(self, block: doc.Paper) -> Iterator[Group]:
        good = block.proves_stay
        group = self.set(block.name, self.palette.title)
        lead = "\u2713 " if good else "! "
        group += self.set(block.proves, self.palette.good if good else self.palette.warning, lead)
        for fact in block.facts:
            group += [*self.set(fact.text, self.palette.paper, "  "), *self.note(fact.note, "  ")]
        yield group

    @groups.register
    def _(self, block: doc.Contact) -> Iterator[Group]:
        group = self._plain(block.name, self.palette.strong)
        for text in (block.address, block.phone):
            group += self._plain(text, self.palette.paper) if text else []
        yield [*group, *self.note(block.note)]

    def _plain(self, text: str, style: Style) -> Group:
        """Set a proper name or number: French everywhere, and never marked as untranslated."""
        placed = lines(text, self.width, style, right_to_left=False)
        said = [text, *("" for _ in placed[1:])]
        return [
            Line(line.text, style, self.right_to_left, whole)
            for line, whole in zip(placed, said, strict=True)
        ]

    @groups.register
    def _(self, block: doc.Letters) -> Iterator[Group]:
        yield [*self.set(block.label, self.palette.title), *self._plain(block.address, self.palette.paper)]

    @groups.register
    def _(self, block: doc.Link) -> Iterator[Group]:
        yield [*self.set(block.label, self.palette.title), *self._plain(block.url, self.palette.paper)]

    @groups.register
    def _(self, block: doc.Number) -> Iterator[Group]:
        drawn = [Line(row, self.palette.title, self.right_to_left) for row in figures(block.number)]
        said = [replace(drawn[0], says=block.number), *drawn[1:]]
        yield [*said, *self.set(block.who, self.palette.paper, "  "), *self.note(block.note, "  ")]

    @groups.register
    def _(self, block: doc.Given) -> Iterator[Group]:
        yield [
            *self.set(block.question, self.palette.note),
            *self.set(block.answer, self.palette.strong, "  "),
        ]

    @groups.register
    def _(self, block: doc.Letter) -> Iterator[Group]:
        yield self.set(block.to, self.palette.strong)
        yield self.set(block.subject, self.palette.strong)
        for text in block.paragraphs:
            yield [self._empty(), *self.set(text, self.palette.paper)]
        if block.enclosed:
            yield self.set(block.enclosure, self.palette.strong)
        for text in block.enclosed:
            yield self.set(text, self.palette.paper, BOX)


def _row(row: doc.Row) -> Prose:
    return Prose(f"{row.label}\u00a0: {row.amount}", row.label.language, row.label.french)
