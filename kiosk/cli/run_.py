"""kiosk run: the full-screen kiosk in this terminal."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from time import monotonic, sleep
from typing import TYPE_CHECKING, cast

import click

from kiosk.cli import options
from kiosk.content.languages import content_folder, first_languages, with_output
from kiosk.content.typed import known
from kiosk.content.watch import Watched
from kiosk.serving.crashes import CALM_SECONDS, Crashes
from kiosk.serving.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from kiosk.content.languages import Language
    from kiosk.content.library import Library
    from kiosk.printing.visitors import Send
    from kiosk.screens.app import Counts, KioskApp, Printing, Voice
    from kiosk.settings import Settings

PAUSE = 1
"""Seconds that one sentence stands between a fault and a fresh start."""


@click.command("run")
@options.kiosk
def command(
    content: Path | None,
    settings: Path | None,
    prefecture: str | None,
    language: str | None,
    on: date | None,
    locked: bool,
) -> None:
    """Run the kiosk full-screen in this terminal; Ctrl+Q quits unless it is locked."""
    folder = content or content_folder()
    chosen = read_settings(settings, prefecture, language, locked=locked)
    languages = with_output(first_languages(folder), "screen")
    if chosen.language:
        known("language", chosen.language, languages)
    prefectures = (path.stem for path in (folder / "procedures" / "prefectures").glob("*.yaml"))
    known("prefecture", chosen.prefecture, prefectures)
    watched = Watched(folder)
    sys.exit(_run(lambda: make(languages, chosen, watched, on), Pages(lambda: now(watched), chosen)))


def make(
    languages: Mapping[str, Language],
    settings: Settings,
    watched: Watched,
    on: date | None,
    send: Send | None = None,
) -> KioskApp:
    """Return a kiosk with all that the settings give it; another day than today is not counted.

    `send` sends an errand to the process that sets its pages, where it is another one.
    """
    from kiosk.screens.app import KioskApp

    counts = None if on else _counts(settings)
    printing, voice = _printing(settings, send), _voice(settings)
    return KioskApp(languages, settings, watched, on=on, printing=printing, voice=voice, counts=counts)


def run(app: KioskApp) -> str | None:
    """Run a kiosk to its end, write its last counts, and return what it says."""
    message = app.run()
    if app.counts is not None:
        asyncio.run(app.counts.flush())
    return message


def now(watched: Watched) -> Library:
    """Return the content as it is now, or the last sound one."""
    watched.look()
    return cast("Library", watched.library)


def _run(fresh: Callable[[], KioskApp], pages: Pages) -> int:
    """Run a kiosk; in a hall, start another one after a fault, and say where to go after three in a row."""
    from kiosk.screens.terminal_mode import explicit_bidi

    crashes = Crashes()
    while True:
        app, started = fresh(), monotonic()
        with explicit_bidi(sys.__stderr__ or sys.stderr):
            message = run(app)
        code = app.return_code or 0
        if not (app.crashed and app.settings.locked):
            if message:
                click.echo(message, err=True)
            return code
        crashes.ended(code, monotonic() - started)
        click.clear()
        click.echo(pages.text(broken=crashes.broken))
        sleep(CALM_SECONDS if crashes.broken else PAUSE)


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


def _printing(settings: Settings, send: Send | None) -> Printing | None:
    """Return what prints for visitors, or None without a printer for them."""
    if not any(printer.audience == "visitors" for printer in settings.printers):
        return None
    from kiosk.printing.visitors import VisitorPrinting

    return VisitorPrinting(settings, send)


def _voice(settings: Settings) -> Voice | None:
    """Return what reads aloud, if the settings want it."""
    if not settings.sound:
        return None
    from kiosk.speech.voice import Voice

    return Voice()


def _counts(settings: Settings) -> Counts | None:
    """Return what counts, if the settings name where."""
    if settings.statistics is None:
        return None
    from kiosk.statistics.store import Counter

    return Counter(settings.statistics)
