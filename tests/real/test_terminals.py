"""The kiosk in real terminals: VTE under a display of its own, tmux, and a bare pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import pytest
from PIL import Image

from kiosk.screens.app import CRASHED
from kiosk.screens.direction import lay_out
from kiosk.screens.terminal_mode import EXPLICIT, IMPLICIT
from tests.conftest import CONTENT
from tests.real.pictures import DIFFERENT, SAME, Cells, dejavu, need

KIOSK = (sys.executable, "-m", "kiosk", "run", "--prefecture", "82")
ARABIC = (*KIOSK, "--language", "ar")
OPENED, CLOSED = b"\x1b[?1049h", b"\x1b[?1049l"
CURSOR, MOUSE_OFF = b"\x1b[?25h", b"\x1b[?1000l"
CTRL_Q = b"\x11"

# The kiosk as it is, but for the terminal's own reordering that it does not switch off.
UNTOLD = (
    "import contextlib, sys, kiosk.screens.terminal_mode as mode\n"
    "mode.explicit_bidi = lambda file: contextlib.nullcontext()\n"
    "from kiosk.cli import main\n"
    "sys.argv[0] = 'kiosk'; main()"
)
# The kiosk with one fault in it.
FAULTY = (
    "import importlib, sys\n"
    "def fail(*arguments, **options): raise RuntimeError('for the log only')\n"
    "module, _, name = sys.argv.pop(1).partition(':')\n"
    "owner, _, attribute = name.rpartition('.')\n"
    "module = importlib.import_module(module)\n"
    "setattr(getattr(module, owner) if owner else module, attribute, fail)\n"
    "from kiosk.cli import main\n"
    "sys.argv[0] = 'kiosk'; main()"
)
FAULTS = {
    "while loading": ("kiosk.content.library:open_library", b""),
    "while composing": ("kiosk.screens.question:crumbs", b""),
    "while drawing": ("kiosk.screens.tile:Tile.drawn", b""),
    "after a touch": ("kiosk.screens.app:KioskApp.change", b"2"),
}


# VTE ------------------------------------------------------------------------------------------

COLUMNS, ROWS, LETTERS = 100, 34, 16
VTE = (
    "xfce4-terminal", "--disable-server", "--hide-menubar", "--hide-scrollbar", "--hide-toolbar",
    "--hide-borders", f"--geometry={COLUMNS}x{ROWS}", "--font=DejaVu Sans Mono 12", "-x",
)  # fmt: skip


@contextmanager
def group(*command: str, **options):
    """Run a program and end it with all its children."""
    with subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL, **options) as running:
        try:
            yield running
        finally:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGTERM)


@pytest.fixture
def display():
    """A display of its own, 1400 by 900 pixels."""
    command = (need("Xvfb", "xvfb"), "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp")
    with group(*command, stdout=subprocess.PIPE, text=True) as server:
        yield f":{server.stdout.readline().strip()}"


@pytest.fixture
def vte(display, tmp_path):
    """Run a command in VTE and give its screen, again and again, until the caller has seen enough."""
    need("xfce4-terminal", "xfce4-terminal")
    need("dbus-run-session", "dbus-daemon")
    grab = need("import", "imagemagick")
    dejavu(LETTERS, bold=True)
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    environment = {**os.environ, **home, "DISPLAY": display, "LC_ALL": "C.UTF-8", "NO_AT_BRIDGE": "1"}

    def screens(*command: str):
        picture = tmp_path / "screen.png"
        with group("dbus-run-session", "--", *VTE, *command, env=environment, stdout=subprocess.DEVNULL):
            for _ in range(120):
                time.sleep(0.25)
                subprocess.run([grab, "-display", display, "-window", "root", picture], check=True)
                yield Cells(Image.open(picture), 10, 19, LETTERS)

    return screens


def likenesses(cells: Cells, text: str) -> tuple[float, float]:
    """Return how much the best row looks like a flush right line, and like the same line reversed."""
    column, rows = COLUMNS - 1 - len(text), range(3, 12)
    kept = max(cells.likeness(text, row, column, bold=True) for row in rows)
    turned = max(cells.likeness(text[::-1], row, column, bold=True) for row in rows)
    return kept, turned


@pytest.mark.parametrize("told", [True, False], ids=["explicit", "implicit"])
def test_vte_draws_arabic_once(vte, library, told):
    """Told to leave the order alone, VTE draws the question as laid out; untold, it turns it around."""
    question = library.in_language(library.words("ar")).tree.questions["need"].text
    (text,) = lay_out(question, COLUMNS, True)
    program = ARABIC if told else (sys.executable, "-c", UNTOLD, *ARABIC[3:])
    for cells in vte(*program):
        kept, turned = likenesses(cells, text)
        if max(kept, turned) > SAME:
            break
    expected, other = (kept, turned) if told else (turned, kept)
    assert expected > SAME
    assert other < DIFFERENT


# tmux -----------------------------------------------------------------------------------------


def test_tmux_shows_and_leaves(library, tmp_path):
    """In tmux the Arabic question stands on the right; after Ctrl+Q the shell's screen is back."""
    tmux = (need("tmux", "tmux"), "-S", str(tmp_path / "tmux"), "-f", os.devnull, "-u")

    def say(*words: str) -> str:
        return subprocess.run([*tmux, *words], capture_output=True, text=True, check=True).stdout

    def until(expected: str, *words: str) -> str:
        for _ in range(100):
            if re.search(expected, said := say(*words), re.MULTILINE):
                return said
            time.sleep(0.1)
        return pytest.fail(f"tmux does not show {expected!r} but {said!r}")

    question = library.in_language(library.words("ar")).tree.questions["need"].text
    (text,) = lay_out(question, 80, True)
    say("new-session", "-d", "-x", "80", "-y", "24", "sh")
    try:
        say("send-keys", " ".join(ARABIC) + "; echo left $?", "Enter")
        until(f"^ {{{79 - len(text)}}}{text} ?$", "capture-pane", "-p")
        say("send-keys", "C-q")
        until("left 0$", "capture-pane", "-p")
        assert say("display-message", "-p", "#{alternate_on} #{mouse_any_flag} #{cursor_flag}") == "0 0 1\n"
    finally:
        say("kill-server")


