"""The terminal gets its own reordering back, once, however the kiosk ends."""

import os
import pty
import signal
import subprocess
import sys
from io import StringIO

import pytest

from kiosk.screens.terminal_mode import EXPLICIT, IMPLICIT, explicit_bidi

ENDINGS = {
    "the block ends": ("with block: pass", 0),
    "the kiosk exits": ("with block: sys.exit(3)", 3),
    "nothing leaves the block": ("block.__enter__()", 0),
    "SIGTERM": ("with block: os.kill(os.getpid(), signal.SIGTERM)", -signal.SIGTERM),
    "SIGHUP": ("with block: os.kill(os.getpid(), signal.SIGHUP)", -signal.SIGHUP),
    "SIGHUP is ignored": (
        "signal.signal(1, signal.SIG_IGN)\nwith block: os.kill(os.getpid(), 1); sys.exit(4)",
        4,
    ),
}


class Terminal(StringIO):
    """A terminal that remembers what was written."""

    def isatty(self) -> bool:
        """Say that this is a terminal."""
        return True


@pytest.mark.parametrize(("ending", "status"), ENDINGS.values(), ids=ENDINGS.keys())
def test_a_real_terminal_is_restored(ending: str, status: int) -> None:
    """On a pseudo-terminal, each way to end writes both sequences once and keeps its status."""
    program = (
        "import os, signal, sys\n"
        "from kiosk.screens.terminal_mode import explicit_bidi\n"
        f"block = explicit_bidi(sys.stdout)\n{ending}\n"
    )
    reader, terminal = pty.openpty()
    ended = subprocess.run([sys.executable, "-c", program], stdout=terminal, check=False)
    written = os.read(reader, 1000).decode()
    os.close(terminal)
    os.close(reader)
    assert (written, ended.returncode) == (EXPLICIT + IMPLICIT, status)


def test_nothing_is_written_to_a_file() -> None:
    """A file or a pipe stays as it is."""
    file = StringIO()
    with explicit_bidi(file):
        pass
    assert not file.getvalue()


def test_an_exception_passes_through() -> None:
    """The terminal is restored and the exception goes on."""
    terminal = Terminal()
    with pytest.raises(KeyError), explicit_bidi(terminal):
        raise KeyError
    assert terminal.getvalue() == EXPLICIT + IMPLICIT


def test_the_mode_is_explicit_inside() -> None:
    """Inside the block only the first sequence has been written."""
    terminal = Terminal()
    with explicit_bidi(terminal):
        assert terminal.getvalue() == EXPLICIT


def test_a_terminal_that_is_gone_is_no_error() -> None:
    """Closing the terminal inside the block ends the block as usual."""
    terminal = Terminal()
    with explicit_bidi(terminal):
        terminal.close()


def test_an_earlier_handler_is_called_and_comes_back() -> None:
    """Whoever handled SIGTERM before handles it still, inside and after the block."""
    received: list[int] = []

    def remember(number: int, _frame: object) -> None:
        received.append(number)

    before = signal.signal(signal.SIGTERM, remember)
    try:
        terminal = Terminal()
        with explicit_bidi(terminal):
            os.kill(os.getpid(), signal.SIGTERM)
        assert received == [signal.SIGTERM]
        assert signal.getsignal(signal.SIGTERM) is remember
        assert terminal.getvalue() == EXPLICIT + IMPLICIT
    finally:
        signal.signal(signal.SIGTERM, before)
