"""The table of the counts, on SQLite or PostgreSQL: a day, a kind, a name, a number, and nothing else.

What is published never lets a number under LEAST be computed:
- the database itself leaves such a number out, so that no caller ever holds one;
- a total is a sum of published numbers only, never a true total from which the others could be subtracted;
- a day is published once it is over, so that two readings of it do not differ by one visitor.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    NullPool,
    String,
    Table,
    case,
    create_engine,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.schema import CreateTable

from kiosk.errors import KioskError
from kiosk.statistics.store import Kind, UnsureError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kiosk.statistics.store import Amounts

LEAST = 5
"""The smallest number of a day that is shown or exported."""
COUNTS = Table(
    "counts",
    MetaData(),
    Column("day", Date, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("number", Integer, nullable=False),
    sqlite_with_rowid=False,  # rows numbered as they come would tell what was asked in the same minute
)
PATIENCE: dict[str, dict[str, Any]] = {
    "sqlite": {"timeout": 5},
    "postgresql": {
        "connect_timeout": 5,
        "tcp_user_timeout": 10_000,
        "options": "-c lock_timeout=5s -c statement_timeout=10s",
    },
}
"""How long the kiosk waits for a database: seconds, and milliseconds for tcp_user_timeout."""
REASONS = {
    sqlite3.SQLITE_BUSY: "another program keeps it locked",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_CORRUPT: "it is damaged; move it away for repair, and a new one is started",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk is full or broken",
    sqlite3.SQLITE_NOTADB: "it is not a database, or damaged; move it away, and a new one is started",
    sqlite3.SQLITE_READONLY: "this user may not write to it",
}


@dataclass(frozen=True)
class Count:
    """How often in a day, as it may be published; None is a number under LEAST."""

    day: date
    kind: Kind
    name: str
    number: int | None


def add(url: str, amounts: Amounts) -> None:
    """Add amounts to the counts, all or none; KioskError says why none, UnsureError that nobody knows."""
    with _connection(url, "written") as connection:
        _prepare(connection)
        insert = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(COUNTS)
        upsert = insert.on_conflict_do_update(
            index_elements=list(COUNTS.primary_key),
            set_={"number": COUNTS.c.number + insert.excluded.number},
        )
        in_one_order = sorted(amounts.items())  # kiosks that write at once must not lock each other
        rows = [
            {"day": day, "kind": kind, "name": name, "number": number}
            for (day, kind, name), number in in_one_order
        ]
        connection.execute(upsert, rows)
        _commit(connection)


def was_written(url: str, transaction: str) -> bool:
    """Return whether PostgreSQL committed a transaction; KioskError if that cannot be known yet."""
    question = text("SELECT pg_xact_status(CAST(:transaction AS xid8))")
    with _connection(url, "written") as connection:
        try:
            status = connection.scalar(question, {"transaction": transaction})
        except DataError:  # a database that was replaced has never had this transaction
            return False
        if status == "in progress":
            raise KioskError("the counts are not written: the database has not ended the last ones yet")
        return bool(status == "committed")


def published(url: str, first: date | None, last: date | None, today: date) -> list[Count]:
    """Return what may be published from one day to another, both included, and before today, in order."""
    number = case((COUNTS.c.number >= LEAST, COUNTS.c.number))
    query = select(COUNTS.c.day, COUNTS.c.kind, COUNTS.c.name, number).where(COUNTS.c.day < today)
    if first is not None:
        query = query.where(COUNTS.c.day >= first)
    if last is not None:
        query = query.where(COUNTS.c.day <= last)
    with _connection(url, "read") as connection:
        if not inspect(connection).has_table(COUNTS.name):
            return []
        rows = connection.execute(query.order_by(*COUNTS.primary_key))
        return [Count(day, cast("Kind", kind), name, shown) for day, kind, name, shown in rows]


@contextmanager
def _connection(url: str, done: str) -> Iterator[Connection]:
    """Open the database for one use; whatever it refuses becomes a KioskError: the counts are not `done`."""
    place = _place(url)
    try:
        if place.get_backend_name() == "sqlite":
            _find_file(place, make=done == "written")
        patience = PATIENCE[place.get_backend_name()]
        with create_engine(place, poolclass=NullPool, connect_args=patience).connect() as connection:
            yield connection
    except (SQLAlchemyError, OSError, ImportError) as error:
        raise KioskError(f"the counts are not {done}: {_reason(error, place)}") from error


def _place(url: str) -> URL:
    """Return the parts of an address; KioskError if it is not one of a database that can count."""
    try:
        place = make_url(url)
    except (SQLAlchemyError, ValueError):
        place = None
    if place is None or place.get_backend_name() not in PATIENCE:
        raise KioskError(
            "the database of the settings is neither sqlite:////folder/file.db "
            "nor postgresql+psycopg://user@host/database"
        )
    return place


def _prepare(connection: Connection) -> None:
    """Make the table where there is none; an SQLite file loses at most what was not committed."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        connection.exec_driver_sql("PRAGMA synchronous=FULL")
    if not inspect(connection).has_table(COUNTS.name):
        with suppress(IntegrityError):  # another kiosk makes it at the same moment
            connection.execute(CreateTable(COUNTS, if_not_exists=True))
        connection.commit()


def _commit(connection: Connection) -> None:
    """Commit; UnsureError if PostgreSQL was asked to and did not answer."""
    if connection.dialect.name == "sqlite":
        connection.commit()
        return
    transaction = str(connection.scalar(text("SELECT CAST(pg_current_xact_id() AS text)")))
    try:
        connection.commit()
    except DBAPIError as error:
        raise UnsureError(
            transaction, f"the counts are not written for sure: {_first_line(error.orig)}"
        ) from error


def _find_file(place: URL, *, make: bool) -> None:
    """Look for an SQLite file, or make one that only this user reads; KioskError if that is not possible."""
    if place.database in (None, "", ":memory:"):
        raise KioskError("the settings name no file for the counts; write sqlite:////folder/file.db")
    path = Path(str(place.database))
    if not path.parent.is_dir():
        raise KioskError(f"{path} cannot be opened: the folder {path.parent} does not exist")
    if make and not path.exists():
        path.touch(mode=0o600)
    if not path.exists():
        raise KioskError(f"{path} does not exist: nothing was counted there yet")


def _reason(error: Exception, place: URL) -> str:
    """Return what a database, or the way to it, says is wrong, and where; never its password."""
    where = place.database if place.get_backend_name() == "sqlite" else f"{place.database} on {place.host}"
    if isinstance(error, ImportError):
        return f"{where}: the driver is missing; install kiosk[postgresql]"
    if isinstance(error, OSError):
        return f"{where}: {error.strerror}"
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        return f"{where}: {REASONS.get(code, str(cause))}"
    return f"{where}: {_first_line(cause)}"


def _first_line(error: object) -> str:
    """Return the first line of what a driver says, without the full stop."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__).rstrip(".")
