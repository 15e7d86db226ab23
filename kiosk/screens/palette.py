"""The colours: a light theme for a bright hall and a dark one of high contrast (7:1 and more)."""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style

STATE_BLUE = "#000091"


def _style(colours: str, *, bold: bool = False) -> Style:
    ink, paper = colours.split(" on ")
    return Style(color=ink, bgcolor=paper, bold=bold)


@dataclass(frozen=True, slots=True)
class Palette:
    """What each kind of text is drawn with."""

    paper: Style
    title: Style
    strong: Style
    note: Style
    warning: Style
    good: Style
    header: Style
    header_focus: Style
    tile: Style
    tile_strong: Style
    tile_note: Style
    focus: Style
    focus_strong: Style


LIGHT = Palette(
    paper=_style("#161616 on #ffffff"),
    title=_style(f"{STATE_BLUE} on #ffffff", bold=True),
    strong=_style("#161616 on #ffffff", bold=True),
    note=_style("#3a3a3a on #ffffff"),
    warning=_style("#7a0f00 on #fff0ed", bold=True),
    good=_style("#0b4a24 on #e8f8ee", bold=True),
    header=_style(f"#ffffff on {STATE_BLUE}"),
    header_focus=_style(f"{STATE_BLUE} on #ffe552", bold=True),
    tile=_style(f"{STATE_BLUE} on #e3e3fd"),
    tile_strong=_style(f"{STATE_BLUE} on #e3e3fd", bold=True),
    tile_note=_style("#2a2a50 on #e3e3fd"),
    focus=_style(f"#ffffff on {STATE_BLUE}"),
    focus_strong=_style(f"#ffffff on {STATE_BLUE}", bold=True),
)

DARK = Palette(
    paper=_style("#ffffff on #000000"),
    title=_style("#ffe552 on #000000", bold=True),
    strong=_style("#ffffff on #000000", bold=True),
    note=_style("#dddddd on #000000"),
    warning=_style("#ffb4a0 on #2a0700", bold=True),
    good=_style("#9ff5bd on #00210d", bold=True),
    header=_style("#ffffff on #1c1c3c"),
    header_focus=_style("#000000 on #ffe552", bold=True),
    tile=_style("#ffffff on #26264a"),
    tile_strong=_style("#ffffff on #26264a", bold=True),
    tile_note=_style("#e4e4ff on #26264a"),
    focus=_style("#000000 on #ffe552"),
    focus_strong=_style("#000000 on #ffe552", bold=True),
)
