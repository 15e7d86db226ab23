"""The languages: their words, their dates and amounts, and nothing of one in another."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.languages import Words, message, money, read_catalog
from kiosk.content.library import open_library
from kiosk.content.terms import Prose
from kiosk.errors import KioskError
from tests.conftest import CONTENT

LIBRARY = open_library()
LANGUAGES = tuple(LIBRARY.languages)
CATALOGS = {code: read_catalog(CONTENT / "locales", code, "interface") for code in LANGUAGES}
MESSAGES = sorted(CATALOGS["fr"])
HOLES = re.compile(r"\{(\w*)\}")
FRENCH_LETTERS = re.compile("[àâçéèêëîïôùûœæÀÂÇÉÈÊËÎÏÔÙÛŒÆ«»]")
ONLY_HOLES = re.compile(r"^(\{\w+\}|[\s:.])+$")


def words(code: str) -> Words:
    """Return the words of a language."""
    return LIBRARY.words(code)


@pytest.mark.parametrize(
    ("code", "day", "said"),
    [
        ("fr", date(2026, 5, 1), "1er mai 2026"),
        ("fr", date(2026, 5, 2), "2 mai 2026"),
        ("fr", date(2026, 8, 11), "11 août 2026"),
        ("fr", date(2026, 1, 31), "31 janvier 2026"),
        ("en", date(2026, 5, 1), "1 May 2026"),
        ("en", date(2026, 12, 31), "31 December 2026"),
        ("ar", date(2026, 5, 1), "1 مايو 2026"),
    ],
)
def test_dates_in_full(code, day, said):
    """A date is said with its month in words and its year; the French first of the month is an ordinal."""
    prose = words(code).say("{day}", day=day)
    assert (prose, prose.language) == (said, code)


def test_french_beside_a_date():
    """Beside the visitor's date stands the French one."""
    assert words("ar").say("{day}", day=date(2026, 5, 1)).french == "1er mai 2026"
    assert words("en").say("Since {day}.", day=date(2026, 5, 1)).french == "Depuis le 1er mai 2026."


@pytest.mark.parametrize(
    ("code", "start", "end", "said"),
    [
        ("fr", date(2027, 3, 3), date(2027, 5, 2), "du 3 mars au 2 mai 2027"),
        ("fr", date(2027, 5, 1), date(2027, 7, 1), "du 1er mai au 1er juillet 2027"),
        ("fr", date(2026, 12, 30), date(2027, 2, 28), "du 30 décembre 2026 au 28 février 2027"),
        ("en", date(2027, 3, 3), date(2027, 5, 2), "from 3 March to 2 May 2027"),
        ("en", date(2026, 12, 30), date(2027, 2, 28), "from 30 December 2026 to 28 February 2027"),
        ("ar", date(2027, 3, 3), date(2027, 5, 2), "من 3 مارس إلى 2 مايو 2027"),
    ],
)
def test_between(code, start, end, said):
    """A window is said with its first year only where the second is another one; French stands beside it."""
    prose = words(code).between(start, end)
    assert (prose, prose.language) == (said, code)
    assert prose.french == words("fr").between(start, end)


@pytest.mark.parametrize(
    ("locale", "amount", "said"),
    [
        ("fr", "250", "250\xa0€"),
        ("fr", "877.50", "877,50\xa0€"),
        ("fr", "80.05", "80,05\xa0€"),
        ("fr", "0", "0\xa0€"),
        ("fr", "39582", "39\u202f582\xa0€"),
        ("en_GB", "250", "250\xa0€"),
        ("en_GB", "1443.11", "1,443.11\xa0€"),
        ("ar", "250", "250\xa0€"),
    ],
)
def test_amounts(locale, amount, said):
    """Amounts are written as the language does, without empty cents, and never break at a line's end."""
    assert money(Decimal(amount), locale) == said


