"""Rules on conditions: each reads like speech, alone and together with the others of its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.engine.conditions import sentence_of
from kiosk.engine.requests import conditional_parts, requests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.content.models import Tree, When
    from kiosk.engine.review.reviewed import Reviewed
    from kiosk.errors import Problem

MOST_WORDS = 30
"""Of all the conditions of one line together."""


def condition_start(reviewed: Reviewed) -> Iterator[Problem]:
    """A condition is the end of a sentence: it begins with "si"."""
    tree = reviewed.tree
    for name, refinement in tree.refinements.items() if tree else ():
        conditions = [(("answers", n), each.condition) for n, each in enumerate(refinement.answers)]
        conditions += [(("groups", n), each.condition) for n, each in enumerate(refinement.groups)]
        for place, condition in conditions:
            if not condition.startswith(("si ", "s'")):
                path = ("refinements", name, *place, "condition")
                sentence = 'a condition begins with "si", in small letters: "si vous avez un visa"'
                yield reviewed.problem("tree", path, "condition", sentence)


def long_condition(reviewed: Reviewed) -> Iterator[Problem]:
    """The conditions of one line, said together, have at most 30 words."""
    content, said = reviewed.content, set[str]()
    for procedure, _, request in requests(content) if content else ():
        for part in conditional_parts(content, request) if content else ():
            text = _together(content.tree, part.when) if content else ""
            if text.count(" ") >= MOST_WORDS and text not in said:
                said.add(text)
                permit, kind = procedure.split("/")
                sentence = (
                    f'this is said in {text.count(" ") + 1} words: "{text}"; ask less, or write it shorter'
                )
                yield reviewed.problem(
                    f"permits/{permit}", ("requests", kind), "long-condition", sentence, "warning"
                )


def _together(tree: Tree, when: When) -> str:
    return " et ".join(sentence_of(tree.refinements[name], words) for name, words in when.items())


CONDITION_RULES: tuple[Callable[[Reviewed], Iterator[Problem]], ...] = (condition_start, long_condition)
