"""Compose a letter: when it serves, and its text with blanks for what is personal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.engine import document as doc
from kiosk.engine.facts import caution, page_of
from kiosk.engine.places import places

if TYPE_CHECKING:
    from kiosk.engine.facts import Case


def letter(case: Case, target: str, name: str) -> doc.Document:
    """Return the Document of a letter; the French text is what is handed in."""
    content = case.content.letters.letters[name]
    say = case.words.say
    about = doc.Notice(content.purpose, note=caution(case, content))
    subject = say("Subject: {subject}", subject=content.subject)
    block = doc.Letter(content.to, subject, content.paragraphs, say("Enclosed:"), content.enclosed)
    law = doc.Paragraph(say("Legal text: {article}", article=content.detail)) if content.detail else None
    blocks: tuple[doc.Block, ...] = (about, block, law) if law else (about, block)
    sections = (
        doc.Section("leaf", say("Letter to hand in or to send"), "letter", blocks),
        doc.Section("file", say("Where to go"), "prefecture", tuple(places(case))),
    )
    written = (section for section in sections if section.blocks)
    return page_of(case, target, content.title, content.pictogram, written)
