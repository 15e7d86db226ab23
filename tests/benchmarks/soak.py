"""Many journeys in one kiosk of the hall, each list printed and begun to be read aloud: what is left of them.

Memory, open files and child processes at the end beside those after the first journeys, of the kiosk and of
the nursery that sets its pages. The page goes to a folder, the voice to nowhere: paper and loudspeakers are
the machine's. The exit code is 1 if something is left.

python -m tests.benchmarks.soak [JOURNEYS] [FIRST]
"""

from __future__ import annotations

import asyncio
import gc
import os
import socket
import sys
import time
import traceback
from contextlib import suppress
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from kiosk.cli.serve_ import warm
from kiosk.content.library import open_library
from kiosk.content.terms import is_procedure
from kiosk.content.watch import Watched
from kiosk.engine.graph import journeys
from kiosk.engine.journey import Journey, replay
from kiosk.printing.visitors import VisitorPrinting, errand
from kiosk.screens.app import KioskApp
from kiosk.screens.session import Session
from kiosk.serving.nursery import WISH, WORD, open_nursery
from kiosk.settings import Printer, Settings
from kiosk.speech.voice import Voice

if TYPE_CHECKING:
    from kiosk.content.library import Library
    from kiosk.screens.session import Stage
    from kiosk.serving.nursery import Errand

BUDGET = 1.05
STAGES: tuple[Stage, ...] = ("overview", "sheet", "checklist", "end")


class Held(NamedTuple):
    """What the kiosk holds, and its nursery: memory in MB, open files, child processes."""

    memory: float
    nursery: float
    files: int
    children: int


async def held() -> Held:
    """Return what is held for longer than a second: the watch of the content opens folders."""
    gc.collect()
    nursery = os.getppid()
    seen = []
    for _ in range(20):
        await asyncio.sleep(0.05)
        own = len(list(Path("/proc/self/fd").iterdir()))
        seen.append((own, children(os.getpid()) + children(nursery) - 1))
    files, processes = zip(*seen, strict=True)
    return Held(resident(os.getpid()), resident(nursery), min(files), min(processes))


def children(process: int) -> int:
    """Return how many processes the threads of a process have started and not buried."""
    found = 0
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):  # the thread has just ended
            found += len(path.read_text(encoding="ascii").split())
    return found


def resident(process: int) -> float:
    """Return the memory of a process in MB."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


async def painted(app: KioskApp) -> None:
    """Wait until the screen of the session is painted."""
    done = asyncio.Event()
    app.screen.call_after_refresh(done.set)
    await done.wait()


def stages_of(library: Library, walk: tuple[tuple[str, str], ...]) -> list[Stage]:
    """Return the screens after the last answer: a page of questions and answers has no list."""
    procedure = replay(library.content.tree, Journey(walk)).procedure
    return [stage for stage in STAGES if stage != "checklist" or is_procedure(str(procedure))]


async def print_list(app: KioskApp, folder: Path) -> None:
    """Print the list on the screen and take the page away; ValueError if none came out."""
    app.busy = True
    await app.print_now("a4")
    (page,) = folder.iterdir()
    page.unlink()
    await painted(app)


async def soak(library: Library, send: Errand, number: int, first: int) -> tuple[Held, Held, int]:
    """Go through journeys; return what is held after the first ones and at the end, and the pages printed."""
    with TemporaryDirectory() as folder:
        settings = Settings(prefecture="82", printers=(Printer("hall", Path(folder).as_uri()),))
        printing, voice = VisitorPrinting(settings, send), Voice(("espeak-ng", "-w", "/dev/null"))
        watched = Watched(library.folder, library)
        app = KioskApp(library.languages, settings, watched, printing=printing, voice=voice)
        walks = islice(cycle(list(journeys(library.content.tree))), number)
        languages = cycle(app.languages)
        started, printed = time.monotonic(), 0
        async with app.run_test(size=(80, 24)):
            while not app.voices:
                await asyncio.sleep(0.01)
            for done, (walk, language) in enumerate(zip(walks, languages, strict=False), 1):
                for length in range(1, len(walk)):
                    app.change(Session(language=language, journey=Journey(walk[:length])))
                    await painted(app)
                for stage in stages_of(library, walk):
                    aloud = stage == "checklist"
                    app.change(Session(language=language, journey=Journey(walk), stage=stage, aloud=aloud))
                    await painted(app)
                    while aloud and not app.speaking:
                        await asyncio.sleep(0.05)
                    if aloud:
                        await print_list(app, Path(folder))
                        printed += 1
                app.change(Session())
                await painted(app)
                if done == first:
                    start = await held()
                if done % first == 0:
                    seconds = time.monotonic() - started
                    print(f"{done} journeys  {resident(os.getpid()):.1f} MB  {seconds:.0f} s", flush=True)
            return start, await held(), printed


def report(before: Held, after: Held, pages: int, many: int, few: int) -> int:
    """Print what is left; return 1 if it is too much."""
    left = False
    print(f"{'':<12}{f'after {few}':>12}{f'after {many}':>12}")
    for name, start, end in zip(Held._fields, before, after, strict=True):
        over = end > (start * BUDGET if isinstance(start, float) else start)
        left |= over
        print(f"{name:<12}{start:>12.1f}{end:>12.1f}{end / max(start, 1):>8.3f}{'  over' if over else ''}")
    print(f"pages       {pages:>12} printed", flush=True)
    return int(left or not pages)


def main(many: int, few: int) -> int:
    """Let a nursery start one kiosk that goes through them; return its exit code."""
    library = open_library()
    warm(library, date.today())  # noqa: DTZ011  local on purpose

    def run(send: Errand) -> int:
        try:
            return report(*asyncio.run(soak(library, send, many, few)), many, few)
        except BaseException:
            print(traceback.format_exc(), flush=True)
            raise

    with open_nursery(lambda: run, errand) as nursery:
        nothing = os.open(os.devnull, os.O_RDONLY)
        socket.send_fds(nursery, [WISH.pack(80, 24)], [nothing, sys.stdout.fileno()])
        born, dead = (WORD.unpack(nursery.recv(WORD.size)) for _ in range(2))
    assert born[:2] == (b"b", dead[1])
    return int(dead[2])


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:3] or ("10000", "500"))))
