"""Turn what a model refuses into one sentence that says how to mend it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from kiosk.content.terms import LONGEST_SENTENCE
from kiosk.content.typed import nearest, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.content.reader import Source
    from kiosk.errors import Problem

MOST_FAULTS = 100
NAME = "small letters, digits and hyphens"
PATTERNS = {r"^[0-9][0-9 ]{2,18}[0-9]$": "digits and spaces", r"^[0-9]{4,12}$": "4 to 12 digits"}
SHAPES = {
    "tuple_type": "a list (lines that start with a hyphen)",
    "string_type": "a text",
    "string_too_short": "a text",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "decimal_type": "an amount",
    "date_type": "a date",
    "bool_type": "true or false",
    "enum": "one word",
    "literal_error": "one word",
}
"""What is expected, by the kind of fault that pydantic names."""


def first_problems(problems: Iterator[Problem], source: Source) -> Iterator[Problem]:
    """Return the first problems of a file, and say so when there are more."""
    yield from islice(problems, MOST_FAULTS)
    if next(problems, None) is not None:
        yield source.problem((), "more", "this file has more faults than are listed; mend these first")


def complaints(source: Source, model: type[BaseModel], error: ValidationError) -> Iterator[Problem]:
    """Return a located problem for each fault that pydantic found in a file."""
    for fault in error.errors(include_url=False):
        path = tuple(part for part in fault["loc"] if part != "[key]")
        yield source.problem(path, *_sentence(model, path, fault))


def _sentence(model: type[BaseModel], path: tuple[str | int, ...], fault: Any) -> tuple[str, str]:
    kind, given = fault["type"], fault.get("input")
    name = path[-1] if path else ""
    if kind == "missing":
        return "missing", f"{quoted(name)} is missing"
    if kind == "extra_forbidden" and " " in str(name):
        return "comma", f"{quoted(name)} comes after a comma in the text; put the text between quotes"
    if kind == "extra_forbidden":
        return "unknown-key", f"unknown key {quoted(name)}{nearest(str(name), _keys(model, path[:-1]))}"
    if kind == "value_error":
        return "value", str(fault["ctx"]["error"])
    if kind in ("enum", "literal_error") and isinstance(given, str):
        names = re.findall(r"'([^']*)'", fault["ctx"]["expected"])
        return "value", f"{quoted(given)} is not one of {', '.join(names)}{nearest(given, names)}"
    return "value", _where(name, given) + _expectation(kind, fault)


def _where(name: str | int, given: Any) -> str:
    """Name the field or item that a sentence is about, unless the sentence quotes it."""
    if isinstance(name, int):
        return f"item {name + 1}: "
    return "" if name in ("", given) else f"{quoted(name)}: "


def _expectation(kind: str, fault: Any) -> str:
    context, given = fault.get("ctx", {}), fault.get("input")
    if given is None:
        return "a value is missing here"
    if kind == "string_pattern_mismatch":
        return f"{quoted(given)} is not written as expected ({PATTERNS.get(context['pattern'], NAME)})"
    if kind == "string_too_long":
        longest = context.get("max_length", LONGEST_SENTENCE)
        return f"the text is longer than {longest} characters; cut it in two"
    if kind == "too_long":
        return f"at most {context['max_length']} items, not {context['actual_length']}"
    if kind == "too_short":
        return "at least 1 item is needed" if context["min_length"] == 1 else _at_least(context)
    return f"{SHAPES[kind]} is expected here" if kind in SHAPES else str(fault["msg"])


def _at_least(context: Any) -> str:
    return f"at least {context['min_length']} items are needed, not {context['actual_length']}"


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
