"""kiosk statistics, as a head of reception types it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kiosk.statistics.database import add

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 1, 15)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of the counts."""
    return tmp_path / "statistics.db"


@pytest.fixture
def run(path: Path, command):
    """Return a function that runs `kiosk statistics` and returns its exit code, stdout and stderr."""
    settings = path.with_name("kiosk.yaml")
    settings.write_text(f'statistics: "sqlite:///{path}"\n')
    return lambda *words: command("statistics", "--settings", str(settings), *words)


def test_table_and_csv(run, path: Path) -> None:
    """The same counts as a table and as CSV, without the number under five."""
    add(f"sqlite:///{path}", {(DAY, "language", "fr"): 12, (DAY, "language", "ar"): 4})
    code, said, _ = run()
    assert code == 0
    assert "Languages chosen: 12 + 1 x <5\n" in said
    rows = "day,kind,name,number\n2026-01-15,language,ar,\n2026-01-15,language,fr,12\n"
    assert run("--csv") == (0, rows, "")
    assert run("--csv", "--from", "2026-01-16") == (0, "day,kind,name,number\n", "")


def test_today_is_shown_tomorrow(run, path: Path) -> None:
    """The day that runs is not shown, even if it is asked for."""
    today = date.today()  # noqa: DTZ011  as the command does
    add(f"sqlite:///{path}", {(today, "language", "fr"): 12})
    code, said, _ = run("--to", str(today))
    assert (code, said) == (0, "Nothing was counted in these days; a day is shown once it is over.\n")


def test_nothing_counted_yet(run, path: Path) -> None:
    """A file that is not there yet is one sentence, and looking does not make it."""
    assert run() == (1, "", f"{path} does not exist: nothing was counted there yet\n")
    assert not path.exists()


def test_damaged_file(run, path: Path) -> None:
    """A file that is no database is one sentence."""
    path.write_bytes(b"not a database" * 1000)
    code, said, error = run()
    assert (code, said) == (1, "")
    assert error.startswith(f"the counts are not read: {path}: it is not a database, or damaged; move it")


def test_statistics_off(run, path: Path) -> None:
    """Settings without statistics are one sentence that says what to write."""
    path.with_name("kiosk.yaml").write_text("prefecture: default\n")
    code, said, error = run()
    assert (code, said) == (1, "")
    assert error.startswith("nothing is counted: the settings have no `statistics`; ")
    assert error.count("\n") == 1


def test_days_the_wrong_way_round(run) -> None:
    """A period that ends before it begins is one sentence."""
    words = ("--from", "2026-02-01", "--to", "2026-01-01")
    assert run(*words) == (1, "", "--from 2026-02-01 is after --to 2026-01-01\n")
