"""The kit: every page of a prefecture is made, says what it must, and a wrong page is refused."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader

from kiosk.content.languages import with_output
from kiosk.content.library import open_library
from kiosk.content.pictograms import titles
from kiosk.content.terms import Prose
from kiosk.engine.document import Branch, Paragraph
from kiosk.errors import KioskError
from kiosk.render import layouts
from kiosk.render.inspection import UnfitError, inspect
from kiosk.render.kit import Order, Workshop, names, orders
from kiosk.render.paper import Press
from kiosk.settings import CodeSettings

LIBRARY = open_library()
WORKSHOP = Workshop(Press(LIBRARY, CodeSettings()), "82", date(2026, 11, 26))
LANGUAGES = tuple(with_output(LIBRARY.languages, "paper"))
HUNG = [
    name
    for name in names(LIBRARY.content)
    if name.partition("/")[0] in ("poster", "faq", "notice", "pictograms")
]
SHEETS = [name for name in names(LIBRARY.content) if name.split("/")[0] in LIBRARY.content.permits]


def made(order: Order) -> bytes:
    """Return the page of an order."""
    return WORKSHOP.page(order, WORKSHOP.document(order))


def text_of(pdf: bytes) -> str:
    """Return the text of a PDF in reading order, without spaces."""
    found = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return squeezed(found.stdout.decode())


def squeezed(text: str) -> str:
    """Return a text without spaces, hyphens at line ends included."""
    return re.sub(r"\s", "", text)


LONG_SHEETS = {"carte-resident/first", "cra-1an/first"}


def size(order: Order) -> Order:
    """Return the order on the first paper that it can have."""
    return replace(order, size=next(iter(order.papers)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HUNG)
def test_hung_page_is_made_and_accessible(name: str, language: str) -> None:
    """Each poster and leaflet is a tagged PDF/UA-1 in its language, on all its papers."""
    for paper in Order(name, language).papers:
        reader = PdfReader(BytesIO(made(Order(name, language, paper))))
        assert b"pdfuaid:part" in reader.root_object["/Metadata"].get_data()
        assert reader.root_object["/Lang"].split("-")[0] == language
        assert reader.pages[0].extract_text()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHEETS)
def test_sheet_keeps_to_two_pages(name: str, language: str) -> None:
    """Each procedure sheet is one leaf; the two longest take a second one rather than smaller letters."""
    pages = len(PdfReader(BytesIO(made(Order(name, language, sheet=True)))).pages)
    assert pages <= (4 if name in LONG_SHEETS else 2)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_sheet_says_every_sentence(language: str) -> None:
    """Everything that the screen says of a procedure but its glosses is on the sheet."""
    order = Order("etudiant/renewal", language, sheet=True)
    text, document = text_of(made(order)), WORKSHOP.document(order)
    blocks = [block for section in document.sections for block in section.blocks]
    sentences = [block.text for block in blocks if isinstance(block, Paragraph)]
    sentences += [
        item.text for block in blocks for item in getattr(block, "items", ()) if hasattr(item, "text")
    ]
    sentences += [
        item.name for block in blocks for item in getattr(block, "items", ()) if hasattr(item, "name")
    ]
    assert len(sentences) > 20
    for sentence in sentences:
        assert squeezed(sentence) in text
        assert squeezed(sentence.french) in text


def test_deposit_poster_has_every_request() -> None:
    """Each request stands on the poster, under a way to file and a window."""
    text = text_of(made(Order("poster/deposits", "fr", "a3")))
    for permit in LIBRARY.content.permits.values():
        for request in permit.requests.values():
            assert squeezed(request.title) in text
    assert squeezed("Déposez la demande entre 120 et 60 jours avant la fin de votre document.") in text


def branches(branch: Branch) -> list[Branch]:
    """Return a branch and all below it."""
    return [branch, *(each for below in branch.branches for each in branches(below))]


def test_path_poster_is_the_tree() -> None:
    """Each question, answer and end of a first request is on A3 paper, in reading order."""
    order = Order("poster/first", "fr", "a3")
    text = text_of(made(order))
    (section,) = WORKSHOP.document(order).sections
    drawn = [each for branch in section.blocks for each in branches(branch)]
    assert len(drawn) > 40
    for branch in drawn:
        assert squeezed(branch.label) in text
        assert squeezed(branch.question or branch.end) in text
    named = {branch.end for branch in drawn} & {each.text for each in LIBRARY.content.tree.questions.values()}
    assert named
    assert text.index(squeezed("Algérienne")) < text.index(squeezed("La France me protège"))


def test_path_poster_follows_the_content() -> None:
    """Only questions that lead to procedures have a path; a page such as what has changed has none."""
    paths = [name for name in names(LIBRARY.content) if name.startswith("poster/")]
    assert paths[:5] == [
        "poster/deposits",
        "poster/first",
        "poster/renewal",
        "poster/underway",
        "poster/danger",
    ]
    assert "poster/event" not in paths


def test_leaflets_say_everything() -> None:
    """Each question with its answer, and each change, is on its leaflet."""
    text = text_of(made(Order("faq", "fr")))
    for theme in LIBRARY.content.faq.themes.values():
        assert all(squeezed(exchange.question) in text for exchange in theme.questions)
    text = text_of(made(Order("notice", "fr")))
    assert all(squeezed(change.title) in text for change in LIBRARY.content.notices.notices.values())


@pytest.mark.parametrize(("language", "first"), [("fr", "back"), ("ar", "cover")])
def test_notice_folds_the_way_one_reads(language: str, first: str) -> None:
    """The cover of the folded notice is the right half of its outside, and the left half in Arabic."""
    pdf = made(Order("notice", language))
    page = subprocess.run(
        ["pdftotext", "-f", "1", "-l", "1", "-x", "0", "-y", "0", "-W", "420", "-H", "600", "-", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    ).stdout.decode()
    assert ("05 63 22 82 00" in page) == (first == "back")
    assert ("Ce qui a chang" in page) == (first == "cover")
    assert len(PdfReader(BytesIO(pdf)).pages) == 2


@pytest.mark.parametrize("paper", ["a4", "a3"])
@pytest.mark.parametrize("name", LIBRARY.content.signs.signs)
def test_sign_is_one_page_in_every_language(name: str, paper: str) -> None:
    """A sign has its French and its translations on one page."""
    pdf = made(Order(f"sign/{name}", "fr", paper))
    text = text_of(pdf)
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    for code in ("fr", "en"):
        assert squeezed(LIBRARY.in_language(LIBRARY.words(code)).signs.signs[name].text) in text
    assert re.search("[\u0600-\u06ff\ufb50-\ufeff]", text)


def test_sheet_of_pictograms_names_them_all() -> None:
    """Each pictogram of the bank has its name and its words."""
    text = text_of(made(Order("pictograms", "fr"))).replace("-", "")
    said = LIBRARY.words("fr")
    for name, title in titles(LIBRARY.folder / "pictograms").items():
        assert name.replace("-", "") in text
        assert squeezed(said.say(title)).replace("-", "") in text


def test_kit_is_whole_and_each_page_has_its_place() -> None:
    """The kit of two languages names each page once."""
    paths = [order.path for order in orders(LIBRARY.content, ["fr", "ar"])]
    assert len(paths) == len(set(paths))
    assert {"fr/sheets/etudiant-renewal.pdf", "ar/poster-first-a3.pdf", "signs/reception-a3.pdf"} <= set(
        paths
    )


def test_ticket_is_as_wide_as_the_roll() -> None:
    """A ticket is 576 dots wide, in black on white, with the names of the documents."""
    picture = Image.open(BytesIO(made(Order("etudiant/renewal", "ar", "ticket"))))
    assert picture.width == 576
    assert picture.height > 1500


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_fits_the_roll(language: str) -> None:
    """No list has a word that is too long for a ticket: what the ticket leaves out does not count."""
    for name in names(LIBRARY.content):
        order = Order(name, language, "ticket")
        if order.size in order.papers:
            assert WORKSHOP.press.pdf(WORKSHOP.document(order), layouts.TICKET).startswith(b"%PDF")


# Never a wrong page ---------------------------------------------------------------------------


def test_word_too_long_for_its_column_is_refused() -> None:
    """A word that would run into the next column stops the page, in one sentence that names it."""
    word = "Anticonstitutionnellement" * 4
    document = WORKSHOP.document(Order("notice", "fr"))
    section = document.sections[0]
    block = replace(section.blocks[0], title=Prose(word))
    wrong = replace(document, sections=(replace(section, blocks=(block,)), *document.sections[1:]))
    with pytest.raises(KioskError, match=f"the word {word} is too long for its column"):
        WORKSHOP.press.pdf(wrong, layouts.NOTICE)


def test_page_that_does_not_fit_is_refused() -> None:
    """A leaflet with too much to say is an error, not a third page."""
    document = WORKSHOP.document(Order("notice", "fr"))
    section = document.sections[0]
    wrong = replace(document, sections=(replace(section, blocks=section.blocks * 5), *document.sections[1:]))
    with pytest.raises(KioskError, match="does not fit 2 pages A4"):
        WORKSHOP.press.pdf(wrong, layouts.NOTICE)


def test_empty_page_is_refused() -> None:
    """A leaflet without any change would have an empty inside."""
    document = WORKSHOP.document(Order("notice", "fr"))
    with pytest.raises(KioskError, match="page 2 of notice is empty"):
        WORKSHOP.press.pdf(replace(document, sections=document.sections[1:]), layouts.NOTICE)


def test_missing_letter_is_refused_on_a_ticket_too() -> None:
    """A picture would show a blank box; the page is typeset as PDF first, which refuses it."""
    document = replace(WORKSHOP.document(Order("etudiant/renewal", "fr")), title=Prose("ሀለ"))
    with pytest.raises(KioskError, match=r"cannot be printed.*ሀ"):
        WORKSHOP.press.ticket(document)


def drawn(box: tuple[int, int, int, int]) -> bytes:
    """Return the picture of an A4 page with one black box on it."""
    page = Image.new("L", (298, 421), 255)
    ImageDraw.Draw(page).rectangle(box, fill=0)
    file = BytesIO()
    page.save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("box", [(0, 50, 60, 60), (50, 0, 60, 60), (50, 50, 297, 60), (50, 50, 60, 420)])
def test_ink_at_an_edge_is_refused(box: tuple[int, int, int, int]) -> None:
    """What runs over any edge of the paper is seen."""
    inspect("page", [drawn((50, 50, 100, 100))])
    with pytest.raises(UnfitError, match="page 2 of page goes over the edge"):
        inspect("page", [drawn((50, 50, 100, 100)), drawn(box)])
