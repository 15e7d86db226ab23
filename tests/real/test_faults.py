"""A kiosk of the hall that breaks in a plain terminal: calm words, a fresh start, then where to go."""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import time

from tests.real.test_terminals import FAULTS, FAULTY, KIOSK


def seen(*command: str, until: str, seconds: float = 30) -> str:
    """Run a program in a terminal of its own, and return what it shows until some words."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="100", LINES="50")
        os.execv(command[0], command)
    shown, end = b"", time.monotonic() + seconds
    try:
        while until not in shown.decode(errors="replace") and time.monotonic() < end:
            if select.select([terminal], [], [], 0.1)[0]:
                try:
                    shown += os.read(terminal, 65536)
                except OSError:
                    break
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
    return shown.decode(errors="replace")


def test_three_faults_of_a_locked_kiosk():
    """Two fresh starts, then address and code; nobody in the hall sees a traceback."""
    fault, _ = FAULTS["while composing"]
    shown = seen(
        sys.executable,
        "-c",
        FAULTY,
        fault,
        *KIOSK[3:],
        "--language",
        "fr",
        "--locked",
        until="www.tarn-et-garonne.gouv.fr",
    )
    assert shown.count("Un instant, s'il vous plaît.") == 2
    assert "La borne est en panne. Demandez à l'accueil." in shown
    assert "82013 Montauban" in shown
    assert "Traceback" not in shown
    assert "for the log only" not in shown
