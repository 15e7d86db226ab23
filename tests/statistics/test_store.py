"""Counts in memory and in an SQLite file: nothing is lost, nothing is counted twice, nothing is raised."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.statistics import store
from kiosk.statistics.store import MOST_DAYS, Counter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = date(2026, 1, 15)
WRITER = """
import asyncio, sys
from datetime import date
from kiosk.statistics.store import Counter

async def write() -> None:
    counter, written = Counter(sys.argv[1]), 0
    while written < int(sys.argv[2]):
        counter.count("language", "fr", date(2026, 1, 15))
        counter.count("procedure", "etudiant/renewal", date(2026, 1, 15))
        await counter.flush()
        if not counter.fault:
            written += 1
            print(written, flush=True)
    while counter.fault:
        await counter.flush()

asyncio.run(write())
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file of the counts is."""
    return tmp_path / "statistics.db"


@pytest.fixture
def counter(path: Path) -> Counter:
    """A counter on a file that is not there yet."""
    return Counter(f"sqlite:///{path}")


def rows(path: Path) -> list[tuple]:
    """Return the whole table."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM counts ORDER BY kind, name, day").fetchall()


def mode(path: Path) -> int:
    """Return who may read and write a file."""
    return path.stat().st_mode & 0o777


def numbers(path: Path) -> list[int]:
    """Return the numbers of the table."""
    return [number for *_, number in rows(path)]


async def test_counts_are_added(counter: Counter, path: Path) -> None:
    """Each flush adds to what is there, by day, kind and name, and only this user may read the file."""
    counter.count("language", "fr", DAY)
    counter.count("language", "fr", DAY)
    counter.count("print", "etudiant/renewal", DAY)
    await counter.flush()
    counter.count("language", "fr", DAY)
    await counter.flush()
    await counter.flush()
    assert rows(path) == [
        ("2026-01-15", "language", "fr", 3),
        ("2026-01-15", "print", "etudiant/renewal", 1),
    ]
    assert counter.fault == ""
    assert mode(path) == 0o600


async def test_file_holds_no_time(counter: Counter, path: Path) -> None:
    """Neither a column nor the order of the rows tells when in the day, or what together with what."""
    counter.count("print", "etudiant/renewal", DAY)
    await counter.flush()
    counter.count("language", "fr", DAY)
    await counter.flush()
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        columns = connection.execute("SELECT name FROM pragma_table_info('counts')").fetchall()
        stored = connection.execute("SELECT name FROM counts").fetchall()
        with pytest.raises(sqlite3.OperationalError, match="no such column: rowid"):
            connection.execute("SELECT rowid FROM counts")
    assert tables == [("counts",)]
    assert columns == [("day",), ("kind",), ("name",), ("number",)]
    assert stored == [("fr",), ("etudiant/renewal",)]


