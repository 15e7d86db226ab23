"""A journey is its answers: replayed, changed and taken back, on the toy tree and on the real one."""

from datetime import date

import pytest

from kiosk.content.loader import load
from kiosk.content.models import Content
from kiosk.content.terms import Basis
from kiosk.engine.asking import next_date, next_refinement, refinements_of
from kiosk.engine.conditions import applies, open_conditions
from kiosk.engine.journey import Journey, answered, dated, goto, question_of, replay, without
from kiosk.engine.requests import entries, request_of
from tests.toy import TOY


@pytest.fixture(scope="module")
def content() -> Content:
    """The toy content."""
    return load(TOY / "procedures")


def journey(*answers: str) -> Journey:
    """Make a journey from answers written `question=answer`."""
    return Journey(tuple(tuple(answer.split("=")) for answer in answers))


@pytest.mark.parametrize(
    ("answers", "passed", "target"),
    [
        ((), (), "need"),
        (("need=fly",), ("need",), "dragon"),
        (("need=fly", "dragon=yes"), ("need", "dragon"), "dragon/renewal"),
        (("need=swim", "dragon=yes"), ("need",), "mermaid/first"),
        (("need=unknown",), ("need",), "referral/harbour"),
        (("need=fly", "dragon=unknown"), ("need",), "dragon"),
        (("need=sink",), (), "need"),
        (("dragon=yes",), (), "need"),
    ],
)
def test_replay(content, answers, passed, target):
    """Answers lead as far as they can; those off the way, or unknown to the tree, are passed by."""
    position = replay(content.tree, journey(*answers))
    assert (position.passed, position.target) == (passed, target)
    assert position.procedure == (target if "/" in target else None)


def test_order_of_answers_does_not_matter(content):
    """The position depends on what was answered, not on when."""
    there = replay(content.tree, journey("dragon=no", "need=fly"))
    assert there == replay(content.tree, journey("need=fly", "dragon=no"))


def test_changed_answer_keeps_the_others(content):
    """Changing an early answer and changing it back loses nothing."""
    first = journey("need=fly", "dragon=no", "wings=two")
    changed = answered(first, "need", "swim")
    assert replay(content.tree, changed).target == "mermaid/first"
    assert answered(changed, "need", "fly") == first


def test_taking_answers_back():
    """Taking back removes only what is named, and leaves the journey before as it was."""
    first = journey("need=fly", "dragon=no")
    assert without(first, "dragon", "absent") == journey("need=fly")
    assert first.answer_to("dragon") == "no"
    assert without(first, "dragon").answer_to("dragon") is None


def test_goto_knows_only_its_answers(content):
    """A question without "I don't know" does not accept it."""
    assert goto(content.tree.questions["dragon"], "unknown") is None
    assert goto(content.tree.questions["need"], "unknown") == "referral/harbour"
    assert goto(content.tree.questions["need"], None) is None


def test_request_of(content):
    """A procedure names a permit and a request of it."""
    permit, request = request_of(content, "dragon/renewal")
    assert (permit.name, request.title) == ("Carte « dragon »", "Renouveler la carte « dragon »")
    with pytest.raises(KeyError):
        request_of(content, "dragon/change")


def test_sets_are_opened_in_place(content):
    """The documents of a set stand where the set stood, with their conditions."""
    _, request = request_of(content, "dragon/first")
    opened = [(entry.document, dict(entry.when)) for entry in entries(content, request)]
    assert opened == [("scale", {}), ("feather", {"wings": ("two",)})]


def test_refinements(content):
    """A refinement is asked where something depends on it, until it is answered."""
    assert refinements_of(content, "dragon/first", journey()) == ("wings",)
    assert refinements_of(content, "dragon/renewal", journey("wings=two")) == ("wings",)
    assert refinements_of(content, "mermaid/first", journey()) == ()
    assert refinements_of(content, "referral/harbour", journey()) == ()
    assert next_refinement(content, "dragon/first", journey()) == "wings"
    assert next_refinement(content, "dragon/first", journey("wings=unknown")) is None


def test_dates(content):
    """A date is asked once, where a window counts from it; passing it by counts as asked."""
    assert next_date(content, "dragon/renewal", journey()) is Basis.EXPIRY
    assert next_date(content, "dragon/renewal", dated(journey(), Basis.EXPIRY, None)) is None
    assert next_date(content, "dragon/renewal", dated(journey(), Basis.EXPIRY, date(2027, 1, 1))) is None
    assert next_date(content, "dragon/first", journey()) is None
    assert next_date(content, "referral/harbour", journey()) is None


@pytest.mark.parametrize(
    ("when", "answers", "verdict"),
    [
        ({}, (), True),
        ({"wings": ("two",)}, (), None),
        ({"wings": ("two",)}, ("wings=unknown",), None),
        ({"wings": ("two",)}, ("wings=two",), True),
        ({"wings": ("two", "four")}, ("wings=four",), True),
        ({"wings": ("two",)}, ("wings=four",), False),
        ({"wings": ("two",), "tail": ("long",)}, ("tail=short",), False),
        ({"wings": ("two",), "tail": ("long",)}, ("wings=two",), None),
    ],
)
def test_conditions(when, answers, verdict):
    """A condition holds, fails, or stays open; one false part is enough to fail."""
    assert applies(when, journey(*answers)) is verdict
    opened = set(when) - {answer.split("=")[0] for answer in answers if "unknown" not in answer}
    assert set(open_conditions(when, journey(*answers))) == opened


def test_question_of(content):
    """Questions and refinements are found by their name alike."""
    assert question_of(content.tree, "dragon").text == "Avez-vous un dragon ?"
    assert question_of(content.tree, "wings").text == "Combien d'ailes a-t-il ?"
