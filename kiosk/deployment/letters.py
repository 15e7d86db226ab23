"""Whether the screen has every letter of its languages: it draws them with DejaVu Sans Mono."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from kiosk.content.catalogs import read_catalogs
from kiosk.content.languages import with_output
from kiosk.content.prose import sentences
from kiosk.content.terms import FRENCH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.content.library import Library
    from kiosk.deployment.machine import Finding, Run

FONT = "DejaVu Sans Mono"
STYLES = ("book", "bold")
MOST_NAMED = 5


def screen_letters(library: Library, run: Run) -> Iterator[Finding]:
    """Say for each language of the screen which of its letters the font lacks."""
    if run(("fc-match", "-f", "%{family}", FONT)) != FONT:
        yield (
            "screen letters",
            f'the font "{FONT}" is missing; type: apt-get install fonts-dejavu-core fontconfig',
        )
        return
    drawn = _drawn(run)
    for code in with_output(library.languages, "screen"):
        missing = sorted(_letters(library, code) - drawn)
        named = ", ".join(f"U+{ord(letter):04X}" for letter in missing[:MOST_NAMED])
        more = f" and {len(missing) - MOST_NAMED} more" if len(missing) > MOST_NAMED else ""
        sentence = f'{FONT} has no {named}{more}; take "screen" from {code} in locales/languages.yaml'
        yield f"screen in {code}", sentence if missing else ""


def _drawn(run: Run) -> set[str]:
    """Return the letters that the font has, upright and bold."""
    ranges = (run(("fc-match", "-f", "%{charset}", f"{FONT}:{style}")) for style in STYLES)
    return set.intersection(*map(_characters, ranges))


def _characters(ranges: str) -> set[str]:
    """Return the characters of a list such as `20-7e a0`."""
    bounds = (each.partition("-") for each in ranges.split())
    return {
        chr(number)
        for first, _, last in bounds
        for number in range(int(first, 16), int(last or first, 16) + 1)
    }


def _letters(library: Library, code: str) -> set[str]:
    """Return the letters of every sentence of a language as screens draw them: joined, without vowels."""
    from arabic_reshaper import ArabicReshaper

    join = ArabicReshaper({"delete_harakat": True, "ARABIC LIGATURE ALLAH": False}).reshape
    texts = [join(unicodedata.normalize("NFC", text)) for text in _texts(library, code)]
    return {
        letter for letter in set("".join(texts)) if not unicodedata.category(letter).startswith(("C", "Z"))
    }


def _texts(library: Library, code: str) -> Iterator[str]:
    yield library.languages[code].name
    yield library.languages[code].invitation
    for catalog in read_catalogs(library.folder / "locales", [code]):
        yield from (entry.text for entry in catalog.entries)
    if code == FRENCH:
        yield from (str(sentence) for _, sentence in sentences(library.content))