async def test_locked_file(counter: Counter, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another program locks is written later, once; counting goes on meanwhile."""
    from kiosk.statistics import database

    monkeypatch.setitem(database.PATIENCE, "sqlite", {"timeout": 0.1})
    counter.count("language", "fr", DAY)
    await counter.flush()
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        counter.count("language", "fr", DAY)
        await counter.flush()
        assert counter.fault == f"the counts are not written: {path}: another program keeps it locked"
        counter.count("language", "fr", DAY)
    await counter.flush()
    assert (counter.fault, numbers(path)) == ("", [3])


def test_damaged_file_is_kept(counter: Counter, path: Path) -> None:
    """A file that is not a database is named and left as it is; the counts wait for a sound one."""
    path.write_bytes(b"not a database" * 1000)
    counter.count("language", "fr", DAY)
    asyncio.run(counter.flush())
    assert counter.fault == (
        f"the counts are not written: {path}: it is not a database, or damaged; "
        "move it away, and a new one is started"
    )
    assert path.read_bytes() == b"not a database" * 1000
    path.rename(path.with_name("damaged.db"))
    asyncio.run(counter.flush())
    assert (counter.fault, numbers(path)) == ("", [1])


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let this process write no file beyond a size in bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_disk_that_takes_nothing(counter: Counter, path: Path) -> None:
    """What the disk does not take waits, and is written once when it does."""
    counter.count("language", "fr", DAY)
    await counter.flush()
    counter.count("language", "fr", DAY)
    with largest_file(1000):
        await counter.flush()
    assert counter.fault == f"the counts are not written: {path}: the disk is full or broken"
    await counter.flush()
    assert (counter.fault, numbers(path)) == ("", [2])


async def test_missing_folder(tmp_path: Path) -> None:
    """A folder that does not exist is one sentence, and is not made."""
    counter = Counter(f"sqlite:///{tmp_path}/none/statistics.db")
    counter.count("language", "fr", DAY)
    await counter.flush()
    assert counter.fault == (
        f"{tmp_path}/none/statistics.db cannot be opened: the folder {tmp_path}/none does not exist"
    )
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:///:memory:", "name no file"),
        ("sqlite://", "name no file"),
        ("mysql://host/base", "neither sqlite"),
        ("nonsense", "neither sqlite"),
        ("postgresql+psycopg://user:secret@host:port/base", "neither sqlite"),
        ("postgresql+nothing://user:secret@host/base", "base on host"),
    ],
)
async def test_address_of_no_database(url: str, said: str) -> None:
    """An address that cannot count is one sentence, without its password."""
    counter = Counter(url)
    counter.count("language", "fr", DAY)
    await counter.flush()
    assert said in counter.fault
    assert "secret" not in counter.fault
    assert "\n" not in counter.fault


async def test_memory_is_bounded(path: Path) -> None:
    """Without a database, the last days wait and older ones are forgotten."""
    counter = Counter(f"sqlite:///{path.parent}/none/statistics.db")
    for number in range(3 * MOST_DAYS):
        counter.count("language", "fr", DAY + timedelta(number))
        counter.count("procedure", "etudiant/renewal", DAY + timedelta(number))
    counter.url = f"sqlite:///{path}"
    await counter.flush()
    days = {day for day, *_ in rows(path)}
    assert len(days) == MOST_DAYS
    assert max(days) == str(DAY + timedelta(3 * MOST_DAYS - 1))
    assert numbers(path) == [1] * 2 * MOST_DAYS


async def test_cancelled_flush_is_not_written_twice(
    counter: Counter, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A flush whose caller is cancelled in the middle has either written or not, and is not repeated."""
    add = store._add

    def slow(url: str, amounts: store.Amounts) -> None:
        add(url, amounts)
        time.sleep(0.2)

    monkeypatch.setattr(store, "_add", slow)
    counter.count("language", "fr", DAY)
    task = asyncio.create_task(counter.flush())
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    counter.count("language", "fr", DAY)
    await counter.flush()
    assert numbers(path) == [2]


async def test_flushes_at_once(counter: Counter, path: Path) -> None:
    """Several flushes at the same moment, with counts in between, write each count once."""
    flushes = []
    for _ in range(20):
        counter.count("language", "fr", DAY)
        flushes.append(asyncio.create_task(counter.flush()))
        await asyncio.sleep(0.001)
    await asyncio.gather(*flushes)
    assert numbers(path) == [20]


def writer(path: Path, flushes: int) -> subprocess.Popen:
    """Start a process that counts two things at a time, and says how many flushes are written."""
    words = [sys.executable, "-c", WRITER, f"sqlite:///{path}", str(flushes)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def test_several_processes(path: Path) -> None:
    """Kiosks that share a file add up."""
    processes = [writer(path, 40) for _ in range(3)]
    for process in processes:
        process.communicate(timeout=60)
        assert process.returncode == 0
    assert numbers(path) == [120, 120]


def test_killed_writer(path: Path) -> None:
    """However often a writer is killed, the file is sound and holds all flushes that ended, as wholes."""
    written = 0
    for flushes in (3, 20, 41):
        process = writer(path, 1_000_000)
        for line in process.stdout:
            if int(line) == flushes:
                process.kill()
        process.communicate(timeout=10)
        written += int(line)
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        one, other = numbers(path)
        assert one == other
        assert written <= one <= written + 1
        written = one


def test_sqlalchemy_is_loaded_late() -> None:
    """A kiosk that starts does not wait for SQLAlchemy."""
    code = "import sys, kiosk.statistics.store, kiosk.cli.statistics_; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
