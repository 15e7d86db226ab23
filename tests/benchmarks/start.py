"""From the start of the process to the first painted screen, in a real terminal of 80 by 24 cells."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
PATIENCE = 30
SIZE = struct.pack("HHHH", 24, 80, 0, 0)
TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LINES": "24", "COLUMNS": "80"}


def seconds_to_paint(module: str, arguments: list[str], words: list[str]) -> float:
    """Run a module; return the seconds until it has written all the words to its terminal."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, SIZE)
    started = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        env={**os.environ, **TERMINAL},
    ) as program:
        try:
            return _read_until(ours, {word.encode() for word in words}, started)
        finally:
            program.kill()
            program.wait()
            os.close(ours)
            os.close(theirs)


def _read_until(terminal: int, words: set[bytes], started: float) -> float:
    seen = b""
    while perf_counter() - started < PATIENCE:
        if select.select([terminal], [], [], 0.5)[0]:
            seen += os.read(terminal, 1 << 16)
            painted = perf_counter() - started
            if all(word in seen for word in words):
                return painted
    missing = [word.decode() for word in words if word not in seen]
    raise RuntimeError(f"the screen was not painted: {missing} did not come")
