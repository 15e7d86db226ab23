"""The page of a visitor is the same, or refused in the same words, whichever process sets it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.content.terms import Prose
from kiosk.errors import KioskError
from kiosk.printing.visitors import errand, set_elsewhere, set_page
from kiosk.render.kit import Order, Workshop
from kiosk.render.layouts import CHECKLIST, TICKET
from kiosk.render.paper import Press
from kiosk.settings import CodeSettings
from tests.conftest import DAY


@pytest.mark.parametrize("size", ["a4", "ticket"])
def test_page_of_another_process_is_the_same(library, size) -> None:
    """Letter for letter, in a language that is not written in ASCII."""
    shop = Workshop(Press(library, CodeSettings()), "82", DAY)
    document = shop.document(Order("etudiant/renewal", "ar"))
    page = shop.press.page(document, TICKET if size == "ticket" else CHECKLIST)
    assert set_elsewhere(errand, page, size) == set_page(page, size)


def test_fault_of_another_process_is_told(library) -> None:
    """A page that it refuses, and its death, are each one sentence."""
    shop = Workshop(Press(library, CodeSettings()), "82", DAY)
    document = replace(shop.document(Order("etudiant/renewal", "fr")), title=Prose("ሀለ"))
    page = shop.press.page(document, CHECKLIST)
    with pytest.raises(KioskError, match=r"the page of etudiant/renewal cannot be printed: .*ሀ"):
        set_elsewhere(errand, page, "a4")

    def dead(_: bytes) -> bytes:
        raise ConnectionResetError("it has died")

    with pytest.raises(KioskError, match="the page of etudiant/renewal cannot be printed: it has died"):
        set_elsewhere(dead, page, "a4")
