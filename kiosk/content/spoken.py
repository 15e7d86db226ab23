"""List the interface sentences: what the code says, and the titles of the pictograms.

The code gives them to `say`, or marks them with `message` to be said later.

The code is read as a syntax tree. Babel's own reader of Python misses a `say` within an f-string
and runs the two sentences of a conditional together.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kiosk.content.extract import Messages
    from kiosk.content.pictograms import Pictogram


def interface_messages(package: Path, pictograms: Iterable[Pictogram] = ()) -> Messages:
    """Return the English sentences of the interface, with the modules and drawings that say them."""
    messages: Messages = {}
    for path in sorted(package.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "say(" in text or "message(" in text:
            name = path.relative_to(package.parent).as_posix()
            for sentence in dict.fromkeys(_sentences(ast.parse(text))):
                messages.setdefault(sentence, []).append(name)
    for each in pictograms:
        if each.title is not None:
            messages.setdefault(each.title, []).append(each.file)
    return messages


def _sentences(tree: ast.Module) -> Iterator[str]:
    """Return the literal sentences of the calls in a module, by line."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _speaks(node)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        yield from _literals(call.args[0])


def _speaks(call: ast.Call) -> bool:
    """Whether a call is `say(...)`, `words.say(...)` or `message(...)` with something to say."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr == "say" and bool(call.args)
    return isinstance(function, ast.Name) and function.id in ("say", "message") and bool(call.args)


def _literals(node: ast.expr) -> Iterator[str]:
    """Return the sentences that an expression may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
