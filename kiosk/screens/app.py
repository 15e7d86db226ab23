"""The full-screen app: it shows the screen of the session, and nothing else."""

from __future__ import annotations

import asyncio
import gc
import signal
from dataclasses import replace
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Literal, Protocol, cast

from textual import events, work
from textual.app import App
from textual.binding import Binding, BindingType

from kiosk.content.languages import with_output
from kiosk.content.terms import Prose
from kiosk.engine.journey import replay
from kiosk.errors import Fault, KioskError, PrintError
from kiosk.screens.canvas import said
from kiosk.screens.frame import Machine
from kiosk.screens.guesses import Guesses
from kiosk.screens.language import LanguageScreen
from kiosk.screens.session import LOUDNESS, SLOW, Session, fail, finish, lay_over, view

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.drivers.web_driver import WebDriver
    from textual.screen import Screen

    from kiosk.content.languages import Language
    from kiosk.content.library import Library
    from kiosk.content.watch import Watched
    from kiosk.engine.document import Document
    from kiosk.screens.tile import Go
    from kiosk.settings import Settings, Size

TOUCHES = (events.Key, events.MouseDown, events.MouseUp, events.Paste)
DOUBLE_SECONDS = 0.25
"""A tap that follows another so soon is the second half of a double one, not meant for a new screen."""
RESTING_SECONDS = 2
CRASHED = "The kiosk has stopped after an unexpected fault. Start it again."
PRINTER_SECONDS = 5
"""How often the printers are asked how they are, while somebody may want to print."""
CONTENT_SECONDS = 2
"""How often the content folder is looked at."""
VOICE_SECONDS = 30
"""How often the loudspeakers are looked for while there are none."""
FLUSH_SECONDS = 60
"""How often the counts are written: no more than these are lost with the power."""


class Printing(Protocol):
    """What prints for the visitors, so that the screens know no printer."""

    async def sizes(self) -> frozenset[Size]:
        """Return the papers that can be printed now."""

    async def print(self, document: Document, library: Library, size: Size) -> str:
        """Print the checklist; return where it is once it is out, or raise PrintError or KioskError."""


class Voice(Protocol):
    """What reads aloud."""

    fault: str

    def languages(self) -> frozenset[str]:
        """Return the languages that it speaks."""

    async def say(self, text: str, language: str, speed: float, volume: float) -> None:
        """Say a text to its end; a cancelled one stops at once."""


class Counts(Protocol):
    """What counts how often a thing happens in a day."""

    fault: str

    def count(
        self, kind: Literal["language", "procedure", "left", "print", "code"], name: str, day: date
    ) -> None:
        """Count one."""

    async def flush(self) -> None:
        """Write what was counted."""


