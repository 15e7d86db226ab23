"""The checklist on paper: real content, read back from the PDF."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from kiosk.content.library import open_library
from kiosk.content.prose import sentences, translate
from kiosk.content.terms import Basis, Prose, is_procedure
from kiosk.engine.asking import next_refinement
from kiosk.engine.compose import Case, compose
from kiosk.engine.document import Amounts, Answered, Checklist, Notice, Steps
from kiosk.engine.examples import journey_of
from kiosk.engine.graph import leaves
from kiosk.engine.journey import Journey, answered
from kiosk.errors import KioskError
from kiosk.render.layouts import CHECKLIST
from kiosk.render.paper import Press
from kiosk.settings import CodeSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.engine.document import Document

ON = date(2027, 2, 10)
DATES = tuple((basis, date(2027, 1, 2)) for basis in (Basis.EXPIRY, Basis.ENTRY, Basis.MOVE))
LIBRARY = open_library()
PROCEDURES = [
    f"{name}/{kind}" for name, permit in LIBRARY.content.permits.items() for kind in permit.requests
]
LANGUAGES = ("fr", "en", "ar")


def composed(procedure: str, language: str, journey: Journey = Journey((), DATES)) -> Document:
    """Return a document of the real content, in Tarn-et-Garonne."""
    words = LIBRARY.words(language)
    return compose(Case(LIBRARY.in_language(words), words, "82", journey, ON), procedure)


def printed(document: Document) -> bytes:
    """Return the PDF of a document."""
    return Press(LIBRARY, CodeSettings()).pdf(document, CHECKLIST)


def text_of(pdf: bytes) -> str:
    """Return the text of a PDF in the order in which it is written, without any space."""
    command = ["pdftotext", "-raw", "-", "-"]
    found = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return squeezed(found.stdout.decode())


def squeezed(text: str) -> str:
    """Return a text without spaces, which a line break may have taken away."""
    return re.sub(r"\s", "", text)


def journeys(procedure: str, journey: Journey) -> Iterator[Journey]:
    """Return every journey that answers all the questions of a procedure."""
    name = next_refinement(LIBRARY.content, procedure, journey)
    if name is None:
        yield journey
        return
    for choice in LIBRARY.content.tree.refinements[name].answers:
        yield from journeys(procedure, answered(journey, name, choice.id))


@cache
def longest(procedure: str) -> Journey:
    """Return the answered journey whose sheet says the most."""
    return max(
        journeys(procedure, Journey((), DATES)),
        key=lambda journey: len(repr(composed(procedure, "fr", journey))),
    )


def checklists(document: Document) -> Iterator[Checklist]:
    """Return the lists of things to bring."""
    blocks = (block for section in document.sections for block in section.blocks)
    return (block for block in blocks if isinstance(block, Checklist))


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_an_accessible_pdf(language: str) -> None:
    """A page is tagged, declares PDF/UA-1, and says its language and title."""
    document = composed("etudiant/renewal", language)
    reader = PdfReader(BytesIO(printed(document)))
    catalog = reader.root_object
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"].split("-")[0] == language
    assert reader.metadata is not None
    assert reader.metadata.title == document.title
    assert b"pdfuaid:part" in catalog["/Metadata"].get_data()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("procedure", ["etudiant/renewal", "carte-resident/first"])
def test_page_has_every_thing_to_bring(procedure: str, language: str) -> None:
    """Each name, detail and condition of the lists is on the paper, in both languages."""
    document = composed(procedure, language)
    text = text_of(printed(document))
    for checklist in checklists(document):
        for item in checklist.items:
            for sentence in filter(None, (item.name, item.detail, item.condition)):
                assert squeezed(sentence.french) in text
                assert sentence.language == "fr" or squeezed(sentence) in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_has_every_amount(language: str) -> None:
    """Each part and each total of the price is on the paper, in both languages."""
    document = composed("etudiant/renewal", language, longest("etudiant/renewal"))
    text = text_of(printed(document))
    section = document.section("cost")
    assert section is not None
    amounts = [block for block in section.blocks if isinstance(block, Amounts)]
    assert amounts
    for row in (row for block in amounts for row in block.rows):
        assert squeezed(row.amount) in text
        assert squeezed(row.amount.french) in text


def test_page_has_address_dates_code_and_version() -> None:
    """The prefecture's address, the day, the procedure and the version of the content are printed."""
    document = composed("etudiant/renewal", "fr")
    text = text_of(printed(document))
    address = LIBRARY.content.prefectures["82"].place
    assert address is not None
    assert squeezed(str(address.address)) in text
    assert "10février2027" in text
    assert "etudiant/renewal" in text
    assert document.version in text
    assert squeezed(str(document.official_page)) in text


