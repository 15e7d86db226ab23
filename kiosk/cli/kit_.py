"""kiosk kit: every page that a prefecture hangs or hands out, in one folder."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli import options
from kiosk.content.languages import with_output
from kiosk.content.library import open_library
from kiosk.content.terms import FRENCH
from kiosk.content.typed import known
from kiosk.engine.day import library_as_of
from kiosk.errors import KioskError
from kiosk.printing.folder import print_to_file

if TYPE_CHECKING:
    from kiosk.render.kit import Order, Workshop
    from kiosk.settings import CodeSettings

    Start = tuple[Path | None, CodeSettings, str, date]

WORKSHOP: list[Workshop] = []
"""The workshop of a process that makes pages; filled once, when the process starts."""


@click.command("kit")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--language", "languages", multiple=True, metavar="CODE", help="May be repeated (default: all)."
)
@options.prefecture
@options.on
@options.content
@options.settings
def command(
    folder: Path,
    languages: tuple[str, ...],
    prefecture: str | None,
    on: date | None,
    content: Path | None,
    settings: Path | None,
) -> None:
    """Write every page of the kit into FOLDER, with an index page."""
    from kiosk.render.index import index_page
    from kiosk.render.kit import orders

    day = on or date.today()  # noqa: DTZ011  the day of the place where one prints
    chosen = options.read_settings(settings)
    library = library_as_of(open_library(content), day)
    place = known("prefecture", prefecture or chosen.prefecture, library.content.prefectures)
    written = with_output(library.languages, "paper")
    codes = [known("language", code, written) for code in languages or written]
    made = _make_all(list(orders(library.content, codes)), folder, (content, chosen.code, place, day))
    problems = [each.problem for each in made if each.problem]
    words, name = library.words(FRENCH), library.content.prefectures[place].name
    dated = words.say("{day}, content {version}", day=day, version=library.content.version)
    titles = {each.path: each.title for each in made if not each.problem}
    print_to_file(index_page(words, name, dated, titles).encode(), folder / "index.html")
    click.echo(folder / "index.html")
    if problems:
        raise KioskError("\n".join(problems))


@dataclass(frozen=True)
class Made:
    """A page that was made, or the sentence that says why it was not."""

    path: str
    title: str = ""
    problem: str = ""


def _make_all(wanted: list[Order], folder: Path, start: Start) -> list[Made]:
    """Make the pages on all processors, and show how far they are."""
    fresh = get_context("spawn")  # a forked one waits forever for the threads that its parent had
    with ProcessPoolExecutor(os.cpu_count(), fresh, initializer=_open, initargs=start) as pool:
        pages = pool.map(_make, wanted, repeat(folder), chunksize=4)
        with click.progressbar(pages, length=len(wanted), file=sys.stderr) as done:
            return list(done)


def _open(content: Path | None, code: CodeSettings, prefecture: str, on: date) -> None:
    """Open the content once in each process."""
    from kiosk.render.kit import Workshop
    from kiosk.render.paper import Press

    library = library_as_of(open_library(content), on)
    WORKSHOP.append(Workshop(Press(library, code), prefecture, on))


def _make(order: Order, folder: Path) -> Made:
    """Make one page."""
    path, workshop = folder / order.path, WORKSHOP[0]
    try:
        document = workshop.document(order)
        page = workshop.page(order, document)
        _make_folder(path.parent)
        print_to_file(page, path)
    except KioskError as error:
        return Made(order.path, problem=str(error))
    return Made(order.path, f"{document.title} ({order.size.upper()})")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KioskError(f"the folder {folder} cannot be made: {error.strerror}") from error
