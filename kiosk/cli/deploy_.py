"""kiosk deploy: the settings, services and instructions for a machine in the hall."""

from __future__ import annotations

import re
from pathlib import Path

import click

from kiosk.cli import options
from kiosk.content.languages import content_folder
from kiosk.content.typed import known
from kiosk.deployment.folder import deployed, write
from kiosk.errors import KioskError


@click.command("deploy")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@options.prefecture
@click.option("--user", default="kiosk", show_default=True, help="The account under which the kiosk runs.")
@options.content
def command(folder: Path, prefecture: str | None, user: str, content: Path | None) -> None:
    """Write to FOLDER what a Debian 12 machine in the hall needs; begin with its README.md."""
    if not re.fullmatch(r"[a-z_][a-z0-9_-]{0,23}", user):
        raise KioskError("an account is written in at most 24 small letters, digits and hyphens")
    prefectures = (content or content_folder()) / "procedures" / "prefectures"
    place = known("prefecture", prefecture or "default", (path.stem for path in prefectures.glob("*.yaml")))
    write(deployed(place, user), folder)
    click.echo(folder / "README.md")
