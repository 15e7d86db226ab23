"""Start a kiosk for each screen out of one process that has everything loaded: they share its memory.

A kiosk can have an errand run by a process that ends with it: what that needed is gone at once.
The process of the nursery has one thread and no event loop, so that a fork of it is whole. It dies with the
server, and all that it started dies with it.
"""

from __future__ import annotations

import ctypes
import os
import selectors
import signal
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Errand = Callable[[bytes], bytes]
    Run = Callable[[Errand], int]
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
LENGTH = struct.Struct("!Q")
"""How many bytes of a result follow: one that was cut is none."""
PATIENCE = 30
"""Seconds until an errand counts as lost; then its process dies."""
ERRANDS = 3
"""The file descriptor by which a kiosk sends the nursery an errand."""
DIE_WITH_PARENT = 1
MOST_FILES = 500


def open_nursery(fresh: Fresh, errand: Errand) -> socket.socket:
    """Fork the nursery and return the socket to it.

    `fresh` loads what changed and returns what a kiosk runs; `errand` is what it may send others to do.
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
        _Nursery(theirs, fresh, run, errand).serve()
    finally:
        os._exit(0)


@dataclass
class _Nursery:
    """The parent of every kiosk, and of every process that runs an errand for one."""

    server: socket.socket
    fresh: Fresh
    run: Run
    errand: Errand
    waiting: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)

    def serve(self) -> None:
        """Do what the server and the kiosks wish, until the server is gone."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        self.kiosks, self.errands = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.waiting.register(self.server, selectors.EVENT_READ, self._start_kiosk)
        self.waiting.register(self.errands, selectors.EVENT_READ, self._start_errand)
        while True:
            for key, _ in self.waiting.select():
                key.data()

    def _start_kiosk(self) -> None:
        wish, ends, *_ = socket.recv_fds(self.server, WISH.size, 2)
        if not wish:
            os._exit(0)
        columns, rows = WISH.unpack(wish)
        self.run = self.fresh()

        def kiosk() -> int:
            os.environ.update(COLUMNS=str(columns), ROWS=str(rows))
            return self.run(partial(_send, socket.socket(fileno=ERRANDS)))

        child = self._start(kiosk, ends, tell=True)
        self.server.send(WORD.pack(b"b", child, 0))

    def _start_errand(self) -> None:
        _, ends, *_ = socket.recv_fds(self.errands, 1, 1)
        with suppress(OSError):  # no room for another process: the kiosk hears that it died
            self._start(partial(_run, self.errand), ends, tell=False)

    def _start(self, work: Callable[[], int], ends: list[int], *, tell: bool) -> int:
        try:
            child = _fork(work, ends, self.kiosks.fileno())
        finally:
            for end in ends:
                os.close(end)
        process = os.pidfd_open(child)
        self.waiting.register(process, selectors.EVENT_READ, partial(self._bury, process, child, tell=tell))
        return child

    def _bury(self, process: int, child: int, *, tell: bool) -> None:
        self.waiting.unregister(process)
        os.close(process)
        _, status = os.waitpid(child, 0)
        if tell:
            self.server.send(WORD.pack(b"d", child, os.waitstatus_to_exitcode(status)))


def _fork(work: Callable[[], int], ends: list[int], errands: int) -> int:
    """Return a new process; it has the ends as its stdin and stdout, and where to send errands at ERRANDS."""
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        _die_with_parent(parent)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_WRONLY)
        stdin, stdout = (*ends, nothing)[:2]
        for place, end in enumerate((stdin, stdout, nothing, errands)):
            os.dup2(end, place)
        os.closerange(ERRANDS + 1, ERRANDS + 1 + MOST_FILES)
        code = work()
    finally:
        os._exit(code)


def _send(nursery: socket.socket, order: bytes) -> bytes:
    """Return the result of an errand that a process of its own runs; OSError if that died over it."""
    ours, theirs = socket.socketpair()
    found = b""
    with ours, suppress(ConnectionError):
        with theirs:
            socket.send_fds(nursery, [b"e"], [theirs.fileno()])
        ours.settimeout(PATIENCE)
        ours.sendall(order)
        ours.shutdown(socket.SHUT_WR)
        found = _all(ours)
    length, result = found[: LENGTH.size], found[LENGTH.size :]
    if length != LENGTH.pack(len(result)):
        raise ConnectionResetError("the process that makes it has died")
    return result


def _run(errand: Errand) -> int:
    signal.alarm(PATIENCE)
    with socket.socket(fileno=0) as kiosk:
        result = errand(_all(kiosk))
        kiosk.sendall(LENGTH.pack(len(result)) + result)
    return 0


def _all(end: socket.socket) -> bytes:
    """Return what comes in until the other end says no more."""
    return b"".join(iter(partial(end.recv, 65536), b""))


def _die_with_parent(parent: int) -> None:
    """Let the kernel kill this process when its parent ends, however that happens (prctl(2))."""
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)