@given(cents=st.integers(0, 10**7), locale=st.sampled_from(["fr", "en_GB", "ar"]))
def test_amounts_keep_their_digits(cents, locale):
    """Whatever the amount, its digits and nothing else are written, and no space in it breaks."""
    said = money(Decimal(cents) / 100, locale)
    written = "".join(character for character in said if character.isdigit())
    assert written == (str(cents // 100) if cents % 100 == 0 else f"{cents // 100}{cents % 100:02d}")
    assert " " not in said
    assert "€" in said


def test_amounts_in_a_sentence():
    """A Decimal in a sentence is euros; another number is a number."""
    assert words("fr").say("{amount}", amount=Decimal(250)) == "250\xa0€"
    assert "3" in words("fr").say("{number} short questions", number=3)


@pytest.mark.parametrize("code", LANGUAGES)
def test_sentence_with_french_inside_is_french(code):
    """A sentence around a part that has no translation counts as French, so that it is shown as such."""
    part = Prose("[FR] Si vous travaillez", "fr", "Si vous travaillez")
    said = words(code).say("{condition}: {text}", condition=part, text=Prose("x", code, "y"))
    assert said.language == "fr"
    assert said.french == "Si vous travaillez : y"


def test_unknown_sentence_is_said_as_it_is():
    """A sentence that no catalog has is said in the words of the code, never empty."""
    assert words("ar").say("No such sentence.") == "No such sentence."
    assert message("It is marked.") == "It is marked."


def test_unknown_language():
    """A language that is not ours is an error that names ours."""
    with pytest.raises(KioskError, match="fr, en, ar"):
        words("xx")


def test_content_in_french_is_the_source():
    """French content is the content itself; another language is translated once."""
    assert LIBRARY.in_language(words("fr")) is LIBRARY.content
    assert LIBRARY.in_language(words("en")) is LIBRARY.in_language(words("en"))
    assert words("fr").translations == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_interface_is_whole(code):
    """Every sentence of the interface is there in each language, with the same holes."""
    assert sorted(CATALOGS[code]) == MESSAGES
    for sentence, said in CATALOGS[code].items():
        assert sorted(HOLES.findall(said)) == sorted(HOLES.findall(sentence)), said


@pytest.mark.parametrize("sentence", MESSAGES)
def test_nothing_french_in_english(sentence):
    """No English sentence is the French one, or has a French letter or quotation mark."""
    english, french = CATALOGS["en"][sentence], CATALOGS["fr"][sentence]
    assert not FRENCH_LETTERS.search(english)
    if not ONLY_HOLES.match(sentence):
        assert english != french or sentence in SAME_IN_BOTH


SAME_IN_BOTH = {
    "Association",
    "Couple",
    "Danger",
    "Information",
    "Menu",
    "Police",
    "Talent",
    "Ticket",
    "Total",
    "Visa",
    "page {number} of {count}",
}
"""Sentences whose French may be spelt as the English."""


@pytest.mark.parametrize("sentence", MESSAGES)
def test_arabic_is_written_in_arabic(sentence):
    """An Arabic sentence has Arabic letters, unless it is only holes."""
    if not ONLY_HOLES.match(sentence):
        assert re.search("[\u0600-\u06ff]", CATALOGS["ar"][sentence])


@pytest.mark.parametrize("sentence", MESSAGES)
def test_french_typography(sentence):
    """In French a space stands before a colon, question mark, semicolon or exclamation mark."""
    assert not re.search(r"[^\s?!;:][?!;:]", CATALOGS["fr"][sentence])


@pytest.mark.parametrize("code", LANGUAGES)
def test_language_says_what_it_can_do(code):
    """Each language names itself, invites in its own words, and says how far it can be trusted."""
    language = LIBRARY.languages[code]
    assert language.name
    assert language.invitation
    assert language.right_to_left is (code == "ar")
    assert (language.reviewed == "source") is (code == "fr")
    assert language.outputs
