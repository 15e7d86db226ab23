"""A bare Textual app with the same widgets as kiosk screens: it knows nothing but their outlines.

`python -m tests.benchmarks.bare OUTLINES.json STYLES.tcss NAME` shows an outline in this terminal; without a
name it prints the seconds of a switch of screen to each of them but the first two. It imports nothing of the
kiosk.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.containers import Grid, Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

CONTAINERS = {"Grid": Grid, "Horizontal": Horizontal, "Vertical": Vertical}

Outline = dict[str, Any]


class Label(Static):
    """Some lines of text."""

    DEFAULT_CSS = "Label { height: auto; }"


class Tile(Static, can_focus=True):
    """A box of text that takes the focus."""

    DEFAULT_CSS = "Tile { height: auto; } Tile:focus { text-style: reverse; }"


def widget(outline: Outline) -> Widget:
    """Return the widget of an outline, with all that is inside."""
    kind = outline["kind"]
    if kind not in CONTAINERS:
        leaf = Tile if kind == "Tile" else Label
        return leaf(outline.get("text", ""), classes=outline["classes"], markup=False)
    made = CONTAINERS[kind](*map(widget, outline["children"]), classes=outline["classes"])
    if "grid" in outline:
        made.styles.grid_size_columns, made.styles.grid_size_rows = outline["grid"]
    return made


class BareScreen(Screen[None]):
    """A screen made of an outline."""

    AUTO_FOCUS = ""

    def __init__(self, outline: Outline) -> None:
        super().__init__()
        self.outline = outline
        self.styles.background = "white"

    def compose(self) -> ComposeResult:
        """Yield the widgets of the outline."""
        yield from map(widget, self.outline["children"])


class BareApp(App[None], inherit_bindings=False):
    """Shows one outline; a key switches to the next one."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def __init__(self, outlines: list[Outline], styles: Path) -> None:
        super().__init__(css_path=styles)
        self.outlines: Iterator[Outline] = iter(outlines)
        self.animation_level = "none"

    def on_mount(self) -> None:
        """Show the first outline."""
        self.push_screen(BareScreen(next(self.outlines)))

    def on_key(self, event: events.Key) -> None:
        """Show the next outline."""
        event.stop()
        self.switch_screen(BareScreen(next(self.outlines)))


async def taps(outlines: list[Outline], styles: Path) -> list[float]:
    """Return the seconds of a switch to each of the outlines but the first, always from the first."""
    from tests.benchmarks.recorder import running, timed

    first, *others = outlines
    pairs = [screen for outline in others for screen in (outline, first)]
    seconds = []
    async with running(BareApp([first, *pairs], styles)) as driver:
        for outline in others:
            seconds.append(await timed(driver, "1", set(outline["words"])))
            await timed(driver, "1", set(first["words"]))
    return seconds


def main() -> None:
    """Show one outline, or print the seconds of each switch."""
    path, styles, *names = sys.argv[1:]
    outlines = json.loads(Path(path).read_text(encoding="utf-8"))
    if names:
        BareApp([outlines[names[0]]], Path(styles).resolve()).run()
    else:
        questions = list(outlines.values())[1:]
        print(json.dumps(asyncio.run(taps(questions, Path(styles).resolve()))))


if __name__ == "__main__":
    main()
