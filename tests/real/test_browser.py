"""The kiosk in a real browser: textual-serve, Chromium, our own page, and taps."""

from __future__ import annotations

import shlex
import socket
import subprocess
import sys
import time
from contextlib import closing
from io import BytesIO
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from kiosk.screens.direction import lay_out
from tests.real.pictures import DIFFERENT, SAME, Cells, dejavu, need

PAGES = Path(__file__).parent / "pages"
KIOSK = shlex.join([sys.executable, "-m", "kiosk", "run", "--prefecture", "82"])
SERVE = (
    "import sys; from textual_serve.server import Server\n"
    "command, port, pages = sys.argv[1:]\n"
    "Server(command, '127.0.0.1', int(port), title='kiosk', templates_path=pages).serve()"
)
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync")  # fmt: skip
SIZES = {"large text": (1200, 792, 26, 80, 24), "standard text": (1440, 962, 20, 120, 37)}
"""Width and height in pixels, size of the letters, and the columns and rows that this makes."""

# textual.js keeps its xterm.js terminal to itself; it is caught where it is stored.
CATCH = """Object.defineProperty(Object.prototype, 'terminal', {configurable: true, set(terminal) {
    window.caught = terminal;
    Object.defineProperty(this, 'terminal', {value: terminal, writable: true});
}})"""
ROWS = """() => Array.from({length: caught.rows},
    (_, row) => caught.buffer.active.getLine(row).translateToString())"""
MARK = """() => document.body.insertAdjacentHTML('afterbegin',
    '<p id="drawn" style="position:absolute; font-family:Roboto Mono"></p>')"""
CELL = "() => caught._core._renderService.dimensions.css.cell"


@pytest.fixture(scope="module")
def address():
    """The address of textual-serve with our page, on a free port of this machine."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    program = [sys.executable, "-c", SERVE, KIOSK, str(port), str(PAGES)]
    with subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            yield _answering(f"http://127.0.0.1:{port}/")
        finally:
            server.terminate()


def _answering(url: str) -> str:
    for _ in range(200):
        try:
            urlopen(url).close()  # noqa: S310  our own address
        except URLError:
            time.sleep(0.05)
        else:
            return url
    return pytest.fail("textual-serve did not start")


@pytest.fixture(scope="module")
def chromium():
    """A headless Chromium, or a skip that names the package."""
    dejavu(16, bold=False)
    with sync_playwright() as playwright:
        path = need("chromium", "chromium")
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


class Touched:
    """The kiosk in a page, as a visitor sees and touches it."""

    def __init__(self, browser: Browser, address: str, width: int, height: int, letters: int) -> None:
        """Open the kiosk, and keep the address of every request."""
        context = browser.new_context(viewport={"width": width, "height": height}, has_touch=True)
        context.add_init_script(CATCH)
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda websocket: self.requests.append(websocket.url))
        self.page.goto(f"{address}?fontsize={letters}")
        self.page.wait_for_function("() => window.caught && caught.rows")
        self.letters = letters

    def rows(self) -> list[str]:
        """Return the text of the screen."""
        return self.page.evaluate(ROWS)

    def place(self, words: str) -> tuple[int, int, str]:
        """Wait for the Arabic words to stay in one place; return row, column and the text as drawn."""
        (text,) = lay_out(words, 500, True)
        seen: list[tuple[int, int, str]] = []
        for _ in range(100):
            found = [(y, line.index(text), text) for y, line in enumerate(self.rows()) if text in line]
            seen = [*seen, found[0]] if found else []
            if len(seen) >= 3 and len(set(seen[-3:])) == 1:
                return seen[-1]
            time.sleep(0.1)
        return pytest.fail(f"the screen does not say {words!r}")

    def tap(self, words: str) -> None:
        """Touch the middle of the words."""
        row, column, text = self.place(words)
        cell = self.page.evaluate(CELL)
        x, y = (column + len(text) / 2) * cell["width"], (row + 0.5) * cell["height"]
        self.page.touchscreen.tap(x, y)

    def cells(self, save: Path) -> Cells:
        """Take a picture of the screen, and keep it for people."""
        save.write_bytes(picture := self.page.screenshot())
        cell = self.page.evaluate(CELL)
        return Cells(Image.open(BytesIO(picture)), cell["width"], cell["height"], self.letters)


@pytest.fixture(params=SIZES.values(), ids=SIZES.keys())
def touched(chromium, address, request):
    """The kiosk in a page of each size."""
    width, height, letters, columns, rows = request.param
    touched = Touched(chromium, address, width, height, letters)
    assert touched.page.evaluate("() => [caught.cols, caught.rows]") == [columns, rows]
    yield touched
    touched.page.context.close()


def test_four_taps_to_the_arabic_student_sheet(touched, library, tmp_path):
    """By touch alone to the sheet: its title stands on the right, joined and in the right order."""
    words = library.words("ar")
    content = library.in_language(words)
    questions = content.tree.questions
    renewal = next(a for a in questions["need"].answers if a.id == "renewal")
    student = next(a for a in questions["renewal"].answers if a.id == "student")
    for label in (
        library.languages["ar"].name,
        renewal.label,
        student.label,
        words.say("See everything now"),
    ):
        touched.tap(label)
    touched.place(words.say("Take the list"))
    row, column, text = touched.place(content.permits["etudiant"].requests["renewal"].title)
    assert touched.rows()[row].rstrip() == " " * column + text
    assert column + len(text) == touched.page.evaluate("caught.cols") - 1
    cells = touched.cells(tmp_path / "sheet.png")
    right = cells.likeness(text, row, column, bold=True)
    wrong = cells.likeness(text[::-1], row, column, bold=True)
    assert right > SAME
    assert wrong < DIFFERENT
    assert {urlsplit(url).hostname for url in touched.requests} <= {"127.0.0.1", None}
    assert len(touched.requests) > 3


def test_the_page_draws_with_dejavu(touched):
    """Arabic and the signs come from DejaVu Sans Mono, the braille of pictograms from DejaVu Sans."""
    touched.page.evaluate(MARK)
    assert fonts_of(touched.page, "\ufe91\ufef2 a\u2610\u25c0\u2302\u25d0") == {"DejaVu Sans Mono"}
    assert fonts_of(touched.page, "\u28ff") == {"DejaVu Sans"}


def fonts_of(page: Page, text: str) -> set[str]:
    """Return the families that Chromium draws a text with, in the font of the terminal."""
    page.evaluate("text => { document.querySelector('#drawn').textContent = text }", text)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "#drawn"})["nodeId"]
    for _ in range(50):
        if fonts := session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
            return {font["familyName"] for font in fonts}
        time.sleep(0.05)
    return set()
