"""The pictogram bank obeys its rules, and each drawing shows in terminal cells."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageOps
from resvg_py import svg_to_bytes

from kiosk.screens.pictogram import draw

FOLDER = Path(__file__).parents[2] / "pictograms"
FILES = sorted(FOLDER.glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"path", "circle", "rect", "line", "polyline", "polygon", "ellipse"}
GEOMETRY = {*"xydr", "cx", "cy", "rx", "ry", "width", "height", "x1", "y1", "x2", "y2", "points"}
PAINT = {
    "fill": {"#000", "#fff", "none"},
    "stroke": {"#000", "#fff"},
    "stroke-width": {"3"},
    "stroke-linecap": {"round"},
    "stroke-linejoin": {"round"},
}
EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"></svg>'
FULL = EMPTY.replace("></svg>", '><rect width="48" height="48"/></svg>')
LEFT = EMPTY.replace("></svg>", '><rect width="24" height="48"/></svg>')


def elements(file: Path) -> list[ET.Element]:
    """Give every element of a file in order: the root, its title, then what draws."""
    return list(ET.parse(file).getroot().iter())  # noqa: S314 - our own files


every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def test_the_bank_is_there() -> None:
    """The tests below walk files that exist."""
    assert FILES


@every_file
def test_file_is_small_plain_and_well_named(file: Path) -> None:
    """A file is ASCII, under 4 kB, and its name is an identifier."""
    assert file.read_bytes().isascii()
    assert file.stat().st_size < 4096
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", file.stem)


@every_file
def test_file_has_the_grid_and_one_title(file: Path) -> None:
    """The root has the grid and nothing else, and the title comes first, once."""
    root, title, *drawing = elements(file)
    assert root.tag == f"{SVG}svg"
    assert root.attrib == {"viewBox": "0 0 48 48"}
    assert title.tag == f"{SVG}title"
    assert (title.text or "").strip()
    assert title.tag not in {element.tag for element in drawing}


@every_file
def test_file_has_only_allowed_elements(file: Path) -> None:
    """Only groups and plain shapes draw: no text, script, style, link or image."""
    drawing = elements(file)[2:]
    assert drawing
    assert {element.tag.removeprefix(SVG) for element in drawing} <= SHAPES | {"g"}


@every_file
def test_file_has_only_black_white_and_one_stroke(file: Path) -> None:
    """Attributes are geometry, or paint in black and white with the one stroke of the bank."""
    for element in elements(file)[2:]:
        for name, value in element.attrib.items():
            assert name in GEOMETRY or value in PAINT[name], f"{name}={value}"
        assert "stroke" not in element.attrib or element.get("stroke-width") == "3"


@every_file
def test_drawing_keeps_its_margin(file: Path) -> None:
    """Two units of paper stay white on every side."""
    png = svg_to_bytes(svg_string=file.read_text(), background="#fff", width=480, height=480)
    grey = ImageOps.invert(Image.open(BytesIO(png)).convert("L"))
    ink = grey.point(lambda level: 255 * (level > 127))
    left, top, right, bottom = ink.getbbox() or (0, 0, 0, 0)
    assert min(left, top) >= 20
    assert max(right, bottom) <= 460


@every_file
@pytest.mark.parametrize(("columns", "rows"), [(8, 4), (10, 4), (16, 8)])
def test_drawing_has_the_size_and_some_ink(file: Path, columns: int, rows: int) -> None:
    """Each pictogram fills the cells that are asked for, and never comes out blank."""
    lines = draw(file, columns, rows)
    assert [columns] * rows == [len(line) for line in lines]
    assert "".join(lines).strip()


def test_no_two_drawings_are_the_same() -> None:
    """In the smallest cells, each pictogram still differs from all the others."""
    assert len(FILES) == len({draw(file, 8, 4) for file in FILES})


def test_empty_svg_gives_blanks() -> None:
    """A drawing without ink is spaces, not empty braille."""
    assert draw(EMPTY, 10, 4) == (" " * 10,) * 4


def test_square_is_centred_in_wide_cells() -> None:
    """A full square takes 8 of 10 columns in 4 rows, and the middle of 6 rows in 8 columns."""
    full = "\u28ff" * 8
    assert draw(FULL, 10, 4) == (f" {full} ",) * 4
    assert draw(FULL, 8, 6) == (" " * 8, *(full,) * 4, " " * 8)


def test_left_half_is_drawn_on_the_left() -> None:
    """Dots keep their place: the left half of the square inks the left half of the cells."""
    assert draw(LEFT, 8, 4) == ("\u28ff" * 4 + " " * 4,) * 4
    assert draw(LEFT, 1, 1) == ("\u2806",)


def test_bad_svg_is_refused() -> None:
    """A text that is not SVG raises ValueError, as the docstring says."""
    with pytest.raises(ValueError, match="unknown token"):
        draw("not a drawing", 10, 4)


def test_readme_shows_every_pictogram() -> None:
    """The table of the README shows the files of the folder, all of them and no other."""
    shown = re.findall(r'<img src="([^"]+)"', (FOLDER / "README.md").read_text(encoding="ascii"))
    assert sorted(shown) == [file.name for file in FILES]
