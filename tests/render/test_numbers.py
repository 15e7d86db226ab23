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
ISOLATED = re.compile("\u2066([^\u2069]*)\u2069")
PARTED = re.compile(r"[\s\u00d7]")
"""What stands between the groups of a number."""
OTHERS = ("0806 001 620", "+33 5 34 45 33 70", "1 443,11 €", "30 000 €", "35 × 45 mm", "04/03/2027", "12,5 %")
ORDERS = [
    Order("etudiant/renewal", "ar"),
    Order("etudiant/renewal", "ar", sheet=True),
    Order("etudiant/renewal", "ar", size="ticket"),
    Order("faq", "ar"),
    Order("notice", "ar"),
    Order("poster/deposits", "ar"),
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


def isolated(value: Any) -> Iterator[str]:
    """Return the numbers of several groups that a page of data isolates."""
    if isinstance(value, str):
        yield from filter(PARTED.search, ISOLATED.findall(value))
    elif isinstance(value, dict):
        for part in value.values():
            yield from isolated(part)
    elif isinstance(value, list):
        for part in value:
            yield from isolated(part)


def turned(number: str) -> str:
    """Return a number with its groups from right to left, as nobody may read it."""
    return squeezed(" ".join(reversed(re.split(r"[\s]", number))))


def every_number() -> Document:
    """Return a page of all the Arabic sentences that hold a number, and of telephones, dates and sizes."""
    document = WORKSHOP.document(ORDERS[0])
    sentences = [text for text in LIBRARY.words("ar").translations.values() if re.search(r"\d", text)]
    made = [f"{before} {number} {after}" for number in OTHERS for before in ("في", ":") for after in ("من", ".")]
    long = [f"في {'كلمة ' * words}{number} من" for number in OTHERS for words in range(8, 14)]
    blocks = tuple(Paragraph(Prose(text, "ar", "-")) for text in (*sentences, *made, *long))
    return replace(document, sections=(replace(document.sections[0], blocks=blocks),))


def test_every_arabic_sentence_keeps_its_numbers() -> None:
    """The groups of each number of each Arabic sentence stand from left to right, on one line."""
    page = PRESS.page(every_number(), CHECKLIST)
    lines = drawn(pdf_of(page, CHECKLIST))
    numbers = list(isolated(page))
    assert len(numbers) > 100
    for number in set(numbers):
        assert sum(line.count(squeezed(number)) for line in lines) >= numbers.count(number), number


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: f"{order.path}-{order.size}")
def test_no_page_turns_a_number_around(order: Order) -> None:
    """On each kind of Arabic page numbers are isolated, are there, and none has its groups reversed."""
    layout = order.papers[order.size]
    page = PRESS.page(WORKSHOP.document(order), layout)
    numbers = set(isolated(page))
    lines = drawn(pdf_of(page, layout))
    assert numbers
    for number in numbers:
        assert not any(re.search(rf"(?<!\d){re.escape(turned(number))}(?!\d)", line) for line in lines)
        assert any(squeezed(number) in line for line in lines) or order.what != "etudiant/renewal"


def test_a_telephone_reads_the_same_numbers() -> None:
    """The text of a QR isolates the same numbers as the paper."""
    (text, *_) = plain_texts(every_number())
    assert {number.replace(" ", "\u00a0") for number in OTHERS} <= set(isolated(text))
