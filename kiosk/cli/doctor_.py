"""kiosk doctor: look at the machine around the kiosk, and say in a sentence what to mend."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from kiosk.cli import options
from kiosk.content.languages import content_folder, with_output
from kiosk.deployment import hall
from kiosk.deployment.content import age, newest, sound_content
from kiosk.deployment.letters import screen_letters
from kiosk.deployment.machine import Machine
from kiosk.errors import KioskError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from kiosk.content.languages import Language
    from kiosk.content.library import Library
    from kiosk.deployment.machine import Finding
    from kiosk.settings import Settings

GOOD, BAD = "ok", "to mend"


@click.command("doctor")
@options.content
@options.settings
@options.on
@click.option("--no-touch", is_flag=True, help="This machine has a keyboard, and no touch screen.")
def command(content: Path | None, settings: Path | None, on: date | None, *, no_touch: bool) -> None:
    """Check the content, the fonts, the printers and the spool; exit with 1 if there is a fault.

    Of a kiosk whose settings say `locked: true`, check also the whole machine in the hall: packages,
    services, screen, touch, sound and clock.
    """
    chosen = options.read_settings(settings)
    machine = Machine()
    faults = 0
    for what, sentence in _findings(content or content_folder(), chosen, machine, on, touch=not no_touch):
        faults += bool(sentence)
        click.echo(f"{BAD if sentence else GOOD:<9}{what}{': ' if sentence else ''}{sentence}")
    sys.exit(1 if faults else 0)


def _findings(
    folder: Path, settings: Settings, machine: Machine, on: date | None, *, touch: bool
) -> Iterator[Finding]:
    """Return everything that is looked at."""
    library, content = sound_content(folder)
    yield content
    if library:
        yield from age(library, on or machine.today())
        yield from _fonts(library.languages)
    yield from _printers(settings)
    yield from _spool(settings)
    if settings.locked:
        yield from _hall(settings, machine, touch=touch)
    if settings.locked and library:
        yield from _screen(settings, machine, library)


def _hall(settings: Settings, machine: Machine, *, touch: bool) -> Iterator[Finding]:
    """Say what the machine lacks, whatever the content."""
    yield from hall.packages(machine)
    yield from hall.programs(machine)
    yield from hall.files(machine)
    yield from hall.services(machine)
    yield from hall.reach(machine, settings.printers)
    yield from hall.swap(machine)
    yield from hall.agent_code(settings)
    if touch:
        yield from hall.touch(machine)


def _screen(settings: Settings, machine: Machine, library: Library) -> Iterator[Finding]:
    """Say whether the machine can show and read this content."""
    yield from screen_letters(library, machine.run)
    yield from hall.clock(machine, newest(library))
    if settings.sound:
        yield from hall.sound(machine, with_output(library.languages, "screen"))


def _fonts(languages: dict[str, Language]) -> Iterator[Finding]:
    """Say whether the fonts of each language on paper are there."""
    from kiosk.render.typesetter import families

    found = families()
    for code, language in with_output(languages, "paper").items():
        missing = language.font not in (None, *found)
        sentence = f'the font "{language.font}" is missing; type: apt-get install fonts-noto-cjk'
        yield f"paper in {code}", sentence if missing else ""


def _printers(settings: Settings) -> Iterator[Finding]:
    """Say whether each printer can print now."""
    from kiosk.printing.printers import channel

    for printer in settings.printers:
        try:
            asyncio.run(channel(printer).check())
        except KioskError as error:
            yield f"printer {printer.name}", str(error)
        else:
            yield f"printer {printer.name}", ""


def _spool(settings: Settings) -> Iterator[Finding]:
    """Say whether CUPS on this machine keeps nothing; of no matter without a printer of its own."""
    from kiosk.printing.spool import spool_faults

    if any("localhost" in printer.address or "127.0.0.1" in printer.address for printer in settings.printers):
        faults = spool_faults()
        yield from (("spool", fault) for fault in faults or [""])
