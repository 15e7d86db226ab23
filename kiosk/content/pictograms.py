"""Read the bank of pictograms: each drawing as a flat list of elements, with their places.

A drawing is read as data from outside: ASCII, no document type, no entity, nothing fetched or run.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate

from kiosk.content.raw import MOST_BYTES
from kiosk.errors import Problem

if TYPE_CHECKING:
    from pathlib import Path

SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Element:
    """An element as read: its name, that of its parent, and where its tag opens (line, column from 1)."""

    name: str
    attributes: dict[str, str]
    parent: str
    line: int
    column: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Pictogram:
    """A drawing as read; `refusal` is why it could not be, and then it has no elements."""

    file: str
    name: str
    size: int = 0
    """In bytes."""
    elements: tuple[Element, ...] = ()
    refusal: Problem | None = None

    @property
    def title(self) -> str | None:
        """What it shows, in English; None if the drawing does not say it."""
        said = (element.text.strip() for element in self.elements if element.name == "title")
        return next(said, None) or None

    def problem(self, rule: str, sentence: str, element: Element | None = None) -> Problem:
        """Return a problem at the tag of an element, or of the whole file."""
        line, column = (element.line, element.column) if element else (1, 1)
        return Problem(self.file, line, column, "error", rule, sentence)


def read_pictograms(folder: Path) -> tuple[Pictogram, ...]:
    """Read every drawing of a folder, by name; none if there is no such folder."""
    return tuple(read_pictogram(path) for path in sorted(folder.glob("*.svg")))


def read_pictogram(path: Path) -> Pictogram:
    """Read one drawing; whatever stops the reading is its refusal."""
    file = f"{path.parent.name}/{path.name}"
    try:
        with path.open("rb") as opened:
            raw = opened.read(MOST_BYTES + 1)
        return Pictogram(file, path.stem, len(raw), _Builder().build(raw))
    except OSError as error:
        line, column, sentence = 1, 1, f"the file cannot be read: {error.strerror}"
    except _RefusedError as refused:
        line, column, sentence = refused.args
    except ExpatError as error:
        line, column, sentence = error.lineno, error.offset + 1, _malformed(error)
    refusal = Problem(file, line, column, "error", "unreadable-svg", sentence)
    return Pictogram(file, path.stem, refusal=refusal)


def titles(folder: Path) -> dict[str, str]:
    """Return the English title of each pictogram of a folder, by name; the name where there is none."""
    return {each.name: each.title or each.name for each in read_pictograms(folder)}


def _malformed(error: ExpatError) -> str:
    reason = str(error).split(":", maxsplit=1)[0]
    return f"this is not XML: {reason}; close every tag and quote every value, or save it again as plain SVG"


class _RefusedError(Exception):
    """A file that is not read further: line, column, and the sentence that says why."""


class _Builder:
    """Builds the elements of a drawing from the events of the XML parser, one pass."""

    def __init__(self) -> None:
        self.found: list[Element] = []
        self.open: list[int] = []
        self.parser = ParserCreate("us-ascii", namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._document_type
        self.parser.ProcessingInstructionHandler = self._instruction

    def build(self, raw: bytes) -> tuple[Element, ...]:
        """Return the elements in the order in which they open; the root comes first."""
        _refuse_bytes(raw)
        self.parser.Parse(raw, True)
        return tuple(self.found)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        parent = self.found[self.open[-1]].name if self.open else ""
        self.open.append(len(self.found))
        self.found.append(Element(_plain(name), attributes, parent, *self._place()))

    def _end(self, _: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        at = self.open[-1]
        self.found[at] = replace(self.found[at], text=self.found[at].text + text)

    def _document_type(self, *_: object) -> None:
        raise _RefusedError(*self._place(), "no DOCTYPE and no entity is read here; delete the declaration")

    def _instruction(self, target: str, _: str) -> None:
        raise _RefusedError(*self._place(), f"no <?{target}?> is followed here; delete it")

    def _place(self) -> tuple[int, int]:
        """Return the line and column (from 1) where the parser stands."""
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1


def _refuse_bytes(raw: bytes) -> None:
    """Refuse a file too large to be read at all, and one that is not ASCII."""
    if len(raw) > MOST_BYTES:
        sentence = f"the file is larger than {MOST_BYTES // 1000} kB; draw it again with a few plain shapes"
        raise _RefusedError(1, 1, sentence)
    at = next((at for at, byte in enumerate(raw) if byte > 127), None)
    if at is not None:
        sentence = "this is not ASCII; write the title in English without accents, and save as plain text"
        line, column = raw.count(b"\n", 0, at) + 1, at - raw.rfind(b"\n", 0, at)
        raise _RefusedError(line, column, sentence)


def _plain(name: str) -> str:
    """Return the name of an SVG element, and that of any other after its namespace and a space."""
    return name.removeprefix(f"{SVG} ") if " " in name else f" {name}"
