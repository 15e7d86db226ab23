"""Where letters go stands on a line of its own, so that no language turns its numbers round."""

import pytest

from kiosk.content.terms import Prose
from kiosk.engine.document import Letters
from kiosk.screens.pages import Setter
from kiosk.screens.palette import LIGHT

ADDRESS = "12 place de Verdun, CS 71046, 38021 Grenoble Cedex 1"


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_an_address_keeps_its_order(library, code):
    """The number of the street stays before the street, also where one reads from the right."""
    label = Prose("بالبريد" if code == "ar" else "Par courrier", code, "Par courrier")
    setter = Setter(70, LIGHT, library.languages[code].right_to_left)
    lines = [line.text for page in setter.pages([Letters(label, ADDRESS)], 20) for line in page]
    assert any(line.strip() == ADDRESS for line in lines)
    assert len([line for line in lines if line.strip()]) == 2
