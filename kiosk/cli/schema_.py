"""kiosk schema: JSON Schema of the content files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kiosk.content.schema import schemas


@click.command("schema")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".schemas")
def command(folder: Path) -> None:
    """Write one JSON Schema a kind of content file into FOLDER (.schemas)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        click.echo(path)
