"""Twenty visitors at once on `kiosk serve`: from tap to the last byte of the paint, and memory a visitor.

They tap about; then as many others each print the student's list, all at once.

python -m tests.benchmarks.visitors [VISITORS] [TAPS]
"""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from aiohttp import ClientSession, WSMsgType

from tests.real.browsers import Serving

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from aiohttp import ClientWebSocketResponse

EVERY = 2
"""Seconds between two taps of a visitor."""
QUIET = 0.15
"""A paint is over when nothing came for so long."""
SPOTS = [(20, 9), (60, 9), (20, 14), (60, 14), (20, 19), (60, 19), (70, 23), (12, 1)]
"""Columns and rows that are answers, Next or Back on the large text."""
BUDGET = 250
MOST = 1.5
"""The budget of a visitor: the memory of a bare Textual app."""
TO_PAPER = "211299"
"""The digits from a language to the student's list, and to its page."""
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield from (Static(str(n)) for n in range(12))
    def on_mount(self):
        self.set_timer(2, lambda: self.exit(open('/proc/self/smaps_rollup').read()))
print(Bare().run(headless=True))
"""


def screen(session: ClientSession, address: str) -> AbstractAsyncContextManager[ClientWebSocketResponse]:
    """Open a screen of large letters."""
    origin = {"Origin": address.rstrip("/")}
    return session.ws_connect(f"{address}screen?width=80&height=24", headers=origin)


async def visitor(session: ClientSession, address: str, taps: int, seed: int) -> list[float]:
    """Tap a number of times; return how long each paint took, in milliseconds."""
    dice, last, painted = random.Random(seed), [0.0], []  # noqa: S311  a walk, not a secret
    async with screen(session, address) as browser:

        async def listen() -> None:
            async for message in browser:
                if message.type is WSMsgType.BINARY:
                    last[0] = time.perf_counter()

        listening = asyncio.create_task(listen())
        await asyncio.sleep(2 + dice.random() * EVERY)
        for number in range(taps):
            column, row = (20, 6) if number == 0 else dice.choice(SPOTS)
            tapped = time.perf_counter()
            touch = f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"
            await browser.send_str(json.dumps(["stdin", touch]))
            while time.perf_counter() - max(last[0], tapped) < QUIET:
                await asyncio.sleep(0.01)
            if last[0] > tapped:
                painted.append((last[0] - tapped) * 1000)
            await asyncio.sleep(max(0, EVERY - (time.perf_counter() - tapped)))
        listening.cancel()
    return painted


async def printer(session: ClientSession, address: str, language: int, end: asyncio.Event) -> None:
    """Print a list by digits, and stay until the end."""
    async with screen(session, address) as browser:
        await asyncio.sleep(EVERY)
        for digit in f"{language}{TO_PAPER}":
            await browser.send_str(json.dumps(["stdin", digit]))
            await asyncio.sleep(EVERY)
        await end.wait()


def memory(process: int) -> float:
    """Return the memory that a process has for itself, in MB: shared pages count in proportion (PSS)."""
    return _pss(Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii"))


def _pss(report: str) -> float:
    return next(int(line.split()[1]) for line in report.splitlines() if line.startswith("Pss:")) / 1024


async def _bare() -> float:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", BARE, stdout=pipe)
    said, _ = await process.communicate()
    return _pss(said.decode())


async def walk(server: Serving, visitors: int, taps: int) -> tuple[list[float], list[float]]:
    """Let visitors tap about; return their paints, and the memory of each."""
    async with ClientSession() as session:
        walks = [visitor(session, server.address, taps, seed) for seed in range(visitors)]
        walking = asyncio.gather(*walks)
        await asyncio.sleep(2 + taps * EVERY * 0.8)
        each = [memory(process) for process in server.kiosks()]
        return [paint for walk in await walking for paint in walk], each


async def print_all(server: Serving, visitors: int, folder: Path) -> tuple[float, list[float]]:
    """Let visitors print; return the seconds until all pages are out, and the memory of each."""
    async with ClientSession() as session:
        end = asyncio.Event()
        going = [printer(session, server.address, 1 + number % 3, end) for number in range(visitors)]
        printing = asyncio.gather(*going)
        while not any(folder.iterdir()):
            await asyncio.sleep(0.01)
        started = time.perf_counter()
        while len(list(folder.iterdir())) < visitors:
            await asyncio.sleep(0.01)
        took = time.perf_counter() - started
        await asyncio.sleep(2 * EVERY)
        each = [memory(process) for process in server.kiosks()]
        end.set()
        await printing
        return took, each


def main(visitors: int, taps: int) -> None:
    """Print the table."""
    with TemporaryDirectory() as name:
        folder = Path(name, "printed")
        folder.mkdir()
        settings = Path(name, "settings.yaml")
        settings.write_text(f'prefecture: "82"\nprinters: [{{name: hall, address: "{folder.as_uri()}"}}]\n')
        server = Serving("--settings", str(settings))
        try:
            painted, each = asyncio.run(walk(server, visitors, taps))
            took, after = asyncio.run(print_all(server, visitors, folder))
            shared = sum(memory(process) for process in server.family()[:2])
        finally:
            server.stop()
    bare = asyncio.run(_bare())
    p95 = statistics.quantiles(painted, n=20)[-1]
    over = "  over" if p95 > BUDGET else ""
    print(f"{visitors} visitors, {len(painted)} paints")
    median = statistics.median(painted)
    print(f"tap to paint   median {median:.0f} ms, p95 {p95:.0f} ms, budget {BUDGET} ms{over}")
    print(f"all print      {took:.1f} s from the first page to the last")
    print(f"bare Textual   {bare:.1f} MB; one more visitor may have {MOST} of it")
    for what, found in (("tapping", each), ("printed", after)):
        ratio = statistics.mean(found) / bare
        over = "  over" if ratio > MOST else ""
        print(f"{what:<15}{statistics.mean(found):.1f} MB a visitor, {ratio:.2f}{over}")
    print(f"shared         {shared:.1f} MB for server and nursery, without visitors")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3] or ("20", "15")))
