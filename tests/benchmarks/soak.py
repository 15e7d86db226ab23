"""Many journeys in one process: memory at the end beside memory after the first ones, and open files.

python -m tests.benchmarks.soak [JOURNEYS] [FIRST]
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.library import open_library
from kiosk.content.watch import Watched
from kiosk.engine.graph import journeys
from kiosk.engine.journey import Journey
from kiosk.screens.app import KioskApp
from kiosk.screens.session import Session
from kiosk.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

BUDGET = 1.05
STAGES = ("overview", "sheet", "checklist", "end")


def resident() -> float:
    """Return the memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


async def files() -> int:
    """Return how many files stay open for a second: the watch of the content opens a folder now and then."""
    counts = []
    for _ in range(20):
        await asyncio.sleep(0.05)
        counts.append(sum(1 for _ in Path("/proc/self/fd").iterdir()))
    return min(counts)


async def painted(app: KioskApp) -> None:
    """Wait until the screen of the session is painted."""
    done = asyncio.Event()
    app.screen.call_after_refresh(done.set)
    await done.wait()


async def soak(number: int, first: int, tell: Callable[[str], None] = str) -> tuple[float, float, int, int]:
    """Go through journeys; return memory in MB and open files, after the first ones and at the end.

    `tell` hears how it goes, each time that as many journeys as the first ones are done.
    """
    library = open_library()
    app = KioskApp(library.languages, Settings(prefecture="82"), Watched(library.folder, library))
    walks = islice(cycle(list(journeys(library.content.tree))), number)
    languages = cycle(app.languages)
    started = time.monotonic()
    async with app.run_test(size=(80, 24)):
        while app.library is None:
            await asyncio.sleep(0.01)
        for done, (walk, language) in enumerate(zip(walks, languages, strict=False), 1):
            for length in range(1, len(walk)):
                app.change(Session(language=language, journey=Journey(walk[:length])))
                await painted(app)
            for stage in STAGES:
                app.change(Session(language=language, journey=Journey(walk), stage=stage))
                await painted(app)
            app.change(Session())
            await painted(app)
            if done == first:
                gc.collect()
                start = resident(), await files()
            if done % first == 0:
                tell(f"{done} journeys  {resident():.1f} MB  {time.monotonic() - started:.0f} s")
        gc.collect()
        return start[0], resident(), start[1], await files()


if __name__ == "__main__":
    many, few = (int(word) for word in sys.argv[1:3] or ("10000", "500"))
    before, after, opened, left = asyncio.run(soak(many, few, print))
    over = "  over" if after > before * BUDGET else ""
    ratio = f"{after / before:.3f}{over}"
    print(f"memory  {before:.1f} MB after {few} journeys, {after:.1f} MB after {many}: {ratio}")
    print(f"files   {opened} open after {few}, {left} after {many}")
