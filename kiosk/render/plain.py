"""The checklist of a Document as plain text, for a telephone: the visitor's own language."""

from __future__ import annotations

from enum import IntEnum
from itertools import groupby
from typing import TYPE_CHECKING

from kiosk.content.numbers import whole
from kiosk.engine.document import Amounts, Checklist, Contact, Dates, Notice, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.engine.document import Block, Document, Item


class Detail(IntEnum):
    """How much a text says."""

    NAMES = 0
    """What to bring, and when."""
    WHOLE = 1
    """The price, the warnings and the address too."""
    FULL = 2
    """Each document with its explanation."""


def plain_texts(document: Document) -> tuple[str, ...]:
    """Return the checklist as text, the fullest first: what is said is never cut, only said with less."""
    texts = ("\n".join(_lines(document, detail)) for detail in reversed(Detail))
    return tuple(whole(text, right_to_left=document.language.right_to_left) for text in texts)


def _lines(document: Document, detail: Detail) -> Iterator[str]:
    yield document.title
    if document.alert:
        yield f"! {document.alert}"
    if document.provisional:
        yield document.provisional
    for section in document.sections:
        for block in section.blocks:
            yield from _block(block, detail)
    yield f"{document.prefecture}, {document.on.isoformat()}"


def _block(block: Block, detail: Detail) -> Iterator[str]:
    if isinstance(block, Checklist):
        yield from _checklist(block, detail)
    elif isinstance(block, Dates):
        yield "\n" + " ".join(filter(None, (block.condition, block.dates or block.rule)))
    elif detail is not Detail.NAMES:
        yield from _beside(block, detail)


def _checklist(block: Checklist, detail: Detail) -> Iterator[str]:
    yield f"\n{block.title}"
    ordered = sorted(block.items, key=lambda item: item.condition or "")
    for condition, items in groupby(ordered, key=lambda item: item.condition):
        if condition:
            yield f"{condition} :"
        yield from (_item(item, detail) for item in items)


def _beside(block: Block, detail: Detail) -> Iterator[str]:
    """Return what a text says beside the list and its dates."""
    if isinstance(block, Amounts):
        strong = [row for row in block.rows if row.strong]
        yield f"{block.title} : " + ", ".join(f"{row.label} {row.amount}" for row in strong or block.rows)
    elif isinstance(block, Contact):
        yield " ".join(filter(None, (block.name, block.address, block.phone)))
    elif isinstance(block, Notice) and block.warning:
        yield f"! {block.text}"
    elif isinstance(block, Paragraph) and detail is Detail.FULL:
        yield block.text


def _item(item: Item, detail: Detail) -> str:
    explained = detail is Detail.FULL and item.detail
    return f"[ ] {item.name}" + (f" - {item.detail}" if explained else "")
