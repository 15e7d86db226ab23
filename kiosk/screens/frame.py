"""The frame of every screen: the same header, the same place for words, the same keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Grid, Horizontal, Vertical
from textual.screen import Screen

from kiosk.content.languages import message
from kiosk.content.terms import FRENCH, Alert, Prose
from kiosk.screens import session as steps
from kiosk.screens.canvas import Label
from kiosk.screens.palette import DARK, LIGHT, Palette
from kiosk.screens.tile import Go, Tile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from rich.style import Style
    from textual.app import ComposeResult
    from textual.events import Key, Resize
    from textual.widget import Widget

    from kiosk.content.languages import Words
    from kiosk.content.library import Library
    from kiosk.content.models import Content, Prefecture
    from kiosk.screens.session import Session
    from kiosk.settings import Settings, Size

TALL = 32
"""From this many rows on, the layout of the standard text size; under it, the large one."""

ALERTS = {
    Alert.CLOSED_TODAY: message("The prefecture is closed today."),
    Alert.SYSTEM_DOWN: message("The computer system is down. The desk cannot take requests now."),
}
MENU = "7"
"""The digit that no tile has: with it a keypad alone reaches all that the header has."""
ACROSS = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}


@dataclass(frozen=True)
class Machine:
    """What the machine can do now."""

    sizes: frozenset[Size] | None = None
    """The papers that can be printed now; None without a printer, or while that is not known yet."""
    voices: frozenset[str] = frozenset()
    """The languages that can be read aloud."""
    resizable: bool = False
    """Whether the letters can be made larger and smaller: in a browser, not in a terminal."""
    faults: tuple[str, ...] = ()
    """What an agent should know: why newer content is not shown, or counts are not kept."""
    guesses: bool = True
    """Whether another code of the agent may be tried now."""


@dataclass(frozen=True)
class Shown:
    """What a screen receives: the session, the words and content in its language, and the day."""

    session: Session
    library: Library
    words: Words
    settings: Settings
    on: date
    machine: Machine = Machine()

    @property
    def content(self) -> Content:
        """The content in the language of the session."""
        return self.library.in_language(self.words)

    @property
    def palette(self) -> Palette:
        """The colours of the session."""
        return DARK if self.session.high_contrast else LIGHT

    @property
    def right_to_left(self) -> bool:
        """Whether the screen is mirrored."""
        return self.words.language.right_to_left

    def both(self, prose: Prose) -> list[str]:
        """Return a sentence, and its French on a second line where it says something else."""
        if FRENCH in (self.words.code, prose.language):
            return [prose]
        return [prose, Prose(prose.french)]


def alerts(place: Prefecture, on: date) -> tuple[Alert, ...]:
    """Return what is switched on in a prefecture's file on a day."""
    closed = (Alert.CLOSED_TODAY,) if on in place.closed_days else ()
    return tuple(dict.fromkeys((*closed, *((place.alert,) if place.alert else ()))))


class Keyed(Screen[None]):
    """A screen of tiles that a keypad, or the arrows, reach as well as touch."""

    AUTO_FOCUS = ""
    session: Session
    typed = ""
    """The digits typed of a tile that has two."""

    def go(self, after: Session | str) -> None:
        """Post the session that follows, as a tile does."""
        self.post_message(Go(self.session, after))

    def on_key(self, event: Key) -> None:
        """A digit, or two, press their tile; 7 opens the menu; the arrows move the focus."""
        if event.character and event.character in "0123456789":
            event.stop()
            self.type(event.character)
        if event.key in ACROSS:
            event.stop()
            self.focus_towards(*ACROSS[event.key])

    def type(self, digit: str) -> None:
        """Press the tile of the digits typed so far, or wait for the one that is missing."""
        self.typed += digit
        tiles = [tile for tile in self.query(Tile) if tile.typed.startswith(self.typed)]
        whole = [tile for tile in tiles if tile.typed == self.typed]
        if tiles and not whole:
            return
        typed, self.typed = self.typed, ""
        if whole:
            whole[0].action_press()
        elif typed == MENU:
            self.go(steps.lay_over(self.session, "menu"))

    def focus_towards(self, across: int, down: int) -> None:
        """Move the focus to the nearest tile on that side."""
        tiles = [tile for tile in self.query(Tile) if tile.region]
        if not isinstance(self.focused, Tile):
            self.set_focus(next((tile for tile in tiles if tile.digit == "1"), None))
            return
        here = self.focused.region.center
        ahead = []
        for tile in tiles:
            x, y = tile.region.center[0] - here[0], (tile.region.center[1] - here[1]) * 2
            forward, aside = x * across + y * down, abs(x * down) + abs(y * across)
            if forward > 0:
                ahead.append((forward + 3 * aside, tile))
        if ahead:
            self.set_focus(min(ahead, key=lambda pair: pair[0])[1])


