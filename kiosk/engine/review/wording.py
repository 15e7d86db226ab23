"""Rules on words: sentences that a tired person reads, labels that fit their button."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.content.models import Answer, Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.engine.review.reviewed import Reviewed
    from kiosk.errors import Problem

MOST_WORDS = 25
LONGEST_LABEL = LONGEST_HINT = 46
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


WORDING_RULES: tuple[Callable[[Reviewed], Iterator[Problem]], ...] = (long_sentence, long_label)
