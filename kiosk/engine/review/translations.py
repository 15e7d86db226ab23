"""Rules on translations: nothing is missing, no amount, date or name changes on the way."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from kiosk.content.catalogs import INTERFACE
from kiosk.content.typed import FORBIDDEN, quoted
from kiosk.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.content.catalogs import Catalog, Translation
    from kiosk.engine.review.reviewed import Reviewed
    from kiosk.errors import Level

GROUPED = re.compile(r"(?<=\d)[ .,'\u00a0\u202f\u066b\u066c\u2009\u2019](?=\d{3}(?!\d))")
NUMBER = re.compile(r"\d+")
PLACEHOLDER = re.compile(r"\{\w*\}")
CONTROL = re.compile(r"[\t\r\n]")
MONTHS = (
    "janvier",
    "f\u00e9vrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "ao\u00fbt",
    "septembre",
    "octobre",
    "novembre",
    "d\u00e9cembre",
)


def unreadable_catalog(reviewed: Reviewed) -> Iterator[Problem]:
    """Every catalog is a readable .po file."""
    yield from (catalog.problem for catalog in reviewed.catalogs if catalog.problem)


def untranslated(reviewed: Reviewed) -> Iterator[Problem]:
    """Every sentence of the content is translated: one warning for each language, with the first."""
    for catalog in reviewed.catalogs:
        if catalog.domain != INTERFACE and not catalog.problem:
            missing = catalog.missing(reviewed.sentences)
            if missing:
                where = reviewed.sentences[missing[0]][0]
                yield _missing(catalog, missing, len(reviewed.sentences), f" ({where})", "warning")


def unspoken(reviewed: Reviewed) -> Iterator[Problem]:
    """Every sentence of the interface is translated in every language, French included."""
    for catalog in reviewed.catalogs:
        if catalog.domain == INTERFACE and not catalog.problem:
            missing = catalog.missing(reviewed.interface)
            if missing:
                yield _missing(catalog, missing, len(reviewed.interface), "", "error")


def _missing(catalog: Catalog, missing: list[str], of: int, where: str, level: Level) -> Problem:
    first = missing[0]
    line = next((entry.line for entry in catalog.entries if entry.message == first), 0)
    sentence = (
        f"{len(missing)} of {of} sentences are not translated, first {quoted(first)}{where}; "
        "run kiosk translations --update and fill them in"
    )
    return Problem(catalog.file, line, 1 if line else 0, level, "untranslated", sentence)


def changed_value(reviewed: Reviewed) -> Iterator[Problem]:
    """A translation keeps every number, amount and {name} of its sentence."""
    for catalog, entry in _translated(reviewed):
        changed = [*_changed_names(entry), *_changed_numbers(entry)]
        if changed:
            sentence = f"the translation of {quoted(entry.message)} changes {', '.join(changed)}"
            yield _problem(catalog, entry, "changed-value", sentence)


def stray_brace(reviewed: Reviewed) -> Iterator[Problem]:
    """A translation of the interface holds no brace but those of its {names}."""
    for catalog, entry in _translated(reviewed):
        if catalog.domain == INTERFACE and re.search(r"[{}]", PLACEHOLDER.sub("", entry.text)):
            sentence = "a brace stands alone in this translation; only {names} may have braces"
            yield _problem(catalog, entry, "brace", sentence)


def forbidden_character(reviewed: Reviewed) -> Iterator[Problem]:
    """A translation holds no control character, no bidi override and no line break."""
    for catalog, entry in _translated(reviewed):
        found = FORBIDDEN.search(entry.text) or CONTROL.search(entry.text)
        if found:
            sentence = f"the character U+{ord(found[0]):04X} is not allowed in a translation; delete it"
            yield _problem(catalog, entry, "character", sentence)


def _translated(reviewed: Reviewed) -> Iterator[tuple[Catalog, Translation]]:
    for catalog in reviewed.catalogs:
        yield from ((catalog, entry) for entry in catalog.entries if entry.text)


def _problem(catalog: Catalog, entry: Translation, rule: str, sentence: str) -> Problem:
    return Problem(catalog.file, entry.line, 1, "error", rule, sentence)


def _changed(before: Counter[str], after: Counter[str]) -> Iterator[str]:
    """Return in words what was lost and what was added."""
    yield from (f"{word} (lost)" for word in before - after)
    yield from (f"{word} (added)" for word in after - before)


def _changed_names(entry: Translation) -> Iterator[str]:
    if "{" not in entry.message + entry.text:
        return iter(())
    before, after = PLACEHOLDER.findall(entry.message), PLACEHOLDER.findall(entry.text)
    return _changed(Counter(before), Counter(after))


def _changed_numbers(entry: Translation) -> Iterator[str]:
    """Compare numbers; a month that French names may become a number."""
    if not NUMBER.search(entry.message + entry.text):
        return iter(())
    before, after = _numbers(entry.message), _numbers(entry.text)
    named = (after - before) & _months(entry.message)
    return _changed(before, after - named)


def _numbers(text: str) -> Counter[str]:
    """Return the runs of digits of any script; the separators of thousands and cents do not count."""
    plain = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in PLACEHOLDER.sub("", text))
    return Counter(number.lstrip("0") or "0" for number in NUMBER.findall(GROUPED.sub("", plain)))


def _months(text: str) -> Counter[str]:
    words = re.findall(r"\w+", text.casefold())
    return Counter(str(MONTHS.index(word) + 1) for word in words if word in MONTHS)


TRANSLATION_RULES: tuple[Callable[[Reviewed], Iterator[Problem]], ...] = (
    unreadable_catalog,
    untranslated,
    unspoken,
    changed_value,
    stray_brace,
    forbidden_character,
)
