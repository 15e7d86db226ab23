"""Many journeys in one process, each list printed and begun to be read aloud: what is left of them.

Memory, open files and child processes at the end beside those after the first journeys. The page goes to a
folder, the voice to nowhere: paper and loudspeakers are the machine's.

python -m tests.benchmarks.soak [JOURNEYS] [FIRST]
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import time
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from kiosk.content.library import open_library
from kiosk.content.terms import is_procedure
from kiosk.content.watch import Watched
from kiosk.engine.graph import journeys
from kiosk.engine.journey import Journey, replay
from kiosk.printing.visitors import VisitorPrinting
from kiosk.screens.app import KioskApp
from kiosk.screens.session import Session
from kiosk.settings import Printer, Settings
from kiosk.speech.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.content.library import Library
    from kiosk.screens.session import Stage

BUDGET = 1.05
STAGES: tuple[Stage, ...] = ("overview", "sheet", "checklist", "end")


class Held(NamedTuple):
    """What a process holds: memory in MB, open files, child processes."""

    memory: float
    files: int
    children: int


async def held() -> Held:
    """Return what this process holds for longer than a second: the watch of the content opens folders."""
    gc.collect()
    seen = []
    for _ in range(20):
        await asyncio.sleep(0.05)
        seen.append((len(list(Path("/proc/self/fd").iterdir())), children()))
    files, processes = zip(*seen, strict=True)
    return Held(resident(), min(files), min(processes))


def children() -> int:
    """Return how many processes the threads of this one have started and not buried."""
    found = 0
    for path in Path("/proc/self/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):  # the thread has just ended
            found += len(path.read_text(encoding="ascii").split())
    return found


def resident() -> float:
    """Return the memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
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


async def soak(
    number: int, first: int, tell: Callable[[str], None] = str, *, paper: bool = True
) -> tuple[Held, Held, int]:
    """Go through journeys; return what is held after the first ones and at the end, and the pages printed.

    `tell` hears how it goes, each time that as many journeys as the first ones are done. The typesetter
    keeps what it has set, up to a limit that a short run does not reach: it leaves the paper out.
    """
    library = open_library()
    with TemporaryDirectory() as folder:
        settings = Settings(prefecture="82", printers=(Printer("hall", Path(folder).as_uri()),))
        printing, voice = VisitorPrinting(settings), Voice(("espeak-ng", "-w", "/dev/null"))
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
                    if paper and aloud:
                        await print_list(app, Path(folder))
                        printed += 1
                app.change(Session())
                await painted(app)
                if done == first:
                    start = await held()
                if done % first == 0:
                    tell(f"{done} journeys  {resident():.1f} MB  {time.monotonic() - started:.0f} s")
            return start, await held(), printed


if __name__ == "__main__":
    many, few = (int(word) for word in sys.argv[1:3] or ("10000", "500"))
    before, after, pages = asyncio.run(soak(many, few, print))
    over = "  over" if after.memory > before.memory * BUDGET else ""
    ratio = f"{after.memory / before.memory:.3f}{over}"
    print(
        f"memory    {before.memory:.1f} MB after {few} journeys, {after.memory:.1f} MB after {many}: {ratio}"
    )
    print(f"files     {before.files} open after {few}, {after.files} after {many}")
    print(f"processes {before.children} left after {few}, {after.children} after {many}")
    print(f"pages     {pages} printed")
