"""A Document as plain data: all that a template reads, and nothing that it runs."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from kiosk.content.languages import content_folder
from kiosk.content.numbers import whole
from kiosk.content.terms import FRENCH, Prose
from kiosk.engine.document import Contact, Glosses, Sign
from kiosk.render.code import MILLIMETRES_A_MODULE
from kiosk.render.inspection import long_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.content.languages import Words
    from kiosk.engine.document import Block, Document, Section
    from kiosk.render.code import Code

INK = "#000091"
"""The blue of the French State, for the drawings as for the titles; dark enough in grey."""
MARKS = frozenset({"calendar", "check", "cross", "information", "unknown", "warning"})
LEAST_CODE = 24
"""The least width of a code on paper, in millimetres."""


def page_of(
    document: Document, words: Words, pictograms: Path, code: Code | None, leave_out: frozenset[str]
) -> dict[str, Any]:
    """Return the page as data; `leave_out` names sections and fields that stay on the screen."""
    sections = [_unglossed(section) for section in document.sections if section.name not in leave_out]
    sentences = {
        "heading": document.title,
        "prefecture": document.prefecture,
        "provisional": document.provisional,
        "alert": document.alert,
        "dated": words.say("{day}, content {version}", day=document.on, version=document.version),
        "who": document.who,
        "sections": [_without_place(section) for section in sections],
        "place": [block for section in sections for block in _place(section)],
        "address": words.say("Address and official page"),
        "official": words.say("Official page"),
        "sources": words.say('Sources: official texts and pages. Other sources say "To be confirmed".'),
        "unsure": words.say("You do not know? Ask at the reception desk."),
        "code_says": code.says if code else None,
    }
    said = {name: _plain(value, document, leave_out) for name, value in sentences.items()}
    return {
        "title": document.title,
        "language": document.code,
        "right_to_left": document.language.right_to_left,
        "fonts": sorted(set(_fonts(document))),
        "date": {"year": document.on.year, "month": document.on.month, "day": document.on.day},
        "procedure": document.procedure,
        "form": document.form,
        "name": "" if document.private else document.procedure,
        "pictogram": document.pictogram,
        "pictograms": _drawings(document, pictograms),
        "official_page": document.official_page,
        "code": code.svg() if code else None,
        "code_width": max(LEAST_CODE, code.modules * MILLIMETRES_A_MODULE) if code else 0,
        "long_words": sorted(long_words(said)),
        **said,
    }


def _fonts(document: Document) -> Iterator[str]:
    """Return the fonts that a page needs beside our own."""
    blocks = (block for section in document.sections for block in section.blocks)
    signs = (block for block in blocks if isinstance(block, Sign))
    fonts = (document.language.font, *(each.font for sign in signs for each in sign.wordings))
    return (font for font in fonts if font)


def _place(section: Section) -> tuple[Block, ...]:
    """Return the first address and all that follows it: they stand at the foot of the page."""
    if section.name != "file":
        return ()
    found = next((n for n, block in enumerate(section.blocks) if isinstance(block, Contact)), None)
    return () if found is None else section.blocks[found:]


def _unglossed(section: Section) -> Section:
    """Leave the explained terms to the screen: a page is for the things to bring."""
    kept = tuple(block for block in section.blocks if not isinstance(block, Glosses))
    return replace(section, blocks=kept)


def _without_place(section: Section) -> Section:
    return replace(section, blocks=section.blocks[: len(section.blocks) - len(_place(section))])


def _plain(value: Any, document: Document, leave_out: frozenset[str]) -> Any:
    """Return blocks, sentences and what they hold as JSON has them; a block says its kind."""
    if isinstance(value, Prose):
        return _sides(value, document)
    if isinstance(value, str):
        return whole(value)
    if is_dataclass(value):
        parts = {name: _plain(part, document, leave_out) for name, part in _printed(value, leave_out)}
        return {"kind": type(value).__name__.lower(), **parts}
    if isinstance(value, (list, tuple)):
        return [_plain(part, document, leave_out) for part in value]
    return value


def _sides(sentence: Prose, document: Document) -> dict[str, Any]:
    """Return both sides of a sentence, its numbers whole; one that has no translation is shown in French."""
    translated, right_to_left = sentence.language != FRENCH, document.language.right_to_left
    return {
        "own": whole(sentence, right_to_left=right_to_left) if translated else None,
        "french": whole(sentence.french),
        "untranslated": not translated and document.code != FRENCH,
    }


def _printed(value: Any, leave_out: frozenset[str]) -> Iterator[tuple[str, Any]]:
    names = [field.name for field in fields(value) if field.name not in leave_out]
    return ((name, getattr(value, name)) for name in names)


def _drawings(document: Document, folder: Path) -> dict[str, str]:
    """Return the drawings of a page by name, as SVG; one that this content lacks is our own."""
    own, found = content_folder() / "pictograms", {}
    for name in sorted(MARKS.union(_pictograms(document))):
        path = folder / f"{name}.svg"
        found[name] = (path if path.exists() else own / path.name).read_text("utf-8").replace("#000", INK)
    return found


def _pictograms(value: Any) -> Iterator[str]:
    if is_dataclass(value):
        for field in fields(value):
            part = getattr(value, field.name)
            yield from [part] if field.name == "pictogram" else _pictograms(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _pictograms(part)
