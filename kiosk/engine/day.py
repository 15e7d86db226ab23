"""The content as of a day: what has ended by then is gone, by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from kiosk.content.models import Frozen

if TYPE_CHECKING:
    from datetime import date

    from kiosk.content.library import Library

Value = TypeVar("Value")
LAST: list[tuple[Library, date, Library]] = []
"""The last library and day that were asked for, and the answer: kiosks forked from one process share it."""


def as_of(value: Value, on: date) -> Value:
    """Return a value of the content without the parts whose last day (`until`) is over."""
    return _as_of(value, on)  # type: ignore[no-any-return]


def library_as_of(library: Library, on: date) -> Library:
    """Return a library whose content is that of a day, in every language; the last one is kept."""
    for asked, day, answer in LAST:
        if asked is library and day == on:
            return answer
    content = as_of(library.content, on)
    made = library if content is library.content else replace(library, content=content, _translated={})
    LAST[:] = [(library, on, made)]
    return made


def _as_of(value: Any, on: date) -> Any:
    if isinstance(value, Frozen):
        fields = {key: getattr(value, key) for key in type(value).model_fields}
        kept = {key: _as_of(item, on) for key, item in fields.items()}
        changed = {key: item for key, item in kept.items() if item is not fields[key]}
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, dict):
        items = {key: _as_of(item, on) for key, item in value.items() if not ended(item, on)}
        same = len(items) == len(value) and all(items[key] is value[key] for key in items)
        return value if same else items
    if isinstance(value, tuple):
        parts = tuple(_as_of(item, on) for item in value if not ended(item, on))
        same = len(parts) == len(value) and all(a is b for a, b in zip(parts, value, strict=True))
        return value if same else parts
    return value


def ended(value: Any, on: date) -> bool:
    """Return whether a part of the content is over on a day."""
    until = getattr(value, "until", None)
    return until is not None and until < on
