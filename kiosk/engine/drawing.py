"""The decision tree written down: indented text, Mermaid, DOT or JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from kiosk.engine import graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.content.models import Tree


def text(tree: Tree) -> str:
    """Return the tree as indented lines; a question met again is only named."""
    return "\n".join(_lines(tree))


def _lines(tree: Tree) -> Iterator[str]:
    written: set[str] = set()
    waiting: list[tuple[int, graph.Edge]] = [(0, graph.Edge("", "", "", tree.start))]
    while waiting:
        depth, edge = waiting.pop()
        question = None if edge.target in written else tree.questions.get(edge.target)
        again = " (see above)" if edge.target in written and edge.target in tree.questions else ""
        said = f"{edge.label} > " if edge.label else ""
        yield "  " * depth + said + edge.target + (f": {question.text}" if question else again)
        if question is not None:
            written.add(edge.target)
            on = [(depth + 1, step) for step in graph.edges_of(edge.target, question)]
            waiting.extend(reversed(on))


def mermaid(tree: Tree) -> str:
    """Return the tree as a Mermaid flow chart."""
    names = _numbered(tree)
    lines = ["flowchart LR"]
    for name, number in names.items():
        said = _mermaid_words(_words(tree, name))
        lines.append(f'  n{number}["{said}"]' if name in tree.questions else f'  n{number}(["{said}"])')
    for edge in graph.edges(tree):
        words = _mermaid_words(edge.label)
        lines.append(f'  n{names[edge.question]} -- "{words}" --> n{names[edge.target]}')
    return "\n".join(lines)


def _mermaid_words(words: str) -> str:
    return re.sub(r'["#&<>`\\]', lambda found: f"#{ord(found[0])};", words)


def dot(tree: Tree) -> str:
    """Return the tree as a graph for Graphviz."""
    lines = ["digraph tree {", "  rankdir=LR;", "  node [shape=box];"]
    for name in _numbered(tree):
        shape = "" if name in tree.questions else ", style=rounded"
        lines.append(f"  {_dot_words(name)} [label={_dot_words(_words(tree, name))}{shape}];")
    for edge in graph.edges(tree):
        ends = f"{_dot_words(edge.question)} -> {_dot_words(edge.target)}"
        lines.append(f"  {ends} [label={_dot_words(edge.label)}];")
    return "\n".join([*lines, "}"])


def _dot_words(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def as_json(tree: Tree) -> str:
    """Return the tree, its reach and its taps as JSON."""
    counted = graph.taps(tree)
    value: dict[str, Any] = {
        "start": tree.start,
        "questions": {name: question.text for name, question in tree.questions.items()},
        "edges": [
            {"question": e.question, "answer": e.answer, "label": e.label, "target": e.target}
            for e in graph.edges(tree)
        ],
        "leaves": graph.leaves(tree),
        "unreachable": graph.unreachable(tree),
        "journeys": counted.total(),
        "taps": {"longest": graph.longest_taps(counted), "median": graph.median_taps(counted)},
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def _numbered(tree: Tree) -> dict[str, int]:
    """Number the questions, then the leaves, in the order of the file."""
    targets = (edge.target for edge in graph.edges(tree))
    names = dict.fromkeys((*tree.questions, *targets))
    return {name: number for number, name in enumerate(names)}


def _words(tree: Tree, name: str) -> str:
    return tree.questions[name].text if name in tree.questions else name


FORMATS: dict[str, Callable[[Tree], str]] = {
    "text": text,
    "mermaid": mermaid,
    "dot": dot,
    "json": as_json,
}
"""How a tree can be written, by the name of the format."""
