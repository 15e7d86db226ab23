"""Read the settings file of one kiosk through the same gate as the content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from kiosk.content.fields import Flag, Id, Name, Url
from kiosk.content.loader import read_model
from kiosk.content.models import Frozen
from kiosk.settings import CodeSettings, Printer, Settings

if TYPE_CHECKING:
    from pathlib import Path


def _seconds(value: object) -> object:
    if isinstance(value, str) and not value.isdecimal():
        raise ValueError("write a whole number of seconds")
    return int(value) if isinstance(value, str) else value


Seconds = Annotated[int, BeforeValidator(_seconds)]


class CodeFile(Frozen):
    """What the QR codes hold, as the settings file says it."""

    holds: Literal["official", "website", "checklist"] = "official"
    website: Url | None = None


def _address(value: str) -> str:
    if not re.fullmatch(r"(ipps?|escpos)://[^\s/@]+(/\S*)?|file:///\S+", value):
        raise ValueError("write ipp://host/printers/name, ipps://…, escpos://host:9100 or file:///folder")
    return value


def _database(value: str) -> str:
    if not re.fullmatch(r"sqlite:///\S+|postgresql\+psycopg://\S+", value):
        raise ValueError("write sqlite:////folder/file.db or postgresql+psycopg://user@host/database")
    return value


class PrinterFile(Frozen):
    """One printer, as the settings file says it."""

    name: Name
    address: Annotated[str, AfterValidator(_address)]
    audience: Literal["visitors", "desk"] = "visitors"


class SettingsFile(Frozen):
    """A settings file: every key may be left out."""

    prefecture: Id = "default"
    language: Id | None = None
    printers: tuple[PrinterFile, ...] = ()
    code: CodeFile = CodeFile()
    agent_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{4,12}$")] | None = None
    locked: Flag = False
    text_size: Literal["large", "standard"] = "large"
    sound: Flag = True
    statistics: Annotated[str, AfterValidator(_database)] | None = None
    idle_seconds: Annotated[Seconds, Field(ge=20, le=3600)] = 60
    countdown_seconds: Annotated[Seconds, Field(ge=20, le=600)] = 20


def read_settings(path: Path) -> Settings:
    """Return the settings of a file; ContentError lists every problem in it."""
    values = read_model(path, path.name, SettingsFile).model_dump()
    printers = tuple(Printer(**printer) for printer in values.pop("printers"))
    code = CodeSettings(**values.pop("code"))
    return Settings(**values, code=code, printers=printers)
