"""The QR code: three contents by the settings, read back from the paper as a telephone would."""

from __future__ import annotations

import subprocess
from datetime import date
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from kiosk.content.languages import with_output
from kiosk.content.library import open_library
from kiosk.engine.document import Checklist
from kiosk.engine.journey import Journey
from kiosk.render.code import Code, code_of
from kiosk.render.kit import Order, Workshop
from kiosk.render.paper import Press
from kiosk.render.plain import plain_texts
from kiosk.settings import CodeSettings

LIBRARY = open_library()
LANGUAGES = tuple(with_output(LIBRARY.languages, "paper"))
JOURNEY = Journey((("housing", "hosted"), ("polygamy-country", "no"), ("means", "own")))
OFFICIAL = "https://www.service-public.gouv.fr/particuliers/vosdroits/F2231"


def workshop(holds: str, website: str | None = None) -> Workshop:
    """Return a workshop whose codes hold something."""
    return Workshop(Press(LIBRARY, CodeSettings(holds, website)), "82", date(2026, 11, 26))


def read(picture: Image.Image) -> str:
    """Return what the one code of a picture says."""
    (found,) = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return found.text


def printed(pdf: bytes) -> str:
    """Return what the code on a printed page says: the last page, at the resolution of an office printer."""
    last = ["pdftoppm", "-r", "300", "-png", "-"]
    pages = subprocess.run(last, input=pdf, capture_output=True, check=True).stdout
    pictures = [Image.open(BytesIO(b"\x89PNG" + page)) for page in pages.split(b"\x89PNG")[1:]]
    return read(pictures[-1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_checklist_itself_fits_one_code(language: str) -> None:
    """Without any website, the code on the paper is the list in the visitor's language, word for word."""
    shop, order = workshop("checklist"), Order("etudiant/renewal", language)
    document = shop.document(order, JOURNEY)
    text = printed(shop.page(order, document))
    assert text in plain_texts(document)
    lists = [block for block in document.sections[0].blocks if isinstance(block, Checklist)]
    names = [item.name for block in lists for item in block.items]
    assert len(names) > 5
    assert all(name in text for name in names)
    assert document.provisional is None or document.provisional in text


def test_checklist_on_a_ticket() -> None:
    """The ticket has the same code, in the dots of a ticket printer."""
    shop, order = workshop("checklist"), Order("etudiant/renewal", "ar", "ticket")
    document = shop.document(order, JOURNEY)
    picture = Image.open(BytesIO(shop.page(order, document))).convert("L")
    assert read(picture.crop((0, picture.height - 900, 576, picture.height))) in plain_texts(document)


def test_website_page() -> None:
    """With a website, the code is the page of this procedure in this language."""
    shop, order = (
        workshop("website", "https://www.tarn-et-garonne.gouv.fr/sejour/"),
        Order("etudiant/renewal", "en"),
    )
    page = shop.page(order, shop.document(order, JOURNEY))
    assert printed(page) == "https://www.tarn-et-garonne.gouv.fr/sejour/en/etudiant/renewal/"


@pytest.mark.parametrize("holds", ["official", "website"])
def test_official_page(holds: str) -> None:
    """The official page is the default, and stands in for a website that is not set."""
    shop, order = workshop(holds), Order("etudiant/renewal", "fr")
    assert printed(shop.page(order, shop.document(order, JOURNEY))) == OFFICIAL


def test_list_that_is_too_long_gives_way() -> None:
    """What does not fit is never cut: first the details go, then the official page stands in."""
    document = workshop("checklist").document(Order("etudiant/renewal", "fr"), JOURNEY)
    words, settings = LIBRARY.words("fr"), CodeSettings("checklist")
    full, whole, names = plain_texts(document)
    sizes = [Code(text, words.say("Print")).modules for text in (full, whole, names)]
    assert sizes[0] > sizes[1] > sizes[2]
    found = [
        code_of(document, settings, words, modules)
        for modules in (sizes[0], sizes[1], sizes[2], sizes[2] - 1, 21)
    ]
    assert [code and code.text for code in found] == [full, whole, names, OFFICIAL, None]
