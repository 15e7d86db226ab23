"""Rules on words: sentences that a tired person reads, labels that fit their button."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.content.models import Answer, Choice
from kiosk.content.prose import BREAKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.engine.review.reviewed import Reviewed
    from kiosk.errors import Problem

MOST_WORDS = 25
LONGEST_LABEL = LONGEST_HINT = 46
LONGEST_WORD, LONGEST_WORD_OF_DETAIL = 29, 40
"""What is sure to fit a line of a ticket, which leaves the details out, and a column of the A4 list."""
MOST_SENTENCES = 3
SHORT = 30
"""Under this many characters two texts are labels, not sentences."""
CAPITALS = re.compile(r"\b[A-Z\u00c9]{3,}\b")
EVERYBODY_KNOWS = {"PDF", "EDF"}
SENTENCE_END = re.compile(r"[.!?\u2026]+\s+")
WORD = re.compile(r"\S*\w\S*")


def long_sentence(reviewed: Reviewed) -> Iterator[Problem]:
    """No sentence has more than 25 words."""
    for file, said in reviewed.said.items():
        for path, text in said:
            most = _most_words(text)
            if most > MOST_WORDS:
                sentence = f"this sentence has {most} words; cut it in two ({MOST_WORDS} is the most)"
                yield reviewed.problem(file, path, "long-sentence", sentence, "warning")


def _most_words(text: str) -> int:
    """Return the number of words of the longest sentence of a text."""
    if text.count(" ") < MOST_WORDS:
        return 0
    return max(len(WORD.findall(part)) for part in SENTENCE_END.split(text))


def long_label(reviewed: Reviewed) -> Iterator[Problem]:
    """The label and the hint of an answer fit their button: 46 characters each."""
    for path, node in reviewed.parts.nodes.get("tree", ()):
        if isinstance(node, Answer | Choice):
            for key, most in (("label", LONGEST_LABEL), ("hint", LONGEST_HINT)):
                length = len(getattr(node, key, None) or "")
                if length > most:
                    sentence = f"this {key} has {length} characters; {most} fit the button"
                    yield reviewed.problem("tree", (*path, key), f"long-{key}", sentence)


def long_word(reviewed: Reviewed) -> Iterator[Problem]:
    """No word or address is too long for the paper, which would then not be printed at all."""
    for file, said in reviewed.said.items():
        for path, text in said:
            most = LONGEST_WORD_OF_DETAIL if path[-1] == "detail" else LONGEST_WORD
            word = max(BREAKS.split(text), key=len)
            if len(word) > most:
                sentence = f'"{word}" has {len(word)} letters; the paper has room for {most}'
                yield reviewed.problem(file, path, "long-word", sentence, "warning")


def many_ideas(reviewed: Reviewed) -> Iterator[Problem]:
    """One idea a sentence, and at most three sentences together."""
    for file, said in reviewed.said.items():
        for path, text in said:
            count = len([part for part in SENTENCE_END.split(text) if part.strip()])
            if count > MOST_SENTENCES:
                sentence = f"{count} sentences stand together; {MOST_SENTENCES} is the most"
                yield reviewed.problem(file, path, "many-ideas", sentence, "warning")


def unexplained(reviewed: Reviewed) -> Iterator[Problem]:
    """An abbreviation in capitals is explained in the glossary, or known to everybody."""
    glossary = reviewed.parts.models.get("glossary")
    if glossary is None:
        return
    explained = {word for term in glossary.terms.values() for word in (term.term, *term.words)}
    known = EVERYBODY_KNOWS | {part for word in explained for part in CAPITALS.findall(word)}
    for file, said in reviewed.said.items():
        for path, text in said:
            for word in CAPITALS.findall(text):
                if word not in known:
                    known.add(word)
                    sentence = f'"{word}" is not in the glossary; explain it there, or write it in words'
                    yield reviewed.problem(file, path, "unexplained", sentence, "warning")


def said_twice(reviewed: Reviewed) -> Iterator[Problem]:
    """The same thing is said with the same sentence, to the letter."""
    first: dict[str, str] = {}
    for file, said in reviewed.said.items():
        for path, text in said:
            key = " ".join(WORD.findall(text.casefold()))
            same = first.setdefault(key, str(text))
            if same != text and len(key) > SHORT:
                sentence = f'this is said elsewhere as "{same}"; say it the same way'
                yield reviewed.problem(file, path, "said-twice", sentence, "warning")


WORDING_RULES: tuple[Callable[[Reviewed], Iterator[Problem]], ...] = (
    long_sentence,
    long_label,
    long_word,
    many_ideas,
    unexplained,
    said_twice,
)
