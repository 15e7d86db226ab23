"""Right-to-left text is laid out as python-bidi draws it, and nothing is lost on the way."""

import re
import subprocess
import sys
import unicodedata
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from kiosk.content.numbers import whole
from kiosk.screens.direction import flush, lay_out

NUMBERS = (
    "70 33 45 34 05",
    "+33 5 63 22 82 00",
    "01/02/2027",
    "2027-02-01",
    "1 443,11",
    "10 000",
    "250",
    "422-1",
    "08:30",
)
WORDS = (
    "قدّم",
    "لا",
    "الإقامة",
    "شهرين،",
    "المادة",
    "(ANEF)",
    "ANEF",
    "(بطاقة)",
    "[1]",
    "« récépissé »",
    "« attestation de prolongation d'instruction »",
    "autorisation provisoire de séjour (APS)",
    "70 33 45 34 05",
    "3 مارس 2027",
    "01/02/2027",
    "1 443,11",
    "10 000 EUR",
    "L. 422-1 (CESEDA)",
    "08:30",
    "٣ أيام",
    "漢字",
    ".",
)
PIECES = (*WORDS, *NUMBERS, "250 €", "1 443,11 €", "50 %", "R.\u00a0431-5")
SENTENCES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(" ".join)
WIDTHS = st.integers(10, 120)
TO_BRACKETS = str.maketrans("«»", "⁅⁆")
FROM_BRACKETS = str.maketrans("()[]«»⁅⁆", "(([[««««")
# Neither library has types.
get_display = import_module("bidi").get_display
SHAPER = import_module("arabic_reshaper").ArabicReshaper(
    {"delete_harakat": True, "ARABIC LIGATURE ALLAH": False}
)

slow = settings(derandomize=True, max_examples=300, deadline=None)


def shape(text: str) -> str:
    """Shape as the product does, by the library alone; numbers are isolated."""
    return str(SHAPER.reshape(unicodedata.normalize("NFC", whole(text, right_to_left=True))))


def visible(text: str) -> str:
    """Return a text without the marks of direction, which no cell shows."""
    return re.sub("[\u200e\u200f\u2066-\u2069]", "", text)


def unmirrored(line: str) -> str:
    """Replace both brackets of a kind by one, since python-bidi does not mirror them."""
    return line.translate(FROM_BRACKETS)


def letters(text: str) -> list[str]:
    """List the visible characters, in any order."""
    return sorted(unmirrored(visible("".join(text.split()))))


@slow
@given(SENTENCES, WIDTHS, st.booleans())
def test_no_line_is_wider_than_asked(text: str, width: int, right_to_left: bool) -> None:
    """At every width, every line fits."""
    assert all(cell_len(line) <= width for line in lay_out(text, width, right_to_left))


@slow
@given(SENTENCES, st.integers(2, 120), st.booleans())
def test_nothing_is_lost_or_doubled(text: str, width: int, right_to_left: bool) -> None:
    """At every width, the lines together hold the characters of the shaped text."""
    lines = lay_out(text, width, right_to_left)
    assert letters("".join(lines)) == letters(shape(text))


@slow
@given(st.lists(st.integers(10, 999), max_size=30), st.integers(12, 120))
def test_lines_follow_each_other_as_they_are_read(words: list[int], width: int) -> None:
    """In Arabic words, each told by its number, each line read from the right goes on."""
    text = " ".join(f"{'لا' * (word % 5)}كلمة{word}" for word in words)
    read = [word for line in lay_out(text, width, True) for word in reversed(line.split(" "))]
    assert [int(word) for word in re.findall(r"\d+", " ".join(read))] == words


@slow
@given(st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join), st.booleans())
def test_a_line_is_what_python_bidi_draws(text: str, right_to_left: bool) -> None:
    """A paragraph on one line is python-bidi's own, quotation marks paired like brackets."""
    text = f"{text} لا"
    logical = shape(text).translate(TO_BRACKETS)
    drawn = get_display(logical, base_dir="R" if right_to_left else "L")
    (line,) = lay_out(text, 1000, right_to_left)
    assert unmirrored(line) == unmirrored(visible(drawn))


@slow
@given(SENTENCES, WIDTHS)
def test_each_line_keeps_the_order_of_its_paragraph(text: str, width: int) -> None:
    """A line is the paragraph drawn on one line, without the characters of the other lines."""
    (whole,) = lay_out(text, 1000, True)
    for line in lay_out(text, width, True):
        drawn = iter(whole)
        assert all(character in drawn for character in line if not character.isspace())


@slow
@given(SENTENCES, st.sampled_from(NUMBERS), SENTENCES, st.integers(20, 120))
def test_numbers_stay_whole(before: str, number: str, after: str, width: int) -> None:
    """A number that fits is on one line, its groups and signs in the order they are written."""
    lines = lay_out(f"{before} : {number} : {after}", width, True)
    assert any(whole(number) in line for line in lines)


@slow
@given(st.text("ابل\u064bé« (a) 12+-€/,.\n\u00a0\u200d", max_size=60), st.integers(2, 30))
def test_any_text_can_be_laid_out(text: str, width: int) -> None:
    """Nonsense, too, is cut to the width without losing what can be seen."""
    lines = lay_out(text, width, True)
    assert all(cell_len(line) <= width for line in lines)
    shaped = shape(text.replace("\u200d", ""))
    assert letters("".join(lines)) == letters(shaped)


