"""Replace several files at once: each is whole, and all are new or none is."""

from __future__ import annotations

import os
import shutil
from secrets import token_hex
from typing import TYPE_CHECKING

from kiosk.errors import KioskError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def replace_all(texts: Mapping[Path, str]) -> None:
    """Write the texts in UTF-8; KioskError if one cannot be written, and then none is changed."""
    parts = {
        path.resolve(): (path.resolve().with_name(f".{path.name}.{token_hex(4)}.part"), text)
        for path, text in texts.items()
    }
    before = {path: path.read_bytes() for path in parts}
    try:
        for path, (part, text) in parts.items():
            _write(path, part, text)
        for path, (part, _) in parts.items():
            part.replace(path)
    except OSError as error:
        _restore(before)
        raise KioskError(
            f"{error.filename} cannot be written: {error.strerror}; nothing is changed"
        ) from None
    finally:
        for part, _ in parts.values():
            part.unlink(missing_ok=True)


def _write(path: Path, part: Path, text: str) -> None:
    with part.open("xb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
    shutil.copymode(path, part)


def _restore(before: Mapping[Path, bytes]) -> None:
    for path, old in before.items():
        if path.read_bytes() != old:
            path.write_bytes(old)
