"""The integrity of the content: every name leads somewhere, and every path of the tree ends.

A file that could not be typed is left out, so that one fault is not reported ten times.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.content.complaints import nearest
from kiosk.content.models import UNKNOWN, Entry, Frozen, Tree

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from pathlib import Path

    from kiosk.content.reader import Source, Where
    from kiosk.errors import Problem




def check_integrity(
    models: Mapping[str, Any], sources: Mapping[str, Source], folder: Path
) -> Iterator[Problem]:
    """Return a problem for each dangling name, cycle or missing drawing among the typed files."""
    known = _known_names(models, folder)
    for name, model in models.items():
        for path, kind, word in _names(model, ()):
            names = known.get(kind)
            if names is not None and word not in names:
                sentence = f'unknown {kind} "{word}"{nearest(word, names)}'
                yield sources[name].problem(path, f"unknown-{kind.replace(' ', '-')}", sentence)
        yield from _own_rules(name, model, sources[name], models)


def _known_names(models: Mapping[str, Any], folder: Path) -> dict[str, list[str]]:
    """Return the names that exist, by kind; a kind whose file is unsound is absent."""
    shelves = {
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
    known = {
        kind: list(getattr(models[file], shelf))
        for kind, (file, shelf) in shelves.items()
        if file in models
    }
    drawings = folder.parent / "pictograms"
    if drawings.is_dir():
        known["pictogram"] = sorted(path.stem for path in drawings.glob("*.svg"))
    targets = _targets(models, folder)
    if targets is not None:
        known["target"] = targets
        known["procedure"] = [name for name in targets if "/" in name and not name.startswith("referral/")]
    return known


def _targets(models: Mapping[str, Any], folder: Path) -> list[str] | None:
    files = [f"permits/{path.stem}" for path in (folder / "permits").glob("*.yaml")]
    if any(name not in models for name in ("tree", "referrals", *files)):
        return None
    procedures = [f"{name.split('/')[1]}/{kind}" for name in files for kind in models[name].requests]
    referrals = [f"referral/{name}" for name in models["referrals"].referrals]
    return [*models["tree"].questions, *sorted(procedures), *referrals]


def _names(value: Any, path: Where) -> Iterator[tuple[Where, str, str]]:
    """Return (path, kind, name) for every name that a value mentions."""
    if isinstance(value, Frozen):
        yield from _own_names(value, path)
        for key in type(value).model_fields:
            yield from _names(getattr(value, key), (*path, key))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _names(item, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _names(item, (*path, index))


SIMPLE = {
    "source": "source",
    "pictogram": "pictogram",
    "goto": "target",
    "document": "document",
    "set": "set",
    "scale": "scale",
    "procedure": "procedure",
}
USES = {
    "deposit": "deposit",
    "deposits": "deposit",
    "windows": "window",
    "supplements": "supplement",
    "waiting": "waiting document",
    "silence": "silence",
}
LISTS = {"guidance": "guidance"}


def _own_names(value: Frozen, path: Where) -> Iterator[tuple[Where, str, str]]:
    fields = type(value).model_fields
    for key, kind in SIMPLE.items():
        word = getattr(value, key, None) if key in fields else None
        if isinstance(word, str):
            yield (*path, key), kind, word
    if "use" in fields:
        shelf = next(str(part) for part in reversed(path) if isinstance(part, str))
        yield (*path, "use"), USES[shelf], value.use  # type: ignore[attr-defined]
    for key, kind in LISTS.items():
        words = getattr(value, key, None) if key in fields else None
        if isinstance(words, tuple):
            yield from (((*path, key, index), kind, str(word)) for index, word in enumerate(words))
    for refinement in getattr(value, "when", None) or {}:
        yield (*path, "when", refinement), "refinement", refinement


def _own_rules(
    name: str, model: Any, source: Source, models: Mapping[str, Any]
) -> Iterator[Problem]:
    if "tree" in models:
        yield from _when_rules(model, (), source, models["tree"])
    if isinstance(model, Tree):
        yield from _tree_rules(model, source)
    if name == "documents":
        for set_name, entries in model.sets.items():
            for index, entry in enumerate(entries):
                if entry.set is not None:
                    sentence = "a set holds documents, not other sets"
                    yield source.problem(("sets", set_name, index, "set"), "set", sentence)


def _when_rules(value: Any, path: Where, source: Source, tree: Tree) -> Iterator[Problem]:
    """Check that conditions name answers that exist, and that entries name one thing."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _when_rules(item, (*path, key), source, tree)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _when_rules(item, (*path, index), source, tree)
    elif isinstance(value, Frozen):
        if isinstance(value, Entry) and (value.document is None) == (value.set is None):
            yield source.problem(path, "entry", 'write either "document" or "set"')
        for refinement, words in (getattr(value, "when", None) or {}).items():
            if refinement in tree.refinements:
                yield from _answers_exist(tree, refinement, words, (*path, "when", refinement), source)
        for key in type(value).model_fields:
            yield from _when_rules(getattr(value, key), (*path, key), source, tree)


def _answers_exist(
    tree: Tree, refinement: str, words: Container[str], path: Where, source: Source
) -> Iterator[Problem]:
    names = [choice.id for choice in tree.refinements[refinement].answers]
    for index, word in enumerate(words):  # type: ignore[arg-type, var-annotated]
        if word not in names:
            sentence = f'"{refinement}" has no answer "{word}"{nearest(word, names)}'
            yield source.problem((*path, index), "unknown-answer", sentence)


def _tree_rules(tree: Tree, source: Source) -> Iterator[Problem]:
    if tree.start not in tree.questions:
        sentence = f'unknown question "{tree.start}"{nearest(tree.start, tree.questions)}'
        yield source.problem(("start",), "unknown-question", sentence)
    for shelf, items in (("questions", tree.questions), ("refinements", tree.refinements)):
        for name, question in items.items():  # type: ignore[attr-defined]
            yield from _answer_ids(shelf, name, question, source)
    yield from _cycles(tree, source)


def _answer_ids(shelf: str, name: str, question: Any, source: Source) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, answer in enumerate(question.answers):
        path = (shelf, name, "answers", index, "id")
        if answer.id in seen:
            yield source.problem(path, "duplicate-answer", f'two answers are called "{answer.id}"')
        if answer.id == UNKNOWN:
            sentence = '"unknown" is the name of the answer "I don\'t know"; choose another'
            yield source.problem(path, "reserved", sentence)
        seen.add(answer.id)


def _cycles(tree: Tree, source: Source) -> Iterator[Problem]:
    """Report each answer that leads back to a question on the way to it."""
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> Iterator[Problem]:
        question = tree.questions[name]
        steps = [(("answers", index, "goto"), a.goto) for index, a in enumerate(question.answers)]
        steps += [(("unknown", "goto"), question.unknown.goto)] if question.unknown else []
        for path, target in steps:
            if target in (*way, name):
                sentence = f'this leads back to "{target}": {" > ".join((*way, name, target))}'
                yield source.problem(("questions", name, *path), "cycle", sentence)
            elif target in tree.questions and target not in done:
                yield from visit(target, (*way, name))
        done.add(name)

    for name in tree.questions:
        if name not in done:
            yield from visit(name, ())


