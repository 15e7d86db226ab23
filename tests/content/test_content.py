"""The facts of the thirteen permits against a table written by hand from the reference of 23 November 2026.

The reference is `procedures.json` (channel, window and fee of each request, with its sources) and the rows of
annexe 10 of the Ceseda. Amounts are those since 1 May 2026 (finance law for 2026, article 128).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from kiosk.content.fields import Confidence
from kiosk.content.library import open_library
from kiosk.engine.fees import in_force

CONTENT = open_library().content
ON = date(2026, 11, 23)
ONLINE, DESK = {"anef"}, {"appointment"}
WITH_CARD, AFTER_ENTRY, LAST_TWO_MONTHS = "online", "after-entry", "last-two-months"
HERE = "here-for-years"


@dataclass(frozen=True)
class Reviewed:
    """What the reference says of a request: how, when, how much in all, and from which row."""

    channels: set[str]
    windows: set[str]
    totals: set[int]
    rows: set[int]
    silence: str | None = "four-months"


FACTS = {
    # ANEF2021, R431-4 and R431-5, 100 + 50; Oise takes the renewal price after a visa; 90 days (R422-5).
    "etudiant/first": Reviewed(ONLINE, {WITH_CARD, AFTER_ENTRY, HERE}, {150, 100}, {25}, "ninety-days"),
    "etudiant/renewal": Reviewed(ONLINE, {WITH_CARD}, {100}, {25}, "ninety-days"),
    # GUICHET: not on the list of online requests, so the last two months (R431-5).
    "salarie/first": Reviewed(DESK, {LAST_TWO_MONTHS, AFTER_ENTRY}, {350, 250}, {1}),
    "salarie/change": Reviewed(DESK, {LAST_TWO_MONTHS}, {350, 250}, {1}),
    # F35799 takes the first price for a first card of several years.
    "salarie/renewal": Reviewed(DESK, {LAST_TWO_MONTHS}, {350, 250}, {1}),
    # ANEF2021; rows 4 (graduate), 5 (innovative company), 7 (mission in a group).
    "talent-salarie-qualifie/first": Reviewed(ONLINE, {WITH_CARD, AFTER_ENTRY}, {350, 250}, {4, 5, 7}),
    "talent-salarie-qualifie/change": Reviewed(ONLINE, {WITH_CARD}, {350, 250}, {4, 5, 7}),
    "talent-salarie-qualifie/renewal": Reviewed(ONLINE, {WITH_CARD}, {250}, {4, 5, 7}),
    # ANEF202309; three months after entry with a European card of another State (L426-11, row 56).
    "visiteur/first": Reviewed(
        ONLINE, {WITH_CARD, AFTER_ENTRY, HERE, "after-entry-three-months"}, {350, 250}, {56, 59}
    ),
    "visiteur/renewal": Reviewed(ONLINE, {WITH_CARD}, {250}, {59}),
    # ANEF2023.
    "conjoint-francais/first": Reviewed(ONLINE, {WITH_CARD, HERE}, {350, 250}, {29}),
    "conjoint-francais/renewal": Reviewed(ONLINE, {WITH_CARD}, {250}, {29}),
    "parent-enfant-francais/first": Reviewed(ONLINE, {"online-no-visa", AFTER_ENTRY, HERE}, {350, 250}, {30}),
    "parent-enfant-francais/renewal": Reviewed(ONLINE, {"online-no-visa"}, {250}, {30}),
    # GUICHET.
    "liens-personnels/first": Reviewed(
        DESK, {"last-two-months-no-visa", AFTER_ENTRY, HERE}, {350, 250}, {37}
    ),
    "liens-personnels/renewal": Reviewed(DESK, {"last-two-months-no-visa"}, {250}, {37}),
    # R431-15-3; no tax (L436-1), the stamp alone (L436-7); rows 38 (refugee) and 39 (family); 64 to renew.
    "refugie/first": Reviewed(ONLINE, {"on-recognition", AFTER_ENTRY, HERE}, {50}, {38, 39}),
    "refugie/renewal": Reviewed(ONLINE, {"online-no-visa", "before-end"}, {250}, {64}),
    # R431-6: as soon as the stay is long enough; rows 29 and 30 by ground; ANEF2024 and row 64 to renew.
    "carte-resident/first": Reviewed(ONLINE, {"when-conditions-met", "online-no-visa"}, {350, 250}, {29, 30}),
    "carte-resident/renewal": Reviewed(ONLINE, {"online-no-visa"}, {250}, {64}),
    # ANEF2023 for the family of French citizens and students, else the desk; annexe 10 has no row of its own.
    "cra-1an/first": Reviewed(
        ONLINE | DESK,
        {AFTER_ENTRY, HERE, "online-no-visa", "last-two-months-no-visa"},
        {350, 150},
        {1, 25, 29, 30, 59},
    ),
    "cra-1an/renewal": Reviewed(
        ONLINE | DESK, {"online-no-visa", "last-two-months-no-visa"}, {250, 100}, {1, 25, 29, 30, 59}
    ),
    # R431-17: three months after entry; the tax of the permit that the visa replaces, without stamp.
    "vlsts-validation/validation": Reviewed(ONLINE, {"visa-validation"}, {300, 100}, set(), None),
    # Moselle and Orne prefectures; the renewal tax of the same permit (L436-2) and the stamp.
    "duplicata/duplicate": Reviewed(ONLINE, {"at-once"}, {250, 100}, set(), None),
    # R431-23: three months after the move; free, the stamp only for a new card.
    "changement-adresse/declaration": Reviewed(ONLINE, {"after-move"}, {50}, set(), None),
}

WINDOWS = {
    # Basis, opens, closes, in days or months counted from it.
    "online": ("expiry", (-120, "days"), (-60, "days")),
    "last-two-months": ("expiry", (-2, "months"), (0, "days")),
    "after-entry": ("entry", (0, "days"), (2, "months")),
    "after-entry-three-months": ("entry", (0, "days"), (3, "months")),
    "visa-validation": ("entry", (0, "days"), (3, "months")),
    "after-move": ("move", (0, "days"), (3, "months")),
    "at-once": ("none", None, None),
    "on-recognition": ("none", None, None),
    "when-conditions-met": ("none", None, None),
}

LAPSES = {"visa-validation": (12, "months")}
"""A VLS-TS lasts a year at most: after that there is nothing left to validate (L411-1)."""

PROVES_STAY = {
    "deposit-receipt": False,
    "prolongation": True,
    "favourable-decision": True,
    "receipt": True,
    "visa-confirmation": True,
    "protected-prolongation": True,
    "declaration-confirmation": False,
    "duplicate-confirmation": False,
}
"""Rule 6 of the reference: a receipt of filing online proves nothing, a prolongation and a récépissé do."""

EVERY = [(name, str(kind)) for name, permit in CONTENT.permits.items() for kind in permit.requests]


def request(procedure: str):
    """Return the request of a procedure."""
    permit, kind = procedure.split("/")
    return next(each for key, each in CONTENT.permits[permit].requests.items() if str(key) == kind)


def test_the_table_has_every_request():
    """No request of the permits of the table escapes it; test_reference.py compares all the others."""
    tabled = {name.split("/")[0] for name in FACTS}
    every = {f"{name}/{kind}" for name, kind in EVERY if name in tabled}
    assert every - {"cra-1an/change"} == set(FACTS)


@pytest.mark.parametrize("procedure", FACTS)
def test_channel(procedure):
    """The request is filed where the reference says."""
    uses = request(procedure).deposit
    assert {str(CONTENT.deposits.deposits[use.use].channel) for use in uses} == FACTS[procedure].channels


@pytest.mark.parametrize("procedure", FACTS)
def test_window(procedure):
    """The request is filed when the reference says."""
    assert {use.use for use in request(procedure).windows} == FACTS[procedure].windows


@pytest.mark.parametrize("procedure", FACTS)
def test_totals(procedure):
    """The request costs what the reference says, with every scale that may apply."""
    scales = [CONTENT.fees.scales[choice.scale] for choice in request(procedure).fees]
    amounts = [in_force(scale.amounts, ON) for scale in scales]
    assert {int((each.tax or 0) + (each.stamp or 0)) for each in amounts if each} == FACTS[procedure].totals


@pytest.mark.parametrize("procedure", FACTS)
def test_rows_of_annexe_10(procedure):
    """The list of documents names the row or rows of annexe 10 from which it was written."""
    cited = request(procedure).documents_from
    numbers = {int(word) for word in (cited.detail or "").replace(",", " ").split() if word.isdigit()}
    expected = FACTS[procedure].rows
    if expected and not procedure.startswith("cra-1an"):
        assert cited.source == "annexe-10"
    assert (numbers - {10} if procedure.startswith("cra-1an") else numbers) == expected


@pytest.mark.parametrize("procedure", FACTS)
def test_silence(procedure):
    """No answer is a refusal after four months, 90 days for students (R432-2, R422-5)."""
    silences = request(procedure).silences
    assert [silence.use for silence in silences] == (
        [FACTS[procedure].silence] if FACTS[procedure].silence else []
    )


@pytest.mark.parametrize("name", WINDOWS)
def test_days_of_a_window(name):
    """A window counts the days or months that its article gives (R431-4, R431-5, R431-17, R431-23)."""
    window = CONTENT.deposits.windows[name]
    opens, closes = (span and (span.count, span.unit) for span in (window.opens, window.closes))
    assert (str(window.basis), opens, closes) == WINDOWS[name]


def test_lapse():
    """Six months after its end a document is no longer simply renewed (R431-8), where a visa is needed."""
    for name in WINDOWS:
        window = CONTENT.deposits.windows[name]
        lapses = window.lapses and (window.lapses.count, window.lapses.unit)
        assert lapses == LAPSES.get(name, (6, "months") if str(window.basis) == "expiry" else None)
    assert CONTENT.deposits.windows["online-no-visa"].lapses is None


def test_supplements():
    """Late: 180 euros (L436-5); regularisation visa: 300, of which 100 at filing (L436-4)."""
    late, visa = (in_force(CONTENT.fees.supplements[name].amounts, ON) for name in ("late", "regularisation"))
    assert late is not None
    assert visa is not None
    assert (late.amount, late.at_filing) == (180, None)
    assert (visa.amount, visa.at_filing) == (300, 100)


@pytest.mark.parametrize("procedure", [name for name in FACTS if name.endswith("/renewal")])
def test_late_renewals_cost_more(procedure):
    """Every renewal has the late supplement, and no first request has it."""
    assert [use.use for use in request(procedure).supplements] == ["late"]
    first = procedure.replace("renewal", "first")
    assert "late" not in [use.use for use in request(first).supplements]


@pytest.mark.parametrize("name", PROVES_STAY)
def test_what_proves_the_right_to_stay(name):
    """Each waiting document says whether it proves the right to stay."""
    assert CONTENT.afterwards.waiting[name].proves_stay is PROVES_STAY[name]


@pytest.mark.parametrize("procedure", FACTS)
def test_online_requests_have_the_ladder(procedure):
    """Online: contact centre, then help desk, then a visit on invitation (order of 1 August 2023)."""
    for use in request(procedure).deposit:
        deposit = CONTENT.deposits.deposits[use.use]
        if str(deposit.channel) == "anef":
            ladder = " ".join(step.text for step in deposit.fallback)
            rungs = [
                ladder.index(word) for word in ("centre de contact", "point d'accueil numérique", "inviter")
            ]
            assert rungs == sorted(rungs)


def test_appointments_are_free():
    """Wherever an appointment is taken, it is said that it costs nothing (rule 8 of the reference)."""
    for deposit in CONTENT.deposits.deposits.values():
        if str(deposit.channel) == "appointment":
            said = [fact.text for fact in (*deposit.steps, *deposit.fallback)]
            assert any("Ne payez jamais" in text for text in said)


def test_fees_since_may_are_not_official_yet():
    """The law of 2026 was not read itself: each amount since 1 May 2026 is second-hand and says so."""
    parts = [*CONTENT.fees.scales.values(), *CONTENT.fees.supplements.values()]
    for amount in (each for part in parts for each in part.amounts if each.since == date(2026, 5, 1)):
        assert CONTENT.sources.sources[amount.source].confidence is Confidence.SECONDARY


def test_late_supplement_of_2026_is_second_hand():
    """That the late supplement did not change in 2026 is second-hand too, and must carry that date."""
    late = in_force(CONTENT.fees.supplements["late"].amounts, ON)
    assert late is not None
    assert CONTENT.sources.sources[late.source].confidence is Confidence.SECONDARY


def test_every_permit_was_verified():
    """Each permit was verified before it is to be reviewed, at most six months and a bit later."""
    for permit in CONTENT.permits.values():
        assert permit.verified_on < permit.review_by
        assert (permit.review_by - permit.verified_on).days <= 190
