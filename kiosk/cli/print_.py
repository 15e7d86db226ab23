"""kiosk print: make one page of the kit."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli import options
from kiosk.content.library import open_library
from kiosk.content.terms import UNKNOWN, Basis
from kiosk.content.typed import known
from kiosk.engine.asking import askable, bases_of
from kiosk.engine.day import library_as_of
from kiosk.engine.journey import Journey, answered, dated
from kiosk.errors import KioskError
from kiosk.printing.folder import print_to_file
from kiosk.printing.printers import channel
from kiosk.settings import Printer

if TYPE_CHECKING:
    from kiosk.content.library import Library
    from kiosk.content.models import Content
    from kiosk.settings import Settings


@click.command("print")
@click.argument("what")
@click.option("--language", required=True, metavar="CODE", help="The visitor's language, for example ar.")
@click.option("--sheet", is_flag=True, help="The whole procedure sheet instead of the checklist.")
@click.option("--size", metavar="SIZE", default="a4", help="a4, a3 or ticket (a picture 72 mm wide).")
@options.prefecture
@click.option("--answer", "answers", multiple=True, metavar="QUESTION=ANSWER", help="May be repeated.")
@click.option("--date", "dates", multiple=True, metavar="BASIS=DATE", help="For example expiry=2027-07-01.")
@options.on
@options.content
@options.settings
@click.option(
    "--to", metavar="FILE|ADDRESS", help="A file, or a printer; else the desk's printer of the settings."
)
def command(
    what: str,
    language: str,
    size: str,
    prefecture: str | None,
    answers: tuple[str, ...],
    dates: tuple[str, ...],
    on: date | None,
    content: Path | None,
    settings: Path | None,
    to: str | None,
    *,
    sheet: bool,
) -> None:
    """Make the page WHAT, in French and in one other language.

    WHAT is a procedure (etudiant/renewal), letter/attestation, poster/deposits, poster/first, faq, notice,
    sign/reception or pictograms.
    """
    from kiosk.render.kit import Order, Workshop, names
    from kiosk.render.paper import Press

    day = on or date.today()  # noqa: DTZ011  the day of the place where one prints
    chosen = options.read_settings(settings)
    library = library_as_of(open_library(content), day)
    order = Order(known("page", what, names(library.content)), _paper(library, language), size, sheet)
    known(f"paper of {what}", size, order.papers)
    printer = _printer(chosen, size) if to is None else None if "://" not in to else Printer("printer", to)
    place = known("prefecture", prefecture or chosen.prefecture, library.content.prefectures)
    journey = _journey(library.content, what, answers, dates, day)
    workshop = Workshop(Press(library, chosen.code), place, day)
    page = workshop.page(order, workshop.document(order, journey))
    if printer is not None:
        click.echo(asyncio.run(_send(printer, page)))
    elif to is not None:
        print_to_file(page, Path(to))


def _printer(settings: Settings, size: str) -> Printer:
    """Return the desk's printer of a size."""
    found = (each for each in settings.printers if (each.audience, each.size) == ("desk", size))
    printer = next(found, None)
    if printer is None:
        raise KioskError(f"no printer of the settings is the desk's and takes {size}; say where with --to")
    return printer


async def _send(printer: Printer, page: bytes) -> str:
    way = channel(printer)
    await way.check()
    return await way.send(page)


def _paper(library: Library, code: str) -> str:
    """Return the code of a language that can be printed."""
    if "paper" not in library.words(code).language.outputs:
        raise KioskError(f'the language "{code}" is not printed on paper')
    return code


def _journey(
    content: Content, procedure: str, answers: tuple[str, ...], dates: tuple[str, ...], on: date
) -> Journey:
    """Return the journey that the options describe; KioskError for what this procedure does not ask."""
    journey = Journey()
    refinements = askable(content, procedure)
    bases = [str(basis) for basis in bases_of(content, procedure)]
    for name, answer in map(_parts, answers):
        known(f"question of {procedure}", name, refinements)
        choices = [choice.id for choice in content.tree.refinements[name].answers]
        journey = answered(journey, name, known(f'answer to "{name}"', answer, [*choices, UNKNOWN]))
    for name, text in map(_parts, dates):
        known(f"date of {procedure}", name, bases)
        journey = dated(journey, Basis(name), _day(Basis(name), text, on))
    return journey


def _day(basis: Basis, text: str, on: date) -> date:
    """Return the day of a date; KioskError for a past one that is still to come."""
    day = options.day(text)
    if basis.past and day > on:
        raise KioskError(f'the date "{basis}={text}" is still to come; write a day that is over')
    return day


def _parts(option: str) -> tuple[str, str]:
    name, equals, value = option.partition("=")
    if not equals:
        raise KioskError(
            f'"{option}" has no equals sign; write for example housing=hosted or expiry=2027-07-01'
        )
    return name, value
