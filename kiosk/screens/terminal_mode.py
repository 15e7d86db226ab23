"""Tell the terminal that the kiosk itself puts right-to-left text in order."""

import atexit
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TextIO

EXPLICIT = "\x1b[8l"
IMPLICIT = "\x1b[8h"

Handler = Callable[[int, FrameType | None], object] | int

# Windows has no SIGHUP.
_ENDING_SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def explicit_bidi(file: TextIO) -> Iterator[None]:
    """Keep the terminal from reordering text inside the block, however the block ends.

    Nothing is written to a file that is not a terminal. Call it from the main thread: only
    there can SIGTERM and SIGHUP be caught. The sequences are BDSM of ECMA-48, 7.2.1.
    """
    if not file.isatty():
        yield
        return
    ending = _Ending(file)
    file.write(EXPLICIT)
    file.flush()
    atexit.register(ending.restore_terminal)
    try:
        ending.watch_signals()
        yield
    finally:
        ending.restore_terminal()
        ending.restore_handlers()
        atexit.unregister(ending.restore_terminal)


class _Ending:
    """What is put back when the kiosk ends, each thing once."""

    def __init__(self, file: TextIO) -> None:
        """Remember the terminal."""
        self._file = file
        self._explicit = True
        self._handlers: dict[int, Handler] = {}

    def watch_signals(self) -> None:
        """Put the terminal back on the signals that end the process, unless they are ignored."""
        for number in _ENDING_SIGNALS:
            handler = signal.getsignal(number)
            if handler is not None and handler != signal.SIG_IGN:
                self._handlers[number] = handler
                signal.signal(number, self._end)

    def restore_terminal(self) -> None:
        """Give reordering back to the terminal, if that has not been done."""
        if self._explicit:
            self._explicit = False
            # The terminal may be gone, closed, or in the middle of a write that a signal cut.
            with suppress(OSError, ValueError, RuntimeError):
                self._file.write(IMPLICIT)
                self._file.flush()

    def restore_handlers(self) -> None:
        """Give the signals back to whoever handled them."""
        while self._handlers:
            signal.signal(*self._handlers.popitem())

    def _end(self, number: int, _frame: FrameType | None) -> None:
        """Put everything back, then let the signal do what it would have done."""
        self.restore_terminal()
        self.restore_handlers()
        os.kill(os.getpid(), number)
