"""Numbers on right-to-left paper: where each of their groups stands, read back from the PDF."""

from __future__ import annotations

import html
import re
import subprocess
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest

from kiosk.content.library import open_library
from kiosk.content.numbers import NO_BREAK_SPACE
from kiosk.content.terms import Prose
from kiosk.engine.document import Paragraph
from kiosk.render.kit import Order, Workshop
from kiosk.render.layouts import CHECKLIST
from kiosk.render.paper import Press, pdf_of
from kiosk.render.plain import plain_texts
from kiosk.settings import CodeSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.engine.document import Document

LIBRARY = open_library()
PRESS = Press(LIBRARY, CodeSettings())
WORKSHOP = Workshop(PRESS, "82", date(2026, 11, 26))
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)".*?>(.*)</word>')
MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
NUMBER = re.compile(r"\+?\d[\d.,]*(?:\s(?:[\u00d7\u20ac%]|\d+(?:,\d+)?))+|\d+(?:[/-]\d+)+")
"""A number of several groups, as one who reads the page would find it."""
OTHERS = ("0806 001 620", "+33 5 34 45 33 70", "1 443,11 €", "30 000 €", "35 × 45 mm", "04/03/2027", "12,5 %")
ORDERS = [
    Order("etudiant/renewal", "ar"),
    Order("etudiant/renewal", "ar", sheet=True),
    Order("etudiant/renewal", "ar", size="ticket"),
    Order("aes/first", "ar"),
    Order("visiteur/first", "ar", sheet=True),
    Order("faq", "ar"),
    Order("notice", "ar"),
]


def drawn(pdf: bytes) -> list[str]:
    """Return each line of a PDF as it stands on the paper, from left to right, without spaces."""
    found = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    lines = []
    for page in found.stdout.decode().split("<page ")[1:]:
        words = sorted((round(float(y)), float(x), text) for x, y, text in WORD.findall(page))
        lines += ["".join(text for *_, text in line) for _, line in groupby(words, key=lambda word: word[0])]
    return [squeezed(MARKS.sub("", html.unescape(line))) for line in lines]


def squeezed(text: str) -> str:
    """Return a text without any space."""
    return re.sub(r"\s", "", text)


def numbers(value: Any) -> Iterator[str]:
    """Return the numbers of several groups in the visitor's side of a page of data."""
    if isinstance(value, dict):
        yield from NUMBER.findall(MARKS.sub("", value.get("own") or ""))
        for part in value.values():
            yield from numbers(part)
    elif isinstance(value, list):
        for part in value:
            yield from numbers(part)


def turned(number: str) -> str:
    """Return a number with its groups from right to left, as nobody may read it."""
    return "".join(reversed(number.split()))


def every_number() -> Document:
    """Return a page of all the Arabic sentences that hold a number, and of telephones, dates and sizes."""
    document = WORKSHOP.document(ORDERS[0])
    sentences = [text for text in LIBRARY.words("ar").translations.values() if re.search(r"\d", text)]
    made = [f"{before} {number} {after}" for number in OTHERS for before in ("في", ":") for after in " ."]
    long = [f"في {'كلمة ' * words}{number} من" for number in OTHERS for words in range(8, 14)]
    blocks = tuple(Paragraph(Prose(text, "ar", "-")) for text in (*sentences, *made, *long))
    return replace(document, sections=(replace(document.sections[0], blocks=blocks),))


def test_every_arabic_sentence_keeps_its_numbers() -> None:
    """The groups of each number of each Arabic sentence stand from left to right, on one line."""
    page = PRESS.page(every_number(), CHECKLIST)
    lines = drawn(pdf_of(page, CHECKLIST))
    written = list(numbers(page["sections"]))
    assert len(written) > 100
    for number in set(written):
        assert sum(line.count(squeezed(number)) for line in lines) >= written.count(number), number


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: f"{order.path}-{order.size}")
def test_no_page_turns_a_number_around(order: Order) -> None:
    """On each kind of Arabic page numbers are printed, and none has its groups reversed."""
    layout = order.papers[order.size]
    page = PRESS.page(WORKSHOP.document(order), layout)
    written, lines = set(numbers(page)), drawn(pdf_of(page, layout))
    assert any(squeezed(number) in line for number in written for line in lines)
    for number in written:
        assert not any(re.search(rf"(?<!\d){re.escape(turned(number))}(?!\d)", line) for line in lines)


def test_a_telephone_shows_the_same_numbers() -> None:
    """The text of a QR isolates the numbers that the paper isolates."""
    (text, *_) = plain_texts(every_number())
    for number in OTHERS:
        assert f"\u2066{number.replace(' ', NO_BREAK_SPACE)}\u2069" in text
