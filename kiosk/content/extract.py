"""List the sentences to translate in content files: a Babel extractor, and the whole content at once."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from kiosk.content.loader import read_file
from kiosk.content.prose import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiosk.content.reader import Where
    from kiosk.content.terms import Prose

Located = dict[str, "list[tuple[Where, Prose]]"]
Messages = dict[str, list[str]]
"""Each sentence in order of first appearance, with every place where it stands."""


def extract(fileobj: IO[bytes], *_: Any, **__: Any) -> Iterator[tuple[int, None, str, list[str]]]:
    """Yield (line, None, sentence, [place]) for Babel; ContentError if the file is not sound."""
    name, source, model = read_file(Path(fileobj.name))
    for path, sentence in sentences(model):
        yield source.place(path)[0], None, str(sentence), [_place(name, path)]


def located(models: Mapping[str, Any]) -> Located:
    """Return the French sentences of typed files, by file, with their paths."""
    return {name: list(sentences(model)) for name, model in models.items()}


def content_messages(found: Located) -> Messages:
    """Return each sentence once, with places such as `permits/etudiant: validity.text`."""
    messages: Messages = {}
    for name, said in found.items():
        for path, sentence in said:
            messages.setdefault(str(sentence), []).append(_place(name, path))
    return messages


def _place(name: str, path: Where) -> str:
    return f"{name}: {'.'.join(map(str, path))}"
