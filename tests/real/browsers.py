"""The kiosk in a real browser: `kiosk serve` in a process of its own, Chromium, and taps."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from PIL import Image

from kiosk.screens.direction import lay_out
from tests.real.pictures import Cells

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync")  # fmt: skip
ROWS = """() => Array.from({length: terminal.rows},
    (_, row) => terminal.buffer.active.getLine(row).translateToString())"""
TWICE = """tap => {
    terminal.input(tap);
    setTimeout(() => terminal.input(tap), 180);
}"""
CELL = "() => terminal._core._renderService.dimensions.css.cell"
SHOWN = "() => document.body.dataset.state === 'kiosk' && terminal.rows"


class Serving:
    """`kiosk serve` on a free port of this machine."""

    def __init__(self, *words: str, port: int | None = None, within: tuple[str, ...] = ()) -> None:
        """Start it, within what another program prepares, and wait until it answers."""
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}/"
        program = [*within, sys.executable, "-m", "kiosk", "serve", "--port", str(self.port), *words]
        self.process = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(300):
            try:
                urlopen(self.address).close()  # noqa: S310  our own address
            except URLError:
                time.sleep(0.05)
            else:
                return
        pytest.fail("kiosk serve did not start")

    def family(self) -> list[int]:
        """Return its processes: the server, the nursery, and a kiosk for each screen."""
        found, fresh = [self.process.pid], [self.process.pid]
        while fresh:
            parent = fresh.pop()
            listed = subprocess.run(["pgrep", "-P", str(parent)], capture_output=True, text=True, check=False)
            children = [int(word) for word in listed.stdout.split()]
            found += children
            fresh += children
        return found

    def kiosks(self) -> list[int]:
        """Return the processes of the kiosks."""
        return self.family()[2:]

    def alive(self) -> dict[str, bool]:
        """Return what the service says of itself."""
        with urlopen(f"{self.address}alive") as answer:  # noqa: S310  our own address
            return json.load(answer)

    def stop(self, number: int = signal.SIGTERM) -> str:
        """End it, if it still runs, and return what it wrote."""
        self.process.send_signal(number)
        said, _ = self.process.communicate(timeout=20)
        return said.decode()


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        return free.getsockname()[1]


@contextmanager
def serving(*words: str, within: tuple[str, ...] = ()) -> Iterator[Serving]:
    """Serve for the length of a test."""
    server = Serving(*words, within=within)
    try:
        yield server
    finally:
        server.stop()


def running(process: int) -> bool:
    """Return whether a process is there, and no zombie."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{process}/stat", encoding="utf-8") as state:  # noqa: PTH123
        return state.read().rpartition(")")[2].split()[0] != "Z"


class Touched:
    """The kiosk in a page, as a visitor sees and touches it."""

    def __init__(self, browser: Browser, address: str, width: int = 1200, height: int = 800) -> None:
        """Open the kiosk, and keep the address of every request."""
        context = browser.new_context(viewport={"width": width, "height": height}, has_touch=True)
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda websocket: self.requests.append(websocket.url))
        self.page.goto(address)
        self.page.wait_for_function(SHOWN)

    def rows(self) -> list[str]:
        """Return the text of the screen."""
        return self.page.evaluate(ROWS)

    def place(self, words: str, *, right_to_left: bool = True) -> tuple[int, int, str]:
        """Wait for words to stay in one place; return row, column and the text as drawn."""
        (text,) = lay_out(words, 500, right_to_left)
        seen: list[tuple[int, int, str]] = []
        for _ in range(100):
            found = [(y, line.index(text), text) for y, line in enumerate(self.rows()) if text in line]
            seen = [*seen, found[0]] if found else []
            if len(seen) >= 3 and len(set(seen[-3:])) == 1:
                return seen[-1]
            time.sleep(0.1)
        rows = "\n".join(self.rows())
        return pytest.fail(f"the screen does not say {words!r}:\n{rows}")

    def point(self, row: int, column: float) -> tuple[float, float]:
        """Return the middle of a cell in pixels."""
        cell = self.page.evaluate(CELL)
        return (column + 0.5) * cell["width"], (row + 0.5) * cell["height"]

    def tap(self, words: str, *, right_to_left: bool = True) -> None:
        """Touch the middle of the words."""
        row, column, text = self.place(words, right_to_left=right_to_left)
        self.page.touchscreen.tap(*self.point(row, column + len(text) / 2 - 0.5))

    def tap_twice(self, row: int, column: int) -> None:
        """Give the terminal what a double tap is to it; by a slow driver's touches it would be two taps."""
        press = f"\x1b[<0;{column + 1};{row + 1}"
        self.page.evaluate(TWICE, f"{press}M{press}m")

    def cells(self, save: Path) -> Cells:
        """Take a picture of the screen, and keep it for people."""
        save.write_bytes(picture := self.page.screenshot())
        cell = self.page.evaluate(CELL)
        letters = self.page.evaluate("() => terminal.options.fontSize")
        return Cells(Image.open(BytesIO(picture)), cell["width"], cell["height"], letters)

    def close(self) -> None:
        """Close the page."""
        self.page.context.close()
