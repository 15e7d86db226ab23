"""kiosk print: write the checklist or the sheet of a procedure as PDF, or its ticket."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli import options
from kiosk.content.library import open_library
from kiosk.content.terms import UNKNOWN, Basis, is_procedure
from kiosk.content.typed import known
from kiosk.engine.compose import compose
from kiosk.engine.day import library_as_of
from kiosk.engine.facts import Setting
from kiosk.engine.journey import Journey, answered, dated, refinements_of, request_of
from kiosk.errors import KioskError
from kiosk.settings import CodeSettings

if TYPE_CHECKING:
    from kiosk.content.languages import Words
    from kiosk.content.library import Library
    from kiosk.content.models import Content


@click.command("print")
@click.argument("procedure")
@click.option("--sheet", is_flag=True, help="The whole procedure sheet instead of the checklist.")
@click.option(
    "--size", type=click.Choice(["a4", "ticket"]), default="a4", help="A ticket is a PNG, 72 mm wide."
)
@click.option("--language", required=True, metavar="CODE", help="The visitor's language, for example ar.")
@options.prefecture
@click.option("--answer", "answers", multiple=True, metavar="QUESTION=ANSWER", help="May be repeated.")
@click.option("--date", "dates", multiple=True, metavar="BASIS=DATE", help="For example expiry=2027-07-01.")
@options.on
@options.content
@click.option(
    "--to", required=True, metavar="FILE", type=click.Path(path_type=Path), help="The file to write."
)
def command(
    procedure: str,
    language: str,
    prefecture: str | None,
    answers: tuple[str, ...],
    dates: tuple[str, ...],
    on: date | None,
    content: Path | None,
    to: Path,
    *,
    sheet: bool,
    size: str,
) -> None:
    """Write the checklist of PROCEDURE, for example etudiant/renewal, in French and in one other language."""
    from kiosk.printing.folder import print_to_file
    from kiosk.render.layouts import CHECKLIST, SHEET
    from kiosk.render.paper import Press

    day = on or date.today()  # noqa: DTZ011  the day of the place where one prints
    library = library_as_of(open_library(content), day)
    known("procedure", procedure, _procedures(library.content))
    words = _words(library, language)
    place = known("prefecture", prefecture or "default", library.content.prefectures)
    journey = _journey(library.content, procedure, answers, dates)
    setting = Setting(library.in_language(words), words, place, journey, day)
    press, document = Press(library, CodeSettings()), compose(setting, procedure)
    page = press.ticket(document) if size == "ticket" else press.pdf(document, SHEET if sheet else CHECKLIST)
    print_to_file(page, to)


def _procedures(content: Content) -> list[str]:
    """Return every procedure and referral, as they are named on the command line."""
    requests = [f"{name}/{kind}" for name, permit in content.permits.items() for kind in permit.requests]
    return [*requests, *(f"referral/{name}" for name in content.referrals.referrals)]


def _words(library: Library, code: str) -> Words:
    """Return the words of a language that can be printed."""
    words = library.words(code)
    if "paper" not in words.language.outputs:
        raise KioskError(f'the language "{code}" is not printed on paper')
    return words


def _journey(content: Content, procedure: str, answers: tuple[str, ...], dates: tuple[str, ...]) -> Journey:
    """Return the journey that the options describe; KioskError for what this procedure does not ask."""
    journey = Journey()
    refinements = refinements_of(content, procedure, journey)
    bases = _bases(content, procedure)
    for name, answer in map(_parts, answers):
        known(f"question of {procedure}", name, refinements)
        choices = [choice.id for choice in content.tree.refinements[name].answers]
        journey = answered(journey, name, known(f'answer to "{name}"', answer, [*choices, UNKNOWN]))
    for name, text in map(_parts, dates):
        known(f"date of {procedure}", name, bases)
        journey = dated(journey, Basis(name), options.day(text))
    return journey


def _bases(content: Content, procedure: str) -> list[str]:
    """Return the dates from which the windows of a procedure are counted."""
    if not is_procedure(procedure):
        return []
    _, request = request_of(content, procedure)
    bases = (content.deposits.windows[use.use].basis for use in request.windows)
    return [str(basis) for basis in bases if basis is not Basis.NONE]


def _parts(option: str) -> tuple[str, str]:
    name, equals, value = option.partition("=")
    if not equals:
        raise KioskError(
            f'"{option}" has no equals sign; write for example housing=hosted or expiry=2027-07-01'
        )
    return name, value
