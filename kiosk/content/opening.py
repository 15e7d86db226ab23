"""Days of the week and times of the day, as opening hours are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from pydantic_core import core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

DAY = "(monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
DAYS = f"{DAY}(-{DAY})?"
HOUR = "([01][0-9]|2[0-3]):([0-5][0-9])"
TIMES = f"{HOUR}-{HOUR}"


class Weekday(StrEnum):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @property
    def number(self) -> int:
        """Its place in the week; Monday is 0."""
        return list(Weekday).index(self)


@dataclass(frozen=True, slots=True)
class Written:
    """A value that content writes as one text."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text; ValueError says what to write."""
        raise NotImplementedError

    @classmethod
    def pattern(cls) -> str:
        """Return the pattern of the text, for editors."""
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, cls) else cls.parse(str(value)),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{cls.pattern()}$"}


@dataclass(frozen=True, slots=True)
class Days(Written):
    """One day of the week, or several that follow each other, both ends included."""

    first: Weekday
    last: Weekday

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `monday` or `monday-friday`; ValueError says what to write."""
        match = re.fullmatch(DAYS, text)
        if match is None:
            raise ValueError("write one day or two, such as `monday` or `monday-friday`")
        days = cls(Weekday(match[1]), Weekday(match[3] or match[1]))
        if days.last.number < days.first.number:
            raise ValueError("the week begins on monday: write the earlier day first")
        return days

    @classmethod
    def pattern(cls) -> str:
        """Return the pattern of the text, for editors."""
        return DAYS

    def __str__(self) -> str:
        return self.first if self.first is self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Times(Written):
    """From when until when, on one day."""

    opens: time
    closes: time

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `09:00-12:30`; ValueError says what to write."""
        match = re.fullmatch(TIMES, text)
        if match is None:
            raise ValueError("write two times of the day, such as `09:00-12:30`")
        times = cls(time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4])))
        if times.closes <= times.opens:
            raise ValueError("a place closes after it opens: write the earlier time first")
        return times

    @classmethod
    def pattern(cls) -> str:
        """Return the pattern of the text, for editors."""
        return TIMES

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"