# A bare pseudo-terminal -----------------------------------------------------------------------


@dataclass(frozen=True)
class Ended:
    """What a program wrote to its terminal and to its standard output, and how it left them."""

    terminal: bytes
    output: bytes
    status: int
    cooked: bool

    def assert_restored(self) -> None:
        """Check that the terminal is as before: its order, screen, cursor, mouse and keyboard."""
        before, _, after = self.terminal.partition(OPENED)
        assert EXPLICIT.encode() in before
        assert self.terminal.count(IMPLICIT.encode()) == 1
        assert [sequence for sequence in (CLOSED, CURSOR, MOUSE_OFF) if sequence not in after] == []
        assert self.cooked

    def last_words(self) -> str:
        """Return what stays to be read after the kiosk is gone."""
        return self.terminal.rpartition(IMPLICIT.encode())[2].decode().replace("\r\n", "\n")


def in_terminal(*command: str, keys: bytes = b"", ending: int | None = None) -> Ended:
    """Run a program in a terminal of 80 by 24; once it shows, press keys or send it a signal."""
    screen, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    modes = termios.tcgetattr(terminal)
    environment = {**os.environ, "TERM": "xterm-256color"}
    with subprocess.Popen(
        command,
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=terminal,
        env=environment,
        start_new_session=True,
    ) as running:
        written = _read(screen, lambda: running.poll() is not None, until=b"\xe2\x97\x90")
        if running.poll() is None:
            os.write(screen, keys)
            if ending is not None:
                running.send_signal(ending)
        written += _read(screen, lambda: running.poll() is not None)
        running.kill()
        output = running.stdout.read()
    cooked = termios.tcgetattr(terminal) == modes
    os.close(terminal)
    os.close(screen)
    return Ended(written, output, running.returncode, cooked)


def _read(screen: int, ended, until: bytes | None = None) -> bytes:
    """Read what is written until it holds a text and is quiet, or until the program has ended."""
    written = b""
    for _ in range(100):
        over = ended()
        quiet = 0.5 if until and until in written else 0.1
        if select.select([screen], [], [], quiet)[0]:
            written += os.read(screen, 65536)
        elif over or (until and until in written):
            break
    return written


def test_ctrl_q_restores_the_terminal():
    """The kiosk says that it orders text itself, and on Ctrl+Q gives everything back."""
    ended = in_terminal(*ARABIC, keys=CTRL_Q)
    ended.assert_restored()
    assert (ended.status, ended.last_words(), ended.output) == (0, "", b"")


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_restores_the_terminal(ending):
    """Stopped from outside, the kiosk gives everything back as well."""
    ended = in_terminal(*ARABIC, ending=ending)
    ended.assert_restored()
    assert ended.status in {0, -ending, 128 + ending}
    assert ended.last_words() == ""


@pytest.mark.parametrize(("fault", "keys"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_one_sentence(fault, keys):
    """Whatever breaks, no traceback reaches the hall: one sentence, exit 1, the terminal restored."""
    ended = in_terminal(sys.executable, "-c", FAULTY, fault, *ARABIC[3:], keys=keys)
    ended.assert_restored()
    assert (ended.status, ended.last_words(), ended.output) == (1, f"{CRASHED}\n", b"")
    assert b"Traceback" not in ended.terminal
    assert b"for the log only" not in ended.terminal


def test_unsound_content_is_located(tmp_path):
    """Content with two faults: two sentences with file, line and column on stderr, exit 1."""
    for part in ("procedures", "pictograms", "locales"):
        shutil.copytree(CONTENT / part, tmp_path / part)
    tree = tmp_path / "procedures" / "tree.yaml"
    text = tree.read_text(encoding="utf-8").replace("goto: renewal}", "goto: renewel}", 1)
    tree.write_text(text.replace("pictogram: first,", "pictogram: frist,", 1), encoding="utf-8")
    ended = in_terminal(*ARABIC, "--content", str(tmp_path))
    ended.assert_restored()
    assert (ended.status, ended.output) == (1, b"")
    lines = ended.last_words().splitlines()
    assert len(lines) == 2
    assert all(re.fullmatch(r".*tree\.yaml:\d+:\d+: error: .+ \([a-z-]+\)", line) for line in lines)
    assert "renewel" in ended.last_words()
    assert "frist" in ended.last_words()


def test_an_unknown_prefecture_leaves_the_terminal_alone():
    """A wrong option is one sentence before anything is drawn."""
    ended = in_terminal(*KIOSK[:-1], "no-such-place")
    assert ended.status == 1
    assert b"no-such-place" in ended.terminal
    assert b"\x1b" not in ended.terminal
    assert b"Traceback" not in ended.terminal
