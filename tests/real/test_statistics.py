"""Kiosks that share a real PostgreSQL server, which crashes, hangs and cuts the connection."""

from __future__ import annotations

import asyncio
import threading
from datetime import date
from typing import TYPE_CHECKING

import psycopg
import pytest

from kiosk.statistics.database import Count, published
from kiosk.statistics.store import Counter
from tests.real.postgres import postgres, wire

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.real.postgres import Postgres

DAY, TODAY = date(2026, 1, 15), date(2026, 1, 16)


@pytest.fixture(scope="module")
def running() -> Iterator[Postgres]:
    """A server for all the tests of this module."""
    with postgres() as server:
        yield server


@pytest.fixture
def server(running: Postgres) -> Postgres:
    """The server, without counts."""
    with psycopg.connect(running.url.replace("+psycopg", "")) as connection:
        connection.execute("DROP TABLE IF EXISTS counts")
    return running


def count(counter: Counter, times: int) -> None:
    """Count two things some times."""
    for _ in range(times):
        counter.count("language", "fr", DAY)
        counter.count("procedure", "etudiant/renewal", DAY)


async def test_kiosks_share_the_server(server: Postgres) -> None:
    """Kiosks that write at once, the first time too, add up, and what is published is the sum."""
    counters = [Counter(server.url) for _ in range(4)]
    for _ in range(10):
        for counter in counters:
            count(counter, 1)
        await asyncio.gather(*(counter.flush() for counter in counters))
        assert [counter.fault for counter in counters] == [""] * 4
    counters[0].count("print", "etudiant/renewal", DAY)
    await counters[0].flush()
    assert published(server.url, None, None, TODAY) == [
        Count(DAY, "language", "fr", 40),
        Count(DAY, "print", "etudiant/renewal", None),
        Count(DAY, "procedure", "etudiant/renewal", 40),
    ]


def test_nothing_counted_yet(server: Postgres) -> None:
    """A database without the table has no counts."""
    assert published(server.url, None, None, TODAY) == []


async def test_server_crashes(server: Postgres) -> None:
    """While the server is gone the counts wait and the fault is said; then each is written once."""
    counters = [Counter(server.url), Counter(server.url)]
    for counter in counters:
        count(counter, 2)
        await counter.flush()
    server.crash()
    for counter in counters:
        count(counter, 3)
        await counter.flush()
        await counter.flush()
        assert counter.fault.startswith("the counts are not written: postgres on 127.0.0.1: connection fail")
        assert "\n" not in counter.fault
    server.start()
    for counter in counters:
        await counter.flush()
        await counter.flush()
    assert [counter.fault for counter in counters] == ["", ""]
    assert server.numbers() == [10, 10]


async def test_crashes_in_the_middle_of_flushes(server: Postgres) -> None:
    """Wherever in a flush the server crashes, each count is written once."""
    counter = Counter(server.url)
    for _ in range(3):
        crash = threading.Timer(0.2, server.crash)
        crash.start()
        while not counter.fault:
            count(counter, 1)
            await counter.flush()
        crash.join()
        server.start()
        await counter.flush()
        assert counter.fault == ""
        before, _ = server.numbers()
        count(counter, 1)
        await counter.flush()
        assert server.numbers() == [before + 1, before + 1]
    assert counter._waiting == {}


END = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IS NOT NULL AND pid <> pg_backend_pid()
"""
"""End every connection but this one."""


async def test_terminated_connections(server: Postgres) -> None:
    """Connections that the server ends, wherever in a flush, neither lose nor repeat a count."""
    counter, faults, flushes = Counter(server.url), 0, 100
    with psycopg.connect(server.url.replace("+psycopg", ""), autocommit=True) as other:
        for number in range(flushes):
            count(counter, 1)
            flush = asyncio.create_task(counter.flush())
            await asyncio.sleep(number % 25 / 1000)
            await asyncio.to_thread(other.execute, END)
            await flush
            faults += bool(counter.fault)
    await counter.flush()
    assert counter.fault == ""
    assert server.numbers() == [flushes, flushes]
    assert faults > 5


async def test_answer_to_commit_is_lost(server: Postgres) -> None:
    """A commit whose answer never came is asked about, and what it wrote is not written again."""
    with wire(server) as laid:
        counter = Counter(laid.url)
        count(counter, 1)
        await counter.flush()
        laid.breaks = True
        count(counter, 2)
        await counter.flush()
        assert counter.fault.startswith("the counts are not written for sure: ")
        laid.breaks = False
        count(counter, 4)
        await counter.flush()
        assert (laid.broken, counter.fault) == (1, "")
    assert server.numbers() == [7, 7]


async def test_locked_table(server: Postgres) -> None:
    """A table that somebody keeps locked is given up after some seconds, and written later."""
    counter = Counter(server.url)
    count(counter, 1)
    await counter.flush()
    with psycopg.connect(server.url.replace("+psycopg", "")) as other:
        other.execute("LOCK TABLE counts")
        count(counter, 1)
        await asyncio.wait_for(counter.flush(), 9)
        assert "lock timeout" in counter.fault
    await counter.flush()
    assert (counter.fault, server.numbers()) == ("", [2, 2])


async def test_role_that_may_not_write(server: Postgres) -> None:
    """A role without the right to write says so, and the counts wait."""
    with psycopg.connect(server.url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE ROLE reader LOGIN")
    counter = Counter(server.url.replace("postgres@", "reader@"))
    count(counter, 1)
    await counter.flush()
    assert counter.fault == (
        "the counts are not written: postgres on 127.0.0.1: permission denied for schema public"
    )
    counter.url = server.url
    await counter.flush()
    assert server.numbers() == [1, 1]
