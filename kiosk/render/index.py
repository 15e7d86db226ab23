"""The index page of the kit: every page that was made, by folder, with its title and a link."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.content.languages import Words

TEMPLATES = Path(__file__).with_name("templates")


def index_page(words: Words, heading: str, dated: str, titles: Mapping[str, str]) -> str:
    """Return the HTML of the index; `titles` says what each file is, by its path in the kit."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    pages = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    folders = [
        (folder, [(path, titles[path]) for path in paths])
        for folder, paths in groupby(sorted(titles), key=lambda path: path.rpartition("/")[0])
    ]
    return pages.get_template("index.html").render(
        language=words.code,
        title=words.say("The kit of the prefecture"),
        heading=heading,
        dated=dated,
        folders=folders,
    )
