"""The composed Document: golden text of whole sheets, and what is said of facts that are not sure.

`python -m tests.engine.test_compose` writes the golden files anew; read them before keeping them.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest

from kiosk.content.fields import Confidence
from kiosk.content.library import open_library
from kiosk.content.models import DepositOverride, Fact, Kind
from kiosk.content.prose import translate
from kiosk.content.terms import Basis, Prose
from kiosk.engine.compose import Case, compose
from kiosk.engine.document import (
    Amounts,
    Answered,
    Checklist,
    Contact,
    Dates,
    Document,
    Glosses,
    Item,
    Letters,
    Link,
    Notice,
    Paper,
    Paragraph,
    Steps,
)
from kiosk.engine.journey import Journey
from kiosk.engine.window import State
from tests.conftest import CONTENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.content.library import Library
    from kiosk.content.models import Content
    from kiosk.engine.document import Block

GOLDEN = CONTENT / "tests" / "engine" / "golden"
TOY = CONTENT / "tests" / "toy"
ON = date(2026, 11, 23)
LATE = date(2027, 5, 10)
EXPIRY = ((Basis.EXPIRY, date(2027, 7, 1)),)
STUDENT = (("housing", "hosted"), ("polygamy-country", "no"), ("means", "third-party"))
REFUGEE = (("refugee-who", "self"), ("housing-protected", "association"), ("polygamy-country", "no"))
MOVED = ((Basis.MOVE, date(2026, 9, 30)),)

# File name: procedure, language, prefecture, answers, day.
SHEETS: dict[str, tuple[str, str, str, Journey, date]] = {
    "etudiant-renewal-fr": ("etudiant/renewal", "fr", "82", Journey(), ON),
    "etudiant-renewal-en": ("etudiant/renewal", "en", "82", Journey(), ON),
    "etudiant-renewal-ar": ("etudiant/renewal", "ar", "82", Journey(), ON),
    "etudiant-renewal-answered-fr": ("etudiant/renewal", "fr", "82", Journey(STUDENT, EXPIRY), LATE),
    "etudiant-renewal-answered-en": ("etudiant/renewal", "en", "82", Journey(STUDENT, EXPIRY), LATE),
    "etudiant-renewal-answered-ar": ("etudiant/renewal", "ar", "82", Journey(STUDENT, EXPIRY), LATE),
    "refugie-first-fr": ("refugie/first", "fr", "default", Journey(), ON),
    "refugie-first-answered-fr": ("refugie/first", "fr", "default", Journey(REFUGEE), ON),
    "changement-adresse-declaration-en": (
        "changement-adresse/declaration",
        "en",
        "82",
        Journey((), MOVED),
        ON,
    ),
    "referral-asylum-fr": ("referral/asylum", "fr", "82", Journey(), ON),
}


@cache
def real() -> Library:
    """The real content."""
    return open_library()


def said(message: str, **values: Any) -> str:
    """Return an interface sentence in French."""
    return real().words("fr").say(message, **values)


def composed(
    procedure: str,
    language: str = "fr",
    prefecture: str = "82",
    journey: Journey = Journey(),
    on: date = ON,
    content: Content | None = None,
) -> Document:
    """Return a sheet of the real content, or of a changed one."""
    words = real().words(language)
    chosen = content or real().in_language(words)
    return compose(Case(chosen, words, prefecture, journey, on), procedure)


# Golden sheets ------------------------------------------------------------------------------------


def dump(document: Document) -> str:
    """Return a Document as plain text: every block in order, every word that a visitor may see."""
    head = [
        f"{document.procedure} {document.code} {document.language.direction} on {document.on}",
        f"{document.prefecture}",
        *([f"! {document.provisional}"] if document.provisional else []),
        f"= {document.title} [{document.pictogram}]",
        f"{document.permit}",
        *(line for paragraph in document.who for line in _block(paragraph)),
    ]
    for section in document.sections:
        head += ["", f"== {section.title} [{section.name}, {section.pictogram}]"]
        for block in section.blocks:
            head += ["", *_block(block)]
    head += ["", f"Official page: {document.official_page}", ""]
    return "\n".join(head)


def _note(note: Prose | None) -> list[str]:
    return [f"    ({note})"] if note else []


def _block(block: Block) -> list[str]:  # noqa: C901  one case a kind of block
    match block:
        case Paragraph():
            return [block.text, *_note(block.note)]
        case Notice():
            return [f"{'!!' if block.warning else '!'} {block.text}", *_note(block.note)]
        case Steps():
            steps = [
                [f"{number}. {step.text}", *_note(step.note)] for number, step in enumerate(block.items, 1)
            ]
            return [f"{block.title}:", *chain(*steps)]
        case Checklist():
            return [f"{block.title}:", *(line for item in block.items for line in _item(item))]
        case Amounts():
            rows = [f"  {row.label} = {row.amount}{' *' if row.strong else ''}" for row in block.rows]
            return [f"{block.title}:", *rows, *_note(block.note)]
        case Dates():
            said = [block.rule, block.condition, block.dates, block.verdict]
            state = f" [{block.state}]" if block.state else ""
            return [f"> {' | '.join(part for part in said if part)}{state}", *_note(block.note)]
        case Paper():
            sign = "+" if block.proves_stay else "-"
            facts = [line for fact in block.facts for line in _block(fact)]
            return [f"{block.name} [{block.pictogram}] {sign} {block.proves}", *facts]
        case Answered():
            return [f"? {block.title}", *(line for fact in block.facts for line in _block(fact))]
        case Glosses():
            return [f"{block.title}:", *(f"  {term} = {gloss}" for term, gloss in block.items)]
        case Contact():
            parts = [part for part in (block.name, block.address, block.phone) if part]
            return [f"@ {' | '.join(parts)}", *_note(block.note)]
        case Letters():
            return [f"@ {block.label}: {block.address}"]
        case Link():
            return [f"-> {block.label}: {block.url}"]


def _item(item: Item) -> list[str]:
    detail = [f"    {item.detail}"] if item.detail else []
    condition = [f"    <{item.condition}>"] if item.condition else []
    return [f"[ ] {item.name} [{item.pictogram}]", *detail, *condition, *_note(item.note)]


@pytest.mark.parametrize("name", SHEETS)
def test_golden_sheet(name):
    """The whole sheet says, word for word, what was read and kept."""
    assert dump(composed(*SHEETS[name])) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_every_golden_file_is_used():
    """No golden file is left behind by a sheet that is gone."""
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(SHEETS)


# Languages ----------------------------------------------------------------------------------------


def proses(value: object) -> Iterator[Prose]:
    """Return every sentence of a Document, in order."""
    if isinstance(value, Prose):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from proses(item)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "provisional":
                yield from proses(getattr(value, field.name))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "procedure", ["etudiant/renewal", "refugie/first", "cra-1an/first", "referral/asylum"]
)
def test_french_stands_beside_every_sentence(procedure, language):
    """Each sentence carries the very French sentence of the French sheet, for the agent's eyes."""
    journey = Journey((), EXPIRY)
    foreign = composed(procedure, language, journey=journey)
    french = composed(procedure, "fr", journey=journey)
    assert [prose.french for prose in proses(foreign)] == [str(prose) for prose in proses(french)]
    assert {prose.language for prose in proses(foreign)} == {language}


