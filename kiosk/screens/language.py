"""The first screen: the languages, each in its own words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.containers import Grid, Horizontal
from textual.screen import Screen

from kiosk.screens import session as steps
from kiosk.screens.canvas import Label
from kiosk.screens.frame import Frame
from kiosk.screens.palette import DARK, LIGHT
from kiosk.screens.tile import Tile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

    from kiosk.content.languages import Language
    from kiosk.screens.session import Session


class LanguageScreen(Screen[None]):
    """Every language as a tile; needs nothing of the content, so that it shows at once."""

    AUTO_FOCUS = ""
    on_key = Frame.on_key
    focus_towards = Frame.focus_towards
    type = Frame.type
    go = Frame.go
    typed = ""

    def __init__(self, session: Session, languages: Mapping[str, Language]) -> None:
        super().__init__()
        self.session, self.languages = session, languages

    def compose(self) -> ComposeResult:
        """Ask for the language in each language, over the tiles."""
        palette = DARK if self.session.high_contrast else LIGHT
        self.styles.background = str(palette.paper.bgcolor.name)  # type: ignore[union-attr]
        contrast = Tile(
            self.session, steps.contrast(self.session), ["\u25d0"], palette,
            right_to_left=False, header=True, centred=True, classes="head narrow",
        )  # fmt: skip
        banner = Label(
            [("R\u00e9publique fran\u00e7aise", palette.header)],
            palette.header,
            right_to_left=False,
            classes="banner",
        )
        yield Horizontal(banner, contrast, classes="header")
        yield Grid(*map(self._tile, range(len(self.languages))), classes="languages")

    def _tile(self, index: int) -> Tile:
        code, language = list(self.languages.items())[index]
        return Tile(
            self.session,
            steps.speak(replace(self.session, overlay=None), code),
            [language.name, language.invitation],
            DARK if self.session.high_contrast else LIGHT,
            right_to_left=language.right_to_left,
            digit=str(index + 1) if index < 9 else "",
        )
