"""What a prefecture's file says of itself: each field is shown, in every language."""

from datetime import time

import pytest

from kiosk.content.models import CitedLink, Hours, Opening, Place, Prefecture, Relay
from kiosk.engine import document as doc
from kiosk.engine.facts import Case
from kiosk.engine.journey import Journey
from kiosk.engine.places import places, said
from tests.conftest import DAY

WEEK = {"days": "monday-friday", "times": ("09:00-12:00", "14:00-17:30")}
CAVE = Prefecture(
    name="Votre grotte",
    place=Place(
        name="Votre grotte",
        address="1 quai des Dragons",
        postal_address="BP 3",
        phone="34 30",
        phone_hours=(Opening(**WEEK),),
        remark="Entrée par le lac.",
        source="directory",
    ),
    hours=(Hours(**WEEK, remark="Fermé à midi.", source="directory"),),
    website=CitedLink(url="https://cave.gouv.fr/", source="directory"),
    contact_form=CitedLink(url="https://cave.gouv.fr/write", source="directory"),
    relay=Relay(url="https://relay.gouv.fr/", hours=(Opening(**WEEK),), source="directory"),
)


def shown(library, code: str) -> list[doc.Block]:
    """Return the blocks of the cave in a language."""
    content = library.content.model_copy(update={"prefectures": {"cave": CAVE}})
    return list(places(Case(content, library.words(code), "cave", Journey(), DAY)))


def test_every_field_is_shown(library):
    """Address, letters, telephone, hours, remarks, form and relay stand on the sheet."""
    text = repr(shown(library, "fr"))
    for part in ("quai des Dragons", "BP 3", "34 30", "le lac", "midi", "gouv.fr/write", "relay.gouv.fr"):
        assert part in text


@pytest.mark.parametrize("code", ["fr", "ar", "zh"])
def test_letters_have_a_line_of_their_own(library, code):
    """The address for letters is never part of a sentence, and comes after the hours of the counter."""
    blocks = shown(library, code)
    letters = next(block for block in blocks if isinstance(block, doc.Letters))
    assert letters.address == "BP 3"
    midi = next(n for n, block in enumerate(blocks) if getattr(block, "text", "") == "Fermé à midi.")
    assert midi < blocks.index(letters)


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("fr", "lundi – vendredi : 09:00 – 12:00 et 14:00 – 17:30"),
        ("en", "Monday – Friday: 09:00–12:00 and 14:00–17:30"),
        ("zh", "星期一 – 星期五：09:00–12:00和14:00–17:30"),
    ],
)
def test_hours_speak_each_language(library, code, line):
    """Days and times are written as the language writes them, with the French beside."""
    hours, remark = said(library.words(code), CAVE.hours[0])
    assert " ".join(hours.split()) == line
    assert hours.french.startswith("lundi")
    assert remark == "Fermé à midi."


def test_one_day_stands_alone(library):
    """A range of one day names it once."""
    opening = Opening(days="monday", times=("08:30-11:30",))
    assert opening.times[0].closes == time(11, 30)
    assert next(said(library.words("en"), opening)) == "Monday: 08:30–11:30"


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"days": "monday"},
        {"times": ("09:00-12:00",)},
        {"days": "friday-monday", "times": ("09:00-12:00",)},
        {"days": "lundi", "times": ("09:00-12:00",)},
        {"days": "monday", "times": ("12:00-09:00",)},
        {"days": "monday", "times": ("9h",)},
    ],
)
def test_hours_that_say_nothing_are_refused(wrong):
    """Days without times, times without days, and what is no day or time are refused."""
    with pytest.raises(ValueError, match="write"):
        Opening(**wrong)
