"""The names that content defines and mentions: where each kind stands, and what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from kiosk.content.reader import Source, Where
    from kiosk.content.walk import Nodes

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
    "letter": ("letters", "letters"),
}
"""Where each kind of name is defined: a file, and a key in it."""

FIELDS = {
    "source": "source",
    "pictogram": "pictogram",
    "drawing": "pictogram",
    "goto": "target",
    "document": "document",
    "set": "set",
    "scale": "scale",
    "procedure": "procedure",
    "late": "guidance",
    "expired": "guidance",
    "lapsed": "guidance",
}
"""The fields that hold one name, and its kind."""

LISTS = {"guidance": "guidance", "letters": "letter", "instead": "target", "onward": "target"}
"""The fields that hold several names, and their kind."""

USES = {
    "deposit": "deposit",
    "deposits": "deposit",
    "windows": "window",
    "supplements": "supplement",
    "waiting": "waiting document",
    "silences": "silence",
}
"""The kind of name that `use` holds, by the list in which it stands."""


def known_names(
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
            leaves = [f"referral/{name}" for name in referrals]
            leaves += [f"faq/{name}" for name in _shelf(models, sources, "faq", "themes") or ()]
            leaves += [f"letter/{name}" for name in known.get("letter", ())]
            known["target"] = dict.fromkeys((*questions, *procedures, *leaves, "notices/all", "deposits/all"))
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


def names_in(nodes: Nodes) -> Iterator[tuple[Where, str, str]]:
    """Return (path, kind, name) for every name that some values mention."""
    for path, node in nodes:
        for key, value in vars(node).items():
            if isinstance(value, str):
                kind = FIELDS.get(key) if key != "use" else USES[_list_of(path)]
                if kind is not None:
                    yield (*path, key), kind, value
            elif key in LISTS and isinstance(value, tuple):
                yield from (((*path, key, n), LISTS[key], word) for n, word in enumerate(value))
            elif key in ("when", "implies"):
                yield from (((*path, key, word), "refinement", word) for word in value)


def _list_of(path: Where) -> str:
    """Return the key of the list in which a value stands."""
    return next(str(part) for part in reversed(path) if isinstance(part, str))
