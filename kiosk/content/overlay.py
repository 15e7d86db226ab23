"""What a record of the directory makes of a prefecture's file: the sections to write, as plain values."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from kiosk.content.export import WEEK
from kiosk.content.opening import Days, Times, Weekday
from kiosk.content.terms import LONGEST_SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kiosk.content.models import Cited, Prefecture
    from kiosk.content.records import Called, Range, Record

SOURCE = "directory"
"""The source in sources.yaml for what the directory says."""
BOOKING = "rendez-vous"
"""The word in the label of a booking page."""
HOUR = r"(\d{1,2}) ?h ?(\d{2})?"
SPOKEN = re.compile(rf"du (\w+) au (\w+),? de {HOUR} à {HOUR}(?: et de {HOUR} à {HOUR})?\.?", re.IGNORECASE)
"""The one way in which the directory writes hours as a sentence that is understood."""

Values = dict[str, Any]


def sections(record: Record, current: Prefecture) -> Iterator[tuple[str, Any]]:
    """Yield each section that the record gives, by its key; the others stay as they are."""
    cited = {"source": SOURCE, "as_of": record.changed}
    if place := _place(record, current):
        yield "place", place | cited
    if hours := _hours(record):
        yield "hours", [entry | cited for entry in hours] + _elsewhere(current)
    links = (("website", record.site("")), ("booking", record.site(BOOKING)))
    for key, url in (*links, ("contact_form", next(iter(record.forms), None))):
        if url:
            yield key, {"url": _kept_url(getattr(current, key), url)} | cited
    if record.relays:
        yield "relay", _relay(record.relays[0], current) | cited


def _relay(given: Called, current: Prefecture) -> Values:
    hours = _said(given.description)
    return {"url": _kept_url(current.relay, given.url)} | ({"hours": hours} if hours else {})


def newer(old: Any, day: date) -> bool:
    """Return whether a section is dated after the record, by its own date."""
    dated: tuple[Cited, ...] = old if isinstance(old, tuple) else (old,)
    return any(each is not None and each.as_of is not None and each.as_of > day for each in dated)


def _place(record: Record, current: Prefecture) -> Values | None:
    """Return the place with its address and number, or None if the record lacks one of them."""
    address, old = record.address("Adresse"), current.place
    if address is None or not record.telephones:
        return None
    telephone, was = record.telephones[0], old.address if old else None
    entrance = was is not None and _folded(was) in _folded(record.information)
    values = {
        "name": old.name if old else current.name,
        "address": was if entrance else _kept(was, address),
        "postal_address": _kept(old.postal_address if old else None, record.address("Adresse postale")),
        "phone": telephone.number,
        "phone_hours": _said(telephone.description),
        "remark": None if entrance or too_long(record) else record.information,
    }
    return {key: value for key, value in values.items() if value}


def too_long(record: Record) -> bool:
    """Return whether what the record adds is more than one remark can hold."""
    return len(record.information) > LONGEST_SENTENCE


def _hours(record: Record) -> list[Values]:
    remark = [{"remark": record.remark}] if record.remark else []
    return [*map(_range, record.ranges), *remark]


def _range(given: Range) -> Values:
    times = [f"{given.opens}-{given.closes}"]
    if given.opens_again and given.closes_again:
        times.append(f"{given.opens_again}-{given.closes_again}")
    opening = {"days": _days(given.first, given.last or given.first), "times": times}
    return opening | ({"remark": given.remark} if given.remark else {})


def _elsewhere(current: Prefecture) -> list[Values]:
    """Return the hours that another source gives: they stay."""
    kept = (hours for hours in current.hours if hours.source != SOURCE)
    return [_written({key: value for key, value in hours if value}) for hours in kept]


def _written(values: Values) -> Values:
    """Write days, times and confidence as the content does."""
    texts = {key: str(values[key]) for key in ("days", "confidence") if key in values}
    times = {"times": [str(each) for each in values["times"]]} if "times" in values else {}
    return values | texts | times


def _said(description: str) -> list[Values]:
    """Return the hours of a sentence as data if it is understood, or else as a remark."""
    if match := SPOKEN.fullmatch(description):
        try:
            return [_understood(match)]
        except ValueError:
            pass
    return [{"remark": description}] if description else []


def _understood(match: re.Match[str]) -> Values:
    """Return days and times; ValueError if they are none."""
    clock = [f"{int(match[n]):02}:{match[n + 1] or '00'}" for n in (3, 5, 7, 9) if match[n]]
    times = [f"{opens}-{closes}" for opens, closes in zip(clock[::2], clock[1::2], strict=True)]
    days = _days(match[1].lower(), match[2].lower())
    return {"days": str(Days.parse(days)), "times": [str(Times.parse(each)) for each in times]}


def _days(first: str, last: str) -> str:
    days = list(Weekday)
    one, other = str(days[WEEK.index(first)]), str(days[WEEK.index(last)])
    return one if one == other else f"{one}-{other}"


def _kept(old: str | None, new: str | None) -> str | None:
    """Return the old words where the new ones differ only in accents, capitals and signs."""
    return old if old and new and _folded(old) == _folded(new) else new


def _kept_url(old: Any, new: str) -> str:
    return str(old.url) if old and old.url.rstrip("/") == new.rstrip("/") else new


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum())
