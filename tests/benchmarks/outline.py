"""The outline of a screen: its containers and texts, so that a bare app can show the same widgets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kiosk.screens.canvas import Canvas, Label
from kiosk.screens.tile import Tile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.screen import Screen
    from textual.widget import Widget

WORD = re.compile(r"[^\W\d_]{2,}")
SYSTEM = "-textual-system"
"""The class of what Textual adds to every screen, in a bare app too."""


def outline(screen: Screen[Any]) -> dict[str, Any]:
    """Return what a mounted screen of the kiosk is made of, as plain values.

    `words` are one word of every text, as the content has it; `drawn` the same as the kiosk draws it.
    A terminal that was given them all shows the screen.
    """
    leaves = [widget for widget in screen.query(Canvas) if isinstance(widget, Tile | Label)]
    return {
        "kind": "Screen",
        "children": [_part(widget) for widget in screen.children if not widget.has_class(SYSTEM)],
        "words": _words(" ".join(_texts(leaf)) for leaf in leaves),
        "drawn": _words(
            " ".join(leaf.render_line(y).text for y in range(leaf.size.height)) for leaf in leaves
        ),
    }


def count(part: dict[str, Any]) -> int:
    """Return the number of widgets of an outline."""
    return 1 + sum(count(child) for child in part.get("children", ()))


def _part(widget: Widget) -> dict[str, Any]:
    part: dict[str, Any] = {
        "kind": "Tile" if isinstance(widget, Tile) else type(widget).__name__,
        "classes": " ".join(sorted(widget.classes)),
    }
    if isinstance(widget, Tile | Label):
        return {**part, "text": "\n".join(_texts(widget))}
    if widget.styles.has_rule("grid_size_columns"):
        part["grid"] = [widget.styles.grid_size_columns, widget.styles.grid_size_rows]
    return {**part, "children": [_part(child) for child in widget.children]}


def _texts(widget: Tile | Label) -> list[str]:
    if isinstance(widget, Label):
        return [str(text) for text, _ in widget.parts]
    first, *others = map(str, widget.words)
    return [f"{widget.digit} {first}".strip(), *others]


def _words(texts: Iterable[str]) -> list[str]:
    """Return the first word of each text that has one."""
    return sorted({found[0] for text in texts if (found := WORD.search(text))})
