"""The field types of the directory's export: each reads one value and says what it expects."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from kiosk.content.fields import Url
from kiosk.content.typed import FORBIDDEN

OVERSEAS = re.compile(r"\+(?:33|262|590|594|596)([0-9]{9})")
WEEK = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def _text(value: str) -> str:
    if found := FORBIDDEN.search(value):
        raise ValueError(f"the character U+{ord(found[0]):04X} is not allowed")
    return re.sub(r"[ \t\r\n]+", " ", value).strip()


def listed(value: Any) -> Any:
    """Read a list as the export writes it: as it is, as JSON in a text, as one text alone, or nothing."""
    if isinstance(value, str) and value.startswith(("[", "{")):
        value = _json(value)
    if value in (None, ""):
        return []
    return value if isinstance(value, list) else [value]


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("the text is not whole JSON") from None


def _phone(value: str) -> str:
    """Write a number in pairs of digits."""
    digits = OVERSEAS.sub(r"0\1", re.sub(r"[\s.]", "", value))
    if not re.fullmatch(r"0[1-9][0-9]{8}|[13][0-9]{3}", digits):
        raise ValueError("a telephone number has ten digits, or four")
    return " ".join(re.findall("..", digits))


def _day(value: Any) -> date:
    """Read the day of `10/07/2026 08:25:55`."""
    try:
        day = datetime.strptime(str(value)[:10], "%d/%m/%Y").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        raise ValueError("a date is written as day/month/year") from None
    if day > date.today():  # noqa: DTZ011  the day of the place where one reads
        raise ValueError(f"{day} is still to come")
    return day


def _weekday(value: str) -> str:
    if value.lower() not in WEEK:
        raise ValueError("a day of the week is expected here")
    return value.lower()


def _hour(value: str) -> str:
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-9]{2})?", value):
        raise ValueError("a time is written as 09:00:00")
    return value[:5]


Text = Annotated[str, AfterValidator(_text)]
Page = Annotated[
    Url,
    BeforeValidator(lambda value: value.strip() if isinstance(value, str) else value),
    AfterValidator(_text),
]
Day = Annotated[Text, AfterValidator(_weekday)]
Hour = Annotated[Text, AfterValidator(_hour)]
Empty = BeforeValidator(lambda value: value or "")
Missing = BeforeValidator(lambda value: value or None)
Changed = Annotated[date, BeforeValidator(_day)]
Number = Annotated[Text, AfterValidator(_phone)]
Listed = BeforeValidator(lambda value: tuple(listed(value)))
