"""The content against the reference of facts, field by field; every difference is listed, with its reason.

`reference.yaml` holds what the reference says, copied; `differences.yaml` is the reviewed list of
differences. One that is not listed fails, and so does a listed one that no longer exists.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kiosk.content.models import Cited, Entry, Kind
from kiosk.content.reader import read
from kiosk.content.walk import walk
from kiosk.engine.fees import in_force

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kiosk.content.models import Content, Permit, Request

DAY = date(2026, 11, 23)
HERE = Path(__file__).parent

CHANNELS = {"unsettled": "unsettled", "consulate": "consulate"}
"""Ways to file that are not of the class of their channel."""

CHANNEL_CLASSES = {
    "anef": "anef",
    "appointment": "desk",
    "counter": "desk",
    "post": "post",
    "ofii": "ofii",
}

WINDOWS = {
    "online": "online",
    "online-no-visa": "online",
    "last-two-months": "last-two-months",
    "last-two-months-no-visa": "last-two-months",
    "last-two-months-european": "last-two-months",
    "after-entry": "after-entry",
    "after-entry-one-month": "one-month",
    "after-entry-three-months": "three-months",
    "visa-validation": "three-months",
    "after-move": "three-months",
    "at-once": "at-once",
    "on-recognition": "decision",
    "when-conditions-met": "conditions-met",
    "before-nineteen": "nineteen",
    "between-16-and-21": "sixteen",
    "after-eighteen": "eighteen",
    "two-months-after-eighteen": "eighteen-two-months",
    "no-deadline": "none",
    "here-for-years": "none",
    "before-end": "before-expiry",
    "ask-when": "ask",
    "ask-four-months-before": "ask",
}
"""The class of each window of deposits.yaml."""

WAITING = {
    "deposit-receipt": "online",
    "prolongation": "online",
    "favourable-decision": "online",
    "receipt": "receipt",
    "receipt-medical-first": "receipt",
    "receipt-medical-renewal": "receipt",
    "protected-prolongation": "protected",
    "subsidiary-prolongation": "protected",
    "european-request": "european",
    "ofii-receipt": "ofii",
    "temporary-protection-permit": "aps",
    "visa-confirmation": "confirmation",
    "declaration-confirmation": "confirmation",
    "duplicate-confirmation": "confirmation",
}
"""The class of each waiting document of afterwards.yaml."""

FREE = re.compile(r"^(?!.*\bconfirmera\b).*(?:ni taxe ni timbre|gratuit)")
"""A sentence that says that nothing is due; a price that the prefecture has to confirm is not known."""

NONE, UNKNOWN, NOT_CITED, LEGAL = "none", "unknown", "not cited", "legal articles"

Differences = dict[tuple[str, str], tuple[str, str]]
"""(procedure, field) to what the reference and the content say."""


def values(name: str) -> Any:
    """Return the plain values of a data file of these tests."""
    source = read(HERE / name, name)
    assert not source.problems
    return source.values


REFERENCE: dict[str, dict[str, Any]] = values("reference.yaml")["permits"]
LISTED: list[dict[str, Any]] = values("differences.yaml")["differences"]


# What the content says, in the words of the reference -----------------------------------------


def together(words: Iterable[str]) -> str:
    """Return words as one text, sorted, or `none`."""
    return ", ".join(sorted(set(words))) or NONE


def in_order(words: str) -> str:
    """Return the words of a text in the order in which both sides are written."""
    return together(words.split(", "))


def channels(content: Content, request: Request) -> str:
    """Return the classes of the ways to file."""
    known = content.deposits.deposits
    return together(CHANNELS.get(way.use, CHANNEL_CLASSES[known[way.use].channel]) for way in request.deposit)


def amounts(content: Content, request: Request) -> Iterator[str]:
    """Yield every price that may apply on the day, as tax+stamp=total, free or unknown."""
    for choice in request.fees:
        amount = in_force(content.fees.scales[choice.scale].amounts, DAY)
        assert amount is not None
        tax, stamp = amount.tax or 0, amount.stamp or 0
        yield f"{tax}+{stamp}={tax + stamp}"
    if request.no_fee is not None:
        yield "0+0=0" if FREE.search(request.no_fee.text) else UNKNOWN


def supplement(content: Content, request: Request, name: str) -> str:
    """Return the amount of a supplement on the day, and its part paid at filing."""
    if all(use.use != name for use in request.supplements):
        return NONE
    amount = in_force(content.fees.supplements[name].amounts, DAY)
    assert amount is not None
    at_filing = "" if amount.at_filing is None else f", {amount.at_filing} at filing"
    return f"{amount.amount}{at_filing}"


def silences(content: Content, request: Request) -> str:
    """Return what no answer means: after how long."""
    spans = [content.afterwards.silences[use.use].after for use in request.silences]
    return together(f"{span.count} {span.unit}" for span in spans)


def said(content: Content, request: Request) -> dict[str, str]:
    """Return what a request says, by field."""
    return {
        "channel": channels(content, request),
        "window": together(WINDOWS.get(use.use, use.use) for use in request.windows),
        "fee": together(amounts(content, request)),
        "late": supplement(content, request, "late"),
        "regularisation": supplement(content, request, "regularisation"),
        "waiting": together(WAITING.get(use.use, use.use) for use in request.waiting),
        "silence": silences(content, request),
    }


def rows(permit: Permit) -> str:
    """Return the rows of Annexe 10 that a permit cites for its documents."""
    cited = [request.documents_from.detail for request in permit.requests.values()]
    cited += [entry.detail for request in permit.requests.values() for entry in request.documents]
    lists = re.findall(r"lignes?((?:\d|[ ,]|et|à)+)", " ; ".join(filter(None, cited)))
    numbers = {int(number) for each in lists for number in re.findall(r"\d+", each)}
    return ", ".join(str(number) for number in sorted(numbers)) or NONE


def request_for(permit: Permit, side: str) -> tuple[Kind, Request] | None:
    """Return the request that stands for a side of the reference: `first`, `renewal` or `change`."""
    if side in permit.requests:
        return Kind(side), permit.requests[Kind(side)]
    others = [kind for kind in permit.requests if kind not in (Kind.RENEWAL, Kind.FIRST)]
    return (others[0], permit.requests[others[0]]) if side == "first" and others else None


def expected(facts: dict[str, Any], side: str) -> dict[str, str]:
    """Return what the reference says of a side; a change is filed as a first card, when a renewal is."""
    if side != "change":
        return facts[side]
    sides = [facts[name] for name in ("first", "renewal") if name in facts]
    prices = together(price for each in sides for price in each["fee"].split(", "))
    first, last = sides[0], sides[-1]
    return {
        "channel": first["channel"],
        "waiting": first["waiting"],
        "window": last["window"],
        "fee": prices,
    }


def sides(permit: Permit, facts: dict[str, Any]) -> list[str]:
    """Return the sides to compare; a change counts once, as first if it is all there is."""
    changed = Kind.CHANGE in permit.requests and Kind.FIRST in permit.requests
    return [side for side in ("first", "renewal") if side in facts] + ["change"] * changed


def differing(content: Content, name: str) -> tuple[Differences, int]:
    """Return the fields of a permit where content and reference differ, and how many were compared."""
    permit, facts = content.permits[name], REFERENCE[name]
    found: Differences = {(name, "rows"): (facts["rows"], rows(permit))}
    kinds = [side for side in ("first", "renewal") if side in facts]
    shown = [side for side in ("first", "renewal") if request_for(permit, side)]
    found[name, "requests"] = (together(kinds), together(shown))
    for side in sides(permit, facts):
        reached = request_for(permit, side)
        if reached is not None:
            kind, request = reached
            own = said(content, request)
            for field, value in expected(facts, side).items():
                found[f"{name}/{kind}", field] = (in_order(value), in_order(own[field]))
    return {key: pair for key, pair in found.items() if pair[0] != pair[1]}, len(found)


# What is cited --------------------------------------------------------------------------------

Range = tuple[str, tuple[int, ...], tuple[int, ...]]

NUMBER = r"(\d{3}(?!\d)(?:-\d+)*)"
ARTICLE = re.compile(rf"\b([LRD])\.? ?{NUMBER}(?:(?: to | à )[LRD]{NUMBER}|((?: [A-Z])? s\.))?")


def articles(text: str) -> list[Range]:
    """Return the articles of the code that a text names, each as a range; `s.` means ten of them."""
    found: list[Range] = []
    for letter, start, end, onwards in ARTICLE.findall(text):
        low = tuple(int(part) for part in start.split("-"))
        high = tuple(int(part) for part in end.split("-")) if end else low
        found.append((letter, low, (*low[:-1], low[-1] + 10) if onwards else high))
    return found


def named(text: str, among: list[Range]) -> bool:
    """Tell whether an article, or a part of a range, that a text names is among others."""
    return any(
        letter == other and low <= top and bottom <= high
        for letter, low, high in articles(text)
        for other, bottom, top in among
    )


def details(*parts: Any) -> list[Range]:
    """Return every article that these parts of the content cite."""
    cited = [node for part in parts for _, node in walk(part) if isinstance(node, Cited | Entry)]
    return articles(" ; ".join(node.detail for node in cited if node.detail))


def advised(request: Request) -> set[str]:
    """Return every guidance that a request may show: its own, of who is late, of who is refused."""
    late = (request.lateness.guidance(timing) for timing in ("late", "expired", "lapsed"))
    return {
        *request.guidance,
        *filter(None, late),
        *(name for stop in request.stops for name in stop.guidance),
    }


def cited_by(content: Content, permit: Permit) -> list[Range]:
    """Return every article that a permit and the shared rules it uses cite."""
    found = details(permit)
    for request in permit.requests.values():
        found += details(*(content.deposits.deposits[use.use] for use in request.deposit))
        found += details(*(content.afterwards.waiting[use.use] for use in request.waiting))
        found += details(*(content.afterwards.guidance[name] for name in advised(request)))
    return found


def place(content: Content, permit: Permit, request: Request | None, field: str) -> list[Range]:
    """Return the articles cited at the very place of a fact."""
    if field == "who" and request is not None:
        return details(request.who)
    if field == "validity" or request is None:
        own = tuple(each.validity for each in permit.requests.values() if each.validity)
        return details((permit.validity, *own))
    if field == "window":
        return details(request.windows)
    if field == "silence":
        return details(request.silences)
    shared = tuple(content.afterwards.waiting[use.use] for use in request.waiting)
    return details((*request.waiting, *shared))


def official(permit: Permit, name: str) -> Iterator[tuple[str, Request | None, str, str]]:
    """Yield every official fact of the reference: procedure, request, field, and the articles it names.

    Each request says by itself for whom it is.
    """
    facts = REFERENCE[name]
    for field, wanted in facts.get("official", {}).items():
        if field == "who":
            for kind, request in permit.requests.items():
                yield f"{name}/{kind}", request, field, wanted
        else:
            yield name, None, field, wanted
    for side in ("first", "renewal"):
        reached = request_for(permit, side)
        for field, wanted in facts.get(f"{side}-official", {}).items() if reached else ():
            yield f"{name}/{reached[0]}", reached[1], field, wanted


def lacking(wanted: str, legal: str, here: list[Range], everywhere: list[Range], field: str) -> str:
    """Return the articles of one official fact that are not cited.

    Each article that the fact names stands somewhere in the permit or in a shared rule that it uses. Silence
    names the general article and "special articles": one of them stands with it. A fact that names no article
    has one of the permit's legal articles at its very place.
    """
    if field == "silence":
        return "" if any(named(each, here) for each in (wanted, legal)) else wanted
    if wanted == LEGAL:
        return "" if named(legal, here) else LEGAL
    return ", ".join(each for each in wanted.split(", ") if not named(each, everywhere))


def uncited(content: Content, name: str) -> tuple[Differences, int]:
    """Return the official facts whose articles a permit does not cite, and how many were looked at."""
    permit, legal = content.permits[name], REFERENCE[name]["articles"]
    everywhere = cited_by(content, permit)
    headed = [*everywhere, *articles(" ; ".join(permit.articles))]
    known = [each for each in legal.split(", ") if articles(each)]
    found = {(name, "articles"): ", ".join(each for each in known if not named(each, headed))}
    for procedure, request, field, wanted in official(permit, name):
        here = place(content, permit, request, field)
        found[procedure, f"{field} cites"] = lacking(wanted, legal, here, everywhere, field)
    missing = {key: (articles_, NOT_CITED) for key, articles_ in found.items() if articles_}
    return missing, len(found) - 1 + len(known)


# The tests ------------------------------------------------------------------------------------


def listed(name: str, *, citing: bool) -> Differences:
    """Return the reviewed differences of a permit: those of citing, or the others."""
    return {
        (procedure, each["field"]): (each["reference"], each["content"])
        for each in LISTED
        for procedure in each["procedures"]
        if procedure.split("/")[0] == name and (each["content"] == NOT_CITED) is citing
    }


def test_the_reference_and_the_content_have_the_same_permits(library):
    """The 54 permits of the reference are there, and no other."""
    assert len(REFERENCE) == 54
    assert set(library.content.permits) == set(REFERENCE)


@pytest.mark.parametrize("name", REFERENCE)
def test_a_permit_says_what_the_reference_says(library, name):
    """Channel, window, price, waiting document, silence and rows are those of the reference, or listed."""
    assert differing(library.content, name)[0] == listed(name, citing=False)


@pytest.mark.parametrize("name", REFERENCE)
def test_an_official_fact_is_cited(library, name):
    """The article of each fact of an official text is cited in the permit or in a shared rule it uses."""
    assert uncited(library.content, name)[0] == listed(name, citing=True)


def test_each_difference_is_listed_once_with_a_reason():
    """A difference names its procedures, its field, both sides and a reason; none stands twice."""
    keys = [(procedure, each["field"]) for each in LISTED for procedure in each["procedures"]]
    assert len(keys) == len(set(keys))
    for each in LISTED:
        assert set(each) == {"procedures", "field", "reference", "content", "reason"}
        assert len(each["reason"]) > 20
        assert {procedure.split("/")[0] for procedure in each["procedures"]} <= set(REFERENCE)


def test_most_of_the_reference_is_compared(library):
    """The comparison is not empty: hundreds of fields, and hundreds of articles."""
    content = library.content
    assert sum(differing(content, name)[1] for name in REFERENCE) > 600
    assert sum(uncited(content, name)[1] for name in REFERENCE) > 400
