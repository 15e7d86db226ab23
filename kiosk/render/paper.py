"""Write the checklist of a Document as a PDF page: A4, PDF/UA-1, in French and in one other language."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.content.fields import FRENCH, Prose
from kiosk.engine.document import Contact
from kiosk.errors import KioskError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import typst

    from kiosk.content.languages import Words
    from kiosk.engine.document import Block, Document, Section

TEMPLATE = Path(__file__).with_name("checklist.typ")
FONTS = ("Noto Sans", "Noto Sans Arabic")
SIGNS = ("check", "cross", "information", "warning")
DENSITIES = ((12, 100), (11, 100), (10.5, 100), (10.5, 87.5), (10.5, 75))
INK = "#000091"
"""The blue of the French State."""
NOT_PRINTED = ("trouble",)
"""What goes wrong is on the screen and on the official page: the checklist keeps to two pages."""


def checklist_pdf(document: Document, words: Words, pictograms: Path) -> bytes:
    """Return the checklist as PDF; `words` are of the document's language, `pictograms` a folder of SVG.

    KioskError if the page cannot be typeset, for example because no font has one of its letters.
    """
    page = _page(document, words, pictograms)
    try:
        return next(pdf for pdf, last in _tries(page) if last or _pages(pdf) <= 2)
    except _typst().TypstError as error:
        raise KioskError(f"the page of {document.procedure} cannot be printed: {error.message}") from error


def _tries(page: dict[str, Any]):
    for n,(size, stretch) in enumerate(DENSITIES):
        data = {**page, "size": size, "stretch": stretch}
        yield _compiler().compile(format="pdf", pdf_standards=["ua-1"], sys_inputs={"page": json.dumps(data)}), n==len(DENSITIES)-1

def _typst():
    import typst
    return typst

def _pages(pdf):
    import re
    return int(re.search(rb"/Type/Pages/Count (\d+)", pdf)[1])


@cache
def _compiler() -> typst.Compiler:
    """Start the typesetter once, with our fonts only: the same paper on every machine."""
    import fontpkg
    import typst

    folders = [str(fontpkg.path(name).parent) for name in FONTS]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    return typst.Compiler(TEMPLATE, font_paths=fonts)


def _page(document: Document, words: Words, pictograms: Path) -> dict[str, Any]:
    """Return the page as plain data: what the template reads, and nothing else."""
    printed = [section for section in document.sections if section.name not in NOT_PRINTED]
    pairs = {
        "heading": document.title,
        "permit": document.permit,
        "provisional": document.provisional,
        "checklist": words.say("Checklist"),
        "dated": words.say("Sheet of {day}, content {version}", day=document.on, version=document.version),
        "address": words.say("Address and official page"),
        "official": words.say("The official page"),
        "sources": words.say('Sources: official texts and pages. Other sources say "To be confirmed".'),
        "sections": [_without_place(section) for section in printed],
        "place": [block for section in printed for block in _place(section)],
    }
    return {
        "title": f"{pairs['checklist']} - {document.title}",
        "language": document.code,
        "right_to_left": document.language.right_to_left,
        "date": {"year": document.on.year, "month": document.on.month, "day": document.on.day},
        "prefecture": document.prefecture.french,
        "procedure": document.procedure,
        "pictogram": document.pictogram,
        "pictograms": _drawings(document, pictograms),
        "official_page": document.official_page,
        "code": _code(document.official_page),
        **{key: _plain(value, document.code) for key, value in pairs.items()},
    }


def _place(section: Section) -> tuple[Block, ...]:
    """Return the address and all that follows it, which stand at the foot of the page."""
    found = next((n for n, block in enumerate(section.blocks) if isinstance(block, Contact)), None)
    return () if found is None else section.blocks[found:]


def _without_place(section: Section) -> Section:
    return replace(section, blocks=section.blocks[: len(section.blocks) - len(_place(section))])


def _plain(value: Any, code: str) -> Any:
    """Return blocks, sentences and what they hold as JSON knows it; a block says its kind."""
    if isinstance(value, Prose):
        own = None if value.language == FRENCH else value
        return {"own": own, "french": value.french, "untranslated": own is None and code != FRENCH}
    if is_dataclass(value):
        parts = {field.name: _plain(getattr(value, field.name), code) for field in fields(value)}
        return {"kind": type(value).__name__.lower(), **parts}
    if isinstance(value, (list, tuple)):
        return [_plain(part, code) for part in value]
    return value


def _drawings(value: Any, folder: Path) -> dict[str, str]:
    """Return the drawings that a page needs, by name, in the blue of the page."""
    names = {*SIGNS, *_pictograms(value)}
    return {name: (folder / f"{name}.svg").read_text(encoding="utf-8").replace("#000", INK) for name in names}


def _pictograms(value: Any) -> Iterator[str]:
    if is_dataclass(value):
        for field in fields(value):
            part = getattr(value, field.name)
            yield from [part] if field.name == "pictogram" else _pictograms(part)
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
