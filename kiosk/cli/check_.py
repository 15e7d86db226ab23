"""kiosk check: look for faults and doubts in the content."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.content.catalogs import read_catalogs
from kiosk.content.languages import PACKAGE, content_folder
from kiosk.content.library import read_languages
from kiosk.content.loader import Parts, faults, read_parts
from kiosk.content.pictograms import read_pictograms
from kiosk.content.spoken import interface_messages
from kiosk.engine.review import Reviewed, review
from kiosk.engine.review.summary import summary as figures
from kiosk.errors import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ERRORS, WARNINGS = 1, 2


@click.command("check")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
@click.option("--strict", is_flag=True, help="Exit with 2 when there are warnings.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text")
@click.option("--summary", is_flag=True, help="Print the content in figures instead of its problems.")
@click.option("--verbose", is_flag=True, help="List each warning, not one line for all of a kind.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day to judge for (default: today).")
def command(
    folder: Path | None, form: str, on: datetime | None, *, strict: bool, summary: bool, verbose: bool
) -> None:
    """Check the content of FOLDER, which holds procedures/, pictograms/ and locales/."""
    day = on.date() if on else date.today()  # noqa: DTZ011  the day of the place where one reads
    found, reviewed = check(folder or content_folder(), day)
    problems = [_below(folder, problem) for problem in found]
    shown = _folded(problems) if form == "text" and not verbose else problems
    for line in figures(reviewed) if summary else FORMATS[form](shown):
        click.echo(line)
    errors = sum(problem.level == "error" for problem in problems)
    hint = "; --verbose lists each" if len(shown) < len(problems) and not summary else ""
    click.echo(_summary(errors, len(problems) - errors, len(reviewed.parts.sources)) + hint, err=True)
    sys.exit(ERRORS if errors else WARNINGS if strict and problems else 0)


def check(folder: Path, on: date) -> tuple[list[Problem], Reviewed]:
    """Return every problem of a content folder, sorted, and what was read."""
    parts = read_parts(folder / "procedures")
    refused = faults(parts, folder / "procedures")
    reviewed, problems = _gathered(folder, parts, on, refused)
    return sorted({*refused, *problems, *review(reviewed)}), reviewed


def _gathered(
    folder: Path, parts: Parts, on: date, refused: list[Problem]
) -> tuple[Reviewed, tuple[Problem, ...]]:
    """Return what is judged, and the problems of the file of languages."""
    problems: tuple[Problem, ...] = ()
    try:
        languages = read_languages(folder)
    except ContentError as error:
        languages, problems = {}, error.problems
    catalogs = read_catalogs(folder / "locales", languages)
    cyclic = any(problem.rule == "cycle" for problem in refused)
    drawn = read_pictograms(folder / "pictograms")
    said = interface_messages(PACKAGE, drawn)
    return Reviewed(parts, on, catalogs, said, cyclic, sound=not refused, pictograms=drawn), problems


def _below(folder: Path | None, problem: Problem) -> Problem:
    """Name a file from where the person stands, so that an editor can open it."""
    return problem if folder is None else replace(problem, file=(folder / problem.file).as_posix())


def _folded(problems: list[Problem]) -> list[Problem]:
    """Return every error, and for all warnings of a rule the first of them, which says how many there are."""
    kinds: dict[Problem | str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(problem if problem.level == "error" else problem.rule, []).append(problem)
    return [_counted(kind) for kind in kinds.values()]


def _counted(kind: list[Problem]) -> Problem:
    """Return the first warning of a kind; its rule also says how often it was broken."""
    if len(kind) == 1:
        return kind[0]
    files = _count(len({problem.file for problem in kind}), "file")
    return replace(kind[0], rule=f"{kind[0].rule}, {len(kind)} times in {files}")


def _summary(errors: int, warnings: int, files: int) -> str:
    counts = [_count(errors, "error")] if errors else []
    counts += [_count(warnings, "warning")] if warnings else []
    return f"{' and '.join(counts) or 'nothing to mend'} in {_count(files, 'file')}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _text(problems: list[Problem]) -> Iterable[str]:
    return map(str, problems)


def _json(problems: list[Problem]) -> Iterable[str]:
    yield json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)


def _github(problems: list[Problem]) -> Iterable[str]:
    for problem in problems:
        place = f",line={problem.line},col={problem.column}" if problem.line else ""
        file = _escaped(problem.file).replace(":", "%3A").replace(",", "%2C")
        yield f"::{problem.level} file={file}{place}::{_escaped(problem.sentence)} ({problem.rule})"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


FORMATS: dict[str, Callable[[list[Problem]], Iterable[str]]] = {
    "text": _text,
    "json": _json,
    "github": _github,
}
