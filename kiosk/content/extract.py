"""List the sentences to translate in content files: a Babel extractor, and the whole content at once."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from kiosk.content.loader import read_file
from kiosk.content.prose import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiosk.content.reader import Where

Messages = dict[str, list[str]]
"""Each sentence in order of first appearance, with every place where it stands."""


def extract(
    fileobj: IO[bytes], keywords: Any, comment_tags: Any, options: Any  # noqa: ARG001  Babel's signature
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Yield (line, None, sentence, [place]) for Babel; ContentError if the file is not sound."""
    name, source, model = read_file(Path(fileobj.name))
    for path, sentence in sentences(model):
        yield source.place(path)[0], None, str(sentence), [_place(name, path)]


def content_messages(models: Mapping[str, Any]) -> Messages:
    """Return the French sentences of typed files, with places such as `permits/etudiant: validity.text`."""
    messages: Messages = {}
    for name, model in models.items():
        for path, sentence in sentences(model):
            messages.setdefault(str(sentence), []).append(_place(name, path))
    return messages


def _place(name: str, path: Where) -> str:
    return f"{name}: {'.'.join(map(str, path))}"