def test_provisional():
    """A language that nobody has read yet says so, and French does not."""
    assert composed("etudiant/renewal", "fr").provisional is None
    assert composed("etudiant/renewal", "en").provisional is not None


def test_untranslated_sentence_is_marked():
    """A sentence without translation stands in French behind its mark, the others in English."""
    library, words = real(), real().words("en")
    known = dict(words.translations)
    known.pop("si quelqu'un vous héberge")
    known.pop("Attestation d'hébergement, datée et signée")
    content = translate(library.content, "en", known)
    document = composed("etudiant/renewal", "en", content=content)
    item = next(i for i in items(document) if i.name.french == "Attestation d'hébergement, datée et signée")
    assert item.name == "[FR] Attestation d'hébergement, datée et signée"
    assert item.condition is not None
    assert item.condition == "Only [FR] si quelqu'un vous héberge"
    assert (item.name.language, item.condition.language) == ("fr", "fr")
    assert item.condition.french == "Seulement si quelqu'un vous héberge"
    assert next(items(document)).name.language == "en"


# What is sure, and what is not --------------------------------------------------------------------


def items(document: Document) -> Iterator[Item]:
    """Return every thing to bring, of both checklists."""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Checklist):
                yield from block.items


def blocks(document: Document, kind: type) -> list[Any]:
    """Return the blocks of one kind, in order."""
    return [block for section in document.sections for block in section.blocks if isinstance(block, kind)]


