"""The kiosk in a real browser: a journey by touch, and how it is drawn."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from PIL import ImageColor

from tests.real.browsers import SHOWN, Touched, serving
from tests.real.pictures import DIFFERENT, SAME

if TYPE_CHECKING:
    from playwright.sync_api import Page

SIZES = {"large": (1200, 800, 80, 24), "standard": (1440, 962, 120, 37)}
"""Width and height in pixels, and the columns and rows that are at least there."""
MARK = """() => document.body.insertAdjacentHTML('afterbegin',
    '<p id="drawn" style="position:absolute; font-family:Roboto Mono"></p>')"""


@pytest.fixture(params=SIZES)
def touched(chromium, request, tmp_path):
    """The kiosk in a page of each size."""
    width, height, columns, rows = SIZES[request.param]
    with serving("--prefecture", "82", "--size", request.param) as server:
        touched = Touched(chromium, server.address, width, height)
        seen = touched.page.evaluate("() => [terminal.cols, terminal.rows]")
        assert columns <= seen[0] < columns * 1.1
        assert rows <= seen[1] < rows * 1.1
        yield touched
        touched.close()


def test_five_taps_to_the_arabic_student_sheet(touched, library, tmp_path):
    """By touch alone to the sheet: its title stands on the right, joined and in the right order."""
    words = library.words("ar")
    content = library.in_language(words)
    questions = content.tree.questions
    renewal = next(a for a in questions["need"].answers if a.id == "renewal")
    other = next(a for a in questions["renewal"].answers if a.id == "other")
    student = next(a for a in questions["renewal-card"].answers if a.id == "student")
    for label in (
        library.languages["ar"].name,
        renewal.label,
        other.label,
        student.label,
        words.say("See everything now"),
    ):
        touched.tap(label)
    touched.place(words.say("Take the list"))
    row, column, text = touched.place(content.permits["etudiant"].requests["renewal"].title)
    assert touched.rows()[row].rstrip() == " " * column + text
    assert column + len(text) == touched.page.evaluate("terminal.cols") - 1
    cells = touched.cells(tmp_path / "sheet.png")
    right = cells.likeness(text, row, column, bold=True)
    wrong = cells.likeness(text[::-1], row, column, bold=True)
    assert right > SAME
    assert wrong < DIFFERENT
    assert {urlsplit(url).hostname for url in touched.requests} <= {"127.0.0.1", None}
    assert len(touched.requests) > 3


def test_a_keypad_alone(chromium):
    """Digits reach the kiosk before anything was touched, after a reload, and after the focus was taken."""
    with serving("--prefecture", "82") as server:
        touched = Touched(chromium, server.address)
        page = touched.page
        for disturb in (list, page.reload, lambda: page.evaluate("() => document.activeElement.blur()")):
            disturb()
            page.wait_for_function(SHOWN)
            touched.place("Touchez ici pour commencer", right_to_left=False)
            page.keyboard.press("1")
            touched.place("Que voulez-vous faire ?", right_to_left=False)
            for digit in "72":
                page.keyboard.press(digit)
        touched.close()


def test_dark_to_the_edge(touched, tmp_path):
    """What no cell covers is as dark as the screen that a visitor made dark."""
    for colour in ("#ffffff", "#000000"):
        touched.place("Touchez ici pour commencer", right_to_left=False)
        picture = touched.cells(tmp_path / "edge.png").picture.convert("RGB")
        corner = picture.getpixel((picture.width - 1, picture.height - 1))
        assert corner == ImageColor.getrgb(colour)
        touched.tap("\u25d0")


def test_arabic_without_webgl(chromium_without_webgl, library, tmp_path):
    """Where the machine has no WebGL the page is drawn with spans: Arabic keeps its order there too."""
    with serving("--prefecture", "82", "--language", "ar") as server:
        touched = Touched(chromium_without_webgl, server.address)
        assert touched.page.locator(".xterm-rows").count() == 1
        row, column, text = touched.place(
            library.in_language(library.words("ar")).tree.questions["need"].text
        )
        cells = touched.cells(tmp_path / "question.png")
        assert cells.likeness(text, row, column, bold=True) > SAME
        assert cells.likeness(text[::-1], row, column, bold=True) < DIFFERENT
        touched.close()


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
