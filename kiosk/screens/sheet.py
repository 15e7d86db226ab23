"""The procedure screens: is this you, the paged sheet, the list to take away, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.containers import Horizontal
from textual.message import Message

from kiosk.content.languages import message
from kiosk.engine.asking import next_date, refinements_of
from kiosk.engine.compose import compose
from kiosk.engine.document import Checklist, Dates, Document, Notice, Section, Way
from kiosk.engine.facts import Case
from kiosk.engine.window import completed
from kiosk.errors import Fault
from kiosk.render.code import code_of
from kiosk.screens import session as steps
from kiosk.screens.canvas import Canvas, Line
from kiosk.screens.frame import TALL, Frame, Shown
from kiosk.screens.pages import Setter
from kiosk.screens.question import crumbs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from kiosk.engine.document import Block
    from kiosk.render.code import Code
    from kiosk.screens.session import Session
    from kiosk.screens.tile import Tile


FAULTS = {
    Fault.PAPER: message("The printer has no more paper."),
    Fault.JAM: message("Paper is stuck in the printer."),
    Fault.COVER: message("The printer is open."),
    Fault.OFFLINE: message("The printer does not answer."),
    Fault.STOPPED: message("The printer has stopped."),
    Fault.FAILED: message("The page did not come out."),
    Fault.UNCERTAIN: message("Look at the printer: the page is perhaps there. If not, photograph the code."),
}
"""What a visitor is told of a fault."""
MOST_WAYS = 6
QUIET = 2
"""The white modules around a code on the screen."""
CODE_MARGIN, CODE_MARGIN_TALL = 5, 8
"""The rows of the end screen that are not the code's, in each text size."""


class Page(Canvas):
    """Blocks cut into pages for the size it gets; shows one of them."""

    class Cut(Message):
        """How many pages there are, once the size is known."""

        def __init__(self, count: int) -> None:
            """Keep the number of pages."""
            super().__init__()
            self.count = count

    def __init__(self, shown: Shown, blocks: Sequence[Block], page: int) -> None:
        super().__init__(classes="page")
        self.blank, self.shown = shown.palette.paper, shown
        self.blocks, self.page = blocks, page
        self.pages: list[list[Line]] = []

    def on_resize(self) -> None:
        """Cut the pages again for the new size."""
        super().on_resize()
        shown = self.shown
        setter = Setter(self.size.width - 4, shown.palette, shown.right_to_left)
        self.pages = setter.pages(self.blocks, max(self.size.height, 3)) or [[]]
        self.refresh()
        self.post_message(self.Cut(len(self.pages)))

    def drawn(self, width: int, height: int) -> Sequence[Sequence[Segment]]:
        """Return the lines of the page with a margin of two cells."""
        edge = Segment("  ", self.blank)
        return [[edge, *row.segments(width - 4), edge] for row in self._rows()[:height]]

    def says(self) -> Sequence[str]:
        """Return the texts of the page."""
        return [row.says for row in self._rows() if row.says]

    def _rows(self) -> list[Line]:
        return self.pages[min(self.page, len(self.pages) - 1)] if self.pages else []


class ProcedureFrame(Frame):
    """A screen about one procedure, with its Document composed."""

    def __init__(self, shown: Shown, procedure: str) -> None:
        super().__init__(shown)
        self.procedure = procedure
        self.document = document_of(shown, procedure)

    def heading(self) -> Iterable[Widget]:
        """Return the way here and the name of the procedure in both languages."""
        palette = self.shown.palette
        if not self.document.private:
            yield crumbs(self)
        first, *french = self.shown.both(self.document.title)
        notes = [(text, palette.note) for text in french]
        alert = self.document.alert
        warning = [(f"! {text}", palette.warning) for text in ([alert] if alert else [])]
        yield self.label((first, palette.title), *notes, *warning, classes="question")

    def print_tiles(self) -> Iterable[Tile]:
        """Return a button for each paper that can be printed now; without any, the short way to the code."""
        say, sizes = self.shown.words.say, self.shown.machine.sizes
        if sizes is None:
            return
        if "ticket" in sizes:
            yield self.tile("ticket", say("Ticket"), digit="8", pictogram="ticket", name="ticket")
        if "a4" in sizes:
            yield self.tile("a4", say("Print"), digit="9", pictogram="print", name="print")
        if not sizes:
            after = steps.finish(self.session, None)
            yield self.tile(after, say("See the code"), digit="9", pictogram="qr")


def document_of(shown: Shown, procedure: str) -> Document:
    """Compose the Document that a session shows."""
    setting = Case(shown.content, shown.words, shown.settings.prefecture, shown.session.journey, shown.on)
    return compose(setting, procedure)


