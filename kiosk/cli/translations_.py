"""kiosk translations: the state of each language, and the catalogs brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.content.catalogs import INTERFACE, PROCEDURES, catalog_path, domains, read_catalog, refresh
from kiosk.content.extract import content_messages, located
from kiosk.content.languages import PACKAGE, content_folder
from kiosk.content.library import read_languages
from kiosk.content.loader import faults, read_parts
from kiosk.content.pictograms import read_pictograms
from kiosk.content.spoken import interface_messages
from kiosk.errors import ContentError

if TYPE_CHECKING:
    from kiosk.content.extract import Messages
    from kiosk.content.languages import Language

Wanted = dict[str, "Messages"]


@click.command("translations")
@click.option("--update", is_flag=True, help="Write the catalogs anew from code and content.")
@click.option("--content", type=click.Path(file_okay=False, path_type=Path), help="Another content folder.")
def command(content: Path | None, *, update: bool) -> None:
    """Write how much of each language is translated."""
    folder = content or content_folder()
    wanted = _wanted(folder)
    languages = read_languages(folder)
    locales = folder / "locales"
    if update:
        for code, language in languages.items():
            _update(locales, code, language, wanted)
    click.echo(f"{'language':<10}{'interface':>12}{'content':>12}  state")
    for code, language in languages.items():
        click.echo(_row(locales, code, language, wanted))


def _wanted(folder: Path) -> Wanted:
    """Return the sentences of each domain; ContentError if the content is not sound."""
    parts = read_parts(folder / "procedures")
    problems = faults(parts, folder / "procedures")
    if problems:
        raise ContentError(problems)
    said = interface_messages(PACKAGE, read_pictograms(folder / "pictograms"))
    return {INTERFACE: said, PROCEDURES: content_messages(located(parts.models))}


def _update(locales: Path, code: str, language: Language, wanted: Wanted) -> None:
    for domain in domains(code):
        catalog = read_catalog(locales, code, domain)
        if catalog.problem:
            raise ContentError([catalog.problem])
        written = refresh(locales, code, language, domain, wanted[domain])
        path = catalog_path(locales, code, domain)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written)


def _row(locales: Path, code: str, language: Language, wanted: Wanted) -> str:
    counts = ["source", "source"]
    for index, domain in enumerate(domains(code)):
        catalog = read_catalog(locales, code, domain)
        counts[index] = f"{catalog.done(wanted[domain])}/{len(wanted[domain])}"
    return f"{code:<10}{counts[0]:>12}{counts[1]:>12}  {language.reviewed}"