GOLDEN = {
    "اتصل على 70 33 45 34 05 الآن": "ﻥﻵﺍ 70\u00a033\u00a045\u00a034\u00a005 ﻰﻠﻋ ﻞﺼﺗﺍ",
    "اتصل على +33 5 63 22 82 00": "+33\u00a05\u00a063\u00a022\u00a082\u00a000 ﻰﻠﻋ ﻞﺼﺗﺍ",
    "من 3 مارس 2027 إلى 2 مايو 2027": "2027 ﻮﻳﺎﻣ 2 ﻰﻟﺇ 2027 ﺱﺭﺎﻣ 3 ﻦﻣ",
    "(ANEF)": "(ANEF)",
    "الموقع (ANEF) هنا": "ﺎﻨﻫ (ANEF) ﻊﻗﻮﻤﻟﺍ",
    "المادة L. 422-1": "L.\u00a0422-1 ﺓﺩﺎﻤﻟﺍ",
    "المادة 422-1": "422-1 ﺓﺩﺎﻤﻟﺍ",
    "رسم 250 € فقط": "ﻂﻘﻓ 250\u00a0€ ﻢﺳﺭ",
    "صورة 35 × 45 مم": "ﻢﻣ 35\u00a0×\u00a045 ﺓﺭﻮﺻ",
    "اتصل 0806 001 620.": ".0806\u00a0001\u00a0620 ﻞﺼﺗﺍ",
    "أي 1 443,11 € و30 000 €": "30\u00a0000\u00a0€ﻭ 1\u00a0443,11\u00a0€ ﻱﺃ",
    "من 8 h 30 إلى 12 h": "12\u00a0h ﻰﻟﺇ 8\u00a0h\u00a030 ﻦﻣ",
    "طابع timbre 250 € فقط": "ﻂﻘﻓ timbre 250\u00a0€ ﻊﺑﺎﻃ",
    "في 2027-02-01": "2027-02-01 ﻲﻓ",
    "في 01/02/2027.": ".01/02/2027 ﻲﻓ",
    "[بطاقة] «إقامة»": "«ﺔﻣﺎﻗﺇ» [ﺔﻗﺎﻄﺑ]",
    "وثيقة « récépissé » (ANEF)": "(ANEF) « récépissé » ﺔﻘﻴﺛﻭ",
}


@pytest.mark.parametrize(("text", "drawn"), GOLDEN.items())
def test_golden_lines(text: str, drawn: str) -> None:
    """These lines were read as pictures, letter by letter."""
    assert lay_out(text, 60, True) == (drawn,)


def test_a_french_term_is_read_in_order_across_lines() -> None:
    """The words of a French term run from left to right on each of its lines."""
    text = "سلّم « attestation de prolongation d'instruction » (ANEF) للموظف"
    assert lay_out(text, 24, True) == (
        "attestation de » ﻢﻠﺳ",
        "prolongation",
        "(ANEF) « d'instruction",
        "ﻒﻇﻮﻤﻠﻟ",
    )


def test_a_french_date_broken_after_its_article_stays_french() -> None:
    """A number at the start of a line belongs to the French words before the break."""
    assert lay_out("انظر loi du 3 mars", 12, True) == ("loi du ﺮﻈﻧﺍ", "3 mars")


def test_arabic_in_a_french_line_is_turned_around_by_itself() -> None:
    """Base direction left to right: only the Arabic phrase is reordered, on each line."""
    text = "Dire : من 3 مارس 2027 إلى 2 مايو 2027."
    assert lay_out(text, 20, False) == ("Dire : ﺱﺭﺎﻣ 3 ﻦﻣ", "ﻮﻳﺎﻣ 2 ﻰﻟﺇ 2027", "2027.")


def test_newlines_end_paragraphs() -> None:
    """Each paragraph starts a line, an empty one is an empty line."""
    assert lay_out("ا\n\nب", 10, True) == lay_out("ا\n \nب", 10, True) == ("ﺍ", "", "ﺏ")
    assert lay_out("", 10, True) == lay_out("", 10, False) == ("",)


def test_spaces_at_a_break_disappear_and_others_stay() -> None:
    """Double spaces and indentation are kept inside a line only."""
    assert lay_out("  a  b  c", 6, False) == ("  a  b", "c")


@pytest.mark.parametrize("right_to_left", [True, False])
def test_a_long_word_is_cut(right_to_left: bool) -> None:
    """A word longer than the line is cut, a wide character never in half."""
    assert lay_out("abcdefg 漢字漢", 5, right_to_left) == ("abcde", "fg", "漢字", "漢")


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_no_break_spaces_hold_until_the_line_is_too_short(space: str) -> None:
    """A telephone number moves to the next line whole, and is cut between its groups at worst."""
    number = space.join(["70", "33", "45", "34", "05"])
    assert lay_out(f"tel {number}", 15, False) == ("tel", number)
    assert lay_out(number, 10, True) == (space.join(["70", "33", "45"]), space.join(["34", "05"]))


def test_shaping_comes_before_measuring() -> None:
    """Lam-alef takes one cell, so two of them fit where four letters would not."""
    assert lay_out("لا لا", 3, True) == ("ﻻ ﻻ",)


def test_a_decomposed_hamza_stays_and_short_vowels_go() -> None:
    """The hamza is part of the letter; harakat have no cell."""
    assert lay_out("\u0627\u0654مُدَّة", 9, True) == lay_out("أمدة", 9, True)


def test_flush_fills_the_width() -> None:
    """The text ends at the right when it runs right to left, and starts at the left otherwise."""
    assert flush("漢b", 5, right_to_left=True) == "  漢b"
    assert flush("漢b", 5, right_to_left=False) == "漢b  "


def test_french_alone_imports_no_bidi() -> None:
    """Text without a right-to-left letter costs no import of the two libraries."""
    program = (
        "import sys; from kiosk.screens.direction import lay_out;"
        "lay_out('« récépissé »', 9, False);"
        "sys.exit(bool({'bidi', 'arabic_reshaper'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
