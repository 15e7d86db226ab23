"""The content as frozen values: one class a concept, named as in the design."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from kiosk.content.fields import (
    Confidence,
    Day,
    Euros,
    Flag,
    Id,
    Name,
    Phone,
    Target,
    Url,
)
from kiosk.content.languages import Language
from kiosk.content.opening import Days, Times
from kiosk.content.spans import Span
from kiosk.content.terms import Alert, Basis, Exit, Prose, Regime, Timing

When = dict[Id, Annotated[tuple[Id, ...], Field(min_length=1)]]
"""Refinement id to the answers that select: membership in every list, nothing more."""


class Frozen(BaseModel):
    """A value of the content: unknown keys are refused, nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


# Sources ------------------------------------------------------------------------------------


class Source(Frozen):
    """Where facts come from, how old it is and how far it can be trusted."""

    name: Name
    url: Url | None = None
    as_of: Day | None = None
    confidence: Confidence


class Cited(Frozen):
    """Something that names its source; date and confidence are the source's unless given here."""

    source: Id
    detail: Name | None = None
    """Article, row or page within the source."""
    as_of: Day | None = None
    confidence: Confidence | None = None


class Fact(Cited):
    """One sentence that says one thing, and where it comes from."""

    text: Prose


class Use(Cited):
    """A shared rule (window, deposit, waiting document…) that applies here, and why."""

    use: Id
    when: When = {}


class Note(Fact):
    """A fact shown on a sheet, everywhere or only to the visitors whom it concerns."""

    when: When = {}
    warning: Flag = False
    until: Day | None = None


class Sources(Frozen):
    """sources.yaml: every source, and the public hosts that a link may name."""

    sources: dict[Id, Source]
    public_hosts: tuple[Name, ...]


# The tree -----------------------------------------------------------------------------------


class Answer(Frozen):
    """One answer of a question; its `goto` names a question, a procedure or a referral."""

    id: Id
    label: Prose
    hint: Prose | None = None
    pictogram: Id
    goto: Target
    regime: Regime | None = None
    """The law that this answer puts the visitor under."""
    settles: tuple[Exit, ...] = ()
    """Who this visitor is not: the other answers of the question are for them."""
    implies: dict[Id, Id] = {}
    """Refinements that this answer answers too: they are not asked again."""
    until: Day | None = None
    """The last day of this answer; it disappears by itself from the next."""


class Unknown(Frozen):
    """The "I don't know" of a question: what to look for, and where it leads."""

    goto: Target


class Question(Frozen):
    """One question of the decision tree."""

    text: Prose
    help: Prose | None = None
    drawing: Id | None = None
    """A pictogram beside the question, where it shows what to look at."""
    answers: Annotated[tuple[Answer, ...], Field(min_length=1, max_length=9)]
    unknown: Unknown | None = None


class Choice(Frozen):
    """One answer of a refinement; `condition` says in words whom it concerns ("si vous…")."""

    id: Id
    label: Prose
    condition: Prose
    pictogram: Id
    until: Day | None = None


class Group(Frozen):
    """Several answers that the content selects together, and whom they concern in one sentence."""

    answers: Annotated[tuple[Id, ...], Field(min_length=2)]
    condition: Prose


class Refinement(Frozen):
    """A question asked once the procedure is known; its answer only selects what is shown."""

    text: Prose
    help: Prose | None = None
    asked: Flag = True
    """Nobody is asked what a date or an answer of the tree tells."""
    answers: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=8)]
    groups: tuple[Group, ...] = ()


class Tree(Frozen):
    """tree.yaml: the decision tree, closed data; refinements are asked in the order given."""

    start: Id
    questions: dict[Id, Question]
    refinements: dict[Id, Refinement]


# Shared parts -------------------------------------------------------------------------------


class SupportingDocument(Frozen):
    """One thing to bring, defined once."""

    name: Prose
    detail: Prose | None = None
    pictogram: Id


class Entry(Frozen):
    """A supporting document of a request, or a named set of them, and when it is asked."""

    document: Id | None = None
    set: Id | None = None
    when: When = {}
    at_collection: Flag = False
    """Handed over when the card is collected, not when the request is filed."""
    source: Id | None = None
    detail: Name | None = None


