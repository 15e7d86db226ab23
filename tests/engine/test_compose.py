"""The composed Document: golden text of whole sheets, and what is said of facts that are not sure.

`python -m tests.engine.test_compose` writes the golden files anew; read them as a visitor before keeping them.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kiosk.content.fields import Confidence, Prose
from kiosk.content.library import open_library
from kiosk.content.models import Basis, DepositOverride, Fact
from kiosk.content.prose import sentences, translate
from kiosk.engine.compose import Setting, compose
from kiosk.engine.document import (
    Amounts,
    Checklist,
    Contact,
    Dates,
    Document,
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
    return compose(Setting(chosen, words, prefecture, journey, on), procedure)


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


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [block.text, *_note(block.note)]
        case Notice():
            return [f"{'!!' if block.warning else '!'} {block.text}", *_note(block.note)]
        case Steps():
            steps = [[f"{number}. {step.text}", *_note(step.note)] for number, step in enumerate(block.items, 1)]
            return [f"{block.title}:", *sum(steps, [])]
        case Checklist():
            return [f"{block.title}:", *(line for item in block.items for line in _item(item))]
        case Amounts():
            rows = [f"  {row.label} = {row.amount}{' *' if row.strong else ''}" for row in block.rows]
            return [f"{block.title}:", *rows, *_note(block.note)]
        case Dates():
            said = [block.rule, block.condition, block.dates, block.verdict]
            state = f" [{block.state}]" if block.state else ""
            return [f"> {' | '.join(part for part in said if part)}{state}"]
        case Paper():
            sign = "+" if block.proves_stay else "-"
            facts = [line for fact in block.facts for line in _block(fact)]
            return [f"{block.name} [{block.pictogram}] {sign} {block.proves}", *facts]
        case Contact():
            parts = [part for part in (block.name, block.address, block.phone) if part]
            return [f"@ {' | '.join(parts)}", *_note(block.note)]
        case Link():
            return [f"-> {block.label}: {block.url}"]


def _item(item: Any) -> list[str]:
    condition = f"{item.condition}: " if item.condition else ""
    return [f"[ ] {condition}{item.name} [{item.pictogram}]", *([f"    {item.detail}"] if item.detail else [])]


@pytest.mark.parametrize("name", SHEETS)
def test_golden_sheet(name):
    """The whole sheet says, word for word, what was read and kept."""
    assert dump(composed(*SHEETS[name])) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_every_golden_file_is_used():
    """No golden file is left behind by a sheet that is gone."""
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(SHEETS)


if __name__ == "__main__":
    for written, sheet in SHEETS.items():
        (GOLDEN / f"{written}.txt").write_text(dump(composed(*sheet)), encoding="utf-8")
