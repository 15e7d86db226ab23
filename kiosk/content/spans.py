"""A length of time in days or months, as windows and delays count it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from pydantic_core import core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

PATTERN = r"([0-9]{1,4}) (day|month|year)s?( before| after)?(, less a day)?"


@dataclass(frozen=True, slots=True)
class Span:
    """A number of days or months; negative before a date, positive after."""

    count: int
    unit: Literal["days", "months"]
    less_a_day: bool = False
    """The eve of the day that is counted."""

    @classmethod
    def parse(cls, text: str) -> Span:
        """Read `120 days before` or `19 years after, less a day`; ValueError says what to write."""
        match = re.fullmatch(PATTERN, text)
        if match is None:
            raise ValueError("write a length of time such as `120 days before` or `2 months after`")
        sign = -1 if match[3] == " before" else 1
        months = 12 if match[2] == "year" else 1
        unit: Literal["days", "months"] = "days" if match[2] == "day" else "months"
        return cls(sign * months * int(match[1]), unit, less_a_day=match[4] is not None)

    def counted_from(self, day: date) -> date:
        """Return the day this far from another; a month ends on its last day if it is shorter."""
        counted = day + timedelta(days=self.count) if self.unit == "days" else self._months_from(day)
        return counted - timedelta(days=1) if self.less_a_day else counted

    def _months_from(self, day: date) -> date:
        months = day.year * 12 + day.month - 1 + self.count
        year, month = divmod(months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last))

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, cls) else cls.parse(str(value)),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{PATTERN}$"}
