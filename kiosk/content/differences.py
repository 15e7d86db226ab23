"""What changed in a prefecture's file, one line a value, for the person who has it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.content.models import Frozen, Opening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.content.models import Prefecture

UNSAID = frozenset({"source", "detail", "confidence"})
"""Fields that change with the date: naming it is enough."""


def differences(code: str, old: Prefecture, new: Prefecture) -> Iterator[str]:
    """Say each value that changed, such as `38: place.phone: 04 76 60 49 49 -> 04 76 60 34 00`."""
    before, after = dict(_leaves(old, ())), dict(_leaves(new, ()))
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key, "(nothing)"), after.get(key, "(nothing)")
        if was != now:
            yield f"{code}: {key}: {was} -> {now}"


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, Opening):
        yield ".".join(path), _opening(value)
    elif isinstance(value, Frozen):
        for key, item in vars(value).items():
            if key not in UNSAID:
                yield from _leaves(item, (*path, key))
    elif isinstance(value, tuple):
        for number, item in enumerate(value, start=1):
            yield from _leaves(item, (*path, str(number)))
    elif value is not None:
        yield ".".join(path), str(value)


def _opening(opening: Opening) -> str:
    times = ", ".join(map(str, opening.times))
    as_of = getattr(opening, "as_of", None)
    said = (opening.days, times, opening.remark, as_of and f"({as_of})")
    return " ".join(str(part) for part in said if part)
