"""What it costs: each price with its parts, each supplement apart, and the sum where it is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.content.languages import message
from kiosk.content.prose import join
from kiosk.engine import document as doc
from kiosk.engine.conditions import concerns, conditional
from kiosk.engine.facts import caution
from kiosk.engine.fees import quote, unsettled
from kiosk.engine.requests import entries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from kiosk.content.models import Amount, Cited, Fact, SupplementAmount
    from kiosk.content.terms import Prose
    from kiosk.engine.fees import Extra, Price
    from kiosk.engine.sheet.parts import Sheet


def cost(sheet: Sheet) -> Iterator[doc.Block]:
    """Return the price or prices, the supplements, and how to pay."""
    case, say = sheet.case, sheet.case.words.say
    if sheet.stale:
        yield doc.Notice(say("Ask the desk for the price."), warning=True)
        return
    free = sheet.request.no_fee
    if free and concerns(case, free.when):
        yield sheet.note(free)
    found = quote(case.content, sheet.request, case.journey, case.on)
    if unsettled(found.prices):
        yield doc.Notice(say("The sources give several prices. The prefecture will confirm yours."))
    yield from (_price(sheet, price) for price in found.prices)
    for extra in found.extras:
        yield from _extra(sheet, extra)
    if found.total is not None and any(extra.sure for extra in found.extras):
        row = doc.Row(say("Total with supplements"), _euros(sheet, found.total), strong=True)
        yield doc.Amounts(say("In all"), (row,))
    if found.prices:
        yield from sheet.statements(_payment_rules(sheet))


def _payment_rules(sheet: Sheet) -> Iterator[Fact]:
    content = sheet.case.content
    collected = any(entry.at_collection for entry in entries(content, sheet.request))
    return (rule for rule in content.fees.rules if collected or not rule.at_collection)


def _price(sheet: Sheet, price: Price) -> doc.Block:
    case, say = sheet.case, sheet.case.words.say
    amount, total, when = price.amount, price.total, price.choice.when
    if amount is None or total is None or not (sheet.known(amount) and sheet.known(price.choice)):
        return doc.Notice(conditional(case, when, say("The prefecture will confirm the price.")))
    rows = [
        doc.Row(say(label), _euros(sheet, part))
        for label, part in ((message("Tax"), amount.tax), (message("Stamp duty"), amount.stamp))
        if part is not None
    ]
    rows.append(doc.Row(say("Total"), _euros(sheet, total), strong=True))
    title = conditional(case, when, case.content.fees.scales[price.choice.scale].name)
    return doc.Amounts(title, tuple(rows), _since(sheet, amount, price.choice))


def _extra(sheet: Sheet, extra: Extra) -> Iterator[doc.Block]:
    say, amount = sheet.case.words.say, extra.amount
    if amount is None or not (sheet.known(amount) and sheet.known(extra.use)):
        yield doc.Notice(say("A supplement may be due. The prefecture will confirm it."))
        return
    label = message("Supplement") if extra.sure else message("Perhaps: supplement")
    rows = [doc.Row(say(label), _euros(sheet, amount.amount), strong=extra.sure)]
    if amount.at_filing is not None:
        rows.append(doc.Row(say("of which at filing"), _euros(sheet, amount.at_filing)))
    title = conditional(sheet.case, extra.use.when, extra.supplement.name)
    yield doc.Amounts(title, tuple(rows), _since(sheet, amount, extra.use))
    yield doc.Paragraph(extra.supplement.explanation)


def _since(sheet: Sheet, amount: Amount | SupplementAmount, use: Cited) -> Prose:
    text = message("At least since {day}.") if amount.observed else message("Since {day}.")
    since = sheet.case.words.say(text, day=amount.since)
    note = caution(sheet.case, amount) or caution(sheet.case, use)
    return since if note is None else join(" ", [since, note])


def _euros(sheet: Sheet, amount: Decimal) -> Prose:
    return sheet.case.words.say("{amount}", amount=amount)