def trusted(confidence: Confidence | None, day: date | None = None, **changed: Any) -> Content:
    """Return the toy content with another confidence and day of its sources."""
    content = open_library(TOY).content
    update = {"confidence": confidence, "as_of": day}
    sources = {name: source.model_copy(update=update) for name, source in content.sources.sources.items()}
    return content.model_copy(
        update={"sources": content.sources.model_copy(update={"sources": sources}), **changed}
    )


def toy_sheet(content: Content, procedure: str = "dragon/first", on: date = ON) -> Document:
    """Return a sheet of the toy content, in the real French words."""
    return composed(procedure, prefecture="default", content=content, on=on)


def facts(value: Any) -> Iterator[Fact]:
    """Return every Fact inside a value of the content."""
    if isinstance(value, Fact):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from facts(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from facts(item)
    elif hasattr(value, "model_fields_set"):
        for name in type(value).model_fields:
            yield from facts(getattr(value, name))


@pytest.mark.parametrize("procedure", ["dragon/first", "dragon/renewal", "mermaid/first", "referral/harbour"])
def test_unconfirmed_sentence_is_never_shown(procedure):
    """No sentence of an unconfirmed source reaches a sheet: the prefecture will confirm."""
    content = trusted(Confidence.UNCONFIRMED)
    sheet = dump(toy_sheet(content, procedure))
    assert [fact.text for fact in facts(content) if fact.text in sheet] == []
    assert said("The prefecture will confirm this point.") in sheet


@pytest.mark.parametrize("words", ["250", "Dans les 2 mois avant la fin.", "Sans réponse après 4 mois"])
def test_unconfirmed_amounts_and_delays_are_never_shown(words):
    """No amount, window or delay of an unconfirmed source reaches a sheet."""
    content = trusted(Confidence.UNCONFIRMED)
    assert words not in dump(toy_sheet(content, "dragon/first")) + dump(toy_sheet(content, "dragon/renewal"))


def test_secondary_sentence_carries_its_date():
    """What only a second-hand source says is shown with its date, sentence by sentence."""
    document = toy_sheet(trusted(Confidence.SECONDARY, date(2026, 5, 1)))
    note = "Information du 1er mai 2026. À confirmer."
    shown = [*document.who, *(step for steps in blocks(document, Steps) for step in steps.items)]
    shown += [fact for paper in blocks(document, Paper) for fact in paper.facts]
    assert shown
    assert {paragraph.note for paragraph in shown} == {note}
    assert {amounts.note for amounts in blocks(document, Amounts)} == {f"Depuis le 1er mai 2026. {note}"}


@pytest.mark.parametrize(
    ("procedure", "words"),
    [
        ("cra-1an/first", "Déposez la demande entre 120 et 60 jours avant la fin de votre document."),
        ("carte-resident/first", "Attestation de réussite à l'examen civique"),
    ],
)
def test_secondary_window_or_document_carries_its_date(procedure, words):
    """A second-hand window or thing to bring is shown with its date too."""
    lines = dump(composed(procedure)).splitlines()
    place = next(number for number, line in enumerate(lines) if words in line)
    following = lines[place : place + 4]
    assert any("À confirmer" in line for line in following), following


def test_secondary_list_of_documents():
    """A list that no official text gives says that the prefecture will confirm it; another does not."""
    sentence = said("The prefecture will confirm the list of documents.")
    assert sentence in dump(toy_sheet(trusted(Confidence.SECONDARY, ON)))
    assert sentence in dump(toy_sheet(trusted(Confidence.UNCONFIRMED)))
    assert sentence not in dump(toy_sheet(trusted(Confidence.OFFICIAL_TEXT, ON)))
    assert sentence not in dump(toy_sheet(trusted(Confidence.OFFICIAL_PAGE, ON)))


def test_official_facts_are_shown_plainly():
    """Nothing of an official text or page is said to be uncertain."""
    for confidence in (Confidence.OFFICIAL_TEXT, Confidence.OFFICIAL_PAGE):
        assert "onfirme" not in dump(toy_sheet(trusted(confidence, ON)))


def test_a_fact_speaks_for_itself():
    """A fact's own confidence and day count more than its source's; without a day it is just to confirm."""
    content = open_library(TOY).content
    dragon = content.permits["dragon"]
    who = tuple(
        Fact(text=Prose("Vous volez."), source="law", confidence=Confidence.SECONDARY, as_of=day)
        for day in (date(2026, 8, 1), None)
    )
    first = Kind.FIRST
    requests = {**dragon.requests, first: dragon.requests[first].model_copy(update={"who": who})}
    permits = {**content.permits, "dragon": dragon.model_copy(update={"requests": requests})}
    one, other = toy_sheet(content.model_copy(update={"permits": permits})).who
    assert one.note == "Information du 1er août 2026. À confirmer."
    assert other.note == "Information du 1er janvier 2026. À confirmer."
    undated = trusted(None, None, permits=permits)
    assert toy_sheet(undated).who[1].note == "À confirmer."


# Time ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "total"),
    [(date(2026, 4, 30), "75\xa0€"), (date(2026, 5, 1), "100\xa0€"), (date(2025, 7, 12), None)],
)
def test_the_day_changes_the_price(on, total):
    """`--on` shows the price of that day; before the first known one the prefecture will confirm it."""
    document = composed("etudiant/renewal", on=on)
    price = next(
        (each for each in blocks(document, Amounts) if each.title.startswith("Renouvellement")), None
    )
    if total is None:
        assert price is None
        unknown = said("The prefecture will confirm the price.")
        assert unknown in [notice.text for notice in blocks(document, Notice)]
    else:
        assert price is not None
        assert (price.rows[-1].label, price.rows[-1].amount) == ("Total", total)


