"""kiosk import-directory: addresses, hours and booking pages from the official directory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli import options
from kiosk.content.importing import plan
from kiosk.content.languages import content_folder
from kiosk.content.replacing import replace_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.content.importing import Import


@click.command("import-directory")
@click.argument("file", type=click.Path(path_type=Path))
@options.content
def command(file: Path, content: Path | None) -> None:
    """Fill or correct each prefecture's file from FILE, the JSON export of the directory."""
    planned = plan(content or content_folder(), file)
    replace_all(planned.texts)
    for line in (*planned.changes, *(f"not matched: {each}" for each in planned.unmatched)):
        click.echo(line)
    for line in _summary(planned):
        click.echo(line, err=True)


def _summary(planned: Import) -> Iterator[str]:
    yield f"files changed: {len(planned.texts)}"
    yield f"records of other services, left aside: {planned.others}"
    if planned.absent:
        yield f"prefectures that this file does not hold: {planned.absent}"