class OverviewScreen(ProcedureFrame):
    """Is this you: whom the permit is for, then short questions or everything at once."""

    def body(self) -> Iterable[Widget]:
        """Return whom it is for, and the two ways on."""
        palette = self.shown.palette
        who: list[tuple[str, Style]] = [(self.document.permit, palette.strong)]
        for fact in self.document.who:
            who.append((fact.text, palette.paper))
            if fact.note:
                who.append((fact.note, palette.note))
        yield self.label(*who, classes="who")
        yield self.grid(list(self._ways()), 2)

    def _ways(self) -> Iterable[Tile]:
        say = self.shown.words.say
        number = self._questions()
        if number:
            first, *french = self.shown.both(say("Make my own list"))
            asked = (
                say("{number} short questions", number=number) if number > 1 else say("One short question")
            )
            yield self.tile(steps.adapt(self.session), first, asked, *french, digit="1", pictogram="list")
        first, *french = self.shown.both(say("See everything now"))
        yield self.tile(
            steps.skip(self.session), first, *french, digit="2" if number else "1", pictogram="information"
        )

    def _questions(self) -> int:
        content = self.shown.content
        journey = completed(content, self.procedure, self.session.journey, self.shown.on)
        names = [n for n in refinements_of(content, self.procedure, journey) if journey.answer_to(n) is None]
        return len(names) + (next_date(content, self.procedure, journey) is not None)

    def foot(self) -> Iterable[Widget]:
        """Return the way back for somebody who is in the wrong place."""
        yield self.tile(
            self.back_session(), self.shown.words.say("This is not me: go back"), digit="0", pictogram="back"
        )


class PagedFrame(ProcedureFrame):
    """A screen that shows blocks page by page, with big buttons."""

    def body(self) -> Iterable[Widget]:
        """Return the page; what follows it is known once it is cut."""
        yield Page(self.shown, self.blocks(), self.session.page)

    def blocks(self) -> Sequence[Block]:
        """Return the blocks to show."""
        raise NotImplementedError

    def foot(self) -> Iterable[Widget]:
        """Return the tiles of the previous page and of what follows."""
        say = self.shown.words.say
        arrows = ("\u25b6", "\u25c0") if self.shown.right_to_left else ("\u25c0", "\u25b6")
        self.before_tile = self.tile(
            self.back_session(), f"{arrows[0]} {say('Back')}", centred=True, name="before"
        )
        self.after_tile = self.tile(
            self.after_last(), f"{say('Next')} {arrows[1]}", digit="0", centred=True, name="after"
        )
        self.count = self.label(("", self.shown.palette.note), classes="count")
        yield self.before_tile
        yield self.count
        yield from self.more_foot()
        yield self.after_tile

    def more_foot(self) -> Iterable[Widget]:
        """Return further tiles of the foot."""
        return ()

    def turned(self, page: int) -> Session:
        """Return the session of another page of this screen."""
        raise NotImplementedError

    def after_last(self) -> Session:
        """Return what follows the last page."""
        raise NotImplementedError

    def on_page_cut(self, event: Page.Cut) -> None:
        """Point the tiles to the neighbouring pages."""
        here = min(self.session.page, event.count - 1)
        last = here >= event.count - 1
        self.after_tile.after = self.after_last() if last else self.turned(here + 1)
        text = self.shown.words.say("page {number} of {count}", number=here + 1, count=event.count)
        self.count.parts = [(" ", self.shown.palette.note), (text, self.shown.palette.note)]
        self.count.redraw()


class SheetScreen(PagedFrame):
    """The sections of a sheet behind their tabs, page by page."""

    def body(self) -> Iterable[Widget]:
        """Return the page; under it, what leads on from this section to another page."""
        page = Page(self.shown, self.blocks(), self.session.page)
        page.set_class(not self.blocks(), "empty")
        yield page
        ways = [block for block in self._section().blocks if isinstance(block, Way)]
        if ways:
            yield self.grid([self._way(number, way) for number, way in enumerate(ways[:MOST_WAYS], 1)], 2)

    def _way(self, number: int, way: Way) -> Tile:
        first, *french = self.shown.both(way.label)
        after = steps.follow(self.session, way.target, self.shown.content.tree)
        return self.tile(after, first, *french, digit=f"0{number}", classes="way")

    def blocks(self) -> Sequence[Block]:
        """Return what the section says."""
        return [block for block in self._section().blocks if not isinstance(block, Way)]

    def _section(self) -> Section:
        sections = self.document.sections
        return sections[min(self.session.section, len(sections) - 1)]

    def heading(self) -> Iterable[Widget]:
        """Return the name of the procedure, and a tab for each section."""
        yield from super().heading()
        sections = self.document.sections
        if len(sections) > 1:
            yield Horizontal(*self._mirrored([self._tab(n) for n in range(len(sections))]), classes="tabs")

    def _tab(self, number: int) -> Tile:
        section = self.document.sections[number]
        here = section is self._section()
        tab = self.tile(
            steps.turn(self.session, number, 0), section.title, digit=str(number + 1), classes="tab"
        )
        tab.chosen = here
        return tab

    def turned(self, page: int) -> Session:
        """Return the session of another page of the section."""
        return steps.turn(self.session, self.session.section, page)

    def after_last(self) -> Session:
        """Return the next section, or the list to take away."""
        following = self.session.section + 1
        if following < len(self.document.sections):
            return steps.turn(self.session, following, 0)
        if self.document.form != "list":
            return steps.finish(self.session, None)
        return steps.to_checklist(self.session)

    def more_foot(self) -> Iterable[Widget]:
        """Return the short way to the list; what is no list is printed from here."""
        if self.document.private:
            yield self.tile(
                steps.home(self.session), self.shown.words.say("Leave quickly"), digit="00", pictogram="exit"
            )
        if self.document.form != "list":
            yield from self.print_tiles()
        else:
            after = steps.to_checklist(self.session)
            yield self.tile(after, self.shown.words.say("Take the list"), digit="9", pictogram="print")


