"""The field types of content: each reads one text value and says in one sentence what it expects."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, StringConstraints


class Confidence(StrEnum):
    """How far a fact can be trusted, as in the reference."""

    OFFICIAL_TEXT = "official-text"
    OFFICIAL_PAGE = "official-page"
    ADVICE = "advice"
    """A practical word that states no fact: said plainly."""
    SECONDARY = "secondary"
    UNCONFIRMED = "unconfirmed"


def _day(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise ValueError("write the date as year-month-day, for example 2026-05-01")
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value} is not a day of the calendar") from None
    return value


def _euros(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]{1,5}(\.[0-9]{2})?", value):
            raise ValueError("write the amount in euros as a plain number, for example 250 or 877.50")
        return Decimal(value)
    return value


def _url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme != "https" or not parts.netloc or re.search(r"[\s<>\"'@\\]", value):
        raise ValueError("a link starts with https:// and a public host")
    return value


def _flag(value: Any) -> Any:
    if isinstance(value, str) and value not in ("true", "false"):
        raise ValueError("write true or false")
    return value


Day = Annotated[date, BeforeValidator(_day)]
Euros = Annotated[Decimal, BeforeValidator(_euros)]
Url = Annotated[str, AfterValidator(_url)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Target = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$", max_length=90)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Phone = Annotated[str, StringConstraints(pattern=r"^[0-9][0-9 ]{2,18}[0-9]$")]
Flag = Annotated[bool, BeforeValidator(_flag)]
