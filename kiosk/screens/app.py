"""The full-screen app: it shows the screen of the session, and nothing else."""

from __future__ import annotations

import asyncio
import gc
import signal
from contextlib import suppress
from dataclasses import replace
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType

from kiosk.errors import Fault, KioskError, PrintError
from kiosk.screens.language import LanguageScreen
from kiosk.screens.session import Session, fail, finish, lay_over

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.screen import Screen

    from kiosk.content.languages import Language
    from kiosk.content.library import Library
    from kiosk.engine.document import Document
    from kiosk.screens.tile import Go
    from kiosk.settings import Settings, Size

TOUCHES = (events.Key, events.MouseDown, events.MouseUp, events.Paste)
RESTING_SECONDS = 2
CRASHED = "The kiosk has stopped after an unexpected fault. Start it again."


PRINTER_SECONDS = 5
"""How often the printers are asked how they are, while somebody may want to print."""


class Printing(Protocol):
    """What prints for the visitors, so that the screens know no printer."""

    async def sizes(self) -> frozenset[Size]:
        """Return the papers that can be printed now."""

    async def print(self, document: Document, library: Library, size: Size) -> str:
        """Print the checklist; return where it is once it is out, or raise PrintError or KioskError."""


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
        open_content: Callable[[], Library],
        *,
        on: date | None = None,
        printing: Printing | None = None,
    ) -> None:
        """Take the languages at once and the content later: the first screen does not wait for it."""
        super().__init__()
        self.languages = {code: each for code, each in languages.items() if "screen" in each.outputs}
        self.settings, self.open_content = settings, open_content
        self.fixed_day, self.printing = on, printing
        self.sizes: frozenset[Size] | None = None
        """The papers that can be printed, as last heard; None before the first word."""
        self.session = Session(language=settings.language)
        self.library: Library | None = None
        self.animation_level = "none"
        self.touched = monotonic()
        self.busy = False
        self.saved: int | None = None
        """When the prefecture's file was last saved, in nanoseconds."""

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
            self.whole = await asyncio.to_thread(self.open_content)
            self.library = await asyncio.to_thread(self.whole_as_of, self.day)
        except KioskError as error:
            self.exit(str(error), return_code=1)
            return
        self.tidy()
        if self.session.language is not None:
            self.show()

    def _changed(self) -> bool:
        """Return whether the prefecture's file was saved since the content was read."""
        folder = self.whole.folder / "procedures" / "prefectures"
        with suppress(OSError):
            saved = (folder / f"{self.settings.prefecture}.yaml").stat().st_mtime_ns
            changed = self.saved is not None and saved != self.saved
            self.saved = saved
            return changed
        return False

    async def reload(self) -> None:
        """Show the content as it is now saved; while it is unsound, the last sound one stays."""
        with suppress(KioskError):
            self.whole = await asyncio.to_thread(self.open_content)
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
        return library_as_of(self.whole, day)

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
            if session.digits == code:
                self.exit(return_code=0)
                return
            session = lay_over(session, None)
        self.session = session
        self.show()
        if self.printing is not None and session.stage == "checklist":
            self.run_worker(self.watch_printers(), group="printers", exclusive=True)

    def show(self) -> None:
        """Show the screen of the session; past midnight, with the content of the new day."""
        if self.library is not None and self.library_day != self.day:
            self.library = self.whole_as_of(self.day)
        screen = self.screen_of(self.session)
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def screen_of(self, session: Session) -> Screen[None]:
        """Return the screen of a session; the language screen while there is nothing else."""
        if self.library is None or session.language is None or session.overlay == "languages":
            return LanguageScreen(session, self.languages)
        from kiosk.screens.catalogue import build

        return build(session, self.library, self.settings, self.day, self.sizes)

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

    async def watch_printers(self) -> None:
        """Ask the printers how they are while a list is on the screen: only what works is offered."""
        if self.printing is None or self.busy or self.session.stage not in ("sheet", "checklist"):
            return
        sizes = await self.printing.sizes()
        if sizes != self.sizes:
            self.sizes = sizes
            if self.session.stage == "checklist" and not self.busy:
                self.show()

    # Idle ------------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Remember when the kiosk was last touched."""
        if isinstance(event, TOUCHES):
            self.touched = monotonic()
        await super().on_event(event)

    def watch_idle(self) -> None:
        """Watch the prefecture's file; after a while without a touch count down, then forget everything."""
        if self.library is not None and self._changed():
            self.run_worker(self.reload(), exclusive=True)
        if not gc.isenabled() and monotonic() - self.touched > RESTING_SECONDS:
            gc.collect()
        if self.busy or self.library is None or self.session == Session(language=self.settings.language):
            self.touched = monotonic()
            return
        quiet = monotonic() - self.touched - self.settings.idle_seconds
        left = self.settings.countdown_seconds - int(quiet)
        if quiet < 0:
            return
        if left <= 0:
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
            self.exit(CRASHED, return_code=1)