def test_arabic_stands_beside_french() -> None:
    """An Arabic sentence is on the paper with its French, which stays whole."""
    words = LIBRARY.words("ar")
    arabic = {sentence.french: "دلو ملك" for _, sentence in sentences(LIBRARY.content.documents)}
    content = translate(LIBRARY.content, "ar", arabic)
    document = compose(Case(content, words, "82", Journey((), DATES), ON), "etudiant/renewal")
    text = text_of(printed(document))
    assert "ملك" in text
    assert "Attestationd'hébergement,datéeetsignée" in text


LONG_LISTS = {"regroupement-familial/first", "entrepreneur/renewal", "ascendant-descendant-francais/first"}
LONG_LISTS |= {"ict/first", "liens-personnels/first", "parent-enfant-francais/renewal"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("procedure", PROCEDURES)
def test_answered_checklist_keeps_to_two_pages(procedure: str, language: str) -> None:
    """A fully answered sheet fits one leaf, front and back; the longest lists take two."""
    pdf = printed(composed(procedure, language, longest(procedure)))
    assert len(PdfReader(BytesIO(pdf)).pages) <= (4 if procedure in LONG_LISTS else 2)


def test_content_is_never_markup() -> None:
    """A sentence that looks like Typst code is printed as it is written."""
    evil = r'#panic() #sys.inputs $x$ *a* _b_ `c` \ \u{41} @ref <label> = h // "d" [e]'
    document = composed("etudiant/renewal", "fr")
    first, *others = document.sections
    section = replace(first, blocks=(Notice(Prose(evil), note=Prose(evil)), *first.blocks))
    text = text_of(printed(replace(document, title=Prose(evil), sections=(section, *others))))
    assert text.count(squeezed(evil)) == 3


def test_untranslated_sentence_is_shown_once_and_marked() -> None:
    """A sentence without translation stands once on the page, in French, behind a mark."""
    document = composed("etudiant/renewal", "en")
    first, *others = document.sections
    section = replace(first, blocks=(Notice(Prose("Phrase sans traduction.")),))
    text = text_of(printed(replace(document, sections=(section, *others))))
    assert text.count("Phrasesanstraduction.") == 1
    assert "FRPhrasesanstraduction." in text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_content_without_translation_is_printed(language: str) -> None:
    """A language of which only the interface is translated gives a whole page, all of it marked."""
    words = LIBRARY.words(language)
    document = compose(Case(LIBRARY.content, words, "82", Journey(), ON), "etudiant/first")
    text = text_of(printed(document))
    names = [item.name for checklist in checklists(document) for item in checklist.items]
    assert all("FR" + squeezed(name) in text for name in names)


def test_missing_letter_is_an_error() -> None:
    """A letter that no font has stops the page: there is never a blank box on paper."""
    document = replace(composed("etudiant/renewal", "fr"), title=Prose("ሀለ"))
    with pytest.raises(KioskError, match=r"cannot be printed.*ሀ"):
        printed(document)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("leaf", [leaf for leaf in leaves(LIBRARY.content.tree) if not is_procedure(leaf)])
def test_every_other_end_can_be_printed(leaf: str, language: str) -> None:
    """Where the tree ends with no list of papers there is a page to take away, with all that is said."""
    document = composed(leaf, language)
    text = text_of(printed(document))
    said = [block for section in document.sections for block in section.blocks]
    shown = [block.text for block in said if isinstance(block, Notice)]
    shown += [step.text for block in said if isinstance(block, Steps) for step in block.items]
    shown += [fact.text for block in said if isinstance(block, Answered) for fact in block.facts]
    assert shown
    if language != "ar":
        assert [words for words in shown if squeezed(words)[:30] not in text] == []


@pytest.mark.parametrize("name", LIBRARY.content.referrals.referrals)
def test_referral_is_one_leaf(name: str) -> None:
    """What is no list of papers fits one leaf, in French and in Arabic, with a next step or a number."""
    people = LIBRARY.content.referrals.referrals[name].examples
    journey = journey_of(people[0], ON) if people else Journey()
    for language in ("fr", "ar"):
        document = composed(f"referral/{name}", language, journey)
        assert document.section("do") is not None
        assert len(PdfReader(BytesIO(printed(document))).pages) <= 2
