"""Read the official directory's JSON export: the record of each prefecture, by department."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from kiosk.content.export import listed
from kiosk.content.hosts import foreign_host
from kiosk.content.records import Pivot, Record
from kiosk.content.typed import quoted
from kiosk.errors import KioskError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MOST_BYTES = 200_000_000
LISTS = ("records", "results", "service")
"""The keys under which the downloads of the directory hold their list."""
PREFECTURE = "prefecture"
"""The kind of service that is a prefecture; a sub-prefecture has another."""


@dataclass
class Directory:
    """The records by department, the prefectures that have no single one, and how many other services."""

    records: dict[str, Record] = field(default_factory=dict)
    unplaced: list[str] = field(default_factory=list)
    others: int = 0
    twice: set[str] = field(default_factory=set)
    """The departments of which there are two records: nobody can tell which is right."""

    def keep(self, code: str, record: Record) -> None:
        """Keep the record of a department, or none where there are two."""
        doubled = [self.records.pop(code)] if code in self.records else []
        if not doubled and code not in self.twice:
            self.records[code] = record
            return
        self.twice.add(code)
        for each in (*doubled, record):
            self.unplaced.append(f"{each.name}: department {code} has several records")


def read_directory(path: Path, public_hosts: Iterable[str]) -> Directory:
    """Return the prefectures of an export; KioskError says in one sentence why a file is refused."""
    found, hosts = Directory(), tuple(public_hosts)
    for place, values in _prefectures(path, found):
        _keep(found, place, values, hosts)
    if not found.records and not found.unplaced:
        raise KioskError(f"{path}: no prefecture is in this file; is it the export of the directory?")
    return found


def _prefectures(path: Path, found: Directory) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the records of prefectures, each with its place, and count the others."""
    for number, values in enumerate(_records(path), start=1):
        place = f"{path}: record {number}"
        if not isinstance(values, dict) or "pivot" not in values:
            raise KioskError(f"{place} is not one of the directory: it has no pivot")
        if any(pivot.kind == PREFECTURE for pivot in _pivots(place, values)):
            yield f"{place} ({quoted(values.get('nom'))})", values
        else:
            found.others += 1


def _records(path: Path) -> list[Any]:
    values = _json(path)
    records = values
    if isinstance(values, dict):
        records = next((values[key] for key in LISTS if key in values), None)
    if not isinstance(records, list):
        raise KioskError(f"{path}: this is not the export of the directory: it holds no list of records")
    return records


def _json(path: Path) -> Any:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise KioskError(f"{path}: larger than {MOST_BYTES // 1_000_000} MB; export the prefectures only")
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        place = f"{path}:{error.lineno}:{error.colno}"
        raise KioskError(f"{place}: the file is cut off or is not JSON; fetch it again") from None
    except UnicodeDecodeError:
        raise KioskError(f"{path}: the file is not in UTF-8; fetch it again") from None
    except RecursionError:
        raise KioskError(f"{path}: the file is nested too deeply to be the directory") from None
    except ValueError:
        raise KioskError(f"{path}: a number of this file has too many digits") from None
    except OSError as error:
        raise KioskError(f"{path} cannot be read: {error.strerror}") from None


def _pivots(place: str, values: dict[str, Any]) -> list[Pivot]:
    try:
        return [Pivot.model_validate(pivot) for pivot in listed(values["pivot"])]
    except ValueError as error:
        raise KioskError(f"{place}: {_why(error)}") from None


def _keep(found: Directory, place: str, values: dict[str, Any], hosts: tuple[str, ...]) -> None:
    """Keep a record under its department, unless it has none of its own, or not alone."""
    record = _record(place, values, hosts)
    communes = [pivot.communes for pivot in _pivots(place, values) if pivot.kind == PREFECTURE]
    codes = {_department(commune) for each in communes for commune in each}
    code = codes.pop() if len(codes) == 1 else ""
    if not code:
        found.unplaced.append(f"{record.name}: in no single department")
    elif not record.lies_in(code):
        found.unplaced.append(f"{record.name}: its address is not in department {code}")
    else:
        found.keep(code, record)


def _record(place: str, values: dict[str, Any], hosts: tuple[str, ...]) -> Record:
    try:
        record = Record.model_validate(values)
    except ValidationError as error:
        raise KioskError(f"{place}: {_why(error)}") from None
    for link in record.links():
        if host := foreign_host(link, hosts):
            raise KioskError(f"{place}: {quoted(host)} is not among the public hosts of sources.yaml")
    return record


def _department(commune: str) -> str:
    """Return the department of a commune by its Insee code: `2A004` is in 2a, `97411` in 974."""
    return commune[: 3 if commune.startswith(("97", "98")) else 2].lower()


def _why(error: ValueError) -> str:
    """Say the first thing that is wrong, with the field in which it stands."""
    if not isinstance(error, ValidationError):
        return f"pivot: {error}"
    fault = error.errors(include_url=False)[0]
    where = ".".join(map(str, fault["loc"])) or "pivot"
    said = str(fault["ctx"]["error"]) if fault["type"] == "value_error" else fault["msg"]
    return f"{where}: {said[0].lower()}{said[1:]}"
