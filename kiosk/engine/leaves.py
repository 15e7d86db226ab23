"""Compose the Documents that belong to no permit: referrals, questions and answers, notices, deposits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.engine import document as doc
from kiosk.engine.facts import Case, page_of, statement
from kiosk.engine.letters import letter
from kiosk.engine.referrals import referral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.content.models import Exchange
    from kiosk.content.terms import Prose


def compose_leaf(case: Case, target: str) -> doc.Document:
    """Return the Document of a leaf of the tree that is no procedure; KeyError if there is none."""
    kind, name = target.split("/")
    return LEAVES[kind](case, target, name)


def _faq(case: Case, target: str, name: str) -> doc.Document:
    theme = case.content.faq.themes[name]
    blocks: list[doc.Block] = [_exchange(case, exchange) for exchange in theme.questions]
    return _one_section(case, target, theme.title, theme.pictogram, theme.title, blocks, None)


def _exchange(case: Case, exchange: Exchange) -> doc.Answered:
    return doc.Answered(exchange.question, tuple(statement(case, fact) for fact in exchange.answer))


def _notices(case: Case, target: str, name: str) -> doc.Document:  # noqa: ARG001  one signature for all leaves
    say, content = case.words.say, case.content
    title = say("What has changed")
    blocks: list[doc.Block] = []
    for change in content.notices.notices.values():
        begun = change.since <= case.on
        since = say("Since {day}." if begun else "From {day}.", day=change.since)
        facts = tuple(statement(case, fact) for fact in change.facts)
        blocks.append(doc.Answered(change.title, (doc.Paragraph(since), *facts)))
    return _one_section(case, target, title, "information", title, blocks, None)


def _deposits(case: Case, target: str, name: str) -> doc.Document:  # noqa: ARG001  one signature for all leaves
    """Return the table that a prefecture hangs: each way to file, and the requests filed that way."""
    title = case.words.say("How to file each request")
    blocks: list[doc.Block] = []
    for key, deposit in case.content.deposits.deposits.items():
        rows = tuple(_filed_by(case, key))
        if rows:
            blocks.append(doc.Answered(deposit.name, rows))
    return _one_section(case, target, title, "appointment", title, blocks, None)


def _filed_by(case: Case, deposit: str) -> Iterator[doc.Paragraph]:
    local = {use.procedure: use.use for use in case.place.deposits}
    for name, permit in case.content.permits.items():
        for kind, request in permit.requests.items():
            uses = [use.use for use in request.deposit]
            if deposit in ([local[f"{name}/{kind}"]] if f"{name}/{kind}" in local else uses):
                yield doc.Paragraph(request.title)


def _one_section(
    case: Case,
    target: str,
    title: Prose,
    pictogram: str,
    heading: Prose,
    blocks: list[doc.Block],
    page: str | None,
) -> doc.Document:
    section = doc.Section("leaf", heading, "next", tuple(blocks))
    return page_of(case, target, title, pictogram, (section,), official_page=page)


LEAVES = {"referral": referral, "letter": letter, "faq": _faq, "notices": _notices, "deposits": _deposits}
