"""Find the legal terms that a text uses, so that each is explained where it appears."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from kiosk.content.terms import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.content.models import Glossary, Term


def glossed(glossary: Glossary, value: Any) -> tuple[Term, ...]:
    """Return the terms whose words stand in the French of some blocks, in the order of the glossary."""
    text = "\n".join(_french(value)).casefold()
    return tuple(term for term in glossary.terms.values() if _stands(term, text))


def _stands(term: Term, text: str) -> bool:
    words = (word.casefold() for word in (term.words or (term.term,)))
    return any(word in text and re.search(rf"\b{re.escape(word)}\b", text) for word in words)


def _french(value: Any) -> Iterator[str]:
    if isinstance(value, Prose):
        yield value.french
    elif isinstance(value, tuple):
        for item in value:
            yield from _french(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _french(getattr(value, field.name))