@pytest.mark.parametrize(
    ("on", "state", "words"),
    [
        (date(2027, 3, 2), State.EARLY, "3 mars 2027"),
        (date(2027, 3, 3), State.NOW, "2 mai 2027"),
        (date(2027, 5, 2), State.NOW, "2 mai 2027"),
        (date(2027, 5, 3), State.LATE, "retard"),
    ],
)
def test_the_day_changes_the_verdict(on, state, words):
    """The dates are the visitor's own, and the verdict is that of the day."""
    (dates,) = blocks(composed("etudiant/renewal", journey=Journey((), EXPIRY), on=on), Dates)
    assert (dates.dates, dates.state) == ("du 3 mars au 2 mai 2027", state)
    assert words in dates.verdict


def test_dates_without_an_answer():
    """Without a date there is the rule, and no verdict; a date passed by is the same."""
    for journey in (Journey(), Journey((), ((Basis.EXPIRY, None),))):
        (dates,) = blocks(composed("etudiant/renewal", journey=journey), Dates)
        assert (dates.dates, dates.state, dates.verdict) == (None, None, None)


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
@pytest.mark.parametrize("name", sorted(real().content.permits))
def test_stale_sheet(name, language):
    """After `review_by` a banner comes first, and prices and dates send to the desk; not on that day."""
    permit = real().content.permits[name]
    for kind in permit.requests:
        procedure, journey = f"{name}/{kind}", Journey((), EXPIRY)
        fresh = composed(procedure, language, journey=journey, on=permit.review_by)
        stale = composed(procedure, language, journey=journey, on=permit.review_by + timedelta(days=1))
        banner = stale.sections[0].blocks[0]
        assert isinstance(banner, Notice)
        assert banner.warning
        not_checked = "This sheet has not been checked since {day}. Ask the desk."
        assert banner.text.french == said(not_checked, day=permit.verified_on)
        assert banner not in fresh.sections[0].blocks
        assert (blocks(stale, Amounts), blocks(stale, Dates)) == ([], [])
        notices = {notice.text.french for notice in blocks(stale, Notice)}
        assert {said("Ask the desk for the price."), said("Ask the desk when to file.")} <= notices
        silences = {silence.text for silence in real().content.afterwards.silences.values()}
        assert not notices & silences


@pytest.mark.parametrize("words", ["877,50", "3 mois au plus"])
def test_stale_sheet_keeps_no_amount_or_delay(words):
    """After `review_by` no amount and no delay is left, in a note or in a waiting document either."""
    assert words not in dump(composed("etudiant/renewal", on=date(2027, 5, 24)))


# Prefectures --------------------------------------------------------------------------------------