class KioskApp(App[str], inherit_bindings=False):
    """One visitor at a time: a session in, a screen out, a message back."""

    CSS_PATH = "kiosk.tcss"
    TITLE = "kiosk"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]

    def __init__(
        self,
        languages: Mapping[str, Language],
        settings: Settings,
        watched: Watched,
        *,
        on: date | None = None,
        printing: Printing | None = None,
        voice: Voice | None = None,
        counts: Counts | None = None,
    ) -> None:
        """Take the languages at once and the content later: the first screen does not wait for it."""
        super().__init__()
        self.languages = with_output(languages, "screen")
        self.settings, self.watched = settings, watched
        self.fixed_day, self.printing, self.voice, self.counts = on, printing, voice, counts
        self.sizes: frozenset[Size] | None = None
        """The papers that can be printed, as last heard; None before the first word."""
        self.voices: frozenset[str] = frozenset()
        self.guesses = Guesses()
        self.speaking = False
        self.crashed = False
        self.session = Session(language=settings.language)
        self.library: Library | None = None
        self.animation_level = "none"
        self.touched = monotonic()
        self.tapped = 0.0
        self.doubled = False
        """Whether the last tap was the second half of a double one."""
        self.tidied = 0.0
        """When garbage was last collected."""
        self.busy = False

    # The day, the content --------------------------------------------------------------------

    @property
    def day(self) -> date:
        """The day that the kiosk shows: the one given by --on, or the day on the wall."""
        return self.fixed_day or date.today()  # noqa: DTZ011  local on purpose

    def on_mount(self) -> None:
        """Show the languages, then load the content behind them."""
        self.end_on_signals()
        self.show()
        self.call_after_refresh(self.load)
        self.set_interval(1, self.watch_idle)
        if self.printing is not None:
            self.set_interval(PRINTER_SECONDS, self.watch_printers)
        if self.counts is not None:
            self.set_interval(FLUSH_SECONDS, self.counts.flush)

    def end_on_signals(self) -> None:
        """Leave in order when the system stops the kiosk: only then is the terminal given back."""
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) != signal.SIG_IGN:
                loop.add_signal_handler(number, self.exit)

    async def load(self) -> None:
        """Load the content; a fault ends the app with every problem."""
        try:
            await asyncio.to_thread(self.watched.look)
            self.library = await asyncio.to_thread(self.whole_as_of, self.day)
        except KioskError as error:
            self.exit(str(error), return_code=1)
            return
        self.tidy()
        if self.session.language is not None:
            self.show()
        self.run_worker(self.find_voices(), group="voices")  # a stuck sound device must not stop the screen
        self.set_interval(VOICE_SECONDS, self.find_voices)
        self.set_interval(CONTENT_SECONDS, self.watch_content)
        self.run_worker(asyncio.to_thread(self.library.read_all), group="reading")

    async def find_voices(self) -> None:
        """Offer to read aloud once the machine can be heard; the loudspeakers may come later."""
        if not self.voices and not self.busy and self.settings.sound and self.voice is not None:
            self.voices = await asyncio.to_thread(self.voice.languages)
            if self.voices and not self.busy:
                self.show()

    async def watch_content(self) -> None:
        """Show the content as it is now saved; while it is unsound, the last sound one stays."""
        if not self.busy and await asyncio.to_thread(self.watched.look):
            self.library = await asyncio.to_thread(self.whole_as_of, self.day)
            self.show()

    def tidy(self) -> None:
        """Collect garbage now and whenever nobody touches the screen, never between tap and paint."""
        if not self.is_headless:
            gc.collect()
            gc.freeze()
            gc.disable()

    def whole_as_of(self, day: date) -> Library:
        """Return the library without what has ended by a day."""
        from kiosk.engine.day import library_as_of

        self.library_day = day
        return library_as_of(cast("Library", self.watched.library), day)

    # Sessions in, screens out ----------------------------------------------------------------

    def on_go(self, message: Go) -> None:
        """Show the session that a tile carries; a tap on a screen that is gone does nothing."""
        if message.before is not self.session or self.busy:
            return
        if isinstance(message.after, Session):
            self.change(message.after)
        else:
            self.busy = True
            self.run_worker(self.print_now(cast("Size", message.after)))

    def change(self, session: Session) -> None:
        """Show another session; the agent's code closes the app."""
        code = self.settings.agent_code
        if session.overlay == "code" and code is not None and len(session.digits) >= len(code):
            if self.guesses.right(session.digits, code):
                self.exit(return_code=0)
                return
            session = lay_over(session, None)
        before, self.session = self.session, session
        self.count(before, session)
        self.resize(before, session)
        self.show()
        if self.printing is not None and self.prints(session):
            self.run_worker(self.watch_printers(), group="printers", exclusive=True)

    def count(self, before: Session, after: Session) -> None:
        """Count what this step reaches, or where somebody leaves."""
        if self.counts is None or self.library is None:
            return
        tree, day = self.library.content.tree, self.day
        reached, past = replay(tree, after.journey).procedure, replay(tree, before.journey).procedure
        if after.language not in (None, before.language):
            self.counts.count("language", str(after.language), day)
        if reached not in (None, past):
            self.counts.count("procedure", str(reached), day)
        if after.stage == "end" != before.stage:
            self.counts.count("code" if after.printed is None else "print", str(reached), day)
        if after.language is None and before.language is not None:
            self.count_left(before)

    def count_left(self, before: Session) -> None:
        """Count at which question somebody left."""
        if self.counts is not None and self.library is not None:
            seen = view(replace(before, overlay=None), self.library.content, self.day)
            if seen.name == "question":
                self.counts.count("left", seen.subject, self.day)

    def resize(self, before: Session, after: Session) -> None:
        """Tell the page in the browser how large the letters are."""
        if self.is_web and after.text_size != before.text_size and self._driver is not None:
            size = after.text_size or self.settings.text_size
            cast("WebDriver", self._driver).write_meta({"type": "text_size", "size": size})

    def machine(self) -> Machine:
        """Return what the machine can do now."""
        sources = (self.watched, self.counts, self.voice)
        faults = tuple(source.fault for source in sources if source is not None and source.fault)
        return Machine(self.sizes, self.voices, self.is_web, faults, self.guesses.allowed)

    def show(self) -> None:
        """Show the screen of the session; past midnight, with the content of the new day."""
        if self.library is not None and self.library_day != self.day:
            self.library = self.whole_as_of(self.day)
        screen = self.screen_of(self.session)
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)
        self.workers.cancel_group(self, "voice")
        if self.session.aloud and self.voice is not None:
            self.call_after_refresh(self.read_aloud, screen)

    def read_aloud(self, screen: Screen[None]) -> None:
        """Read a screen from top to bottom, once it is painted."""
        if screen is self.screen:
            self._read(list(said(screen)))

    @work(group="voice", exclusive=True, description="reading aloud")
    async def _read(self, texts: Sequence[str]) -> None:
        """Say each sentence in its language; the idle time starts after the last one."""
        if self.voice is None:
            return
        speed, volume = SLOW if self.session.slow else 1, LOUDNESS[self.session.loudness]
        self.speaking = True
        try:
            for text in texts:
                language = text.language if isinstance(text, Prose) else self.session.language
                await self.voice.say(text, str(language), speed, volume)
        finally:
            self.speaking = False

    def screen_of(self, session: Session) -> Screen[None]:
        """Return the screen of a session; the language screen while there is nothing else."""
        if self.library is None or session.language is None or session.overlay == "languages":
            return LanguageScreen(session, self.languages, self.voices)
        from kiosk.screens.catalogue import build

        return build(session, self.library, self.settings, self.day, self.machine())

    async def print_now(self, size: Size) -> None:
        """Print the checklist to its real end, then say where it is, or what went wrong."""
        from kiosk.screens.sheet import ProcedureFrame

        frame = self.screen
        if isinstance(frame, ProcedureFrame) and self.printing is not None and self.library is not None:
            printed = self.session
            self.change(lay_over(printed, "printing"))
            try:
                where = await self.printing.print(frame.document, self.library, size)
                after = finish(printed, where)
            except PrintError as error:
                after = fail(printed, error.fault, f"{error.printer}: {error.reason}")
            except KioskError as error:
                after = fail(printed, Fault.FAILED, str(error))
            self.touched = monotonic()
            self.busy = False
            self.change(after)
        self.busy = False

    def prints(self, session: Session) -> bool:
        """Return whether a session shows what can be printed."""
        if self.library is None or session.language is None:
            return False
        return view(session, self.library.content, self.day).name in ("sheet", "checklist")

    async def watch_printers(self) -> None:
        """Ask the printers how they are while a list is on the screen: only what works is offered."""
        if self.printing is None or self.busy or not self.prints(self.session):
            return
        sizes = await self.printing.sizes()
        if sizes != self.sizes:
            self.sizes = sizes
            if self.prints(self.session) and not self.busy:
                self.show()

    # Idle ------------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Remember when the kiosk was last touched; the second half of a double tap does nothing."""
        if isinstance(event, (events.MouseDown, events.MouseUp)) and not event.is_forwarded:
            if isinstance(event, events.MouseDown) and not self.is_headless:
                self.tapped, before = monotonic(), self.tapped
                self.doubled = self.tapped - before < DOUBLE_SECONDS
            if self.doubled:
                return
        if isinstance(event, TOUCHES):
            self.touched = monotonic()
            if self.speaking:
                self.workers.cancel_group(self, "voice")
        await super().on_event(event)

    def watch_idle(self) -> None:
        """After a while without a touch count down, then forget everything."""
        if not gc.isenabled() and self.tidied < self.touched < monotonic() - RESTING_SECONDS:
            self.tidied = monotonic()
            gc.collect()
        if (
            self.busy
            or self.speaking
            or self.library is None
            or self.session == Session(language=self.settings.language)
        ):
            self.touched = monotonic()
            return
        quiet = monotonic() - self.touched - self.settings.idle_seconds
        left = self.settings.countdown_seconds - int(quiet)
        if quiet < 0:
            return
        if left <= 0:
            if self.settings.language is not None:  # nobody goes back to the languages then
                self.count_left(self.session)
            self.change(Session(language=self.settings.language))
        elif self.session.language is None:
            return
        elif self.session.overlay != "idle":
            self.change(replace(self.session, overlay="idle"))
        self._count(left)

    def _count(self, left: int) -> None:
        from kiosk.screens.overlays import IdleScreen

        if isinstance(self.screen, IdleScreen) and self.screen.is_mounted:
            self.screen.count(left)

    # Leaving ---------------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Quit, unless the kiosk is locked."""
        if not self.settings.locked:
            self.exit(return_code=0)

    def _handle_exception(self, error: Exception) -> None:
        """End with one sentence: no traceback reaches the hall; tests still see the exception."""
        if self.is_headless:
            super()._handle_exception(error)
        else:
            self.crashed = True
            self.exit(CRASHED, return_code=1)
