"""Load the content folder: wholly sound content, or every problem at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from kiosk.content import models
from kiosk.content.complaints import complaints
from kiosk.content.integrity import check_integrity
from kiosk.content.reader import Source, read
from kiosk.errors import ContentError, Problem

if TYPE_CHECKING:
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
}
FOLDERS: dict[str, type[BaseModel]] = {
    "permits": models.Permit,
    "prefectures": models.Prefecture,
}


@dataclass
class Parts:
    """What was read: the models of the sound files, and the source of every file."""

    models: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def load(folder: Path) -> models.Content:
    """Return the sound content of a folder (procedures/); raise ContentError with every problem."""
    parts = read_parts(folder)
    problems = [*parts.problems, *check_integrity(parts.models, parts.sources, folder)]
    if problems:
        raise ContentError(problems)
    shared = {name: parts.models[name] for name in FILES}
    folders = {
        kind: {name.split("/")[1]: model for name, model in parts.models.items() if name.startswith(kind + "/")}
        for kind in FOLDERS
    }
    return models.Content(**shared, **folders, version=fingerprint(folder))


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
    return parts


def _read_part(parts: Parts, folder: Path, name: str, model: type[BaseModel]) -> None:
    source = read(folder / f"{name}.yaml", f"{folder.name}/{name}.yaml")
    parts.sources[name] = source
    if source.problems:
        parts.problems += source.problems
        return
    try:
        parts.models[name] = model.model_validate(source.values)
    except ValidationError as error:
        parts.problems += complaints(source, model, error)


def read_model(path: Path, name: str, model: type[Model]) -> Model:
    """Read and type one YAML file; ContentError lists every problem in it."""
    source = read(path, name)
    problems = source.problems
    if not problems:
        try:
            return model.model_validate(source.values)
        except ValidationError as error:
            problems = list(complaints(source, model, error))
    raise ContentError(problems)


def fingerprint(folder: Path) -> str:
    """Return eight characters that change when any content file changes."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:8]
