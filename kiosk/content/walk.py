"""Walk through content: every frozen value with its path, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.content.models import Frozen

if TYPE_CHECKING:
    from kiosk.content.reader import Where

Nodes = list[tuple["Where", Frozen]]


def walk(value: Any) -> Nodes:
    """Return every frozen value within a value, itself included, with its path."""
    found: Nodes = []
    _collect(value, (), found)
    return found


def _collect(value: Any, path: Where, found: Nodes) -> None:
    if isinstance(value, Frozen):
        found.append((path, value))
        for key, item in vars(value).items():
            _collect(item, (*path, key), found)
    elif isinstance(value, dict):
        for key, item in value.items():
            _collect(item, (*path, key), found)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _collect(item, (*path, index), found)
