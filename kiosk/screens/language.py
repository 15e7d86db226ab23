"""The first screen: the languages, each in its own words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.containers import Grid, Horizontal

from kiosk.content.terms import Prose
from kiosk.screens import session as steps
from kiosk.screens.canvas import Label
from kiosk.screens.frame import Keyed
from kiosk.screens.palette import DARK, LIGHT
from kiosk.screens.tile import Tile

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from textual.app import ComposeResult

    from kiosk.content.languages import Language
    from kiosk.screens.session import Session


class LanguageScreen(Keyed):
    """Every language as a tile; needs nothing of the content, so that it shows at once."""

    def __init__(
        self, session: Session, languages: Mapping[str, Language], voices: Collection[str] = ()
    ) -> None:
        super().__init__()
        self.session, self.languages, self.voices = session, languages, voices

    def compose(self) -> ComposeResult:
        """Ask for the language in each language, over the tiles."""
        palette = DARK if self.session.high_contrast else LIGHT
        self.styles.background = str(palette.paper.bgcolor.name)  # type: ignore[union-attr]
        helps = [(steps.contrast(self.session), "\u25d0")]
        if self.voices:
            # On the inside: it comes when the loudspeakers are found, and nothing may move under a finger.
            helps.insert(0, (replace(self.session, aloud=True), "\u266a"))
        tiles = [
            Tile(
                self.session, after, [sign], palette,
                right_to_left=False, header=True, centred=True, classes="head narrow",
            )
            for after, sign in helps
        ]  # fmt: skip
        banner = Label(
            [(Prose("R\u00e9publique fran\u00e7aise"), palette.header)],
            palette.header,
            right_to_left=False,
            classes="banner",
        )
        yield Horizontal(banner, *tiles, classes="header")
        yield Grid(*map(self._tile, range(len(self.languages))), classes="languages")

    def type(self, digit: str) -> None:
        """Press the tile of a digit; any other starts the voice, for whoever does not see the screen."""
        if self.voices and not any(tile.typed == digit for tile in self.query(Tile)):
            self.go(replace(self.session, aloud=True))
        else:
            super().type(digit)

    def _tile(self, index: int) -> Tile:
        code, language = list(self.languages.items())[index]
        return Tile(
            self.session,
            steps.speak(replace(self.session, overlay=None), code),
            [Prose(language.name, code), Prose(language.invitation, code)],
            DARK if self.session.high_contrast else LIGHT,
            right_to_left=language.right_to_left,
            digit=Prose(str(index + 1), code) if index < 9 else "",
        )
