"""The nursery: an errand is run by a process that ends with it, however that ends."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kiosk.serving.nursery import WISH, WORD, open_nursery

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.serving.nursery import Errand, Fresh, Run

MANY = 12
TESTS = os.getpid()
DIED = "OSError: the process that makes it has died"


def errand(order: bytes) -> bytes:
    """Say who runs what; or die, or do not come to an end."""
    match order:
        case b"die":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"fail":
            raise ValueError
        case b"big":
            return b"x" * 20_000_000
    return str(os.getpid()).encode() + b" " + order


def told(send: Errand, order: str) -> str:
    """Send an errand; return the result, its length if it is long, or why there is none."""
    try:
        found = send(order.encode()).decode()
    except OSError as error:
        return f"OSError: {error}"
    return found if len(found) < 100 else str(len(found))


def kiosk(send: Errand) -> int:
    """Send errands, several at once, and write down what comes back."""
    with ThreadPoolExecutor(MANY) as threads:
        orders = [*["die", "fail", "big"], *(f"{n}" for n in range(MANY)), "x" * 3_000_000, "after"]
        said = list(threads.map(partial(told, send), orders))
    os.write(1, json.dumps([os.getpid(), said]).encode())
    return 0


def crowded() -> Run:
    """Leave the nursery room for a kiosk, then for nothing, then for the next errand."""
    fork = os.fork
    room = iter([True, False, True])

    def fork_if_there_is_room() -> int:
        if next(room):
            return fork()
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    def sends_twice(send: Errand) -> int:
        said = [told(send, "first"), told(send, "second")]
        os.write(1, json.dumps([os.getpid(), said]).encode())
        return 0

    if os.getpid() != TESTS:
        os.fork = fork_if_there_is_room
    return sends_twice


def children(parent: int) -> list[int]:
    """Return the processes that a process has started and not buried."""
    return [int(word) for word in Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii").split()]


@contextmanager
def nursery(fresh: Fresh) -> Iterator[tuple[socket.socket, int]]:
    """Open a nursery of such kiosks; give the socket to it, and its process."""
    others = children(os.getpid())
    with open_nursery(fresh, errand) as server:
        server.settimeout(20)
        (process,) = {*children(os.getpid())} - {*others}
        yield server, process
    os.waitpid(process, 0)


def run_kiosk(server: socket.socket) -> tuple[int, list[str]]:
    """Let a kiosk run to its end; return its process and what it was told."""
    read, write = os.pipe()
    nothing = os.open(os.devnull, os.O_RDONLY)
    socket.send_fds(server, [WISH.pack(80, 24)], [nothing, write])
    for end in (nothing, write):
        os.close(end)
    with os.fdopen(read, "rb") as pipe:
        number, said = json.load(pipe)
    assert WORD.unpack(server.recv(WORD.size)) == (b"b", number, 0)
    assert WORD.unpack(server.recv(WORD.size)) == (b"d", number, 0)
    return number, said


def test_each_errand_has_a_process_of_its_own() -> None:
    """One that dies or fails is said to have died; the results of the others come back whole."""
    with nursery(lambda: kiosk) as (server, _):
        number, (died, failed, big, *others, long, after) = run_kiosk(server)
    assert died == failed == DIED
    assert (big, int(long)) == ("20000000", pytest.approx(3_000_000, abs=20))
    processes, orders = zip(*(one.split() for one in (*others, after)), strict=True)
    assert orders == (*(str(n) for n in range(MANY)), "after")
    assert len({str(number), *processes}) == MANY + 2


def test_no_room_for_another_process() -> None:
    """A machine that can start no process loses the errand, and no screen."""
    with nursery(crowded) as (server, _):
        _, (first, second) = run_kiosk(server)
    assert first == DIED
    assert second.endswith("second")


def test_nothing_is_left() -> None:
    """After another kiosk and its errands the nursery has no child, and no more files than before."""
    files = []
    with nursery(lambda: kiosk) as (server, process):
        for _ in range(2):
            run_kiosk(server)
            end = time.monotonic() + 5
            while children(process) and time.monotonic() < end:
                time.sleep(0.02)
            assert children(process) == []
            files.append(len(list(Path(f"/proc/{process}/fd").iterdir())))
    assert files[0] == files[1]
