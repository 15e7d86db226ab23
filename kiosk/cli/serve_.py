"""kiosk serve: the kiosk in a browser, for Chromium in kiosk mode."""

from __future__ import annotations

import gc
import importlib
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

import click

from kiosk.cli import options, run_
from kiosk.content.languages import content_folder, with_output
from kiosk.content.typed import known
from kiosk.content.watch import Watched
from kiosk.engine.day import library_as_of
from kiosk.render.typesetter import families

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.content.library import Library
    from kiosk.serving.nursery import Errand, Run
    from kiosk.settings import Settings

PORT = 8765
SHARED = (
    "PIL.PngImagePlugin",
    "arabic_reshaper",
    "babel.numbers",
    "bidi",
    "kiosk.printing.visitors",
    "kiosk.render.code",
    "kiosk.screens.app",
    "kiosk.screens.catalogue",
    "kiosk.speech.voice",
    "kiosk.statistics.database",
    "resvg_py",
    "segno",
    "textual.drivers.web_driver",
    "textual.layouts.grid",
    "textual.layouts.horizontal",
    "textual.layouts.vertical",
)
"""What every kiosk needs sooner or later, loaded once in the process that they are forked from."""


@click.command("serve")
@options.kiosk
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Another than this machine is for thin clients."
)
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535))
@click.option("--size", type=click.Choice(["large", "standard"]), help="Of the letters: 80 columns or 120.")
def command(
    content: Path | None,
    settings: Path | None,
    prefecture: str | None,
    language: str | None,
    on: date | None,
    host: str,
    port: int,
    size: Literal["large", "standard"] | None,
    *,
    locked: bool,
) -> None:
    """Serve the kiosk to a browser on this machine, until Ctrl+C."""
    from kiosk.printing.visitors import errand
    from kiosk.serving.nursery import open_nursery
    from kiosk.serving.pages import Pages
    from kiosk.serving.server import Server, listen, serve

    chosen = run_.read_settings(settings, prefecture, language, locked=locked)
    chosen = replace(chosen, text_size=size or chosen.text_size)
    watched = Watched(content or content_folder())
    at = listen(host, port)
    nursery = open_nursery(lambda: _kiosk(watched, chosen, on), errand)
    click.echo(f"http://{host}:{port}/", err=True)
    serve(Server(nursery, Pages(lambda: run_.now(watched), chosen)), at)


def _kiosk(watched: Watched, settings: Settings, on: date | None) -> Run:
    """Load what every kiosk shares, and return what starts one."""
    for name in SHARED:
        importlib.import_module(name)
    library = run_.now(watched)
    known("prefecture", settings.prefecture, library.content.prefectures)
    if settings.language:
        known("language", settings.language, with_output(library.languages, "screen"))
    warm(library, on or date.today())  # noqa: DTZ011  local on purpose
    gc.collect()
    gc.freeze()

    def start(send: Errand) -> int:
        app = run_.make(library.languages, settings, watched, on, send)
        run_.run(app)
        return app.return_code or 0

    return start


def warm(library: Library, on: date) -> None:
    """Do once what each kiosk would keep for itself: read all, say a date, find the fonts of the paper."""
    library_as_of(library, on).read_all()
    for code in with_output(library.languages, "screen"):
        library.words(code).say("{day}", day=on)
    families()
