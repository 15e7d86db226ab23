"""Compose the Document of a procedure from sound content: the only place that reads a permit."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from kiosk.content.fields import Confidence
from kiosk.content.languages import message
from kiosk.content.models import Channel, Cited
from kiosk.content.prose import join
from kiosk.content.terms import Prose, is_procedure
from kiosk.engine import document as doc
from kiosk.engine.facts import Setting, caution, confidence, contact, document_of, statement
from kiosk.engine.fees import Extra, Price, quote, unsettled
from kiosk.engine.glossary import glossed
from kiosk.engine.journey import applies, entries, open_conditions, request_of
from kiosk.engine.leaves import compose_leaf
from kiosk.engine.places import places
from kiosk.engine.window import Filing, State, filing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kiosk.content.models import (
        Amount,
        Deposit,
        Entry,
        Fact,
        Note,
        Permit,
        Request,
        SupplementAmount,
        Use,
        When,
    )

VERDICTS = {
    State.EARLY: message("It is too early. Come back from {opens}."),
    State.NOW: message("You can file today, until {closes}."),
    State.LATE: message("You are late. File as soon as possible."),
    State.EXPIRED: message("Your document is over. File as soon as possible."),
    State.LAPSED: message(
        "Your document ended too long ago. The conditions of entry into France apply again."
    ),
}


def compose(setting: Setting, procedure: str) -> doc.Document:
    """Return the Document of a procedure or referral, in the language of the words given."""
    if not is_procedure(procedure):
        return compose_leaf(setting, procedure)
    permit, request = request_of(setting.content, procedure)
    return _Sheet(setting, procedure, permit, request).compose()


def _uncapitalised(prose: Prose) -> Prose:
    french = prose.french
    return Prose(prose[0].lower() + prose[1:], prose.language, french[0].lower() + french[1:])


class _Sheet:
    """The sections of one procedure sheet."""

    def __init__(self, setting: Setting, procedure: str, permit: Permit, request: Request) -> None:
        self.setting, self.words = setting, setting.words
        self.content, self.journey = setting.content, setting.journey
        self.procedure, self.permit, self.request = procedure, permit, request
        self.stale = setting.on > permit.review_by
        self.filings = tuple(self._filings())

    def compose(self) -> doc.Document:
        say = self.words.say
        parts = (
            ("bring", say("What to bring"), "list", self._bring()),
            ("file", say("Where and when"), "calendar", self._file()),
            ("cost", say("Price"), "money", self._cost()),
            ("wait", say("While you wait"), "clock", self._wait()),
            ("trouble", say("Problem?"), "warning", self._trouble()),
        )
        sections = (
            doc.Section(name, title, pictogram, self._glossed(tuple(blocks)))
            for name, title, pictogram, blocks in parts
        )
        page = self.permit.official_page
        return document_of(
            self.setting,
            self.procedure,
            self.request.title,
            self.permit.pictogram,
            permit=self.permit.name,
            who=tuple(statement(self.setting, fact) for fact in self.permit.who),
            sections=tuple(section for section in sections if section.blocks),
            official_page=page.url if page else None,
        )

    def _glossed(self, blocks: tuple[doc.Block, ...]) -> tuple[doc.Block, ...]:
        """Add the legal terms that some blocks use, each explained in one sentence."""
        terms = glossed(self.content.glossary, blocks)
        if not terms:
            return blocks
        items = tuple((Prose(term.term, self.words.code), term.gloss) for term in terms)
        return (*blocks, doc.Glosses(self.words.say("Words of the law"), items))

    # What to bring ---------------------------------------------------------------------------

    def _bring(self) -> Iterator[doc.Block]:
        if self.stale:
            yield self._stale()
        chosen = [
            entry
            for entry in entries(self.content, self.request)
            if self._concerned(entry.when) and self._known(self._source(entry))
        ]
        yield from self._checklist(
            message("To file your request"), [e for e in chosen if not e.at_collection]
        )
        yield from self._checklist(
            message("When you collect the card"), [e for e in chosen if e.at_collection]
        )
        if confidence(self.content, self.request.documents_from) in (
            Confidence.SECONDARY,
            Confidence.UNCONFIRMED,
        ):
            yield doc.Notice(self.words.say("The prefecture will confirm the list of documents."))
        yield from self._notes()

    def _source(self, entry: Entry) -> Cited:
        """Return what an entry cites; without a source of its own, it is the list's."""
        return Cited(source=entry.source) if entry.source else self.request.documents_from

    def _checklist(self, title: str, chosen: list[Entry]) -> Iterator[doc.Block]:
        if chosen:
            yield doc.Checklist(self.words.say(title), tuple(map(self._item, chosen)))

    def _item(self, entry: Entry) -> doc.Item:
        document = self.content.documents.documents[str(entry.document)]
        condition, note = self._condition(entry.when), None
        if entry.source not in (None, self.request.documents_from.source):
            note = caution(self.setting, self._source(entry))
        return doc.Item(document.name, document.pictogram, document.detail, condition, note)

    def _notes(self) -> Iterator[doc.Block]:
        for note in self.request.notes:
            if self._concerned(note.when):
                yield self._note(note)

    def _note(self, note: Note) -> doc.Notice:
        said = self._said(note)
        condition = self._condition(note.when)
        text = said.text if condition is None else self._conditional(condition, said.text)
        return doc.Notice(text, note.warning, said.note)

    def _said(self, fact: Fact) -> doc.Paragraph:
        """Return a fact; past `review_by`, one that holds a figure is left to the desk."""
        if self.stale and any(character.isdigit() for character in fact.text.french):
            return doc.Paragraph(self.words.say("Ask the desk about this point."))
        return statement(self.setting, fact)

    def _concerned(self, when: When) -> bool:
        return applies(when, self.journey) is not False

    def _condition(self, when: When) -> Prose | None:
        """Return in words to whom something applies, while the answer is missing.

        `If this or if that` for each question, then `and`; `except` all others, where those are fewer.
        """
        parts: list[Prose] = []
        excepted: list[Prose] = []
        for refinement, answers in open_conditions(when, self.journey).items():
            choices = self.content.tree.refinements[refinement].answers
            named = [choice.condition for choice in choices if choice.id in answers]
            others = [choice.condition for choice in choices if choice.id not in answers]
            if len(others) < len(named):
                excepted += others
            else:
                parts.append(self._or(named))
        said = self._and(parts) if parts else None
        if not excepted:
            return said
        exception = _uncapitalised(self._or(excepted))
        if said is None:
            return self.words.say("Except: {conditions}", conditions=exception)
        return self.words.say("{one}, except: {other}", one=said, other=exception)

    def _and(self, conditions: list[Prose]) -> Prose:
        say = self.words.say
        return reduce(
            lambda one, two: say("{one}, and {other}", one=one, other=_uncapitalised(two)), conditions
        )

    def _or(self, conditions: list[Prose]) -> Prose:
        say = self.words.say
        return reduce(
            lambda one, two: say("{one} or {other}", one=one, other=_uncapitalised(two)), conditions
        )

    def _conditional(self, condition: Prose, text: Prose) -> Prose:
        return self.words.say("{condition}: {text}", condition=condition, text=text)

    # Where and when --------------------------------------------------------------------------

    def _filings(self) -> Iterator[tuple[Use, Filing | None]]:
        dates = dict(self.journey.dates)
        for use in self.request.windows:
            if self._concerned(use.when):
                window = self.content.deposits.windows[use.use]
                day = dates.get(window.basis)
                known = self._known(use) and not self.stale
                yield use, filing(window, day, self.setting.on) if day and known else None

    def _file(self) -> Iterator[doc.Block]:
        if self.stale:
            yield doc.Notice(self.words.say("Ask the desk when to file."), warning=True)
        else:
            for use, counted in self.filings:
                yield self._dates(use, counted)
        for use in self._deposits():
            yield from self._deposit(use)
        yield from self._places()

    def _dates(self, use: Use, counted: Filing | None) -> doc.Dates:
        condition, note = self._condition(use.when), caution(self.setting, use)
        if not self._known(use):
            rule = self.words.say("The prefecture will confirm when to file.")
            return doc.Dates(rule, condition=condition)
        rule = self.content.deposits.windows[use.use].text
        if counted is None:
            return doc.Dates(rule, condition=condition, note=note)
        verdict = self.words.say(VERDICTS[counted.state], opens=counted.opens, closes=counted.closes)
        dates = self.words.between(counted.opens, counted.closes)
        return doc.Dates(rule, dates, counted.state, verdict, condition, note)

    def _known(self, cited: Cited) -> bool:
        """Return whether a fact may be shown as one: an unconfirmed one never is."""
        return confidence(self.content, cited) is not Confidence.UNCONFIRMED

    def _deposits(self) -> tuple[Use, ...]:
        local = [use for use in self.setting.place.deposits if use.procedure == self.procedure]
        return tuple(use for use in (local or self.request.deposit) if self._concerned(use.when))

    def _deposit(self, use: Use) -> Iterator[doc.Block]:
        deposit: Deposit = self.content.deposits.deposits[use.use]
        condition = self._condition(use.when)
        title = deposit.name if condition is None else self._conditional(condition, deposit.name)
        yield doc.Steps(title, self._statements(deposit.steps))
        if note := caution(self.setting, use):
            yield doc.Paragraph(self.words.say("Ask your prefecture if the way to file has changed."), note)
        if deposit.link:
            yield doc.Link(self.words.say("Website"), deposit.link)
        booking = self.setting.place.booking
        if deposit.channel is Channel.APPOINTMENT and booking:
            yield doc.Link(self.words.say("Book an appointment, free of charge"), booking.url)
        if deposit.proof:
            yield from self._statements(deposit.proof)

    def _places(self) -> Iterator[doc.Block]:
        yield from places(self.setting)
        yield from self._statements(self.setting.place.notes)

    def _statements(self, facts: Iterable[Fact]) -> tuple[doc.Paragraph, ...]:
        return tuple(dict.fromkeys(self._said(fact) for fact in facts))

    # What it costs ---------------------------------------------------------------------------

    def _cost(self) -> Iterator[doc.Block]:
        if self.stale:
            yield doc.Notice(self.words.say("Ask the desk for the price."), warning=True)
            return
        if self.request.no_fee and self._concerned(self.request.no_fee.when):
            yield self._note(self.request.no_fee)
        counted = [f for use, f in self.filings if f and applies(use.when, self.journey) is True]
        late = any(f.late for f in counted) if counted else None
        found = quote(self.content, self.request, self.journey, self.setting.on, late=late)
        if unsettled(found.prices):
            yield doc.Notice(
                self.words.say("The sources give several prices. The prefecture will confirm yours.")
            )
        for price in found.prices:
            yield self._price(price)
        for extra in found.extras:
            yield from self._extra(extra)
        if found.total is not None and any(extra.sure for extra in found.extras):
            row = doc.Row(self.words.say("Total with supplements"), self._euros(found.total), strong=True)
            yield doc.Amounts(self.words.say("In all"), (row,))
        if found.prices:
            yield from self._statements(self._payment_rules())

    def _payment_rules(self) -> Iterator[Fact]:
        collected = any(entry.at_collection for entry in entries(self.content, self.request))
        return (rule for rule in self.content.fees.rules if collected or not rule.at_collection)

    def _price(self, price: Price) -> doc.Block:
        scale = self.content.fees.scales[price.choice.scale]
        condition = self._condition(price.choice.when)
        title = scale.name if condition is None else self._conditional(condition, scale.name)
        amount, total = price.amount, price.total
        if amount is None or total is None or not (self._known(amount) and self._known(price.choice)):
            text = self.words.say("The prefecture will confirm the price.")
            return doc.Notice(text if condition is None else self._conditional(condition, text))
        rows = [
            doc.Row(self.words.say(label), self._euros(part))
            for label, part in ((message("Tax"), amount.tax), (message("Stamp duty"), amount.stamp))
            if part is not None
        ]
        rows.append(doc.Row(self.words.say("Total"), self._euros(total), strong=True))
        return doc.Amounts(title, tuple(rows), self._since(amount, price.choice))

    def _extra(self, extra: Extra) -> Iterator[doc.Block]:
        amount = extra.amount
        if amount is None or not (self._known(amount) and self._known(extra.use)):
            yield doc.Notice(self.words.say("A supplement may be due. The prefecture will confirm it."))
            return
        label = message("Supplement") if extra.sure else message("Perhaps: supplement")
        rows = [doc.Row(self.words.say(label), self._euros(amount.amount), strong=extra.sure)]
        if amount.at_filing is not None:
            rows.append(doc.Row(self.words.say("of which at filing"), self._euros(amount.at_filing)))
        condition = self._condition(extra.use.when)
        name = extra.supplement.name
        title = name if condition is None else self._conditional(condition, name)
        yield doc.Amounts(title, tuple(rows), self._since(amount, extra.use))
        yield doc.Paragraph(extra.supplement.explanation)

    def _since(self, amount: Amount | SupplementAmount, use: Cited) -> Prose:
        text = message("At least since {day}.") if amount.observed else message("Since {day}.")
        since = self.words.say(text, day=amount.since)
        note = caution(self.setting, amount) or caution(self.setting, use)
        return since if note is None else join(" ", [since, note])

    def _euros(self, amount: object) -> Prose:
        return self.words.say("{amount}", amount=amount)

    # While you wait --------------------------------------------------------------------------

    def _wait(self) -> Iterator[doc.Block]:
        for use in self.request.waiting:
            if self._concerned(use.when):
                yield self._paper(use)
        for use in self.request.silences:
            if self._concerned(use.when):
                yield self._silence(use)
        validity = self.request.validity or self.permit.validity
        said = self._said(validity)
        text = self.words.say("How long the document lasts: {validity}", validity=said.text)
        yield doc.Paragraph(text, said.note)

    def _silence(self, use: Use) -> doc.Notice:
        if self.stale or not self._known(use):
            return doc.Notice(self.words.say("Ask the desk how long to wait."), warning=True)
        text = self.content.afterwards.silences[use.use].text
        condition = self._condition(use.when)
        said = text if condition is None else self._conditional(condition, text)
        return doc.Notice(said, warning=True, note=caution(self.setting, use))

    def _paper(self, use: Use) -> doc.Paper:
        paper = self.content.afterwards.waiting[use.use]
        condition = self._condition(use.when)
        name = paper.name if condition is None else self._conditional(condition, paper.name)
        yes, no = message("Proves your right to stay"), message("Does not prove your right to stay")
        proves = yes if paper.proves_stay else no
        facts = self._statements(paper.facts)
        return doc.Paper(name, paper.pictogram, self.words.say(proves), paper.proves_stay, facts)

    # If something goes wrong -----------------------------------------------------------------

    def _trouble(self) -> Iterator[doc.Block]:
        for use in self._deposits():
            deposit = self.content.deposits.deposits[use.use]
            if deposit.fallback:
                title = self.words.say("You cannot file")
                yield doc.Steps(title, self._statements(deposit.fallback))
        if self.setting.place.help_desks and self._online():
            yield doc.Paragraph(self.words.say("Free help with online requests:"))
            yield from (contact(self.setting, place) for place in self.setting.place.help_desks)
        for name in self.request.guidance:
            guidance = self.content.afterwards.guidance[name]
            yield doc.Steps(guidance.title, self._statements(guidance.steps))
        if self.permit.official_page:
            yield doc.Link(self.words.say("Official page"), self.permit.official_page.url)

    def _online(self) -> bool:
        deposits = (self.content.deposits.deposits[use.use] for use in self._deposits())
        return any(deposit.channel == "anef" for deposit in deposits)

    def _stale(self) -> doc.Notice:
        text = self.words.say(
            "This sheet has not been checked since {day}. Ask the desk.", day=self.permit.verified_on
        )
        return doc.Notice(text, warning=True)
