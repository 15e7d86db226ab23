"""Walk through content: every frozen value with its path, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.content.models import Frozen

if TYPE_CHECKING:
    from kiosk.content.reader import Where


def walk(value: Any) -> list[tuple[Where, Frozen]]:
    """Return every frozen value within a value, itself included, with its path."""
    found: list[tuple[Where, Frozen]] = []
    _collect(value, (), found)
    return found


def _collect(value: Any, path: Where, found: list[tuple[Where, Frozen]]) -> None:
    if isinstance(value, Frozen):
        found.append((path, value))
        for key, item in value:
            _collect(item, (*path, key), found)
    elif isinstance(value, dict):
        for key, item in value.items():
            _collect(item, (*path, key), found)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _collect(item, (*path, index), found)
