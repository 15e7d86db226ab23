"""A number stays whole: what counts as one, and what is done to it where one reads from the right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.numbers import pronounceable, whole

PIECES = st.sampled_from([*"0123456789 ,.-/%€+×LRhm\u00a0\u202fن", " mm", " euros", "L. 4"])
MARKS = str.maketrans(" ", "\u00a0", "\u200e\u2066\u2069")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("70 33 45 34 05", "70_33_45_34_05"),
        ("0806 001 620 ou +33 5 34 45 33 70", "0806_001_620 ou +33_5_34_45_33_70"),
        ("1 443,11 €", "1_443,11_€"),
        ("10 000 EUR.", "10_000_EUR."),
        ("35 × 45 mm, 22 m²", "35_×_45_mm, 22_m²"),
        ("50 % dès 8 h 30", "50_% dès 8_h_30"),
        ("le 04/03/2027", "le 04/03/2027"),
        ("article L. 422-1 et R. 431-5", "article L._422-1 et R._431-5"),
        ("le 3 mars 2027 à 9 h", "le 3 mars 2027 à 9_h"),
        ("en 2027 3 documents, 24 24h", "en 2027 3 documents, 24 24h"),
        ("82013 Montauban, BP 779", "82013 Montauban, BP 779"),
    ],
)
def test_no_line_breaks_a_number(text: str, expected: str) -> None:
    """Only the spaces inside a number change, to U+00A0."""
    assert whole(text) == expected.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اتصل 0806 001 620.", "اتصل [0806_001_620]."),
        ("أي 1 443,11 € في الشهر", "أي [1_443,11_€] في الشهر"),
        ("30\u202f000 € و 50 %", "[30\u202f000_€] و [50_%]"),
        ("صورة 35 × 45 مم", "صورة [35_×_45] مم"),
        ("في 04/03/2027", "في [04/03/2027]"),
        ("المادة 422-1", "المادة [422-1]"),
        ("بين 60 و120 يوما", "بين 60 و120 يوما"),
        ("طابع timbre 250 € فقط", "طابع timbre 250_€! فقط"),
    ],
)
def test_nothing_turns_a_number_around(text: str, expected: str) -> None:
    """In Arabic a number of several parts is isolated, unless it belongs to a Latin phrase."""
    marks = str.maketrans({"_": "\u00a0", "[": "\u2066", "]": "\u2069", "!": "\u200e"})
    assert whole(text, right_to_left=True) == whole(text) == expected.translate(marks)


def test_a_lonely_number_is_isolated_by_its_page() -> None:
    """An amount without a letter beside it is isolated only on a page that runs from right to left."""
    assert whole("100 €") == "100\u00a0€"
    assert whole("100 €", right_to_left=True) == "\u2066100\u00a0€\u2069"


@given(st.lists(PIECES, max_size=40).map("".join), st.booleans())
def test_nothing_else_changes(text: str, right_to_left: bool) -> None:
    """A text differs from its whole form by spaces and marks only, and twice is as once for the spaces."""
    once = whole(text, right_to_left=right_to_left)
    assert once.translate(MARKS) == text.translate(MARKS)
    assert whole(whole(text.replace("ن", ""))) == whole(text.replace("ن", ""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0806 001 620", "0806, 001, 620"),
        ("05\u00a034\u00a045\u00a033\u00a070", "05, 34, 45, 33, 70"),
        ("30 000 ou 1\u202f443,11", "30000 ou 1443.11"),
        ("en 2027 300 documents", "en 2027 300 documents"),
    ],
)
def test_a_voice_gets_amounts_joined_and_telephones_parted(text: str, expected: str) -> None:
    """A telephone is said group by group, and an amount as one number."""
    assert pronounceable(text, ".") == expected
