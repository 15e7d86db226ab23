"""kiosk tree: the graph of the decision tree."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.content.languages import content_folder
from kiosk.content.loader import load
from kiosk.engine.drawing import FORMATS


@click.command("tree")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How it is written.")
@click.option("--content", type=click.Path(file_okay=False, path_type=Path), help="Another content folder.")
def command(form: str, content: Path | None) -> None:
    """Write the decision tree on stdout."""
    tree = load((content or content_folder()) / "procedures").tree
    click.echo(FORMATS[form](tree))
