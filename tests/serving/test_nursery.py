"""The nursery: what a kiosk asks is answered by a process that ends with it, however that ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kiosk.serving.nursery import WISH, WORD, open_nursery

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MANY = 12


def answer(question: bytes) -> bytes:
    """Say who answers what; or die, or do not come to an end."""
    match question:
        case b"die":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"fail":
            raise ValueError
        case b"big":
            return b"x" * 20_000_000
    return str(os.getpid()).encode() + b" " + question


def kiosk(ask: Callable[[bytes], bytes]) -> int:
    """Ask, several at once, and write down what comes back."""

    def told(question: str) -> str:
        try:
            found = ask(question.encode()).decode()
        except OSError as error:
            return f"OSError: {error}"
        return found if len(found) < 100 else str(len(found))

    with ThreadPoolExecutor(MANY) as threads:
        questions = [*["die", "fail", "big"], *(f"{n}" for n in range(MANY)), "x" * 3_000_000, "after"]
        said = list(threads.map(told, questions))
    os.write(1, json.dumps([os.getpid(), said]).encode())
    return 0


def children(parent: int) -> list[int]:
    """Return the processes that a process has started and not buried."""
    return [int(word) for word in Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii").split()]


@pytest.fixture
def nursery() -> Iterator[tuple[socket.socket, int]]:
    """A nursery of such kiosks: the socket to it, and its process."""
    others = children(os.getpid())
    with open_nursery(lambda: kiosk, answer) as server:
        server.settimeout(20)
        (process,) = {*children(os.getpid())} - {*others}
        yield server, process
    os.waitpid(process, 0)


def run_kiosk(nursery: socket.socket) -> tuple[int, list[str]]:
    """Let a kiosk run to its end; return its process and what it was told."""
    read, write = os.pipe()
    nothing = os.open(os.devnull, os.O_RDONLY)
    socket.send_fds(nursery, [WISH.pack(80, 24)], [nothing, write])
    for end in (nothing, write):
        os.close(end)
    with os.fdopen(read, "rb") as pipe:
        number, said = json.load(pipe)
    assert WORD.unpack(nursery.recv(WORD.size)) == (b"b", number, 0)
    assert WORD.unpack(nursery.recv(WORD.size)) == (b"d", number, 0)
    return number, said


def test_each_question_has_a_process_of_its_own(nursery) -> None:
    """One that dies or fails over a question is said to have died; the others get their answers whole."""
    number, (died, failed, big, *others, long, after) = run_kiosk(nursery[0])
    assert died == failed == "OSError: the process that makes it has died"
    assert (big, int(long)) == ("20000000", pytest.approx(3_000_000, abs=20))
    processes, questions = zip(*(one.split() for one in (*others, after)), strict=True)
    assert questions == (*(str(n) for n in range(MANY)), "after")
    assert len({str(number), *processes}) == MANY + 2


def test_nothing_is_left(nursery) -> None:
    """After another kiosk and its questions the nursery has no child, and no more files than before."""
    server, process = nursery
    files = []
    for _ in range(2):
        run_kiosk(server)
        end = time.monotonic() + 5
        while children(process) and time.monotonic() < end:
            time.sleep(0.02)
        assert children(process) == []
        files.append(len(list(Path(f"/proc/{process}/fd").iterdir())))
    assert files[0] == files[1]
