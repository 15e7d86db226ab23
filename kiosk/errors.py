"""What can go wrong and be said in one sentence: expected errors and located problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Level = Literal["error", "warning"]


class KioskError(Exception):
    """An expected error: one sentence for the person who caused it, exit code 1."""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault in a file; line and column count from 1, and 0 means the whole file."""

    file: str
    line: int
    column: int
    level: Level
    rule: str
    sentence: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.level}: {self.sentence} ({self.rule})"


class ContentError(KioskError):
    """Content that the gate refuses, with every problem found in it, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, sorted and without repetition."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
