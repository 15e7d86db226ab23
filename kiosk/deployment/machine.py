"""The machine that is looked at: its files below a root, its programs, its clock."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

Run = Callable[[tuple[str, ...]], str]
Finding = tuple[str, str]
"""What was looked at, and the sentence that says how to mend it; empty if it is well."""

PATIENCE = 10
"""Seconds that a program may take to answer."""


def run(words: tuple[str, ...]) -> str:
    """Return what a program says, without the space around; nothing if it is not there or stuck."""
    try:
        said = subprocess.run(words, capture_output=True, text=True, check=False, timeout=PATIENCE)  # noqa: S603  our own words
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return said.stdout.strip()


@dataclass(frozen=True)
class Machine:
    """A machine, or in a test a folder that looks like one."""

    root: Path = Path("/")
    run: Run = run
    today: Callable[[], date] = date.today

    def read(self, path: str) -> str:
        """Return the text of a file below the root; nothing if it cannot be read."""
        try:
            return (self.root / path).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""

    def has(self, path: str) -> bool:
        """Return whether there is a file, or a link to anything, below the root."""
        found = self.root / path
        return found.exists() or found.is_symlink()
