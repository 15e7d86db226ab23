"""Compose a referral: what to know, what the paper allows, what to do next, and who helps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.content.terms import UNKNOWN
from kiosk.engine import document as doc
from kiosk.engine.conditions import concerns, conditional
from kiosk.engine.facts import caution, help_desks, page_of, statement, way
from kiosk.engine.journey import implied, question_of, replay
from kiosk.engine.places import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kiosk.content.models import Note, Referral
    from kiosk.content.terms import Prose
    from kiosk.engine.facts import Case


def referral(case: Case, target: str, name: str) -> doc.Document:
    """Return the Document of a referral, for what the answers on the way say."""
    known = replace(case, journey=implied(case.content.tree, case.journey))
    content = case.content.referrals.referrals[name]
    sections = (
        doc.Section(key, title, art, tuple(blocks)) for key, title, art, blocks in _sections(known, content)
    )
    return page_of(
        case,
        target,
        content.title,
        content.pictogram,
        (section for section in sections if section.blocks),
        official_page=content.link,
        private=content.private,
    )


def _sections(case: Case, content: Referral) -> Iterator[tuple[str, Prose, str, Iterable[doc.Block]]]:
    say = case.words.say
    yield "leaf", say("What to know"), "information", _know(case, content)
    yield "do", say("What to do"), "next", _do(case, content)
    yield "onward", say("And then"), "other", _onward(case, content)
    yield "file", say("Where to go"), "prefecture", _where(case, content)


def _know(case: Case, content: Referral) -> Iterator[doc.Block]:
    for each in content.numbers:
        yield doc.Number(each.number, each.text, caution(case, each))
    yield from _notices(case, content.facts)
    if content.slip:
        yield from _given(case)
    say = case.words.say
    for title, notes in (
        (say("What this paper allows"), content.allows),
        (say("What the prefecture must do"), content.duties),
    ):
        facts = tuple(doc.Paragraph(each.text, each.note) for each in _notices(case, notes))
        if facts:
            yield doc.Answered(title, facts)


def _do(case: Case, content: Referral) -> Iterator[doc.Block]:
    steps = tuple(doc.Paragraph(each.text, each.note) for each in _notices(case, content.steps))
    if steps:
        yield doc.Steps(case.words.say("Now"), steps)
    for name in content.guidance:
        guidance = case.content.afterwards.guidance[name]
        yield doc.Steps(guidance.title, tuple(statement(case, fact) for fact in guidance.steps))


def _onward(case: Case, content: Referral) -> Iterator[doc.Block]:
    shared = (
        letter for name in content.guidance for letter in case.content.afterwards.guidance[name].letters
    )
    letters = dict.fromkeys((*content.letters, *shared))
    yield from (way(case, f"letter/{letter}") for letter in letters)
    yield from (way(case, target) for target in content.onward)


def _where(case: Case, content: Referral) -> Iterator[doc.Block]:
    if content.link:
        yield doc.Link(case.words.say("Official page"), content.link)
    if content.place:
        yield from places(case)
        yield from help_desks(case)


def _notices(case: Case, notes: Iterable[Note]) -> Iterator[doc.Notice]:
    """Return the notes that concern the visitor, each with its condition while that is open."""
    for note in notes:
        if concerns(case, note.when):
            said = statement(case, note)
            yield doc.Notice(conditional(case, note.when, said.text), note.warning, said.note)


def _given(case: Case) -> Iterator[doc.Block]:
    """Return the visitor's answers on the way here."""
    tree = case.content.tree
    for name in replay(tree, case.journey).passed:
        question, answer = question_of(tree, name), case.journey.answer_to(name)
        words = [each.label for each in question.answers if each.id == answer]
        unknown = case.words.say("I don't know")
        yield doc.Given(question.text, unknown if answer == UNKNOWN else words[0])
