"""Load the content folder: wholly sound content, or every problem at once."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from kiosk.content import models
from kiosk.content.complaints import complaints, first_problems
from kiosk.content.integrity import check_integrity
from kiosk.content.reader import Source, read
from kiosk.content.typed import quoted
from kiosk.content.walk import Nodes, walk
from kiosk.errors import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Model = TypeVar("Model", bound=BaseModel)

FILES: dict[str, type[BaseModel]] = {
    "sources": models.Sources,
    "tree": models.Tree,
    "documents": models.Documents,
    "fees": models.Fees,
    "deposits": models.Deposits,
    "afterwards": models.Afterwards,
    "referrals": models.Referrals,
    "faq": models.Faq,
    "notices": models.Notices,
    "signs": models.Signs,
    "letters": models.Letters,
    "glossary": models.Glossary,
}
FOLDERS: dict[str, type[BaseModel]] = {
    "permits": models.Permit,
    "prefectures": models.Prefecture,
}
FILE_NAME = "[a-z0-9]+(-[a-z0-9]+)*"


@dataclass
class Parts:
    """What was read: the models of the sound files with their values, and the source of every file."""

    models: dict[str, Any] = field(default_factory=dict)
    nodes: dict[str, Nodes] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def load(folder: Path) -> models.Content:
    """Return the sound content of a folder (procedures/); raise ContentError with every problem."""
    parts = read_parts(folder)
    problems = faults(parts, folder)
    if problems:
        raise ContentError(problems)
    return assemble(parts).model_copy(update={"version": fingerprint(folder)})


def faults(parts: Parts, folder: Path) -> list[Problem]:
    """Return every problem for which the gate refuses what was read."""
    return [*parts.problems, *check_integrity(parts, folder)]


def assemble(parts: Parts) -> models.Content:
    """Return the content made of sound files."""
    values: dict[str, Any] = {name: parts.models[name] for name in FILES}
    for kind in FOLDERS:
        values[kind] = {
            name.removeprefix(f"{kind}/"): model
            for name, model in parts.models.items()
            if name.startswith(f"{kind}/")
        }
    return models.Content(**values)


def read_parts(folder: Path) -> Parts:
    """Read and type every file of a content folder; problems are collected, not raised."""
    parts = Parts()
    if not folder.is_dir():
        raise ContentError([Problem(str(folder), 0, 0, "error", "missing", "there is no such folder")])
    for name, model in FILES.items():
        _read_part(parts, folder, name, model)
    for kind, model in FOLDERS.items():
        for path in sorted((folder / kind).glob("*.yaml")):
            _read_part(parts, folder, f"{kind}/{path.stem}", model)
    parts.problems += _misnamed(parts, folder)
    return parts


def _misnamed(parts: Parts, folder: Path) -> Iterator[Problem]:
    """Report the files whose name no journey and no setting could call."""
    for name in parts.sources:
        stem = name.split("/")[-1]
        if "/" in name and not re.fullmatch(FILE_NAME, stem):
            file = f"{folder.name}/{name.split('/')[0]}"
            sentence = f"the file name {quoted(stem)} is not written in small letters, digits and hyphens"
            yield Problem(file, 0, 0, "error", "file-name", sentence)
    if "prefectures/default" not in parts.sources:
        sentence = "this file is missing; it holds what is said where no prefecture is chosen"
        yield Problem(f"{folder.name}/prefectures/default.yaml", 0, 0, "error", "missing", sentence)


def _read_part(parts: Parts, folder: Path, name: str, model: type[BaseModel]) -> None:
    source = read(folder / f"{name}.yaml", f"{folder.name}/{name}.yaml")
    parts.sources[name] = source
    try:
        parts.models[name] = _typed(source, model)
        parts.nodes[name] = walk(parts.models[name])
    except ContentError as error:
        parts.problems += error.problems


def read_file(path: Path) -> tuple[str, Source, Any]:
    """Return the name, source and model of one content file, whose kind its place tells."""
    folder, kind = path.parent.name, FOLDERS.get(path.parent.name)
    name = f"{folder}/{path.stem}" if kind else path.stem
    model = kind or FILES.get(path.stem)
    source = read(path, str(path))
    if model is None:
        raise ContentError([source.problem((), "unknown-file", "this is not a content file")])
    return name, source, _typed(source, model)


def read_model(path: Path, name: str, model: type[Model]) -> Model:
    """Read and type one YAML file; ContentError lists every problem in it."""
    return _typed(read(path, name), model)


def _typed(source: Source, model: type[Model]) -> Model:
    problems = source.problems
    if not problems:
        try:
            return model.model_validate(source.values)
        except ValidationError as error:
            problems = list(first_problems(complaints(source, model, error), source))
    raise ContentError(problems)


def fingerprint(folder: Path) -> str:
    """Return eight characters that change when any content file changes."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:8]
