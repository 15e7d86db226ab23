"""Every example person of the real content gets the list that the example says."""

from __future__ import annotations

import pytest

from kiosk.content.library import open_library
from kiosk.content.terms import Regime, Timing
from kiosk.engine.day import as_of
from kiosk.engine.examples import faults, journey_of, lost
from kiosk.engine.regimes import regime_of
from tests.conftest import DAY

CONTENT = as_of(open_library().content, DAY)
LINKED = {"algerian-danger", "european-danger"}
"""Referrals to which only another page leads."""
EXAMPLES = [(name, example) for name, permit in CONTENT.permits.items() for example in permit.examples]


@pytest.mark.parametrize(
    ("permit", "example"), EXAMPLES, ids=[f"{name}: {example.person[:50]}" for name, example in EXAMPLES]
)
def test_example(permit, example):
    """The answers of the person lead to the documents that must come, and away from the others."""
    assert list(faults(CONTENT, permit, example, DAY)) == []


def test_there_are_enough_examples():
    """At least 240 persons, nearly all from the first screen on, half with short questions, two a permit."""
    assert len(EXAMPLES) >= 240
    refined = [each for _, each in EXAMPLES if set(each.answers) & set(CONTENT.tree.refinements)]
    assert len(refined) * 2 >= len(EXAMPLES)
    begun = [example for _, example in EXAMPLES if CONTENT.tree.start in example.answers]
    assert len(begun) >= len(EXAMPLES) - 2
    assert all(len(permit.examples) >= 2 for permit in CONTENT.permits.values())


@pytest.mark.parametrize("name", CONTENT.referrals.referrals)
def test_every_referral_has_a_person_who_comes_to_it(name):
    """Each situation that is no list of papers is shown by a person whose answers lead to it."""
    people = CONTENT.referrals.referrals[name].examples
    assert people or name in LINKED
    assert [fault for person in people for fault in lost(CONTENT, f"referral/{name}", person, DAY)] == []


@pytest.mark.parametrize("regime", Regime)
@pytest.mark.parametrize("branch", ["first", "renewal", "event"])
def test_every_regime_is_shown_in_each_branch(regime, branch):
    """For each law there is a person who asks for a first card, renews one, and whose situation changed."""
    everybody = [each for _, each in EXAMPLES]
    everybody += [each for referral in CONTENT.referrals.referrals.values() for each in referral.examples]
    journeys = [journey_of(each, DAY) for each in everybody if each.answers.get("need") == branch]
    assert regime in {regime_of(CONTENT.tree, journey) for journey in journeys}


@pytest.mark.parametrize("timing", [Timing.LATE, Timing.EXPIRED, Timing.LAPSED])
def test_each_way_of_being_late_is_shown_in_three_permits(timing):
    """Coming late, with a document that is over, or long over: three permits each have such a person."""
    assert len({name for name, each in EXAMPLES if each.timing == timing}) >= 3


def test_sheets_that_stop_are_shown_in_three_permits():
    """A condition that is lost stops the sheet: three permits have such a person."""
    assert len({name for name, each in EXAMPLES if each.stopped}) >= 3


def test_a_wrong_example_is_found():
    """An example that asks for the wrong document, or spares one that is asked, is reported."""
    permit, example = next((name, each) for name, each in EXAMPLES if each.brings)
    wrong = example.model_copy(update={"brings": ("no-such-paper",), "spares": example.brings})
    assert len(list(faults(CONTENT, permit, wrong, DAY))) == 1 + len(example.brings)
