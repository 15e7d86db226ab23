"""The catalogs of translations: read with their places, and write anew from code and content."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.content.terms import FRENCH
from kiosk.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from babel.messages.catalog import Catalog as PoCatalog

    from kiosk.content.extract import Messages
    from kiosk.content.languages import Language

INTERFACE, PROCEDURES = "interface", "procedures"
DOMAINS = (INTERFACE, PROCEDURES)
STATES = {
    "source": "the source language",
    "drafted": "drafted, not yet reviewed by a person",
    "reviewed": "reviewed by a person",
}
HEADER = """\
# Written by `kiosk translations --update`: put words between the quotes of msgstr, and nothing elsewhere.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Translation-State: {state}\\n"

"""


@dataclass(frozen=True, slots=True)
class Translation:
    """One entry of a catalog; a line of 0 is unknown, an empty text is not translated."""

    message: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Catalog:
    """One catalog as read: its file, its entries, and the problem that stopped the reading."""

    file: str
    language: str
    domain: str
    entries: tuple[Translation, ...] = ()
    problem: Problem | None = None

    def done(self, messages: Iterable[str]) -> int:
        """Count the messages that are translated."""
        translated = {entry.message for entry in self.entries if entry.text}
        return sum(message in translated for message in messages)

    def missing(self, messages: Iterable[str]) -> list[str]:
        """Return the messages that are not translated, in order."""
        translated = {entry.message for entry in self.entries if entry.text}
        return [message for message in messages if message not in translated]


def domains(language: str) -> tuple[str, ...]:
    """Return the catalogs that a language has; the content needs none in French."""
    return (INTERFACE,) if language == FRENCH else DOMAINS


def catalog_path(folder: Path, language: str, domain: str) -> Path:
    """Return the file of a catalog in a locales folder."""
    return folder / language / "LC_MESSAGES" / f"{domain}.po"


def read_catalogs(folder: Path, languages: Iterable[str]) -> tuple[Catalog, ...]:
    """Read every catalog of a locales folder."""
    return tuple(read_catalog(folder, code, domain) for code in languages for domain in domains(code))


def read_catalog(folder: Path, language: str, domain: str) -> Catalog:
    """Read one catalog; a missing file is an empty one, and a fuzzy entry is not translated."""
    path = catalog_path(folder, language, domain)
    file = f"{folder.name}/{path.relative_to(folder).as_posix()}"
    if not path.exists():
        return Catalog(file, language, domain)
    try:
        found = _parse(path)
    except _unreadable() as error:
        line = getattr(error, "lineno", 0)
        sentence = "this catalog cannot be read as a UTF-8 .po file; save it again with a .po editor"
        return Catalog(file, language, domain, (), Problem(file, line, 1, "error", "catalog", sentence))
    entries = (
        Translation(str(message.id), "" if message.fuzzy else str(message.string), message.lineno or 0)
        for message in found
        if message.id
    )
    return Catalog(file, language, domain, tuple(entries))


def _parse(path: Path) -> PoCatalog:
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return read_po(file, charset="utf-8", ignore_obsolete=True, abort_invalid=True)


def _unreadable() -> tuple[type[Exception], ...]:
    from babel.messages.pofile import PoFileError

    return PoFileError, ValueError, LookupError


def refresh(folder: Path, code: str, language: Language, domain: str, messages: Messages) -> bytes:
    """Return a catalog with exactly these messages; an unchanged one keeps its translation and comments."""
    from babel.messages.catalog import Catalog as New
    from babel.messages.pofile import write_po

    path = catalog_path(folder, code, domain)
    known = {message.id: message for message in _parse(path)} if path.exists() else {}
    catalog = New(charset="utf-8")
    for message, places in messages.items():
        old = known.get(message)
        if old is None:
            catalog.add(message, auto_comments=places)
        else:
            catalog.add(message, old.string, (), old.flags, places, old.user_comments)
        catalog[message].flags -= PYTHON
    written = io.BytesIO()
    write_po(written, catalog, width=0, omit_header=True)
    header = HEADER.format(language=language.locale, state=STATES[language.reviewed])
    return header.encode() + written.getvalue()


PYTHON = {"python-format", "python-brace-format"}
"""Flags that Babel adds by itself."""
