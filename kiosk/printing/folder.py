"""Print to a folder: each page becomes a whole file there, whose name says nothing of the visitor."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from kiosk.errors import Fault, KioskError, PrintError

if TYPE_CHECKING:
    from kiosk.settings import Printer


@dataclass(frozen=True)
class FolderChannel:
    """A folder that takes pages as files; the name of a file says nothing of the visitor."""

    printer: Printer

    @property
    def folder(self) -> Path:
        """The folder of the address."""
        return Path(unquote(urlsplit(self.printer.address).path))

    async def check(self) -> None:
        """Raise PrintError if nothing can be written there."""
        if not (self.folder.is_dir() and os.access(self.folder, os.W_OK)):
            raise PrintError(Fault.STOPPED, self.printer.name, f"{self.folder} cannot be written")

    async def send(self, page: bytes) -> str:
        """Write page-<number>.pdf, whole or not at all, and return its name; PrintError if that fails."""
        try:
            first = 1 + sum(1 for _ in self.folder.glob("page-*.pdf"))
            paths = (self.folder / f"page-{number}.pdf" for number in count(first))
            return next(path for path in paths if _put(page, path.with_name(f".{path.name}.part"), path)).name
        except OSError as error:
            reason = f"{self.folder} cannot be written: {error.strerror}"
            raise PrintError(Fault.STOPPED, self.printer.name, reason) from error


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
