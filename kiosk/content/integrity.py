"""The integrity of the content: every name leads somewhere, and every path of the tree ends.

A file that could not be typed is not judged, but still lends the names that it defines,
so that one fault is not reported ten times.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from kiosk.content.characters import quoted
from kiosk.content.complaints import first_problems, nearest
from kiosk.content.models import UNKNOWN, Entry, Tree
from kiosk.content.walk import walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from kiosk.content.models import Documents, Frozen
    from kiosk.content.reader import Source, Where
    from kiosk.errors import Problem

SHELVES = {
    "source": ("sources", "sources"),
    "refinement": ("tree", "refinements"),
    "document": ("documents", "documents"),
    "set": ("documents", "sets"),
    "scale": ("fees", "scales"),
    "supplement": ("fees", "supplements"),
    "deposit": ("deposits", "deposits"),
    "window": ("deposits", "windows"),
    "waiting document": ("afterwards", "waiting"),
    "silence": ("afterwards", "silences"),
    "guidance": ("afterwards", "guidance"),
}
"""Where each kind of name is defined: a file, and a key in it."""

FIELDS = {
    "source": "source",
    "pictogram": "pictogram",
    "goto": "target",
    "document": "document",
    "set": "set",
    "scale": "scale",
    "procedure": "procedure",
}
"""The fields that hold one name, and its kind."""

USES = {
    "deposit": "deposit",
    "deposits": "deposit",
    "windows": "window",
    "supplements": "supplement",
    "waiting": "waiting document",
    "silence": "silence",
}
"""The kind of name that `use` holds, by the list in which it stands."""


def check_integrity(
    models: Mapping[str, Any], sources: Mapping[str, Source], folder: Path
) -> Iterator[Problem]:
    """Return a problem for each dangling name, cycle or missing drawing among the typed files."""
    known = _known_names(models, sources, folder)
    for name in models:
        yield from first_problems(_file_problems(name, models, sources[name], known), sources[name])


def _file_problems(
    name: str, models: Mapping[str, Any], source: Source, known: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    model = models[name]
    nodes = walk(model)
    for path, kind, word in names_in(nodes):
        names = known.get(kind)
        if names is not None and word not in names:
            sentence = f"unknown {kind} {quoted(word)}{nearest(word, names)}"
            yield source.problem(path, f"unknown-{kind.replace(' ', '-')}", sentence)
    for path, node in nodes:
        yield from _entry_problems(node, path, source)
        if "tree" in models:
            yield from _when_problems(node, path, source, models["tree"])
    if isinstance(model, Tree):
        yield from _tree_problems(model, source)
    if name == "documents":
        yield from _set_problems(model, source)


def _known_names(
    models: Mapping[str, Any], sources: Mapping[str, Source], folder: Path
) -> dict[str, Collection[str]]:
    """Return the names that exist, by kind; a kind whose file could not be read is absent."""
    known: dict[str, Collection[str]] = {}
    for kind, (file, shelf) in SHELVES.items():
        names = _shelf(models, sources, file, shelf)
        if names is not None:
            known[kind] = names
    drawings = folder.parent / "pictograms"
    if drawings.is_dir():
        known["pictogram"] = dict.fromkeys(sorted(path.stem for path in drawings.glob("*.svg")))
    procedures, questions = _procedures(models, sources), _shelf(models, sources, "tree", "questions")
    referrals = _shelf(models, sources, "referrals", "referrals")
    if procedures is not None:
        known["procedure"] = procedures
        if questions is not None and referrals is not None:
            leaves = (f"referral/{name}" for name in referrals)
            known["target"] = dict.fromkeys((*questions, *procedures, *leaves))
    return known


def _shelf(
    models: Mapping[str, Any], sources: Mapping[str, Source], file: str, shelf: str
) -> Collection[str] | None:
    """Return the names under a key of a file, typed or only read; None if it is not readable."""
    if file in models:
        return {str(name): None for name in getattr(models[file], shelf)}
    values = sources[file].values
    names = values.get(shelf) if isinstance(values, dict) else None
    return names if isinstance(names, dict) else None


def _procedures(models: Mapping[str, Any], sources: Mapping[str, Source]) -> Collection[str] | None:
    found: dict[str, None] = {}
    for file in sources:
        if file.startswith("permits/"):
            requests = _shelf(models, sources, file, "requests")
            if requests is None:
                return None
            found |= {f"{file.removeprefix('permits/')}/{kind}": None for kind in requests}
    return found


def names_in(nodes: list[tuple[Where, Frozen]]) -> Iterator[tuple[Where, str, str]]:
    """Return (path, kind, name) for every name that some values mention."""
    for path, node in nodes:
        for key, value in node:
            if isinstance(value, str):
                kind = FIELDS.get(key) if key != "use" else USES[_list_of(path)]
                if kind is not None:
                    yield (*path, key), kind, value
            elif key == "guidance" and isinstance(value, tuple):
                yield from (((*path, key, n), "guidance", word) for n, word in enumerate(value))
            elif key == "when":
                yield from (((*path, key, word), "refinement", word) for word in value)


def _list_of(path: Where) -> str:
    """Return the key of the list in which a value stands."""
    return next(str(part) for part in reversed(path) if isinstance(part, str))


def _entry_problems(node: Frozen, path: Where, source: Source) -> Iterator[Problem]:
    if isinstance(node, Entry) and (node.document is None) == (node.set is None):
        yield source.problem(path, "entry", 'write either "document" or "set"')


def _set_problems(documents: Documents, source: Source) -> Iterator[Problem]:
    for name, entries in documents.sets.items():
        for index, entry in enumerate(entries):
            if entry.set is not None:
                sentence = "a set holds documents, not other sets"
                yield source.problem(("sets", name, index, "set"), "set", sentence)


def _when_problems(node: Frozen, path: Where, source: Source, tree: Tree) -> Iterator[Problem]:
    """Check that a condition names answers that exist."""
    for refinement, words in (getattr(node, "when", None) or {}).items():
        if refinement in tree.refinements:
            names = [choice.id for choice in tree.refinements[refinement].answers]
            for index, word in enumerate(words):
                if word not in names:
                    sentence = f'"{refinement}" has no answer {quoted(word)}{nearest(word, names)}'
                    yield source.problem((*path, "when", refinement, index), "unknown-answer", sentence)


def _tree_problems(tree: Tree, source: Source) -> Iterator[Problem]:
    if tree.start not in tree.questions:
        sentence = f"unknown question {quoted(tree.start)}{nearest(tree.start, tree.questions)}"
        yield source.problem(("start",), "unknown-question", sentence)
    for name, question in tree.questions.items():
        yield from _answer_problems(("questions", name), [a.id for a in question.answers], source)
    for name, refinement in tree.refinements.items():
        yield from _answer_problems(("refinements", name), [a.id for a in refinement.answers], source)
        if name in tree.questions:
            sentence = f'a question is called "{name}" too; choose another name'
            yield source.problem(("refinements", name), "duplicate-name", sentence)
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
