"""The session: pure steps on the real tree."""

from __future__ import annotations

from datetime import date

from kiosk.content.terms import Basis
from kiosk.screens import session as steps
from kiosk.screens.session import Session, View, view
from tests.conftest import EXPIRY, session

STUDENT = ("need=renewal", "renewal=student")


def test_a_new_session_shows_the_languages(library):
    """Nothing known: the first screen."""
    assert view(Session(), library.content) == View("language")


def test_student_renewal_is_three_taps_away(library):
    """Language, renewal, student: the procedure is found (five taps are allowed)."""
    taps = steps.speak(Session(), "en")
    taps = steps.choose(taps, "need", "renewal")
    taps = steps.choose(taps, "renewal", "student")
    assert view(taps, library.content) == View("overview", "etudiant/renewal")


def test_back_undoes_each_step_to_the_first_screen(library):
    """From the end of a whole journey, Back leads through every step and never gets stuck."""
    here = session("fr", *STUDENT, "housing=hosted", "polygamy-country=no", "means=own", dates=EXPIRY)
    here = steps.finish(here, None)
    seen = []
    while view(here, library.content).name != "language":
        seen.append(view(here, library.content))
        here = steps.back(here, library.content)
        assert len(seen) < 30
    names = [found.name for found in seen]
    assert names == [
        "end",
        "checklist",
        "sheet",
        "date",
        *["question"] * 3,
        "overview",
        "question",
        "question",
    ]


def test_changing_an_early_answer_keeps_the_others(library):
    """The housing answer given for one permit is still there after the permit is changed."""
    here = session("fr", *STUDENT, "housing=hosted", stage="sheet")
    here = steps.choose(steps.revisit(here, "renewal"), "renewal", "visitor")
    assert here.journey.answer_to("housing") == "hosted"
    assert view(here, library.content).subject == "visiteur/renewal"


def test_changing_the_language_keeps_the_journey(library):
    """The language is chosen again in the middle: the same screen, other words."""
    here = session("fr", *STUDENT, stage="sheet", section=2)
    there = steps.speak(steps.lay_over(here, "languages"), "ar")
    assert view(there, library.content) == view(here, library.content)
    assert there.section == 2


def test_home_forgets_everything_but_the_colours():
    """Start again is an empty session."""
    here = session("fr", *STUDENT, stage="sheet", high_contrast=True)
    assert steps.home(here) == Session(high_contrast=True)


def test_a_date_can_be_given_passed_by_and_changed(library):
    """The date screen comes after the short questions, and again when it is revisited."""
    here = session("fr", *STUDENT, "housing=hosted", "polygamy-country=no", "means=own", stage="adapt")
    assert view(here, library.content) == View("date", "expiry")
    given = steps.fix_date(here, Basis.EXPIRY, date(2027, 7, 1))
    assert view(given, library.content).name == "sheet"
    assert view(steps.fix_date(here, Basis.EXPIRY, None), library.content).name == "sheet"
    assert view(steps.revisit(given, "expiry"), library.content) == View("date", "expiry")


def test_a_referral_is_shown_at_once(library):
    """What the desk does not do has no short questions."""
    here = session("fr", "need=elsewhere", "elsewhere=asylum")
    assert view(here, library.content) == View("sheet", "referral/asylum")