def test_prefecture_takes_a_request_its_own_way():
    """A prefecture's rule replaces the national way to file that request, its fallback and its help."""
    content = real().content
    rule = DepositOverride(procedure="etudiant/renewal", use="desk", source="directory")
    place = content.prefectures["82"].model_copy(update={"deposits": (rule,)})
    changed = content.model_copy(update={"prefectures": {**content.prefectures, "82": place}})
    steps = blocks(composed("etudiant/renewal", content=changed), Steps)
    titles = [block.title for block in steps]
    assert titles[0] == content.deposits.deposits["desk"].name
    assert content.deposits.deposits["anef"].name not in titles
    fallback = next(block for block in steps if block.title == said("You cannot file"))
    assert fallback.items[0].text == content.deposits.deposits["desk"].fallback[0].text
    assert "Point d'accueil numérique de Cast" not in dump(composed("etudiant/renewal", content=changed))
    for procedure, where in (("etudiant/first", "82"), ("etudiant/renewal", "31")):
        same = composed(procedure, prefecture=where, content=changed)
        assert same == composed(procedure, prefecture=where)


def test_no_prefecture_makes_nothing_up():
    """Without a prefecture there is no address, telephone number or website of one."""
    document = composed("salarie/renewal", prefecture="default")
    assert document.prefecture == "Votre préfecture"
    assert blocks(document, Contact) == []
    national = [said("Book an appointment, free of charge"), said("Official page")]
    assert [link.label for link in blocks(document, Link)] == national


def test_prefecture_address():
    """The address and telephone number of the prefecture are shown, with the date of the directory."""
    contact = blocks(composed("salarie/renewal", prefecture="82"), Contact)[0]
    place = real().content.prefectures["82"].place
    assert place is not None
    assert (contact.name, contact.address, contact.phone) == (place.name, place.address, place.phone)


# Conditions ---------------------------------------------------------------------------------------


def test_waiting_documents_show_their_condition():
    """The paper of recognised refugees does not look like that of their family."""
    sheet = dump(composed("refugie/first"))
    assert "si vous avez le statut de réfugié" in sheet[sheet.index("[wait, clock]") :]


def test_prices_of_different_answers_are_not_a_doubt():
    """One price for one answer, another for the other: the sources do not disagree, and nobody is told so."""
    notices = [notice.text for notice in blocks(composed("duplicata/duplicate"), Notice)]
    assert said("The sources give several prices. The prefecture will confirm yours.") not in notices


def test_several_prices_of_the_sources():
    """Two prices for the same person are announced as a doubt, and no total is made."""
    document = composed("salarie/first")
    notice = said("The sources give several prices. The prefecture will confirm yours.")
    assert notice in [each.text for each in blocks(document, Notice)]
    totals = [each.rows[-1].amount for each in blocks(document, Amounts)]
    assert totals == ["350\xa0€", "250\xa0€"]


@pytest.mark.parametrize(
    ("procedure", "language", "condition"),
    [
        (
            "salarie/renewal",
            "fr",
            "Seulement si vous avez toujours le même emploi et si votre employeur est une personne (CESU)",
        ),
        (
            "refugie/first",
            "fr",
            (
                "Seulement si vous êtes de la famille d'un réfugié "
                "et si vous êtes entré ou restez en France sans les papiers demandés"
            ),
        ),
        (
            "refugie/first",
            "ar",
            "فقط إذا كنت من عائلة لاجئ وإذا دخلت فرنسا أو بقيت فيها دون الأوراق المطلوبة",
        ),
    ],
)
def test_condition_of_two_questions_is_one_sentence(procedure, language, condition):
    """Both must be true, and it is said so: a comma alone could be read as "or"."""
    assert condition in set(conditions(composed(procedure, language)))


def conditions(value: Any) -> Iterator[str]:
    """Return every condition of what a sheet says."""
    if is_dataclass(value):
        for field in fields(value):
            found = getattr(value, field.name)
            if field.name == "condition" and found is not None:
                yield str(found)
            yield from conditions(found)
    elif isinstance(value, tuple):
        for part in value:
            yield from conditions(part)


if __name__ == "__main__":
    for written, sheet in SHEETS.items():
        (GOLDEN / f"{written}.txt").write_text(dump(composed(*sheet)), encoding="utf-8")
