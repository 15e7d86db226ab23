"""What can go wrong and be said in one sentence: expected errors and located problems."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
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


class Fault(StrEnum):
    """Why a page did not come out of a printer."""

    PAPER = "paper"
    """No paper left."""
    JAM = "jam"
    """Paper stuck."""
    COVER = "cover"
    """A cover or door is open."""
    OFFLINE = "offline"
    """Nobody answers: switched off, unplugged, unknown."""
    STOPPED = "stopped"
    """It answers, and takes no pages: paused, out of ink, refusing."""
    FAILED = "failed"
    """The job was taken and ended badly."""
    UNCERTAIN = "uncertain"
    """The page was sent and its end was never heard of."""


class PrintError(KioskError):
    """A page that did not come out for sure: the fault, and what the printer said, for the desk."""

    def __init__(self, fault: Fault, printer: str, reason: str) -> None:
        """Keep the fault, the printer's name in the settings, and its own words."""
        self.fault, self.printer, self.reason = fault, printer, reason
        super().__init__(f'printer "{printer}": {fault}: {reason}')
