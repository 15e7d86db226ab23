"""The options that several verbs share."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kiosk.errors import KioskError
from kiosk.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

Command = TypeVar("Command", bound="Callable[..., Any]")


def day(text: str) -> date:
    """Return the date written in a text; KioskError says how to write one."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise KioskError(f'"{text}" is not a date; write year-month-day, for example 2026-11-23')
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise KioskError(f"{text} is not a day of the calendar") from None


class Day(click.ParamType[date]):
    """A date written as year-month-day."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ARG002  click's signature
        """Return the date of a word of the command line."""
        return value if isinstance(value, date) else day(value)


def read_settings(path: Path | None) -> Settings:
    """Return the settings of a file, or those of a kiosk without any; ContentError lists its problems."""
    if path is None:
        return Settings()
    from kiosk.content.configuration import read_settings as read

    return read(path)


def kiosk(command: Command) -> Command:
    """Add the options of what shows the kiosk, in a terminal or in a browser."""
    language = click.option("--language", help="Start in this language instead of the language screen.")
    locked = click.option(
        "--locked", is_flag=True, help="Only the agent's code of the settings closes the kiosk."
    )
    for option in (locked, on, language, prefecture, settings, content):
        command = option(command)
    return command


content = click.option(
    "--content",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Folder with procedures/, pictograms/ and locales/.",
)
settings = click.option(
    "--settings",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Settings of this kiosk (YAML).",
)
prefecture = click.option("--prefecture", metavar="CODE", help="Department code, for example 82.")
on = click.option("--on", type=Day(), metavar="DATE", help="Show the content as of another day.")
