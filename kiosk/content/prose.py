"""The one traversal of content: it lists every human sentence, and rewrites them in a language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from kiosk.content.models import Frozen
from kiosk.content.terms import FRENCH, Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kiosk.content.reader import Where

Value = TypeVar("Value")

UNTRANSLATED = "[FR]"
"""What stands before a sentence that has no current translation."""
BREAKS = re.compile(r"[\s/\u200b\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef-]+")
"""Where a line may break: between words, and around every Chinese or Japanese character."""


def rewrite(value: Value, change: Callable[[Where, Prose], Prose], path: Where = ()) -> Value:
    """Return the same value with each of its sentences changed; types and order stay."""
    return _rewrite(value, change, path)  # type: ignore[no-any-return]


def _rewrite(value: Any, change: Callable[[Where, Prose], Prose], path: Where) -> Any:
    if isinstance(value, Prose):
        return change(path, value)
    if isinstance(value, Frozen):
        fields = {key: getattr(value, key) for key in type(value).model_fields}
        changed = {key: _rewrite(item, change, (*path, key)) for key, item in fields.items()}
        same = all(changed[key] is item for key, item in fields.items())
        return value if same else value.model_copy(update=changed)
    if isinstance(value, dict):
        items = {key: _rewrite(item, change, (*path, key)) for key, item in value.items()}
        return value if all(items[key] is value[key] for key in value) else items
    if isinstance(value, tuple):
        new = tuple(_rewrite(item, change, (*path, n)) for n, item in enumerate(value))
        return value if all(a is b for a, b in zip(new, value, strict=True)) else new
    return value


def sentences(value: Any) -> Iterator[tuple[Where, Prose]]:
    """Return every sentence of a value with its path, in order."""
    found: list[tuple[Where, Prose]] = []

    def collect(path: Where, prose: Prose) -> Prose:
        found.append((path, prose))
        return prose

    rewrite(value, collect)
    return iter(found)


def translate(value: Value, language: str, translations: Mapping[str, str]) -> Value:
    """Return the value in a language; a sentence without translation stays French, and is marked."""

    def change(_: Where, prose: Prose) -> Prose:
        words = translations.get(prose.french)
        if words:
            return Prose(words, language, prose.french)
        return Prose(f"{UNTRANSLATED} {prose.french}", FRENCH, prose.french)

    return rewrite(value, change)


def join(separator: str, parts: list[Prose] | tuple[Prose, ...]) -> Prose:
    """Join sentences into one; it is French as soon as one of its parts is."""
    language = next((p.language for p in parts if p.language == "fr"), parts[0].language)
    return Prose(separator.join(parts), language, separator.join(p.french for p in parts))
