"""Rules on the bank of pictograms: plain black shapes on one grid, with a title.

Whether the dots are recognisable is for the eye, and `pictograms/README.md` says how to look.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.content.typed import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.content.pictograms import Element, Pictogram
    from kiosk.engine.review.reviewed import Reviewed
    from kiosk.errors import Problem

LARGEST = 4095
"""In bytes."""
NAME = re.compile(r"[a-z]+(-[a-z]+)*")
TITLE = re.compile(r"[A-Za-z][A-Za-z0-9 ,.'()-]*")
GRID = {"viewBox": "0 0 48 48"}
ROOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
SHAPES = ("path", "circle", "ellipse", "rect", "line", "polyline", "polygon")
GEOMETRY = {*"dxyr", "cx", "cy", "rx", "ry", "width", "height", "x1", "y1", "x2", "y2", "points"}
STROKE = {"stroke-width": "3", "stroke-linecap": "round", "stroke-linejoin": "round"}
PAINT = {
    "fill": ("#000", "#fff", "none"),
    "stroke": ("#000", "#fff", "none"),
    **{name: (value,) for name, value in STROKE.items()},
}
"""The values that each attribute of paint may have."""
INSTEAD = {
    "text": "draw the sign as shapes, and leave words to the page",
    "image": "draw it again with shapes",
    "script": "a drawing runs nothing; delete it",
    "style": 'delete it, and write fill="#000" on a group',
    "a": "a drawing leads nowhere; keep only what is in it",
    "use": "copy the shape here instead",
}
"""What to do without the elements that drawing programs write most."""


def unreadable_svg(reviewed: Reviewed) -> Iterator[Problem]:
    """Every drawing is well-formed XML in ASCII, without a document type or instruction."""
    yield from (each.refusal for each in reviewed.pictograms if each.refusal)


def drawing_name(reviewed: Reviewed) -> Iterator[Problem]:
    """A drawing is named by words in small letters, with hyphens between them."""
    for each in reviewed.pictograms:
        if not NAME.fullmatch(each.name):
            sentence = f'{quoted(each.name)} is no name here; write small letters and hyphens, as "town-hall"'
            yield each.problem("drawing-name", sentence)


def drawing_size(reviewed: Reviewed) -> Iterator[Problem]:
    """A drawing has fewer than 4096 bytes."""
    for each in reviewed.pictograms:
        if each.size > LARGEST:
            sentence = f"{each.size} bytes are too many; draw it with fewer points, in at most {LARGEST}"
            yield each.problem("drawing-size", sentence)


def drawing_grid(reviewed: Reviewed) -> Iterator[Problem]:
    """The root of a drawing says its grid of 48 by 48 units, and nothing else."""
    for each in reviewed.pictograms:
        for root in each.elements[:1]:
            if root.name != "svg" or root.attributes != GRID:
                yield each.problem("drawing-grid", f"open the drawing with this and no more: {ROOT}", root)


def drawing_title(reviewed: Reviewed) -> Iterator[Problem]:
    """A drawing has one title, which comes first, in plain English words."""
    for each in _opened(reviewed):
        first = next((element for element in each.elements[1:2] if element.name == "title"), None)
        if first is None or not TITLE.fullmatch(first.text.strip()):
            sentence = "say first what is shown, in English: <title>Passport</title>"
            yield each.problem("drawing-title", sentence, first or each.elements[0])
        for element in each.elements[2:]:
            if element.name == "title":
                yield each.problem("drawing-title", "one title is enough; delete this one", element)


def drawing_shape(reviewed: Reviewed) -> Iterator[Problem]:
    """Only plain shapes draw, alone or in groups: no text, script, style sheet, link or image."""
    for each, element in _drawn(reviewed):
        if element.name not in ("g", "title", *SHAPES):
            yield each.problem("drawing-shape", _instead(element), element)
        elif element.parent not in ("svg", "g"):
            sentence = f"{_tag(element.name)} within {_tag(element.parent)} is not drawn; move it out"
            yield each.problem("drawing-shape", sentence, element)


def drawing_words(reviewed: Reviewed) -> Iterator[Problem]:
    """The only words of a drawing are those of its title."""
    for each in _opened(reviewed):
        for element in each.elements:
            words = element.text.strip()
            if words and element.name != "title":
                sentence = f"{quoted(words)} is not drawn; delete these words"
                yield each.problem("drawing-words", sentence, element)


def drawing_empty(reviewed: Reviewed) -> Iterator[Problem]:
    """A drawing has at least one shape."""
    for each in _opened(reviewed):
        if not any(element.name in SHAPES for element in each.elements):
            yield each.problem("drawing-empty", "nothing is drawn; add a shape", each.elements[0])


def drawing_paint(reviewed: Reviewed) -> Iterator[Problem]:
    """Shapes have their geometry, and paint in black, white or none: no style, link or reference."""
    for each, element in _drawn(reviewed):
        for name, value in element.attributes.items():
            if name in PAINT and value not in PAINT[name]:
                sentence = f"{quoted(value)} is not used as {name}; write {' or '.join(PAINT[name])}"
                yield each.problem("drawing-paint", sentence, element)
            elif name not in PAINT and name not in GEOMETRY:
                yield each.problem("drawing-paint", _unused(name), element)


def drawing_stroke(reviewed: Reviewed) -> Iterator[Problem]:
    """There is one stroke: 3 units wide, with round caps and joins."""
    for each, element in _drawn(reviewed):
        missing = [name for name in STROKE if name not in element.attributes]
        if element.attributes.get("stroke", "none") != "none" and missing:
            wanted = " ".join(f'{name}="{STROKE[name]}"' for name in missing)
            yield each.problem("drawing-stroke", f"the stroke is not whole; add {wanted}", element)


def _opened(reviewed: Reviewed) -> Iterator[Pictogram]:
    """Return the drawings that open as SVG; of the others, the grid is enough to say."""
    return (each for each in reviewed.pictograms if each.elements and each.elements[0].name == "svg")


def _drawn(reviewed: Reviewed) -> Iterator[tuple[Pictogram, Element]]:
    """Return what each drawing holds within its root."""
    for each in _opened(reviewed):
        yield from ((each, element) for element in each.elements[1:])


def _instead(element: Element) -> str:
    """Say how to do without an element."""
    name = element.name.rpartition(" ")[2]
    return f"{_tag(name)} is not drawn here; {INSTEAD.get(name, _shapes())}"


def _tag(name: str) -> str:
    """Return a name as a tag, short and on one line."""
    return f"<{quoted(name.rpartition(' ')[2])[1:-1]}>"


def _shapes() -> str:
    return f"use only g, {', '.join(SHAPES[:-1])} and {SHAPES[-1]}"


def _unused(name: str) -> str:
    """Say that an attribute is neither geometry nor paint."""
    if name.endswith("href"):
        return "a drawing refers to nothing outside; delete this href"
    return f"{quoted(name.rpartition(' ')[2])} is not used here; keep geometry, and {', '.join(PAINT)}"


PICTOGRAM_RULES: tuple[Callable[[Reviewed], Iterator[Problem]], ...] = (
    unreadable_svg,
    drawing_name,
    drawing_size,
    drawing_grid,
    drawing_title,
    drawing_shape,
    drawing_words,
    drawing_empty,
    drawing_paint,
    drawing_stroke,
)
