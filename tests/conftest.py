"""What the tests share: the real content, loaded once, and apps that show it on a fixed day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings as examples

from kiosk.content.library import Library, open_library
from kiosk.content.terms import Basis
from kiosk.content.watch import Watched
from kiosk.engine.journey import Journey
from kiosk.printing.visitors import VisitorPrinting
from kiosk.screens.app import KioskApp
from kiosk.screens.session import Session
from kiosk.settings import Printer, Settings

DAY = date(2026, 11, 23)
examples.register_profile("same", derandomize=True, deadline=None)
examples.load_profile("same")
"""What passes today passes tomorrow; `--hypothesis-profile=default` looks for new examples."""


@pytest.fixture(scope="session")
def library() -> Library:
    """The real content, through the gate."""
    return open_library()


@pytest.fixture
def kiosk(library, tmp_path):
    """Make an app on the real content, on 23 November 2026, that prints into a folder."""

    def make(**settings) -> KioskApp:
        hall = Printer("hall", tmp_path.as_uri())
        chosen = Settings(**{"prefecture": "82", "printers": (hall,), **settings})
        printing = VisitorPrinting(chosen)
        return KioskApp(
            library.languages, chosen, Watched(library.folder, library), on=DAY, printing=printing
        )

    return make


def session(language: str | None, *answers: str, dates: tuple = (), **fields) -> Session:
    """Return a session from answers written `question=answer`."""
    pairs = tuple(tuple(answer.split("=")) for answer in answers)
    return Session(language=language, journey=Journey(pairs, dates), **fields)


EXPIRY = ((Basis.EXPIRY, date(2027, 7, 1)),)
CONTENT = Path(__file__).parents[1]