class Documents(Frozen):
    """documents.yaml: supporting documents, and sets of entries that go together."""

    documents: dict[Id, SupportingDocument]
    sets: dict[Id, tuple[Entry, ...]]


class Kind(StrEnum):
    """What is asked for a permit."""

    FIRST = "first"
    RENEWAL = "renewal"
    CHANGE = "change"
    DUPLICATE = "duplicate"
    VALIDATION = "validation"
    DECLARATION = "declaration"


class Amount(Cited):
    """What is paid from a day on, in euros; a part not given is not due."""

    since: Day
    observed: Flag = False
    """The amount was read on that day; it may be older."""
    tax: Euros | None = None
    stamp: Euros | None = None


class SupplementAmount(Cited):
    """A supplement from a day on; `at_filing` is the part paid when filing, not refunded."""

    since: Day
    observed: Flag = False
    """The amount was read on that day; it may be older."""
    amount: Euros
    at_filing: Euros | None = None


class Supplement(Frozen):
    """An amount that comes on top of the price."""

    name: Prose
    explanation: Prose
    amounts: Annotated[tuple[SupplementAmount, ...], Field(min_length=1)]
    kinds: tuple[Kind, ...] = ()
    """The only requests that may owe it; any if empty."""


class Scale(Frozen):
    """A price that changed over time."""

    name: Prose
    amounts: Annotated[tuple[Amount, ...], Field(min_length=1)]


class PaymentRule(Fact):
    """A rule of payment."""

    at_collection: Flag = False
    """Said only where a card is collected."""


class Fees(Frozen):
    """fees.yaml: price scales, supplements, and the rules of payment."""

    scales: dict[Id, Scale]
    supplements: dict[Id, Supplement]
    rules: tuple[PaymentRule, ...]


class Channel(StrEnum):
    """How a request is filed."""

    ANEF = "anef"
    APPOINTMENT = "appointment"
    POST = "post"
    COUNTER = "counter"
    OFII = "ofii"


class Deposit(Frozen):
    """How and where to file, step by step, and the ladder to climb when it does not work."""

    channel: Channel
    name: Prose
    pictogram: Id
    link: Url | None = None
    steps: tuple[Fact, ...]
    fallback: tuple[Fact, ...] = ()
    proof: tuple[Fact, ...] = ()


class Window(Frozen):
    """When to file: counted from a date of the visitor, in words and in days."""

    text: Prose
    basis: Basis
    opens: Span | None = None
    closes: Span | None = None
    lapses: Span | None = None
    """How long after the date the request is no longer a plain renewal (R431-8)."""


class Deposits(Frozen):
    """deposits.yaml: the ways to file and the windows in which to file."""

    deposits: dict[Id, Deposit]
    windows: dict[Id, Window]


class WaitingDocument(Frozen):
    """The paper or message one gets while waiting, and what it proves."""

    name: Prose
    pictogram: Id
    proves_stay: Flag
    facts: Annotated[tuple[Fact, ...], Field(min_length=1)]


class Silence(Frozen):
    """What no answer means, and after how long."""

    after: Span
    text: Prose


class Guidance(Frozen):
    """What to do when something goes wrong."""

    title: Prose
    pictogram: Id
    steps: Annotated[tuple[Fact, ...], Field(min_length=1)]
    letters: tuple[Id, ...] = ()
    """The letters that help here."""


class Afterwards(Frozen):
    """afterwards.yaml: waiting documents, silences and guidance, shared by all requests."""

    waiting: dict[Id, WaitingDocument]
    silences: dict[Id, Silence]
    guidance: dict[Id, Guidance]


# Permits, referrals, prefectures ------------------------------------------------------------


class FeeChoice(Cited):
    """A price scale that applies; several that apply at once mean that the amount is not settled."""

    scale: Id
    when: When = {}


class Page(Cited):
    """The official page of a procedure."""

    url: Url


class Lateness(Frozen):
    """The guidance for those who come after the window; it then opens the sheet."""

    late: Id | None = None
    """The window is over."""
    expired: Id | None = None
    """The document is over too."""
    lapsed: Id | None = None
    """It has been over for so long that this request is no longer the one (R431-8)."""

    def guidance(self, timing: str) -> str | None:
        """Return the guidance for a timing; None for who is in time, or where nothing is said."""
        return getattr(self, timing.replace("-", "_"), None)


