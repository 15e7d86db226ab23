"""Every journey of the real tree ends in a whole sheet, in every language and with every answer."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from itertools import product
from math import prod
from typing import TYPE_CHECKING

import pytest

from kiosk.content.fields import Confidence
from kiosk.content.languages import with_output
from kiosk.content.library import open_library
from kiosk.content.prose import UNTRANSLATED
from kiosk.content.terms import UNKNOWN, Basis, Prose, is_procedure
from kiosk.engine.asking import next_date, refinements_of
from kiosk.engine.compose import Case, compose
from kiosk.engine.conditions import applies
from kiosk.engine.document import Checklist, Dates, Steps
from kiosk.engine.graph import LANGUAGE_TAP, journeys, leaves, longest_taps, taps
from kiosk.engine.journey import Journey, replay
from kiosk.engine.requests import entries, request_of
from kiosk.engine.window import completed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.engine.document import Document

ON = date(2026, 11, 23)
DATES = tuple((basis, date(2027, 1, 2)) for basis in Basis if basis is not Basis.NONE)
LIBRARY = open_library()
TREE = LIBRARY.content.tree
LANGUAGES = tuple(with_output(LIBRARY.languages, "screen"))
LEAVES = leaves(TREE)
PROCEDURES = tuple(leaf for leaf in LEAVES if is_procedure(leaf))
SECTIONS = ("bring", "file", "cost", "wait", "trouble")
STOPPED = ("why", "instead", "help")
REFERRAL = ("leaf", "do", "onward", "file")
MOST_TAPS = 8
MOST_COMBINATIONS = 400
TOLD = tuple(
    f"Seulement {each.condition}"
    for refinement in TREE.refinements.values()
    if not refinement.asked
    for each in (*refinement.answers, *refinement.groups)
)
"""The conditions that only a date settles."""
MOST_QUESTIONS = {"carte-resident/first": 8, "entrepreneur/first": 8, "salarie/first": 9}
"""A debt: these ask more than seven, since the level of French and the civic exam became papers."""
HOLE = re.compile(r"[{}]")


@cache
def setting(language: str) -> Case:
    """Return what the sheets of a language are composed from, with no answers."""
    words = LIBRARY.words(language)
    return Case(LIBRARY.in_language(words), words, "82", Journey(), ON)


def composed(procedure: str, language: str, journey: Journey) -> Document:
    """Return the sheet that a journey leads to."""
    base = setting(language)
    return compose(Case(base.content, base.words, base.prefecture, journey, base.on), procedure)


def sentences(value: object) -> Iterator[str]:
    """Return every text of a sheet, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from sentences(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from sentences(getattr(value, field.name))


def check_sheet(document: Document, procedure: str, language: str) -> None:
    """A sheet has all its sections, none empty, no hole in a sentence, and only its own language."""
    names = tuple(section.name for section in document.sections)
    if document.stopped:
        assert set(names) <= set(STOPPED)
    elif is_procedure(procedure):
        assert names in (SECTIONS, ("late", *SECTIONS))
    else:
        assert names[0] == "leaf"
        assert set(names) <= set(REFERRAL)
    assert all(section.blocks for section in document.sections)
    for block in (block for section in document.sections for block in section.blocks):
        if isinstance(block, Steps | Checklist):
            assert block.items, block.title
    said = list(sentences(document))
    assert all(text.strip() for text in said)
    assert [text for text in said if HOLE.search(text)] == []
    if language != "fr":
        assert [text for text in said if UNTRANSLATED in text] == []


def check_list(document: Document, procedure: str, journey: Journey) -> None:
    """A request that has a list of documents asks for at least one, and shows each condition left open."""
    if document.stopped:
        return
    request = request_of(LIBRARY.content, procedure)[1]
    lists = [b for s in document.sections for b in s.blocks if isinstance(b, Checklist)]
    items = [item for each in lists for item in each.items]
    known = completed(LIBRARY.content, procedure, journey, ON)
    chosen = [e for e in entries(LIBRARY.content, request) if applies(e.when, known) is not False]
    order = sorted(chosen, key=lambda entry: entry.at_collection)
    names = [LIBRARY.content.documents.documents[str(entry.document)].name for entry in order]
    assert [item.name.french for item in items] == names
    for entry, item in zip(order, items, strict=True):
        assert (item.condition is not None) == (applies(entry.when, journey) is None), item.name
    if trust(procedure) is not Confidence.UNCONFIRMED:
        assert any(not entry.at_collection for entry in chosen)


def trust(procedure: str) -> Confidence:
    """Return how far the list of a procedure's documents can be trusted."""
    cited = request_of(LIBRARY.content, procedure)[1].documents_from
    return cited.confidence or LIBRARY.content.sources.sources[cited.source].confidence


def choices(procedure: str) -> dict[str, list[str]]:
    """Return the refinements of a procedure, each with its answers and the unknown one."""
    names = refinements_of(LIBRARY.content, procedure, Journey())
    return {name: [*(a.id for a in TREE.refinements[name].answers), UNKNOWN] for name in names}


def answer_sets(procedure: str) -> Iterator[tuple[tuple[str, str], ...]]:
    """Return all answers together where they are few; otherwise each alone, and each pair of neighbours."""
    asked = choices(procedure)
    if prod(len(answers) for answers in asked.values()) <= MOST_COMBINATIONS:
        for combination in product(*asked.values()):
            yield tuple(zip(asked, combination, strict=True))
        return
    for first, second in zip(asked, list(asked)[1:], strict=False):
        for pair in product(asked[first], asked[second]):
            yield tuple(zip((first, second), pair, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_journey_ends_in_a_sheet(language):
    """Each way through the tree leads to a leaf, and its sheet is whole."""
    walked = list(journeys(TREE))
    assert {replay(TREE, Journey(way)).target for way in walked} == set(LEAVES)
    for way in walked:
        journey = Journey(way)
        position = replay(TREE, journey)
        assert position.passed == tuple(question for question, _ in way)
        assert position.procedure is not None
        check_sheet(composed(position.procedure, language, journey), position.procedure, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("procedure", PROCEDURES)
def test_sheet_with_its_dates(procedure, language):
    """With every date given, on any side of the window, the sheet is whole in each language."""
    for on in (
        date(2026, 1, 2),
        ON,
        date(2026, 12, 31),
        date(2027, 2, 20),
        date(2027, 5, 24),
        date(2028, 1, 2),
    ):
        base = setting(language)
        asked = Case(base.content, base.words, "default", Journey((), DATES), on)
        check_sheet(compose(asked, procedure), procedure, language)


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_every_answer_alone(procedure):
    """Each answer of each refinement, the others left open, gives a whole sheet with its conditions."""
    journey = Journey()
    check_list(composed(procedure, "fr", journey), procedure, journey)
    for name, answers in choices(procedure).items():
        for answer in answers:
            journey = Journey(((name, answer),))
            document = composed(procedure, "fr", journey)
            check_sheet(document, procedure, "fr")
            check_list(document, procedure, journey)


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_answers_together(procedure):
    """Answers together give a whole sheet; once all are known nothing conditional is left."""
    asked = set(choices(procedure))
    for answers in answer_sets(procedure):
        journey = Journey(answers)
        document = composed(procedure, "fr", journey)
        check_sheet(document, procedure, "fr")
        check_list(document, procedure, journey)
        if {name for name, answer in answers if answer != UNKNOWN} == asked:
            left = [condition.french for condition in conditions(document) if condition]
            assert [text for text in left if not text.startswith(TOLD)] == []


def conditions(document: Document) -> list[Prose | None]:
    """Return the condition of everything on a sheet that may have one."""
    found: list[Prose | None] = []
    for block in (block for section in document.sections for block in section.blocks):
        if isinstance(block, Checklist):
            found += [item.condition for item in block.items]
        if isinstance(block, Dates):
            found.append(block.condition)
    return found


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_open_windows_show_their_condition(procedure):
    """As long as an answer is missing, a window that depends on it says whom it concerns."""
    request = request_of(LIBRARY.content, procedure)[1]
    blocks = [b for s in composed(procedure, "fr", Journey()).sections for b in s.blocks]
    dates = [block for block in blocks if isinstance(block, Dates)]
    assert [bool(use.when) for use in request.windows] == [block.condition is not None for block in dates]


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_short_questions_end(procedure):
    """Answering the short questions one after the other leaves none, and never asks one twice."""
    for pick in (0, -1):
        journey, asked = Journey(), []
        while left := [n for n in refinements_of(LIBRARY.content, procedure, journey) if n not in asked]:
            asked.append(left[0])
            answer = TREE.refinements[left[0]].answers[pick].id
            journey = Journey((*journey.answers, (left[0], answer)))
        assert len(asked) == len(set(asked)) <= MOST_QUESTIONS.get(procedure, 7)
        dated = Journey(journey.answers, DATES)
        assert next_date(LIBRARY.content, procedure, dated) is None


def test_every_procedure_is_reached():
    """Every request of every permit, and every referral, ends some journey."""
    content = LIBRARY.content
    requests = {f"{name}/{kind}" for name, permit in content.permits.items() for kind in permit.requests}
    pages = {f"referral/{name}" for name in content.referrals.referrals}
    pages |= {f"faq/{name}" for name in content.faq.themes} | {"notices/all", "deposits/all"}
    linked = {"referral/algerian-danger", "referral/european-danger"}
    assert set(LEAVES) == (requests | pages) - linked


def test_longest_journey():
    """No journey takes more than eight taps, the language included."""
    counted = Counter(len(way) + LANGUAGE_TAP for way in journeys(TREE))
    assert counted == taps(TREE)
    assert longest_taps(counted) <= MOST_TAPS