class Frame(Keyed):
    """A screen of the kiosk: header, heading, body and foot, all made of tiles and labels."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace", "back", show=False, priority=True),
        Binding("home", "start", show=False, priority=True),
        Binding("f1", "help", show=False, priority=True),
    ]

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self.shown = shown
        self.session = shown.session

    def on_resize(self, event: Resize) -> None:
        """Give everything more room on a tall screen."""
        self.set_class(event.size.height >= TALL, "tall")

    def compose(self) -> ComposeResult:
        """Lay the header over the heading, the body and the foot."""
        self.set_class(self.app.size.height >= TALL, "tall")
        self.styles.background = str(self.shown.palette.paper.bgcolor.name)  # type: ignore[union-attr]
        yield Horizontal(*self._mirrored(self.header()), classes="header")
        yield from self._alerts()
        yield from self.heading()
        yield from self.body()
        foot = list(self.foot())
        if foot:
            yield Horizontal(*self._mirrored(foot), classes="foot")

    # What each screen says -------------------------------------------------------------------

    def heading(self) -> Iterable[Widget]:
        """Return the lines over the body."""
        return ()

    def body(self) -> Iterable[Widget]:
        """Return the middle of the screen."""
        return ()

    def foot(self) -> Iterable[Widget]:
        """Return the tiles at the bottom."""
        return ()

    def back_session(self) -> Session:
        """Return where Back leads."""
        return steps.back(self.session, self.shown.content, self.shown.on)

    # Parts -----------------------------------------------------------------------------------

    def header(self) -> Iterable[Widget]:
        """Return start, back, the prefecture and what helps to read: always in the same place."""
        say, session = self.shown.words.say, self.session
        arrow = "\u2192" if self.shown.right_to_left else "\u2190"
        yield self._head(steps.home(session), "\u2302", say("Start"), "start")
        yield self._head(self.back_session(), arrow, say("Back"), "back")
        yield self.banner()
        name = self.shown.words.language.name
        yield self._head(steps.lay_over(session, "languages"), "\u25be", name, "language")
        yield self._head(steps.lay_over(session, "help"), "?", "", "narrow")
        yield self._head(steps.contrast(session), "\u25d0", "", "narrow")
        if self.shown.machine.resizable:
            yield self._head(steps.resize(session, self.shown.settings.text_size), "A\u2195", "", "narrow")
        if self.shown.machine.voices:
            yield self._head(steps.lay_over(session, "sound"), "\u266a", "", "narrow")

    def _alerts(self) -> Iterable[Label]:
        """Return what an agent switched on for today: closed, or the system down."""
        palette = self.shown.palette
        for alert in alerts(self.shown.content.prefectures[self.shown.settings.prefecture], self.shown.on):
            text = self.shown.words.say(ALERTS[alert])
            yield Label([(text, palette.warning)], palette.warning, right_to_left=self.shown.right_to_left)

    def _head(self, after: Session | str, sign: str, words: str, classes: str) -> Tile:
        return Tile(
            self.session,
            after,
            [sign, words],
            self.shown.palette,
            right_to_left=self.shown.right_to_left,
            header=True,
            centred=True,
            classes=classes if classes == "banner" else f"head {classes}",
        )

    def banner(self) -> Widget:
        """Return the prefecture's name; on a locked kiosk an agent touches it to give the code."""
        palette, words, settings = self.shown.palette, self.shown.words, self.shown.settings
        names = [self.shown.content.prefectures[settings.prefecture].name]
        if words.language.reviewed == "drafted":
            names.append(words.say("Provisional: French text prevails"))
        if settings.locked and settings.agent_code:
            tile = self._head(steps.lay_over(self.session, "code"), "", "", "banner")
            tile.words = names
            return tile
        parts = [(name, palette.header) for name in names]
        mirrored = self.shown.right_to_left
        return Label(parts, palette.header, right_to_left=mirrored, centred=True, classes="banner")

    def label(self, *parts: tuple[str, Style], classes: str = "") -> Label:
        """Return lines of text, each with its style."""
        palette = self.shown.palette
        return Label(parts, palette.paper, right_to_left=self.shown.right_to_left, classes=classes)

    def tile(
        self,
        after: Session | str,
        *words: str,
        digit: str = "",
        pictogram: str | None = None,
        centred: bool = False,
        classes: str = "",
        name: str | None = None,
    ) -> Tile:
        """Return a tile of this screen that leads to a session."""
        return Tile(
            self.session,
            after,
            words,
            self.shown.palette,
            right_to_left=self.shown.right_to_left,
            digit=digit,
            pictogram=self.shown.library.pictograms[pictogram] if pictogram else None,
            centred=centred,
            classes=classes,
            name=name,
        )

    def grid(self, tiles: list[Tile], columns: int) -> Grid:
        """Return tiles in columns, each row from the reading side."""
        rows = [tiles[start : start + columns] for start in range(0, len(tiles), columns)]
        cells: list[Widget] = []
        for row in rows:
            cells += self._mirrored([*row, *(Vertical() for _ in range(columns - len(row)))])
        grid = Grid(*cells, classes="answers")
        grid.styles.grid_size_columns = columns
        grid.styles.grid_size_rows = max(len(rows), 2)
        return grid

    def _mirrored(self, widgets: Iterable[Widget]) -> list[Widget]:
        row = list(widgets)
        return row[::-1] if self.shown.right_to_left else row

    # Keys ------------------------------------------------------------------------------------

    def action_back(self) -> None:
        """Undo the last step."""
        self.go(self.back_session())

    def action_start(self) -> None:
        """Start again."""
        self.go(steps.home(self.session))

    def action_help(self) -> None:
        """Show how to use the kiosk."""
        self.go(steps.lay_over(self.session, "help"))
