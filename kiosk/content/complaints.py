"""Turn what a model refuses into one sentence that says how to mend it."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from kiosk.content.fields import LONGEST_SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kiosk.content.reader import Source
    from kiosk.errors import Problem


def nearest(word: str, names: Iterable[str]) -> str:
    """Return `; did you mean "x"?` for the known name nearest to a word, or nothing."""
    found = difflib.get_close_matches(word, list(names), n=1, cutoff=0.6)
    return f'; did you mean "{found[0]}"?' if found else ""


def complaints(source: Source, model: type[BaseModel], error: ValidationError) -> Iterator[Problem]:
    """Return a located problem for each fault that pydantic found in a file."""
    for fault in error.errors(include_url=False):
        path = tuple(part for part in fault["loc"] if part != "[key]")
        yield source.problem(path, *_sentence(model, path, fault))


def _sentence(model: type[BaseModel], path: tuple[str | int, ...], fault: Any) -> tuple[str, str]:
    kind, given = fault["type"], fault.get("input")
    name = path[-1] if path else "the file"
    if kind == "missing":
        return "missing", f'"{name}" is missing'
    if kind == "extra_forbidden" and " " in str(name):
        return "comma", f'"{name}" comes after a comma in the text; put the text between quotes'
    if kind == "extra_forbidden":
        return "unknown-key", f'unknown key "{name}"{nearest(str(name), _keys(model, path[:-1]))}'
    if kind == "value_error":
        return "value", str(fault["ctx"]["error"])
    if kind == "enum":
        expected = fault["ctx"]["expected"].replace("'", "").split(" or ")
        names = ", ".join(expected).split(", ")
        return "value", f'"{given}" is not one of {", ".join(names)}{nearest(str(given), names)}'
    return "value", f"{name}: {_expectation(kind, fault)}"


def _expectation(kind: str, fault: Any) -> str:
    context = fault.get("ctx", {})
    if kind == "string_pattern_mismatch":
        return f'"{fault["input"]}" is not written as expected (small letters, digits and hyphens)'
    if fault.get("input") is None:
        return "a value is missing here"
    if kind == "string_too_long":
        longest = context.get("max_length", LONGEST_SENTENCE)
        return f"the text is longer than {longest} characters; cut it in two"
    if kind == "too_long":
        return f"at most {context['max_length']} items, not {context['actual_length']}"
    if kind == "too_short":
        return f"at least {context['min_length']} item is needed"
    shapes = {"tuple_type": "a list (lines that start with a hyphen)", "string_type": "a text"}
    shapes |= {"dict_type": "keys with values", "model_type": "keys with values"}
    shapes |= {"model_attributes_type": "keys with values", "string_too_short": "a text"}
    return f"{shapes[kind]} is expected here" if kind in shapes else str(fault["msg"])


def _keys(model: Any, path: tuple[str | int, ...]) -> list[str]:
    """Return the keys that a model takes at a path, following fields, lists and mappings."""
    for part in path:
        if isinstance(model, type) and issubclass(model, BaseModel):
            field = model.model_fields.get(str(part))
            model = None if field is None else field.annotation
        elif getattr(model, "__args__", None):
            model = model.__args__[-2 if model.__args__[-1] is Ellipsis else -1]
        model = _plain(model)
    known = isinstance(model, type) and issubclass(model, BaseModel)
    return list(model.model_fields) if known else []


def _plain(model: Any) -> Any:
    """Strip `Annotated` and `| None` from a type."""
    while hasattr(model, "__metadata__"):
        model = model.__origin__
    arguments = [a for a in getattr(model, "__args__", ()) if a is not type(None)]
    if len(arguments) == 1 and type(None) in model.__args__:
        return _plain(arguments[0])
    return model