class Stop(Fact):
    """An answer that means refusal: why, which other pages may fit, and who helps."""

    when: Annotated[When, Field(min_length=1)]
    instead: tuple[Target, ...] = ()
    guidance: Annotated[tuple[Id, ...], Field(min_length=1)]


class Request(Frozen):
    """One request for a permit: everything that a sheet says about it."""

    title: Prose
    who: Annotated[tuple[Fact, ...], Field(min_length=1)]
    exits: tuple[Exit, ...] | None = None
    """Who is led elsewhere on every way here; all of them for a first card, unless it says otherwise."""
    stops: tuple[Stop, ...] = ()
    deposit: tuple[Use, ...]
    windows: tuple[Use, ...] = ()
    fees: tuple[FeeChoice, ...] = ()
    no_fee: Note | None = None
    """Said of a price that is nothing, or not known."""
    supplements: tuple[Use, ...] = ()
    validity: Fact | None = None
    documents_from: Cited
    documents: tuple[Entry, ...]
    waiting: tuple[Use, ...] = ()
    silences: tuple[Use, ...] = ()
    lateness: Lateness = Lateness()
    guidance: tuple[Id, ...] = ()
    notes: tuple[Note, ...] = ()


class Person(Frozen):
    """A person in one sentence, and their answers; dates are counted from the day of the check."""

    person: Name
    answers: dict[Id, Id]
    dates: dict[Basis, Span] = {}


class Example(Person):
    """What this person reaches, and what must and must not be on their list."""

    reaches: Kind
    brings: tuple[Id, ...] = ()
    """Supporting documents that must be asked for sure."""
    spares: tuple[Id, ...] = ()
    """Supporting documents that must not appear, not even with a condition."""
    timing: Timing | None = None
    """Whether this person is in time, late, or later still."""
    stopped: Flag = False
    """Whether the sheet says that the request will be refused."""


class Permit(Frozen):
    """permits/<id>.yaml: a title, its requests, and examples that are run as tests."""

    name: Prose
    pictogram: Id
    articles: tuple[Name, ...]
    regimes: Annotated[tuple[Regime, ...], Field(min_length=1)]
    """The laws under which it exists."""
    visa_required: Flag = False
    """Whether its first issue asks for a long-stay visa (then R431-8 concerns it)."""
    validity: Fact
    official_page: Page | None = None
    verified_on: Day
    review_by: Day
    requests: Annotated[dict[Kind, Request], Field(min_length=1)]
    examples: tuple[Example, ...] = ()


class Number(Fact):
    """A telephone number to call or to write to, in large figures; the text says for whom."""

    number: Annotated[str, StringConstraints(pattern=r"^[0-9][0-9 ]{0,18}[0-9]$")]


class Referral(Frozen):
    """A situation that is no list of papers: what to know, what to do next, and who helps."""

    title: Prose
    pictogram: Id
    numbers: tuple[Number, ...] = ()
    facts: Annotated[tuple[Note, ...], Field(min_length=1)]
    allows: tuple[Note, ...] = ()
    """What the paper in hand allows."""
    duties: tuple[Note, ...] = ()
    """What the prefecture must do."""
    steps: tuple[Note, ...] = ()
    """What to do now, in order, each with its delay where one is known."""
    guidance: tuple[Id, ...] = ()
    letters: tuple[Id, ...] = ()
    onward: tuple[Target, ...] = ()
    """The pages that may follow."""
    place: Flag = False
    """Whether the prefecture's address, hours and help desks stand on it."""
    private: Flag = False
    """Whether the screen shows a neutral title, and a tile that leaves it at once."""
    slip: Flag = False
    """Whether it carries the visitor's answers, for the agent."""
    link: Url | None = None
    examples: tuple[Person, ...] = ()


class Referrals(Frozen):
    """referrals.yaml: what the desk does not do, and who does."""

    referrals: dict[Id, Referral]


class Letter(Cited):
    """A letter that a person hands in or sends; `______` is a blank, and the kiosk asks for no name."""

    title: Prose
    pictogram: Id
    purpose: Prose
    """When it serves."""
    to: Prose
    subject: Prose
    paragraphs: Annotated[tuple[Prose, ...], Field(min_length=1)]
    enclosed: tuple[Prose, ...] = ()


