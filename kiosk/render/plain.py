"""The checklist of a Document as plain text, for a telephone: the visitor's own language."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kiosk.engine.document import Amounts, Checklist, Contact, Dates, Notice, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.engine.document import Block, Document, Item


def plain_texts(document: Document) -> tuple[str, ...]:
    """Return the checklist as text, the fullest first: with the details, then the names alone."""
    return tuple("\n".join(_lines(document, details=details)) for details in (True, False))


def _lines(document: Document, *, details: bool) -> Iterator[str]:
    yield document.title
    if document.provisional:
        yield document.provisional
    for section in document.sections:
        for block in section.blocks:
            yield from _block(block, details=details)
    yield f"{document.prefecture}, {document.on.isoformat()}"


def _block(block: Block, *, details: bool) -> Iterator[str]:
    if isinstance(block, Checklist):
        yield f"\n{block.title}"
        ordered = sorted(block.items, key=lambda item: item.condition or "")
        for condition, items in groupby(ordered, key=lambda item: item.condition):
            if condition:
                yield f"{condition} :"
            for item in items:
                yield _item(item, details=details)
    elif isinstance(block, Dates):
        yield "\n" + " ".join(filter(None, (block.condition, block.dates or block.rule)))
    elif isinstance(block, Amounts):
        strong = [row for row in block.rows if row.strong]
        yield f"{block.title} : " + ", ".join(f"{row.label} {row.amount}" for row in strong or block.rows)
    elif isinstance(block, Contact):
        yield " ".join(filter(None, (block.name, block.address, block.phone)))
    elif isinstance(block, Notice) and block.warning:
        yield f"! {block.text}"
    elif isinstance(block, Paragraph) and details:
        yield block.text


def _item(item: Item, *, details: bool) -> str:
    return f"[ ] {item.name}" + (f" - {item.detail}" if details and item.detail else "")
