"""The languages: what each can do, and its words for the interface and for the content."""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from kiosk.content.reader import read
from kiosk.content.terms import FRENCH, Prose

if TYPE_CHECKING:
    from collections.abc import Mapping

PACKAGE = Path(__file__).resolve().parents[1]
Output = Literal["screen", "paper", "web"]


@dataclass(frozen=True, slots=True)
class Language:
    """What a language can do here, as locales/languages.yaml says it."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    name: str
    """Its own name, as its speakers write it."""
    invitation: str
    """What its tile says on the first screen."""
    locale: str
    """The CLDR locale for dates and amounts."""
    direction: Literal["ltr", "rtl"]
    outputs: tuple[Output, ...]
    reviewed: Literal["source", "drafted", "reviewed"]
    """Drafted: no person has read it yet; screens and paper say that it is provisional."""
    font: str | None = None
    """A font family for paper, where Noto Sans does not have its letters."""

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self.direction == "rtl"


def content_folder() -> Path:
    """Return the folder that holds procedures/, pictograms/ and locales/ of this installation."""
    packed = PACKAGE / "_content"
    return packed if packed.is_dir() else PACKAGE.parent


def first_languages(folder: Path) -> dict[str, Language]:
    """Return the languages for the first screen, before the gate; ContentError if they are unsound."""
    source = read(folder / "locales" / "languages.yaml", "locales/languages.yaml")
    try:
        return {code: Language(**values) for code, values in source.values["languages"].items()}
    except (TypeError, KeyError, AttributeError):
        from kiosk.content.library import read_languages

        return read_languages(folder)


def with_output(languages: Mapping[str, Language], output: Output) -> dict[str, Language]:
    """Return the languages that can be shown on the screen, printed, or put on the web."""
    return {code: each for code, each in languages.items() if output in each.outputs}


@dataclass(frozen=True)
class Words:
    """The words of one language, with the French beside them: everything said is a Prose."""

    code: str
    language: Language
    folder: Path

    @cached_property
    def interface(self) -> gettext.NullTranslations:
        """The interface catalog of this language."""
        return _interface(self.folder, self.code)

    @cached_property
    def french(self) -> gettext.NullTranslations:
        """The French interface catalog, for the second line and the second column."""
        return self.interface if self.code == FRENCH else _interface(self.folder, FRENCH)

    def say(self, message: str, **values: Any) -> Prose:
        """Return an interface sentence; dates, amounts (Decimal, euros) and prose are formatted."""
        here = self.interface.gettext(message)
        there = self.french.gettext(message)
        foreign = any(isinstance(v, Prose) and v.language != self.code for v in values.values())
        return Prose(
            here.format(**{key: self._show(value) for key, value in values.items()}),
            FRENCH if foreign else self.code,
            there.format(**{key: _show_french(value) for key, value in values.items()}),
        )

    def between(self, start: date, end: date) -> Prose:
        """Return `from 3 March to 2 May 2027`: the first year is said only if it differs."""
        skeleton = "MMMMd" if start.year == end.year else None
        first = (_day(start, self.language.locale, skeleton), _day(start, FRENCH, skeleton))
        opening = Prose(first[0], self.code, first[1])
        return self.say("from {start} to {end}", start=opening, end=end)

    def _show(self, value: Any) -> str:
        return _format(value, self.language.locale, value)

    @cached_property
    def translations(self) -> dict[str, str]:
        """The translations of the content, by French sentence; empty for French."""
        return {} if self.code == FRENCH else read_catalog(self.folder, self.code, "procedures")


def message(text: str) -> str:
    """Mark an interface sentence that is said later, for the extractor; return it unchanged."""
    return text


def _show_french(value: Any) -> str:
    return _format(value, FRENCH, value.french if isinstance(value, Prose) else value)


def _format(value: Any, locale: str, text: Any) -> str:
    if isinstance(value, date):
        return _day(value, locale, None)
    if isinstance(value, Decimal):
        return money(value, locale)
    return str(text)


def _day(day: date, locale: str, skeleton: str | None) -> str:
    from babel.dates import format_date, format_skeleton

    if skeleton is not None:
        text = format_skeleton(skeleton, day, locale=locale)
        return _first_of_month(text) if locale == FRENCH and day.day == 1 else text
    text = format_date(day, "long", locale=locale)
    return _first_of_month(text) if locale == FRENCH and day.day == 1 else text


def _first_of_month(text: str) -> str:
    """Write `1er mai`: CLDR has no ordinal for the French first of the month."""
    return text.replace("1 ", "1er ", 1)


def money(amount: Decimal, locale: str) -> str:
    """Return an amount in euros as the locale writes it, without cents when there are none."""
    from babel.numbers import format_currency

    whole = amount == amount.to_integral_value()
    text = format_currency(
        amount, "EUR", "#,##0 ¤" if whole else "#,##0.00 ¤", locale=locale, currency_digits=False
    )
    return text.replace(" ", "\u00a0")


def _interface(folder: Path, code: str) -> gettext.NullTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    path = folder / code / "LC_MESSAGES" / "interface.po"
    if not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        catalog = read_po(file, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def read_catalog(folder: Path, code: str, domain: str) -> dict[str, str]:
    """Return the current translations of a domain: fuzzy and empty entries are left out."""
    from babel.messages.pofile import read_po

    path = folder / code / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalog = read_po(file, locale=code, ignore_obsolete=True)
    return {
        str(message.id): str(message.string)
        for message in catalog
        if message.id and message.string and not message.fuzzy
    }