class Letters(Frozen):
    """letters.yaml: the letters that a person can hand in or send."""

    letters: dict[Id, Letter]


class Exchange(Frozen):
    """A question that people really ask, and its answer in a few facts."""

    question: Prose
    answer: Annotated[tuple[Fact, ...], Field(min_length=1)]
    until: Day | None = None


class Theme(Frozen):
    """Questions that go together."""

    title: Prose
    pictogram: Id
    questions: Annotated[tuple[Exchange, ...], Field(min_length=1)]


class Faq(Frozen):
    """faq.yaml: the questions that people really ask, by theme."""

    themes: dict[Id, Theme]


class Change(Frozen):
    """Something that changed or will change; it removes itself after its last day."""

    title: Prose
    pictogram: Id
    since: Day
    until: Day | None = None
    facts: Annotated[tuple[Fact, ...], Field(min_length=1)]


class Notices(Frozen):
    """notices.yaml: the leaflet of what changed."""

    notices: dict[Id, Change]


class Sign(Frozen):
    """What a sign of the reception says: two or three words, and one sentence below if needed."""

    text: Prose
    detail: Fact | None = None
    pictogram: Id


class Signs(Frozen):
    """signs.yaml: the signs of the reception."""

    signs: dict[Id, Sign]


class Term(Cited):
    """A legal term and what it means in one sentence; `words` are how it is written in texts."""

    term: Name
    words: tuple[Name, ...] = ()
    gloss: Prose


class Glossary(Frozen):
    """glossary.yaml: the legal terms, each explained once."""

    terms: dict[Id, Term]


class Opening(Frozen):
    """Days and times at which a place receives or answers, with their remark; or a remark alone."""

    days: Days | None = None
    times: tuple[Times, ...] = ()
    remark: Prose | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.days is None) == bool(self.times) or not (self.days or self.remark):
            raise ValueError("write `days` with their `times`, a `remark`, or all three")
        return self


class Hours(Opening, Cited):
    """Opening hours, with their source."""


class Place(Cited):
    """A place to go or to call, as the directory gives it."""

    name: Name
    address: Name | None = None
    """Where visitors enter."""
    postal_address: Name | None = None
    """Where letters go, if that is another address."""
    phone: Phone | None = None
    phone_hours: tuple[Opening, ...] = ()
    remark: Prose | None = None


class CitedLink(Cited):
    """A link that a prefecture gives, with its source."""

    url: Url


class Relay(CitedLink):
    """The page by which deaf callers are put through, and when it answers."""

    hours: tuple[Opening, ...] = ()


class DepositOverride(Use):
    """How this prefecture takes a given procedure (`permit/request`)."""

    procedure: Target


class Prefecture(Frozen):
    """prefectures/<department>.yaml: an overlay; it can't touch the law."""

    name: Name
    """The name on the building: the same in every language."""
    town: Name | None = None
    alert: Alert | None = None
    """Shown at once on every screen: write `alert: closed-today` or `alert: system-down`."""
    place: Place | None = None
    hours: tuple[Hours, ...] = ()
    closed_days: tuple[Day, ...] = ()
    website: CitedLink | None = None
    booking: CitedLink | None = None
    contact_form: CitedLink | None = None
    relay: Relay | None = None
    sub_prefectures: tuple[Place, ...] = ()
    help_desks: tuple[Place, ...] = ()
    deposits: tuple[DepositOverride, ...] = ()
    notes: tuple[Fact, ...] = ()


class Languages(Frozen):
    """locales/languages.yaml: the languages in the order of the first screen."""

    languages: Annotated[dict[Id, Language], Field(min_length=1)]


class Content(Frozen):
    """The whole sound content."""

    sources: Sources
    tree: Tree
    documents: Documents
    fees: Fees
    deposits: Deposits
    afterwards: Afterwards
    referrals: Referrals
    faq: Faq
    notices: Notices
    signs: Signs
    letters: Letters
    glossary: Glossary
    permits: dict[str, Permit]
    prefectures: dict[str, Prefecture]
    version: str = ""
    """A short fingerprint of the files, printed on paper."""
