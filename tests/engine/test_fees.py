"""Fees: which amounts are in force on a day, which supplement is due, and when a sum is settled."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.loader import load
from kiosk.content.models import Amount
from kiosk.engine.asking import refinements_of
from kiosk.engine.fees import Quote, in_force, quote
from kiosk.engine.journey import Journey
from kiosk.engine.requests import request_of
from tests.conftest import CONTENT
from tests.toy import TOY

REAL = load(CONTENT / "procedures")
OLD, NEW = date(2026, 4, 30), date(2026, 5, 1)
FIRST_KNOWN = date(2025, 7, 13)
WHEN = {
    True: (("deadline", "late"), ("late-excuse", "no")),
    False: (("deadline", "in-time"),),
    None: (),
}
"""The answers of somebody who is late without excuse, in time, or who gave no date."""
PROCEDURES = [f"{name}/{kind}" for name, permit in REAL.permits.items() for kind in permit.requests]


def asked(procedure: str, *answers: str, on: date = NEW, late: bool | None = None, content=REAL) -> Quote:
    """Return what a procedure costs, with answers written `refinement=answer`."""
    journey = Journey((*(tuple(answer.split("=")) for answer in answers), *WHEN[late]))
    return quote(content, request_of(content, procedure)[1], journey, on)


def totals(quoted: Quote) -> list[int | None]:
    """Return the total of each price in whole euros, None where it is not known."""
    return [None if price.total is None else int(price.total) for price in quoted.prices]


def extras(quoted: Quote) -> list[tuple[str, bool]]:
    """Return each supplement with whether it is due for sure."""
    return [(extra.use.use, extra.sure) for extra in quoted.extras]


@pytest.mark.parametrize(
    ("procedure", "answers", "before", "since"),
    [
        ("etudiant/renewal", (), 75, 100),
        ("salarie/renewal", ("multi-year=other",), 225, 250),
        ("parent-enfant-francais/first", ("papers=recent",), 225, 350),
        ("etudiant/first", ("student-papers=recent",), 75, 150),
        ("refugie/first", (), 25, 50),
        ("vlsts-validation/validation", ("reduced-price=no",), 200, 300),
        ("vlsts-validation/validation", ("reduced-price=yes",), 50, 100),
        ("vlsts-validation/validation", ("reduced-price=reunification",), 50, 100),
        ("duplicata/duplicate", ("reduced-price=no",), 225, 250),
        ("duplicata/duplicate", ("reduced-price=yes",), 75, 100),
        ("changement-adresse/declaration", ("new-card=yes",), 25, 50),
    ],
)
def test_amounts_change_on_the_first_of_may(procedure, answers, before, since):
    """The day before 1 May 2026 has the old amounts, that day the new ones (finance law, article 128)."""
    assert totals(asked(procedure, *answers, on=OLD)) == [before]
    assert totals(asked(procedure, *answers, on=NEW)) == [since]


def test_before_the_first_known_amount():
    """The day before anything is known there is a price to confirm, not a price of nothing."""
    quoted = asked("etudiant/renewal", on=date(2025, 7, 12))
    assert totals(quoted) == [None]
    assert quoted.prices[0].amount is None
    assert (quoted.settled, quoted.total) == (False, None)
    assert asked("etudiant/renewal", on=FIRST_KNOWN).settled


def test_parts_that_are_not_due():
    """A recognised refugee pays the stamp and no tax; a visa is validated with a tax and no stamp."""
    refugee = asked("refugie/first").prices[0].amount
    visa = asked("vlsts-validation/validation", "reduced-price=no").prices[0].amount
    assert refugee is not None
    assert visa is not None
    assert (refugee.tax, refugee.stamp) == (None, Decimal(50))
    assert (visa.tax, visa.stamp) == (Decimal(300), None)


@pytest.mark.parametrize(
    ("late", "due", "total"),
    [(True, [("late", True)], 280), (None, [("late", False)], 100), (False, [], 100)],
)
def test_late_supplement(late, due, total):
    """Late costs 180 euros more; without a date perhaps; in time nothing is said of it (L436-5)."""
    quoted = asked("etudiant/renewal", late=late)
    assert (extras(quoted), quoted.total) == (due, total)


@pytest.mark.parametrize(
    ("answers", "late", "due"),
    [
        ((), True, [("late", False)]),
        ((), False, []),
        ((), None, [("late", False)]),
        (("resident-card=resident",), True, [("late", True)]),
        (("resident-card=resident",), None, [("late", False)]),
        (("resident-card=resident",), False, []),
        (("resident-card=eu-resident",), True, []),
    ],
)
def test_late_supplement_that_depends_on_the_card(answers, late, due):
    """Lateness and the card must both hold: an unknown one makes it a perhaps, a false one ends it."""
    assert extras(asked("refugie/renewal", *answers, late=late)) == due


@pytest.mark.parametrize(
    ("answer", "due"),
    [
        ("older", [("regularisation", True)]),
        ("irregular", [("regularisation", True)]),
        ("recent", []),
        ("visa", []),
        ("card", []),
        ("unknown", [("regularisation", False)]),
        (None, [("regularisation", False)]),
    ],
)
def test_regularisation_depends_on_the_papers(answer, due):
    """The regularisation visa follows from how one came, whatever the day of filing (L436-4)."""
    answers = (f"papers={answer}",) if answer else ()
    for late in (True, False, None):
        assert extras(asked("parent-enfant-francais/first", *answers, late=late)) == due


def test_regularisation_is_never_folded_into_the_price():
    """The supplement stands beside the price of the card, with the part paid at filing."""
    quoted = asked("parent-enfant-francais/first", "papers=older")
    (extra,) = quoted.extras
    assert totals(quoted) == [350]
    assert extra.amount is not None
    assert (extra.amount.amount, extra.amount.at_filing) == (300, 100)
    assert quoted.total == 650


@pytest.mark.parametrize(
    ("procedure", "answers", "prices"),
    [
        ("salarie/first", (), [350, 250]),
        ("salarie/change", (), [350, 250]),
        ("etudiant/first", ("student-papers=visa",), [150, 100]),
        ("carte-resident/first", ("resident-ground=parent",), [350, 250]),
        ("carte-resident/first", ("resident-ground=spouse", "common-life=yes"), [350, 250]),
        ("conjoint-francais/first", ("marriage-visa=card", "common-life=yes"), [350, 250]),
    ],
)
def test_two_scales_leave_the_price_open(procedure, answers, prices):
    """Where two scales may apply both are shown and no sum is made of them."""
    quoted = asked(procedure, *answers)
    assert totals(quoted) == prices
    assert (quoted.settled, quoted.total) == (False, None)


def test_one_price_that_is_not_sure_is_not_settled():
    """A price that depends on an answer still missing gives no sum."""
    quoted = asked("changement-adresse/declaration")
    assert totals(quoted) == [50]
    assert (quoted.prices[0].sure, quoted.total) == (False, None)
    assert asked("changement-adresse/declaration", "new-card=no").prices == ()


def test_violence_costs_nothing():
    """After violence in the couple there is no price and no supplement at all (L423-5, L436-8)."""
    for procedure in ("conjoint-francais/first", "conjoint-francais/renewal"):
        quoted = asked(procedure, "common-life=violence", "marriage-visa=irregular", late=True)
        assert (quoted.prices, quoted.extras) == ((), ())


def test_cents():
    """Amounts are decimals: 250 and 80.50 are 330.50."""
    toy = load(TOY / "procedures")
    assert asked("dragon/renewal", late=True, content=toy).total == Decimal("330.50")


def test_supplement_not_known_on_a_day():
    """A supplement that is due while its amount is not known leaves the sum open."""
    toy = load(TOY / "procedures")
    late = toy.fees.supplements["late"]
    newer = late.model_copy(update={"amounts": (late.amounts[0].model_copy(update={"since": NEW}),)})
    fees = toy.fees.model_copy(update={"supplements": {"late": newer}})
    content = toy.model_copy(update={"fees": fees})
    quoted = asked("dragon/renewal", on=OLD, late=True, content=content)
    assert (quoted.settled, quoted.extras[0].amount, quoted.total) == (True, None, None)
    assert asked("dragon/renewal", on=OLD, late=False, content=content).total == 175


def test_in_force_does_not_follow_the_order_of_the_file():
    """The newest amount that has begun counts, wherever it stands."""
    amounts = tuple(Amount(since=day, source="law", tax=Decimal(day.year)) for day in (OLD, NEW, FIRST_KNOWN))
    assert in_force(amounts, date(2030, 1, 1)) == in_force(amounts[::-1], NEW) == amounts[1]
    assert in_force(amounts, date(2026, 4, 30)) == amounts[0]
    assert in_force(amounts, date(2025, 7, 12)) is None
    assert in_force((), NEW) is None


@st.composite
def journeys(draw) -> tuple[str, Journey]:
    """Draw a procedure and answers to any of its refinements, known or not."""
    procedure = draw(st.sampled_from(PROCEDURES))
    answers = []
    for name in refinements_of(REAL, procedure, Journey()):
        choices = [choice.id for choice in REAL.tree.refinements[name].answers]
        if answer := draw(st.sampled_from([None, "unknown", *choices])):
            answers.append((name, answer))
    return procedure, Journey(tuple(answers))


@given(
    drawn=journeys(),
    on=st.dates(date(2025, 1, 1), date(2028, 1, 1)),
    late=st.sampled_from([True, False, None]),
)
def test_total_is_the_sum_of_its_parts(drawn, on, late):
    """Whatever is asked, a total is the tax, the stamp and the sure supplements, and nothing else."""
    procedure, journey = drawn
    quoted = quote(REAL, request_of(REAL, procedure)[1], Journey((*journey.answers, *WHEN[late])), on)
    for price in quoted.prices:
        parts = [price.amount.tax, price.amount.stamp] if price.amount else []
        assert price.total == (sum(part for part in parts if part) if price.amount else None)
    if quoted.total is not None:
        sure = sum(extra.amount.amount for extra in quoted.extras if extra.sure and extra.amount)
        assert quoted.total == quoted.prices[0].total + sure
        assert len(quoted.prices) == 1
    else:
        unknown = any(extra.sure and extra.amount is None for extra in quoted.extras)
        assert unknown or not quoted.settled


@given(drawn=journeys(), late=st.sampled_from([True, False, None]))
def test_an_answer_never_adds_a_price(drawn, late):
    """Answering only removes prices and supplements that were shown before: nothing appears late."""
    procedure, journey = drawn
    request = request_of(REAL, procedure)[1]
    before = quote(REAL, request, Journey(WHEN[late]), NEW)
    after = quote(REAL, request, Journey((*journey.answers, *WHEN[late])), NEW)
    assert {id(price.choice) for price in after.prices} <= {id(price.choice) for price in before.prices}
    assert {id(extra.use) for extra in after.extras} <= {id(extra.use) for extra in before.extras}
