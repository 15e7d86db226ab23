"""Compose the Documents that belong to no permit: referrals, questions and answers, notices, deposits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.engine import document as doc
from kiosk.engine.facts import Setting, document_of, statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.content.models import Exchange
    from kiosk.content.terms import Prose


def compose_leaf(setting: Setting, target: str) -> doc.Document:
    """Return the Document of a leaf of the tree that is no procedure; KeyError if there is none."""
    kind, name = target.split("/")
    return LEAVES[kind](setting, target, name)


def _referral(setting: Setting, target: str, name: str) -> doc.Document:
    referral = setting.content.referrals.referrals[name]
    blocks: list[doc.Block] = [statement(setting, fact) for fact in referral.facts]
    if referral.link:
        blocks.append(doc.Link(setting.words.say("Official page"), referral.link))
    title = setting.words.say("Where to go")
    return _one_section(setting, target, referral.title, referral.pictogram, title, blocks, referral.link)


def _faq(setting: Setting, target: str, name: str) -> doc.Document:
    theme = setting.content.faq.themes[name]
    blocks: list[doc.Block] = [_exchange(setting, exchange) for exchange in theme.questions]
    return _one_section(setting, target, theme.title, theme.pictogram, theme.title, blocks, None)


def _exchange(setting: Setting, exchange: Exchange) -> doc.Answered:
    return doc.Answered(exchange.question, tuple(statement(setting, fact) for fact in exchange.answer))


def _notices(setting: Setting, target: str, name: str) -> doc.Document:  # noqa: ARG001  one signature for all leaves
    say, content = setting.words.say, setting.content
    title = say("What has changed")
    blocks: list[doc.Block] = []
    for change in content.notices.notices.values():
        begun = change.since <= setting.on
        since = say("Since {day}." if begun else "From {day}.", day=change.since)
        facts = tuple(statement(setting, fact) for fact in change.facts)
        blocks.append(doc.Answered(change.title, (doc.Paragraph(since), *facts)))
    return _one_section(setting, target, title, "information", title, blocks, None)


def _deposits(setting: Setting, target: str, name: str) -> doc.Document:  # noqa: ARG001  one signature for all leaves
    """Return the table that a prefecture hangs: each way to file, and the requests filed that way."""
    title = setting.words.say("How to file each request")
    blocks: list[doc.Block] = []
    for key, deposit in setting.content.deposits.deposits.items():
        rows = tuple(_filed_by(setting, key))
        if rows:
            blocks.append(doc.Answered(deposit.name, rows))
    return _one_section(setting, target, title, "appointment", title, blocks, None)


def _filed_by(setting: Setting, deposit: str) -> Iterator[doc.Paragraph]:
    local = {use.procedure: use.use for use in setting.place.deposits}
    for name, permit in setting.content.permits.items():
        for kind, request in permit.requests.items():
            uses = [use.use for use in request.deposit]
            if deposit in ([local[f"{name}/{kind}"]] if f"{name}/{kind}" in local else uses):
                yield doc.Paragraph(request.title)


def _one_section(
    setting: Setting,
    target: str,
    title: Prose,
    pictogram: str,
    heading: Prose,
    blocks: list[doc.Block],
    page: str | None,
) -> doc.Document:
    section = doc.Section("leaf", heading, "next", tuple(blocks))
    return document_of(
        setting, target, title, pictogram, permit=title, who=(), sections=(section,), official_page=page
    )


LEAVES = {"referral": _referral, "faq": _faq, "notices": _notices, "deposits": _deposits}
