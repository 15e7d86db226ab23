"""kiosk run: the full-screen kiosk in this terminal."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from kiosk.cli import options
from kiosk.content.languages import content_folder, first_languages
from kiosk.content.typed import known
from kiosk.content.watch import Watched

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kiosk.screens.app import Counts, Printing, Voice
    from kiosk.settings import Settings


@click.command("run")
@options.content
@options.settings
@options.prefecture
@click.option("--language", help="Start in this language instead of the language screen.")
@options.on
@click.option("--locked", is_flag=True, help="Only the agent's code of the settings closes the kiosk.")
def command(
    content: Path | None,
    settings: Path | None,
    prefecture: str | None,
    language: str | None,
    on: date | None,
    locked: bool,
) -> None:
    """Run the kiosk full-screen in this terminal; Ctrl+Q quits unless it is locked."""
    from kiosk.screens.app import KioskApp
    from kiosk.screens.terminal_mode import explicit_bidi

    folder = content or content_folder()
    chosen = read_settings(settings, prefecture, language, locked=locked)
    languages = {code: each for code, each in first_languages(folder).items() if "screen" in each.outputs}
    if chosen.language:
        known("language", chosen.language, languages)
    prefectures = (path.stem for path in (folder / "procedures" / "prefectures").glob("*.yaml"))
    known("prefecture", chosen.prefecture, prefectures)
    watched = Watched(folder)
    app = KioskApp(
        languages,
        chosen,
        watched,
        on=on,
        printing=printing(chosen),
        voice=voice(chosen),
        counts=counts(chosen),
    )
    with explicit_bidi(sys.__stderr__ or sys.stderr):
        message = app.run()
    if message:
        click.echo(message, err=True)
    sys.exit(app.return_code)


def read_settings(
    path: Path | None, prefecture: str | None, language: str | None, *, locked: bool
) -> Settings:
    """Return the settings of the file, with what the command line says on top."""
    found = options.read_settings(path)
    return replace(
        found,
        prefecture=prefecture or found.prefecture,
        language=language or found.language,
        locked=locked or found.locked,
    )


def printing(settings: Settings) -> Printing | None:
    """Return what prints for visitors, or None without a printer for them."""
    if not any(printer.audience == "visitors" for printer in settings.printers):
        return None
    from kiosk.printing.visitors import VisitorPrinting

    return VisitorPrinting(settings)


def voice(settings: Settings) -> Voice | None:
    """Return what reads aloud, if the settings want it."""
    if not settings.sound:
        return None
    from kiosk.speech.voice import Voice

    return Voice()


def counts(settings: Settings) -> Counts | None:
    """Return what counts, if the settings name where."""
    if settings.statistics is None:
        return None
    from kiosk.statistics.store import Counter

    return Counter(settings.statistics)
