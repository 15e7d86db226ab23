"""kiosk doctor: look at the machine around the kiosk, and say in a sentence what to mend."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from kiosk.cli import options
from kiosk.content.languages import content_folder
from kiosk.content.library import read_languages
from kiosk.errors import KioskError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.content.languages import Language
    from kiosk.settings import Settings

GOOD, BAD = "ok", "to mend"


@click.command("doctor")
@options.content
@options.settings
def command(content: Path | None, settings: Path | None) -> None:
    """Check the fonts of each language, the printers and the spool; exit with 1 if there is a fault."""
    languages = read_languages(content or content_folder())
    chosen = options.read_settings(settings)
    faults = 0
    for what, sentence in (*_fonts(languages), *_printers(chosen), *_spool(chosen)):
        faults += bool(sentence)
        click.echo(f"{BAD if sentence else GOOD:<9}{what}{': ' if sentence else ''}{sentence}")
    sys.exit(1 if faults else 0)


def _fonts(languages: dict[str, Language]) -> Iterator[tuple[str, str]]:
    """Say whether the fonts of each language on paper are there."""
    from kiosk.render.typesetter import families

    found = families()
    for code, language in languages.items():
        if "paper" in language.outputs:
            missing = language.font not in (None, *found)
            sentence = (
                f'the font "{language.font}" is missing; install Debian\'s fonts-noto-cjk' if missing else ""
            )
            yield f"paper in {code}", sentence


def _printers(settings: Settings) -> Iterator[tuple[str, str]]:
    """Say whether each printer can print now."""
    from kiosk.printing.printers import channel

    for printer in settings.printers:
        try:
            asyncio.run(channel(printer).check())
        except KioskError as error:
            yield f"printer {printer.name}", str(error)
        else:
            yield f"printer {printer.name}", ""


def _spool(settings: Settings) -> Iterator[tuple[str, str]]:
    """Say whether CUPS on this machine keeps nothing; of no matter without a printer of its own."""
    from kiosk.printing.spool import spool_faults

    if any("localhost" in printer.address or "127.0.0.1" in printer.address for printer in settings.printers):
        faults = spool_faults()
        yield from (("spool", fault) for fault in faults or [""])
