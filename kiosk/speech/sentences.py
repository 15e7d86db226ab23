"""Cut a text into sentences, and turn what one only reads into what one can say."""

from __future__ import annotations

import re

from kiosk.content.numbers import pronounceable

END = re.compile(
    r"""(?P<mark>[.!?\u2026\u061f\u06d4]+)(?P<closed>(?:\s?\u00bb|["'\u2019\u201d)\]])*)\s+(?=(?P<next>.))"""
    r"""|[\u3002\uff01\uff1f]+[\u201d\u2019\uff09\u300d\u300f]*\s*(?=[^\s\u3002\uff01\uff1f])"""
)
"""A stop with what closes after it: before a space in most scripts, anywhere in Chinese."""
ABBREVIATION = re.compile(
    r"(?:^|[\s('\u2019\u00ab])(?:(?:\w\.)*[^\W\d_]|arts?|al|ch|cf|ex|fig|no|nos|t[e\u00e9]l|Mr|Mrs|Ms|Dr|vs)$",
    re.IGNORECASE,
)
"""What a full stop shortens without ending a sentence: one letter, letters between stops, and these words."""
ADDRESS = re.compile(
    r"(?<![A-Za-z0-9@._-])(?:https?://)?(?:www\.)?(?P<host>(?:[A-Za-z0-9-]+\.)+[a-z]{2,})(?::\d+(?=/))?"
    r"(?:/[!-~]*?)?(?=[.,;:!?)\]'\"]*(?:[^!-~]|$))"
)
"""A web address; it ends before a space, another script or the sentence's own stop."""
LANGUAGE_MARK = re.compile(r"\[[A-Z]{2,3}\]")
UNSAID = re.compile(
    r"[\u00ab\u00bb\u2039\u203a\u201c-\u201f\[\]{}<>_*|\u2190-\u21ff\u2300-\u23ff\u2500-\u28ff]"
)
"""Quotation marks, brackets, and what is drawn: arrows, boxes, ticks, dots."""
UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Soft hyphens and marks of direction, which would cut a word in two."""
EURO, PERCENT, COMMA = "\u20ac", "%", ","
FRENCH = {r"\b[Nn]\u00b0 ?(?=\d)": "num\u00e9ro ", r"\b([Aa])rt\. ?(?=\w)": r"\1rticle "}
"""Shortened words that the French voice spells."""


def sentences(text: str) -> list[str]:
    """Return the sentences of a text in order, each with its stop; only spaces between them are lost."""
    found: list[str] = []
    start = 0
    for end in END.finditer(text):
        if _ends(text[start : end.start()], end):
            found.append(text[start : end.end()].strip())
            start = end.end()
    return [sentence for sentence in (*found, text[start:].strip()) if sentence]


def speakable(text: str, language: str) -> str:
    """Return a text as a voice should get it: hosts for addresses, words for signs, whole numbers."""
    signs = _signs(language)
    said = ADDRESS.sub(lambda found: found["host"], UNSEEN.sub("", text))
    said = UNSAID.sub(" ", LANGUAGE_MARK.sub(" ", said))
    said = re.sub(f"[{EURO}{PERCENT}]", lambda sign: f" {signs[sign[0]]} ", said)
    said = pronounceable(" ".join(said.split()), signs[COMMA])
    for short, word in FRENCH.items() if language == "fr" else ():
        said = re.sub(short, word, said)
    said = re.sub(r" (?=[.,)\u3002\uff0c])", "", said)
    return said if any(map(str.isalnum, said)) else ""


def _ends(before: str, end: re.Match[str]) -> bool:
    """Whether a stop ends the sentence: not after an abbreviation, not when the sentence goes on."""
    if end["mark"] is None:
        return True
    if end["next"].islower() or end["next"] in "!?.,;:\u2026\u00bb)]":
        return False
    return end["mark"] != "." or bool(end["closed"]) or ABBREVIATION.search(before) is None


def _signs(language: str) -> dict[str, str]:
    """Return what a voice says for euros, per cent and the decimal comma (CLDR).

    The Chinese, Russian and Ukrainian voices pass over the first, the Arabic one over the second.
    """
    from babel.core import Locale, UnknownLocaleError
    from babel.numbers import get_currency_name, get_decimal_symbol
    from babel.units import get_unit_name

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return {EURO: EURO, PERCENT: PERCENT, COMMA: COMMA}
    percent = get_unit_name("concentr-percent", "long", locale) or PERCENT
    euros = get_currency_name("EUR", count=2, locale=locale)
    return {EURO: euros, PERCENT: percent, COMMA: get_decimal_symbol(locale)}
