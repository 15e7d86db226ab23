"""The integrity of the content: every name leads somewhere, and every path of the tree ends.

A file that could not be typed is not judged, but still lends the names that it defines,
so that one fault is not reported ten times.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from kiosk.content.complaints import first_problems
from kiosk.content.models import Entry, Tree
from kiosk.content.names import known_names, names_in
from kiosk.content.terms import DEADLINE, UNKNOWN, Timing
from kiosk.content.typed import nearest, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from kiosk.content.loader import Parts
    from kiosk.content.models import Documents, Frozen, Refinement
    from kiosk.content.reader import Source, Where
    from kiosk.errors import Problem


def check_integrity(parts: Parts, folder: Path) -> Iterator[Problem]:
    """Return a problem for each dangling name, cycle or missing drawing among the typed files."""
    known = known_names(parts.models, parts.sources, folder)
    for name, source in parts.sources.items():
        if name in parts.models:
            yield from first_problems(_file_problems(name, parts, source, known), source)


def _file_problems(
    name: str, parts: Parts, source: Source, known: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    model, nodes, tree = parts.models[name], parts.nodes[name], parts.models.get("tree")
    for path, kind, word in names_in(nodes):
        names = known.get(kind)
        if names is not None and word not in names:
            sentence = f"unknown {kind} {quoted(word)}{nearest(word, names)}"
            yield source.problem(path, f"unknown-{kind.replace(' ', '-')}", sentence)
    for path, node in nodes:
        yield from _entry_problems(node, path, source, parts.models.get("documents"))
        if tree is not None:
            yield from _when_problems(node, path, source, tree)
            yield from _implied_problems(node, path, source, tree)
    if isinstance(model, Tree):
        yield from _tree_problems(model, source)
    if name == "documents":
        yield from _set_problems(model, source)


def _entry_problems(
    node: Frozen, path: Where, source: Source, documents: Documents | None
) -> Iterator[Problem]:
    if isinstance(node, Entry) and (node.document is None) == (node.set is None):
        yield source.problem(path, "entry", 'write either "document" or "set"')
    if isinstance(node, Entry) and node.set is not None and documents and node.set in documents.sets:
        inside = {name for entry in documents.sets[node.set] for name in entry.when}
        for name in inside.intersection(node.when):
            sentence = f'the set "{node.set}" asks "{name}" itself; leave it out here'
            yield source.problem((*path, "when", name), "set-condition", sentence)


def _set_problems(documents: Documents, source: Source) -> Iterator[Problem]:
    for name, entries in documents.sets.items():
        for index, entry in enumerate(entries):
            if entry.set is not None:
                sentence = "a set holds documents, not other sets"
                yield source.problem(("sets", name, index, "set"), "set", sentence)


def _when_problems(node: Frozen, path: Where, source: Source, tree: Tree) -> Iterator[Problem]:
    """Check that a condition names answers that exist."""
    for refinement, words in vars(node).get("when", {}).items():
        if refinement in tree.refinements:
            names = [choice.id for choice in tree.refinements[refinement].answers]
            for index, word in enumerate(words):
                if word not in names:
                    sentence = f'"{refinement}" has no answer {quoted(word)}{nearest(word, names)}'
                    yield source.problem((*path, "when", refinement, index), "unknown-answer", sentence)
            groups = [set(group.answers) for group in tree.refinements[refinement].groups]
            if len(words) > 1 and set(words) not in groups and set(words) <= set(names):
                sentence = (
                    f'"{refinement}" has no group of {", ".join(words)}; write its sentence in tree.yaml'
                )
                yield source.problem((*path, "when", refinement), "group", sentence)


def _implied_problems(node: Frozen, path: Where, source: Source, tree: Tree) -> Iterator[Problem]:
    """Check that an answer of the tree implies answers that exist."""
    for refinement, word in vars(node).get("implies", {}).items():
        if refinement in tree.refinements:
            names = [choice.id for choice in tree.refinements[refinement].answers]
            if word not in names:
                sentence = f'"{refinement}" has no answer {quoted(word)}{nearest(word, names)}'
                yield source.problem((*path, "implies", refinement), "unknown-answer", sentence)


def _group_problems(name: str, refinement: Refinement, source: Source) -> Iterator[Problem]:
    """Check that the groups of a refinement hold its answers, each set once."""
    names = [choice.id for choice in refinement.answers]
    seen: list[set[str]] = []
    for index, group in enumerate(refinement.groups):
        path = ("refinements", name, "groups", index)
        for number, word in enumerate(group.answers):
            if word not in names:
                sentence = f'"{name}" has no answer {quoted(word)}{nearest(word, names)}'
                yield source.problem((*path, "answers", number), "unknown-answer", sentence)
        if set(group.answers) in seen:
            yield source.problem(path, "duplicate-group", "another group holds the same answers")
        seen.append(set(group.answers))


def _deadline_problems(tree: Tree, source: Source) -> Iterator[Problem]:
    """Check that the refinement which the dates answer has the answers that the program gives."""
    refinement = tree.refinements.get(DEADLINE)
    if refinement is not None:
        names = [choice.id for choice in refinement.answers]
        if refinement.asked or set(names) != {str(each) for each in Timing}:
            sentence = f'"{DEADLINE}" is not asked, and its answers are {", ".join(Timing)}'
            yield source.problem(("refinements", DEADLINE), "deadline", sentence)


def _tree_problems(tree: Tree, source: Source) -> Iterator[Problem]:
    if tree.start not in tree.questions:
        sentence = f"unknown question {quoted(tree.start)}{nearest(tree.start, tree.questions)}"
        yield source.problem(("start",), "unknown-question", sentence)
    for name, question in tree.questions.items():
        yield from _answer_problems(("questions", name), [a.id for a in question.answers], source)
    for name, refinement in tree.refinements.items():
        yield from _answer_problems(("refinements", name), [a.id for a in refinement.answers], source)
        yield from _group_problems(name, refinement, source)
        if name in tree.questions:
            sentence = f'a question is called "{name}" too; choose another name'
            yield source.problem(("refinements", name), "duplicate-name", sentence)
    yield from _deadline_problems(tree, source)
    yield from _cycles(tree, source)


def _answer_problems(where: Where, ids: list[str], source: Source) -> Iterator[Problem]:
    for index, name in enumerate(ids):
        path = (*where, "answers", index, "id")
        if name in ids[:index]:
            yield source.problem(path, "duplicate-answer", f'two answers are called "{name}"')
        if name == UNKNOWN:
            sentence = '"unknown" is the name of the answer "I don\'t know"; choose another'
            yield source.problem(path, "reserved", sentence)


def _cycles(tree: Tree, source: Source) -> Iterator[Problem]:
    """Report each answer that leads back to a question on the way to it; linear in the tree."""
    done: set[str] = set()
    for start in tree.questions:
        way = {} if start in done else {start: _steps(tree, start)}
        while way:
            name = next(reversed(way))
            path, target = next(way[name], ((), ""))
            if not path:
                done.add(name)
                del way[name]
            elif target in way:
                sentence = f'this leads back to "{target}": {_circle(way, target)}'
                yield source.problem(path, "cycle", sentence)
            elif target in tree.questions and target not in done:
                way[target] = _steps(tree, target)


def _steps(tree: Tree, name: str) -> Iterator[tuple[Where, str]]:
    """Return where each answer of a question leads, with its path in the file."""
    question = tree.questions[name]
    for index, answer in enumerate(question.answers):
        yield ("questions", name, "answers", index, "goto"), answer.goto
    if question.unknown is not None:
        yield ("questions", name, "unknown", "goto"), question.unknown.goto


def _circle(way: dict[str, Any], target: str) -> str:
    """Return a circle in words; of a long one, only its beginning and its end."""
    last = list(islice(reversed(way), 6))
    names = last[last.index(target) :: -1] if target in last else [target, "...", *reversed(last)]
    return " > ".join((*names, target))
