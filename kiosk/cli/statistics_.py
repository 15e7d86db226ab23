"""kiosk statistics: how often what was asked, for the head of a reception or for a spreadsheet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from kiosk.cli import options
from kiosk.errors import KioskError

if TYPE_CHECKING:
    from pathlib import Path


@click.command("statistics")
@options.settings
@click.option("--from", "first", type=options.Day(), metavar="DATE", help="First day (default: of all).")
@click.option("--to", "last", type=options.Day(), metavar="DATE", help="Last day (default: yesterday).")
@click.option("--csv", "as_rows", is_flag=True, help="Write day,kind,name,number for a spreadsheet.")
def command(settings: Path | None, first: date | None, last: date | None, as_rows: bool) -> None:
    """Write how often each language, procedure, exit, print and QR code was counted.

    A day is shown once it is over. A number under five is never shown: it is written <5, and is empty
    in the CSV.
    """
    url = options.read_settings(settings).statistics
    if url is None:
        raise KioskError(
            "nothing is counted: the settings have no `statistics`; name their file with --settings, "
            "and write there, for example, statistics: sqlite:////var/lib/kiosk/statistics.db"
        )
    if first and last and first > last:
        raise KioskError(f"--from {first} is after --to {last}")
    from kiosk.statistics.database import published
    from kiosk.statistics.report import as_csv, as_table

    counts = published(url, first, last, date.today())  # noqa: DTZ011  local on purpose
    if as_rows:
        click.echo(as_csv(counts), nl=False)
    elif counts:
        for line in as_table(counts):
            click.echo(line)
    else:
        click.echo("Nothing was counted in these days; a day is shown once it is over.")
