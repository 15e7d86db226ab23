"""List the interface sentences: what the code gives to `say`.

The code is read as a syntax tree. Babel's own reader of Python misses a `say` within an f-string
and runs the two sentences of a conditional together.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.content.extract import Messages

Literals = dict[str, list[str]]


def interface_messages(package: Path) -> Messages:
    """Return the English sentences of the interface, with the modules that say them."""
    messages: Messages = {}
    for name, _, found in _spoken(package):
        for sentence in found:
            places = messages.setdefault(sentence, [])
            places.extend([name] if name not in places else [])
    return messages


def unreadable_calls(package: Path) -> list[str]:
    """Return `module:line` for each `say` whose sentence cannot be read in the code."""
    return [f"{name}:{line}" for name, line, found in _spoken(package) if not found]


def _spoken(package: Path) -> Iterator[tuple[str, int, list[str]]]:
    """Return the module, line and sentences of each call of `say`."""
    modules = list(_modules(package))
    assigned = {name: _assigned(tree) for name, tree in modules}
    constants = {word: said for known in assigned.values() for word, said in known.items() if word.isupper()}
    for name, tree in modules:
        literals = {**constants, **assigned[name]}
        for call in _calls(tree):
            yield name, call.lineno, _sentences(call.args[0], literals)


def _modules(package: Path) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(package.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "say(" in text:
            yield path.relative_to(package.parent).as_posix(), ast.parse(text)


def _calls(tree: ast.Module) -> list[ast.Call]:
    """Return the calls of `say`, by line."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    spoken = [call for call in calls if _name(call.func) == "say"]
    return sorted(spoken, key=lambda call: (call.lineno, call.col_offset))


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _assigned(tree: ast.Module) -> Literals:
    """Return the sentences that names of a module stand for: constants, mappings, loops over tuples."""
    pairs = [pair for node in ast.walk(tree) for pair in _assignments(node)]
    found: Literals = {}
    for target, value in pairs:
        found.setdefault(_name(target), []).extend(_sentences(value, {}))
    for target, value in pairs:
        if isinstance(value, ast.Name):
            found[_name(target)] += found.get(value.id, [])
    return found


def _assignments(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(node, ast.Assign):
        yield from ((target, node.value) for target in node.targets)
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        yield node.target, node.value
    elif isinstance(node, ast.For | ast.comprehension):
        yield from _loops(node.target, node.iter)


def _loops(target: ast.expr, values: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    if not isinstance(target, ast.Tuple):
        yield target, values
    elif isinstance(values, ast.Tuple):
        for item in values.elts:
            yield from zip(target.elts, item.elts if isinstance(item, ast.Tuple) else [item], strict=False)


def _sentences(node: ast.expr, literals: Literals) -> list[str]:
    """Return the sentences that an expression may be."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.IfExp):
        return _sentences(node.body, literals) + _sentences(node.orelse, literals)
    if isinstance(node, ast.Dict):
        return [sentence for value in node.values for sentence in _sentences(value, literals)]
    if isinstance(node, ast.Tuple):
        return [sentence for value in node.elts for sentence in _sentences(value, literals)]
    if isinstance(node, ast.Subscript):
        return _sentences(node.value, literals)
    return literals.get(_name(node), [])
