"""Read the settings file of one kiosk through the same gate as the content."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from kiosk.content.fields import Flag, Id, Name, Url
from kiosk.content.loader import read_model
from kiosk.content.models import Frozen
from kiosk.settings import CodeSettings, Settings


def _seconds(value: object) -> object:
    if isinstance(value, str) and not value.isdecimal():
        raise ValueError("write a whole number of seconds")
    return int(value) if isinstance(value, str) else value


Seconds = Annotated[int, BeforeValidator(_seconds)]


class CodeFile(Frozen):
    """What the QR codes hold, as the settings file says it."""

    holds: Literal["official", "website", "checklist"] = "official"
    website: Url | None = None


class SettingsFile(Frozen):
    """A settings file: every key may be left out."""

    prefecture: Id = "default"
    language: Id | None = None
    print_folder: Name | None = None
    code: CodeFile = CodeFile()
    agent_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{4,12}$")] | None = None
    locked: Flag = False
    idle_seconds: Annotated[Seconds, Field(ge=20, le=3600)] = 60
    countdown_seconds: Annotated[Seconds, Field(ge=20, le=600)] = 20


def read_settings(path: Path) -> Settings:
    """Return the settings of a file; ContentError lists every problem in it."""
    values = read_model(path, path.name, SettingsFile).model_dump()
    folder = values.pop("print_folder")
    code = CodeSettings(**values.pop("code"))
    return Settings(**values, code=code, print_folder=Path(folder) if folder else None)
