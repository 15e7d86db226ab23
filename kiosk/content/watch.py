"""The content that a kiosk shows while its files are being edited: the last sound one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.errors import KioskError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.content.library import Library

WATCHED = ("procedures/**/*.yaml", "locales/*.yaml", "locales/*/LC_MESSAGES/*.po", "pictograms/*.svg")
Stamp = frozenset[tuple[str, int, int, int]]


@dataclass
class Watched:
    """A content folder, its last sound content, and why what is saved there now is not shown."""

    folder: Path
    library: Library | None = None
    fault: str = ""
    _seen: Stamp | None = field(default=None, repr=False)

    def look(self) -> bool:
        """Open what was saved since the last look; return whether there is other content to show.

        Errors: KioskError lists every problem of a content that was never sound.
        """
        from kiosk.content.library import open_library

        seen = frozenset(self._stamps())
        if seen == self._seen or (self._seen is None and self.library is not None):
            self._seen = seen
            return False
        self._seen = seen
        try:
            library = open_library(self.folder)
            if self.library is not None:
                library.read_all()
        except (KioskError, OSError) as error:
            if self.library is None:
                raise
            self.fault = str(error)
            return False
        self.library, self.fault = library, ""
        return True

    def _stamps(self) -> Iterator[tuple[str, int, int, int]]:
        """Return what changes when a file is saved, put in the place of another, or gone."""
        for pattern in WATCHED:
            for path in self.folder.glob(pattern):
                try:
                    found = path.stat()
                except OSError:
                    continue
                yield str(path), found.st_ino, found.st_size, found.st_mtime_ns
