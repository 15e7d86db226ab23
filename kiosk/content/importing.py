"""Bring the prefectures' files up to the directory: everything is judged first, then written at once."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kiosk.content.differences import differences
from kiosk.content.directory import read_directory
from kiosk.content.loader import load
from kiosk.content.models import Prefecture
from kiosk.content.overlay import newer, sections, too_long
from kiosk.content.rewriting import rewrite
from kiosk.errors import ContentError, KioskError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiosk.content.directory import Directory
    from kiosk.content.models import Content
    from kiosk.content.records import Record

ORDER = tuple(Prefecture.model_fields)


@dataclass
class Import:
    """What the directory changes: the files to write, what is said of each, and what found no place."""

    texts: dict[Path, str] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    absent: int = 0
    others: int = 0


def plan(folder: Path, file: Path) -> Import:
    """Return what an export changes in a content folder; KioskError if it or its result is unsound."""
    content = load(folder / "procedures")
    directory = read_directory(file, content.sources.public_hosts)
    planned = Import(unmatched=list(directory.unplaced), others=directory.others)
    planned.absent = len(content.prefectures.keys() - directory.records.keys() - {"default"})
    _fill(planned, folder, content, directory)
    try:
        after = _judged(folder, planned.texts)
    except ContentError as error:
        raise KioskError(f"{file}: with it the content is not sound: {error.problems[0]}") from None
    for code in sorted(directory.records.keys() & content.prefectures.keys()):
        planned.changes += differences(code, content.prefectures[code], after.prefectures[code])
    return planned


def _fill(planned: Import, folder: Path, content: Content, directory: Directory) -> None:
    for code, record in sorted(directory.records.items()):
        if code not in content.prefectures:
            planned.unmatched.append(f"{record.name}: the content has no prefecture {code}")
            continue
        path = folder / "procedures" / "prefectures" / f"{code}.yaml"
        values = dict(_wanted(planned, code, record, content.prefectures[code]))
        before = path.read_bytes().decode()
        after = _rewritten(path, before, values)
        if after != before:
            planned.texts[path] = after


def _wanted(planned: Import, code: str, record: Record, current: Prefecture) -> Iterator[tuple[str, Any]]:
    """Yield the sections to write; a section dated after the record stays, and is named."""
    for key, value in sections(record, current):
        if newer(getattr(current, key), record.changed):
            planned.unmatched.append(f"{code}: {key} is kept, it is newer than the record")
        else:
            yield key, value
    if record.address("Adresse") is None or not record.telephones:
        planned.unmatched.append(f"{code}: place is kept, the record has no address or no telephone")
    if too_long(record):
        planned.unmatched.append(f"{code}: what the record adds is too long for a remark, it is left out")


def _rewritten(path: Path, text: str, values: Mapping[str, Any]) -> str:
    """Rewrite a text, whichever way its lines end."""
    try:
        after = rewrite(text.replace("\r\n", "\n"), values, ORDER)
    except KioskError as error:
        raise KioskError(f"{path}: {error}") from None
    return after.replace("\n", "\r\n") if "\r\n" in text else after


def _judged(folder: Path, texts: Mapping[Path, str]) -> Content:
    """Return the content as it would be; ContentError if the gate would refuse it."""
    with TemporaryDirectory() as name:
        trial = Path(name)
        shutil.copytree(folder / "procedures", trial / "procedures")
        (trial / "pictograms").symlink_to((folder / "pictograms").resolve())
        for path, text in texts.items():
            (trial / path.relative_to(folder)).write_bytes(text.encode())
        return load(trial / "procedures")
