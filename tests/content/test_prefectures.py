"""The prefecture overlays: one for every department, and nothing in them that no source gives."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from kiosk.content.models import Confidence, Prefecture

CODES = (
    "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 21 22 23 24 25 26 27 28 29 2a 2b "
    "30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 "
    "60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 "
    "90 91 92 93 94 95 971 972 973 974 976"
)
DEPARTMENTS = CODES.split()

SHORT_NUMBERS = {"34 30"}
"""Telephone numbers of four digits that the directory gives."""


@pytest.fixture(params=[*DEPARTMENTS, "default"])
def prefecture(request, library) -> Prefecture:
    """Each overlay in turn."""
    return library.content.prefectures[request.param]


def places(prefecture: Prefecture) -> list:
    """Return every place that an overlay names."""
    own = [prefecture.place] if prefecture.place else []
    return [*own, *prefecture.sub_prefectures, *prefecture.help_desks]


def sourced(library, cited) -> bool:
    """Tell whether a fact rests on a source that says more than "none found"."""
    source = library.content.sources.sources[cited.source]
    return (cited.confidence or source.confidence) is not Confidence.UNCONFIRMED


def test_every_department_has_its_overlay(library):
    """The 101 departments and the neutral overlay are there, and nothing else."""
    assert len(DEPARTMENTS) == 101
    assert set(library.content.prefectures) == {*DEPARTMENTS, "default"}


def test_a_department_is_named_once(library):
    """No two departments carry the same name, and each has a town."""
    overlays = [library.content.prefectures[code] for code in DEPARTMENTS]
    assert len({overlay.name for overlay in overlays}) == 101
    assert all(overlay.town for overlay in overlays)


def test_a_place_is_known_or_left_out(prefecture):
    """The prefecture's place has an address and its own name; without a place there are no hours."""
    if prefecture.place is None:
        assert not prefecture.hours
    else:
        assert prefecture.place.address
        assert prefecture.place.name == prefecture.name


def test_the_neutral_overlay_makes_nothing_up(library):
    """Where no department is chosen, no place, hours or website is shown."""
    neutral = library.content.prefectures["default"]
    assert not places(neutral)
    assert not neutral.hours
    assert neutral.town is None
    assert neutral.website is None


def test_every_phone_can_be_dialled(prefecture):
    """A number has ten digits in pairs, or is one of the known short numbers."""
    phones = [place.phone for place in places(prefecture) if place.phone]
    assert [
        phone
        for phone in phones
        if not re.fullmatch(r"0[1-9]( [0-9]{2}){4}", phone) and phone not in SHORT_NUMBERS
    ] == []


def test_an_address_lies_in_the_department(library):
    """The postcode of every place is one of its department; Corsica shares 20."""
    for code in DEPARTMENTS:
        start = "20" if code in ("2a", "2b") else code
        for place in places(library.content.prefectures[code]):
            if place.address:
                assert re.search(r"[0-9]{5}(?= \D)", place.address)[0].startswith(start), place


def test_links_lead_to_public_pages(prefecture):
    """The website and the booking page are on gouv.fr, over https."""
    links = [link.url for link in (prefecture.website, prefecture.booking) if link]
    for url in links:
        parts = urlsplit(url)
        assert parts.scheme == "https"
        assert parts.hostname.endswith(".gouv.fr")


def test_everything_has_a_source(prefecture, library):
    """Places, links, opening hours and notes each rest on a source that was found."""
    links = [link for link in (prefecture.website, prefecture.booking) if link]
    for cited in (*places(prefecture), *links, *prefecture.hours, *prefecture.notes):
        assert sourced(library, cited), cited


def test_old_entries_are_not_shown_as_sure(library):
    """What only the copy of 2024 gives is never taken for an official page of today."""
    assert library.content.sources.sources["directory-2024"].confidence is Confidence.SECONDARY
    overlays = library.content.prefectures.values()
    old = [place for overlay in overlays for place in places(overlay) if place.source == "directory-2024"]
    assert old
    assert all(place.confidence in (None, Confidence.SECONDARY) for place in old)
