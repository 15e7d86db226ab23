"""Write the checklist of a Document as PDF: A4, PDF/UA-1, in French and in the visitor's language."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.content.terms import FRENCH, Prose
from kiosk.engine.document import Contact, Glosses
from kiosk.errors import KioskError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import typst

    from kiosk.content.languages import Words
    from kiosk.engine.document import Block, Document, Section

TEMPLATE = Path(__file__).with_name("checklist.typ")
FONTS = ("Noto Sans", "Noto Sans Arabic")
INK = "#000091"
"""The blue of the French State, for the drawings as for the titles."""
SIGNS = frozenset({"calendar", "check", "cross", "information", "warning"})
NOT_PRINTED = frozenset({"trouble", "facts"})
"""Sections and fields that stay on the screen, so that the checklist keeps to two pages."""
MOST_PAGES = 2


@dataclass(frozen=True, slots=True)
class Density:
    """How tight a page is set: letters in points, their width in percent, air in proportion.

    `longest` is about how many characters of data fit two pages: it saves useless tries.
    """

    size: float
    stretch: float
    air: float
    longest: int


DENSITIES = (
    Density(12, 100, 1, 10_200),
    Density(11, 100, 1, 11_600),
    Density(10.5, 100, 0.65, 13_100),
    Density(10.5, 94, 0.65, 13_900),
    Density(10.5, 87.5, 0.65, 14_300),
    Density(10.5, 81, 0.65, 14_900),
    Density(10.5, 75, 0.65, 15_450),
    Density(10.5, 75, 0.5, 18_000),
)
"""From the most generous to the tightest; the letters are never under 10.5 points."""
LONG = DENSITIES[1]
"""For a checklist that cannot keep to two pages, because the visitor answered few questions."""


def checklist_pdf(document: Document, words: Words, pictograms: Path) -> bytes:
    """Return the checklist as PDF; `words` are those of its language, `pictograms` the folder of SVG.

    KioskError if the page cannot be typeset, for example because no font has one of its letters.
    """
    import typst

    page = _page(document, words, pictograms)
    length = len(json.dumps(page["sections"], ensure_ascii=False))
    fitting = (density for density in DENSITIES if length <= density.longest)
    try:
        pages = (_typeset(page, density) for density in fitting)
        return next((pdf for pdf in pages if _pages(pdf) <= MOST_PAGES), None) or _typeset(page, LONG)
    except typst.TypstError as error:
        raise KioskError(f"the page of {document.procedure} cannot be printed: {error.message}") from error


def _typeset(page: dict[str, Any], density: Density) -> bytes:
    data = json.dumps({**page, "size": density.size, "stretch": density.stretch, "air": density.air})
    pdf = _compiler().compile(format="pdf", pdf_standards=["ua-1"], sys_inputs={"page": data})
    return pdf if isinstance(pdf, bytes) else b""


def _pages(pdf: bytes) -> int:
    found = re.search(rb"/Type/Pages/Count (\d+)", pdf)
    return int(found[1]) if found else 0


@cache
def _compiler() -> typst.Compiler:
    """Start the typesetter once, with our fonts only: the same paper on every machine."""
    import fontpkg
    import typst

    folders = [fontpkg.path(name).parent for name in FONTS]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    return typst.Compiler(TEMPLATE, font_paths=fonts)


def _page(document: Document, words: Words, pictograms: Path) -> dict[str, Any]:
    """Return the page as plain data: all that the template reads, and nothing that it runs."""
    sections = [_unglossed(section) for section in document.sections if section.name not in NOT_PRINTED]
    sentences = {
        "heading": document.title,
        "prefecture": document.prefecture,
        "provisional": document.provisional,
        "dated": words.say(
            "Checklist of {day}, content {version}", day=document.on, version=document.version
        ),
        "sections": [_without_place(section) for section in sections],
        "place": [block for section in sections for block in _place(section)],
        "address": words.say("Address and official page"),
        "official": words.say("Official page"),
        "sources": words.say('Sources: official texts and pages. Other sources say "To be confirmed".'),
    }
    return {
        "title": document.title,
        "language": document.code,
        "right_to_left": document.language.right_to_left,
        "date": {"year": document.on.year, "month": document.on.month, "day": document.on.day},
        "procedure": document.procedure,
        "pictogram": document.pictogram,
        "pictograms": _drawings(document, pictograms),
        "official_page": document.official_page,
        "code": _code(document.official_page),
        **{name: _plain(value, document.code) for name, value in sentences.items()},
    }


def _place(section: Section) -> tuple[Block, ...]:
    """Return the first address and all that follows it: they stand at the foot of the page."""
    found = next((n for n, block in enumerate(section.blocks) if isinstance(block, Contact)), None)
    return () if found is None else section.blocks[found:]


def _unglossed(section: Section) -> Section:
    """Leave the explained terms to the screen: a page is for the things to bring."""
    kept = tuple(block for block in section.blocks if not isinstance(block, Glosses))
    return replace(section, blocks=kept)


def _without_place(section: Section) -> Section:
    return replace(section, blocks=section.blocks[: len(section.blocks) - len(_place(section))])


def _plain(value: Any, code: str) -> Any:
    """Return blocks, sentences and what they hold as JSON has them; a block says its kind."""
    if isinstance(value, Prose):
        own = None if value.language == FRENCH else value
        return {"own": own, "french": value.french, "untranslated": own is None and code != FRENCH}
    if is_dataclass(value):
        parts = {name: _plain(part, code) for name, part in _printed(value)}
        return {"kind": type(value).__name__.lower(), **parts}
    if isinstance(value, (list, tuple)):
        return [_plain(part, code) for part in value]
    return value


def _printed(value: Any) -> Iterator[tuple[str, Any]]:
    names = [field.name for field in fields(value) if field.name not in NOT_PRINTED]
    return ((name, getattr(value, name)) for name in names)


def _drawings(document: Document, folder: Path) -> dict[str, str]:
    """Return the drawings of a page by name, as SVG."""
    names = SIGNS.union(_pictograms(document))
    return {name: (folder / f"{name}.svg").read_text("utf-8").replace("#000", INK) for name in names}


def _pictograms(value: Any) -> Iterator[str]:
    if is_dataclass(value):
        for name, part in _printed(value):
            yield from [part] if name == "pictogram" else _pictograms(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _pictograms(part)


def _code(address: str | None) -> str | None:
    """Return the QR code of an address as SVG."""
    import segno

    if address is None:
        return None
    drawing = BytesIO()
    segno.make(address, micro=False, error="m").save(drawing, kind="svg", border=0, xmldecl=False)
    return drawing.getvalue().decode()
