"""Regimes: what the journeys establish on the way, and where they may lead then."""

from __future__ import annotations

import pytest

from kiosk.content.terms import Exit, Regime
from kiosk.engine.regimes import arrivals, asks_regime, regime_of
from kiosk.engine.requests import requests
from kiosk.engine.review import review
from tests.conftest import session
from tests.engine.test_review import put, reviewed

EVERYBODY = "regimes: [general, algerian, european, european-family, british, protected]"
NATIONALITY = """  dragon:
    text: Quelle est votre nationalité ?
    answers:
      - {id: "yes", label: "Oui", pictogram: card, regime: general, goto: dragon/renewal}
      - {id: "no", label: "Non", pictogram: person, regime: algerian, goto: AFTER}

"""


def with_nationality(toy, after: str, more: str = "") -> list[str]:
    """Make the question of the toy tree ask for the nationality; return what the rule says."""
    text = (toy / "procedures" / "tree.yaml").read_text(encoding="utf-8")
    start, end = text.index("  dragon:"), text.index("refinements:")
    put(toy, "tree", text[start:end], NATIONALITY.replace("AFTER", after) + more)
    return [each.sentence for each in review(reviewed(toy)) if each.rule == "wrong-regime"]


def test_a_permit_of_another_law_is_found(toy):
    """Who answered with another nationality must not come to the permit."""
    put(toy, "permits/dragon", EVERYBODY, "regimes: [general]")
    (found,) = with_nationality(toy, "dragon/first")
    assert 'leads a person under "algerian" to dragon/first' in found


def test_the_right_nationality_is_let_through(toy):
    """A permit for one law is reached by those whose answer says so, and nothing is reported."""
    put(toy, "permits/dragon", EVERYBODY, "regimes: [general, algerian]")
    assert with_nationality(toy, "dragon/first") == []


def test_the_nationality_is_asked_once(toy):
    """A question that asks for it again on the same way is an error."""
    again = NATIONALITY.replace("  dragon:", "  again:").replace("AFTER", "dragon/first")
    (found,) = with_nationality(toy, "again", again)
    assert "asks the nationality again" in found


@pytest.fixture(scope="module")
def reached(library):
    """What all journeys of the real tree know where they arrive."""
    content = library.content
    links = {f"referral/{name}": each.onward for name, each in content.referrals.referrals.items()}
    for procedure, _, request in requests(content):
        links[procedure] = tuple(target for stop in request.stops for target in stop.instead)
    return arrivals(content.tree, links)


def test_no_real_journey_reaches_a_permit_of_another_law(library, reached):
    """Over all journeys and links: a permit is only reached by those whose law has it."""
    seen = 0
    for each in reached:
        permit = library.content.permits.get(each.target.split("/")[0])
        if permit is not None and "/" in each.target:
            seen += 1
            assert each.known.regime in permit.regimes or set(permit.regimes) == set(Regime), each
    assert seen > 100


def test_exceptional_admission_is_offered_to_adults_who_do_not_ask_for_asylum(reached):
    """No road leads there before a minor and an asylum seeker could say so."""
    known = [each.known for each in reached if each.target == "aes/first"]
    assert known
    assert all({Exit.MINOR, Exit.ASYLUM, Exit.SHORT_STAY} <= each.settled for each in known)


def test_nobody_is_asked_the_nationality_twice(library, reached):
    """An answer never leads to the question once the law is known."""
    questions = library.content.tree.questions
    asked = [each for each in reached if each.target in questions and asks_regime(questions[each.target])]
    assert {each.known.regime for each in asked if each.answer} == {None}


def test_the_last_answer_decides_the_law(library):
    """Who asks for a travel document of the protected is under that law."""
    tree = library.content.tree
    here = session("fr", "need=event", "event=elsewhere", "elsewhere=travel", "travel=protected")
    assert regime_of(tree, here.journey) is Regime.PROTECTED
    assert regime_of(tree, session("fr", "need=danger").journey) is None
