"""The session: pure steps on the real tree."""

from __future__ import annotations

from datetime import date

from kiosk.content.terms import Basis
from kiosk.screens import session as steps
from kiosk.screens.session import Session, View, view
from tests.conftest import DAY, EXPIRY, session

STUDENT = ("need=renewal", "renewal=other", "renewal-card=student")
ANSWERED = ("studies=followed", "housing=hosted", "means=own", "married=no")


def test_a_new_session_shows_the_languages(library):
    """Nothing known: the first screen."""
    assert view(Session(), library.content, DAY) == View("language")


def test_student_renewal_is_four_taps_away(library):
    """Language, renewal, nationality, student: the procedure is found (five taps are allowed)."""
    taps = steps.speak(Session(), "en")
    taps = steps.choose(taps, "need", "renewal")
    taps = steps.choose(taps, "renewal", "other")
    taps = steps.choose(taps, "renewal-card", "student")
    assert view(taps, library.content, DAY) == View("overview", "etudiant/renewal")


def test_back_undoes_each_step_to_the_first_screen(library):
    """From the end of a whole journey, Back leads through every step and never gets stuck."""
    here = session("fr", *STUDENT, *ANSWERED, dates=EXPIRY)
    here = steps.finish(here, None)
    seen = []
    while view(here, library.content, DAY).name != "language":
        seen.append(view(here, library.content, DAY))
        here = steps.back(here, library.content, DAY)
        assert len(seen) < 30
    names = [found.name for found in seen]
    assert names == [
        "end",
        "checklist",
        "sheet",
        "date",
        *["question"] * 4,
        "overview",
        "question",
        "question",
        "question",
    ]


def test_changing_an_early_answer_keeps_the_others(library):
    """The housing answer given for one permit is still there after the permit is changed."""
    here = session("fr", *STUDENT, "housing=hosted", stage="sheet")
    here = steps.choose(steps.revisit(here, "renewal-card"), "renewal-card", "other")
    here = steps.choose(here, "renewal-other", "visitor")
    assert here.journey.answer_to("housing") == "hosted"
    assert view(here, library.content, DAY).subject == "visiteur/renewal"


def test_changing_the_language_keeps_the_journey(library):
    """The language is chosen again in the middle: the same screen, other words."""
    here = session("fr", *STUDENT, stage="sheet", section=2)
    there = steps.speak(steps.lay_over(here, "languages"), "ar")
    assert view(there, library.content, DAY) == view(here, library.content, DAY)
    assert there.section == 2


def test_home_forgets_everything_but_the_colours():
    """Start again is an empty session."""
    here = session("fr", *STUDENT, stage="sheet", high_contrast=True)
    assert steps.home(here) == Session(high_contrast=True)


def test_a_date_can_be_given_passed_by_and_changed(library):
    """The date screen comes after the short questions, and again when it is revisited."""
    here = session("fr", *STUDENT, *ANSWERED, stage="adapt")
    assert view(here, library.content, DAY) == View("date", "expiry")
    given = steps.fix_date(here, Basis.EXPIRY, date(2027, 7, 1))
    assert view(given, library.content, DAY).name == "sheet"
    assert view(steps.fix_date(here, Basis.EXPIRY, None), library.content, DAY).name == "sheet"
    assert view(steps.revisit(given, "expiry"), library.content, DAY) == View("date", "expiry")


def test_a_referral_is_shown_at_once(library):
    """What the desk does not do has no short questions."""
    here = session("fr", "need=event", "event=elsewhere", "elsewhere=asylum")
    assert view(here, library.content, DAY) == View("sheet", "referral/asylum")


def test_too_late_asks_for_an_excuse(library):
    """Once the date says that one is late, the question about an excuse follows; in time it is not asked."""
    here = session("fr", *STUDENT, *ANSWERED, stage="adapt")
    late = steps.fix_date(here, Basis.EXPIRY, date(2026, 12, 1))
    assert view(late, library.content, DAY) == View("question", "late-excuse")
    said = steps.choose(late, "late-excuse", "no")
    assert view(said, library.content, DAY) == View("sheet", "etudiant/renewal")
    assert steps.back(said, library.content, DAY) == late
    assert view(steps.back(late, library.content, DAY), library.content, DAY) == View("date", "expiry")


def test_a_link_goes_on_and_back(library):
    """From a sheet that stops one goes on to another procedure, and Back returns to it."""
    here = session(
        "fr",
        "need=renewal",
        "renewal=other",
        "renewal-card=family",
        "renewal-family=spouse",
        "common-life=no",
        stage="sheet",
    )
    there = steps.follow(here, "salarie/change", library.content.tree)
    assert view(there, library.content, DAY) == View("overview", "salarie/change")
    again = steps.back(there, library.content, DAY)
    assert view(again, library.content, DAY) == View("sheet", "conjoint-francais/renewal")


def test_a_known_nationality_is_not_asked_again(library):
    """A link to the question of the nationality is answered by what the way here said."""
    tree = library.content.tree
    here = session(
        "fr", "need=first", "first=other", "first-stay=short", "short-stay=danger", "danger=violence"
    )
    there = steps.follow(here, "protection-nationality", tree)
    assert view(there, library.content, DAY) == View("question", "protection-ground")
    unknown = steps.follow(session("fr", "need=danger", "danger=violence"), "protection-nationality", tree)
    assert view(unknown, library.content, DAY) == View("question", "protection-nationality")