class ChecklistScreen(PagedFrame):
    """The list to take away: what to bring, when, and how much; and the print button."""

    def blocks(self) -> Sequence[Block]:
        """Return the dates, the boxes to tick and the official page."""
        document = self.document
        dates = [b for s in document.sections if s.name == "file" for b in s.blocks if isinstance(b, Dates)]
        boxes = [b for s in document.sections if s.name == "bring" for b in s.blocks]
        kept = [b for b in boxes if isinstance(b, Checklist) or (isinstance(b, Notice) and b.warning)]
        return [*dates, *kept]

    def turned(self, page: int) -> Session:
        """Return the session of another page of the list."""
        return steps.to_checklist(self.session, page)

    def after_last(self) -> Session:
        """Return the end."""
        return steps.finish(self.session, None)

    def more_foot(self) -> Iterable[Widget]:
        """Return the buttons that print."""
        return self.print_tiles()


class EndScreen(ProcedureFrame):
    """The last screen: what was printed, the official page as a QR code, and start again."""

    def heading(self) -> Iterable[Widget]:
        """Return nothing: the code needs the room."""
        return ()

    def body(self) -> Iterable[Widget]:
        """Return the code and the words beside it."""
        palette = self.shown.palette
        parts: list[tuple[str, Style]] = [
            (text, palette.title) for text in self.shown.both(self.document.title)
        ]
        parts += self._printed()
        code = code_of(self.document, self.shown.settings.code, self.shown.words, self._modules())
        if code is None:
            yield self.label(*parts, classes="who end")
            return
        beside = [CodeCanvas(code), self.label(*parts, (code.says, palette.paper), classes="who")]
        yield Horizontal(*self._mirrored(beside), classes="end")

    def _printed(self) -> Iterable[tuple[str, Style]]:
        """Return that the page is out, or why it is not: for the visitor, then in French for the desk."""
        palette, say, session = self.shown.palette, self.shown.words.say, self.session
        if session.printed:
            yield say("Your list is printed: {name}", name=session.printed), palette.good
        if session.fault is not None:
            fault = say(FAULTS[session.fault])
            yield fault, palette.warning
            if session.fault is not Fault.UNCERTAIN:
                yield say("Photograph the code, or ask at the reception desk."), palette.paper
            yield f"Accueil : {fault.french} ({session.reason})", palette.note
        elif not session.printed and self.shown.machine.sizes == frozenset():
            yield say("No printer works now."), palette.warning

    def _modules(self) -> int:
        """Return how large a code the screen has room for, in modules a side."""
        width, height = self.app.size
        rows = height - (CODE_MARGIN_TALL if height >= TALL else CODE_MARGIN)
        return min(2 * rows, width // 2) - 2 * QUIET

    def foot(self) -> Iterable[Widget]:
        """Return the way back to the first screen."""
        yield self.tile(self.back_session(), self.shown.words.say("Back"), digit="2", centred=True)
        yield self.tile(
            steps.Session(),
            self.shown.words.say("Finish: erase my answers"),
            digit="1",
            pictogram="check",
        )


class CodeCanvas(Canvas):
    """A QR code in half blocks, two modules a cell high, with its quiet zone."""

    def __init__(self, code: Code) -> None:
        super().__init__(classes="code")
        self.blank = Style(color="#000000", bgcolor="#ffffff")
        matrix = [[bool(cell) for cell in row] for row in code.symbol.matrix]
        side = len(matrix) + 2 * QUIET
        edge, empty = [False] * QUIET, [[False] * side] * QUIET
        self.rows = [*empty, *([*edge, *row, *edge] for row in matrix), *empty, [False] * side]
        self.styles.width = side
        self.styles.height = len(self.rows) // 2

    def drawn(self, width: int, height: int) -> Sequence[Sequence[Segment]]:
        """Return the code, dark on white whatever the theme: readers expect it."""
        halves = {
            (True, True): "\u2588",
            (True, False): "\u2580",
            (False, True): "\u2584",
            (False, False): " ",
        }
        pairs = list(zip(self.rows[::2], self.rows[1::2], strict=False))
        return [
            [
                Segment(
                    "".join(halves[cells] for cells in zip(*pair, strict=True))[:width].ljust(width),
                    self.blank,
                )
            ]
            for pair in pairs[:height]
        ]
