"""Start a kiosk for each screen out of one process that has everything loaded: they share its memory.

The process of the nursery has one thread and no event loop, so that a fork of it is whole. It dies with the
server, and its kiosks die with it.
"""

from __future__ import annotations

import ctypes
import os
import selectors
import signal
import socket
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[[], int]
    Fresh = Callable[[], Run]

BROWSER = {
    "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
    "TEXTUAL_COLOR_SYSTEM": "truecolor",
    "TEXTUAL_FPS": "60",
    "TERM_PROGRAM": "textual",
}
"""What makes Textual speak to a browser; it reads them when it is imported."""
WISH = struct.Struct("!HH")
"""Columns and rows of the screen that wants a kiosk; its stdin and stdout come along."""
WORD = struct.Struct("!cii")
"""`b` (born) or `d` (dead), the process, and its exit code (-9 when it was killed)."""
DIE_WITH_PARENT = 1
MOST_SCREENS = 500


def open_nursery(fresh: Fresh) -> socket.socket:
    """Fork the nursery and return the socket to it; `fresh` loads what changed and returns what a kiosk runs.

    Errors: what `fresh` raises the first time is raised here, before anything is forked.
    """
    os.environ.update(BROWSER)
    run = fresh()
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    server = os.getpid()
    if os.fork():
        theirs.close()
        return ours
    ours.close()
    _die_with_parent(server)
    try:
        _serve(theirs, fresh, run)
    finally:
        os._exit(0)


def _serve(server: socket.socket, fresh: Fresh, run: Run) -> None:
    """Fork a kiosk for each wish, and report each that ends, until the server is gone."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    with selectors.DefaultSelector() as waiting:
        waiting.register(server, selectors.EVENT_READ)
        while True:
            for key, _ in waiting.select():
                if key.fileobj is server:
                    wish, ends, *_ = socket.recv_fds(server, WISH.size, 2)
                    if not wish:
                        return
                    run = fresh()
                    child = _fork(run, ends, *WISH.unpack(wish))
                    server.send(WORD.pack(b"b", child, 0))
                    waiting.register(os.pidfd_open(child), selectors.EVENT_READ, child)
                else:
                    waiting.unregister(key.fd)
                    os.close(key.fd)
                    _, status = os.waitpid(key.data, 0)
                    server.send(WORD.pack(b"d", key.data, os.waitstatus_to_exitcode(status)))


def _fork(run: Run, ends: list[int], columns: int, rows: int) -> int:
    """Return the process of a new kiosk, which speaks textual-serve's protocol on its stdin and stdout."""
    parent = os.getpid()
    child = os.fork()
    if child:
        for end in ends:
            os.close(end)
        return child
    code = 1
    try:
        _die_with_parent(parent)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        for end, standard in zip(ends, (0, 1), strict=True):
            os.dup2(end, standard)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.closerange(3, 3 + MOST_SCREENS)
        os.environ.update(COLUMNS=str(columns), ROWS=str(rows))
        code = run()
    finally:
        os._exit(code)


def _die_with_parent(parent: int) -> None:
    """Let the kernel kill this process when its parent ends, however that happens (prctl(2))."""
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)
