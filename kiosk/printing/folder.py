"""Print to a folder: each page becomes a whole file there, whose name says nothing of the visitor."""

from __future__ import annotations

import os
from itertools import count
from secrets import token_hex
from typing import TYPE_CHECKING

from kiosk.errors import KioskError

if TYPE_CHECKING:
    from pathlib import Path


def print_to_folder(pdf: bytes, folder: Path, procedure: str) -> Path:
    """Write checklist-<procedure>-<number>.pdf, whole or not at all, and return its path.

    KioskError if the folder is missing, full or closed to us.
    """
    stem = f"checklist-{procedure.replace('/', '-')}"
    try:
        first = 1 + sum(1 for _ in folder.glob(f"{stem}-*.pdf"))
        paths = (folder / f"{stem}-{number}.pdf" for number in count(first))
        return next(path for path in paths if _put(pdf, path.with_name(f".{path.name}.part"), path))
    except OSError as error:
        raise KioskError(f"the page cannot be written to the folder {folder}: {error.strerror}") from error


def print_to_file(pdf: bytes, path: Path) -> None:
    """Write a page to a file, whole or not at all, over an older one; KioskError if that fails."""
    if path.exists() and not path.is_file():
        raise KioskError(f"{path} cannot be written: it is not a file")
    try:
        _put(pdf, path.with_name(f".{path.name}.{token_hex(4)}.part"), path, over=True)
    except OSError as error:
        raise KioskError(f"{path} cannot be written: {error.strerror}") from error


def _put(pdf: bytes, part: Path, path: Path, *, over: bool = False) -> bool:
    """Write `part`, then rename it: nobody sees half a page; False if the name is taken or being taken."""
    try:
        file = part.open("xb")
    except FileExistsError:
        return False
    try:
        with file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        if path.exists() and not over:
            return False
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return True
