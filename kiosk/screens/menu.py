"""All that the header has, by digit; and how pages are read aloud."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.screens import session as steps
from kiosk.screens.frame import Frame
from kiosk.screens.session import LOUDNESS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.widget import Widget

    from kiosk.screens.tile import Tile


class MenuScreen(Frame):
    """What the header offers, each with a digit: for whoever has a keypad and no touch."""

    def heading(self) -> Iterable[Widget]:
        """Return the name of the page."""
        first, *french = self.shown.both(self.shown.words.say("Menu"))
        palette = self.shown.palette
        yield self.label(
            (first, palette.title), *((text, palette.note) for text in french), classes="question"
        )

    def body(self) -> Iterable[Widget]:
        """Return the tiles, in the order of the header."""
        yield self.grid(list(self._ways()), 3)

    def _ways(self) -> Iterator[Tile]:
        say, machine = self.shown.words.say, self.shown.machine
        session = steps.lay_over(self.session, None)
        yield self.tile(
            steps.back(session, self.shown.content, self.shown.on), say("Back"), digit="1", pictogram="back"
        )
        yield self.tile(steps.home(session), say("Start"), digit="2", pictogram="home")
        yield self.tile(
            steps.lay_over(session, "languages"),
            self.shown.words.language.name,
            digit="3",
            pictogram="language",
        )
        yield self.tile(steps.lay_over(session, "help"), say("Help"), digit="4", pictogram="help")
        yield self.tile(steps.contrast(session), say("Light or dark"), digit="5", pictogram="contrast")
        if machine.resizable:
            resized = steps.resize(session, self.shown.settings.text_size)
            yield self.tile(resized, say("Larger or smaller letters"), digit="6", pictogram="letters")
        if machine.voices:
            yield self.tile(steps.lay_over(session, "sound"), say("Sound"), digit="8", pictogram="sound")
        yield self.tile(steps.lay_over(session, "answers"), say("My answers"), digit="9", pictogram="list")

    def foot(self) -> Iterable[Widget]:
        """Return the way back to the journey."""
        closed = steps.lay_over(self.session, None)
        yield self.tile(closed, self.shown.words.say("Close"), digit="0", pictogram="cross")


class SoundScreen(Frame):
    """Read aloud or not, how fast and how loud."""

    def heading(self) -> Iterable[Widget]:
        """Return the name of the page, and that there is no voice if there is none."""
        palette, say = self.shown.palette, self.shown.words.say
        first, *french = self.shown.both(say("Sound"))
        parts = [(first, palette.title), *((text, palette.note) for text in french)]
        if self.shown.words.code not in self.shown.machine.voices:
            parts.append((say("This kiosk has no voice for this language."), palette.warning))
        yield self.label(*parts, classes="question")

    def body(self) -> Iterable[Widget]:
        """Return what can be changed now."""
        yield self.grid(list(self._ways()), 2)

    def _ways(self) -> Iterator[Tile]:
        say, session = self.shown.words.say, self.session
        aloud = replace(session, aloud=True, overlay=None)
        if self.shown.words.code in self.shown.machine.voices:
            again = say("Read this page again") if session.aloud else say("Read each page aloud")
            yield self.tile(aloud, again, digit="1", pictogram="sound")
        if session.aloud:
            quiet = replace(session, aloud=False, overlay=None)
            yield self.tile(quiet, say("Do not read aloud"), digit="2", pictogram="mute")
        speed = say("Read at normal speed") if session.slow else say("Read more slowly")
        yield self.tile(replace(session, slow=not session.slow), speed, digit="3", pictogram="clock")
        if session.loudness < len(LOUDNESS) - 1:
            louder = replace(session, loudness=session.loudness + 1)
            yield self.tile(louder, say("Louder"), digit="4", pictogram="sound")
        if session.loudness:
            softer = replace(session, loudness=session.loudness - 1)
            yield self.tile(softer, say("Softer"), digit="5", pictogram="sound")

    def foot(self) -> Iterable[Widget]:
        """Return the way back to the journey."""
        closed = steps.lay_over(self.session, None)
        yield self.tile(closed, self.shown.words.say("Close"), digit="0", pictogram="cross")
