"""The pictogram bank obeys its rules, and each drawing shows in terminal cells."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageOps
from resvg_py import svg_to_bytes

from kiosk.content.loader import Parts
from kiosk.content.pictograms import read_pictograms, titles
from kiosk.engine.review import Reviewed
from kiosk.engine.review.pictograms import PICTOGRAM_RULES
from kiosk.screens.pictogram import draw

FOLDER = Path(__file__).parents[2] / "pictograms"
FILES = sorted(FOLDER.glob("*.svg"))
EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"></svg>'
FULL = EMPTY.replace("></svg>", '><rect width="48" height="48"/></svg>')
LEFT = EMPTY.replace("></svg>", '><rect width="24" height="48"/></svg>')

every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def test_the_bank_is_there() -> None:
    """The tests below walk files that exist."""
    assert FILES


def test_bank_obeys_the_rules() -> None:
    """The rules of `kiosk check` find nothing to mend in the bank."""
    bank = Reviewed(Parts(), date(2026, 11, 1), pictograms=read_pictograms(FOLDER))
    assert [problem for rule in PICTOGRAM_RULES for problem in rule(bank)] == []


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
    lines = draw(file.read_text(encoding="utf-8"), columns, rows)
    assert [columns] * rows == [len(line) for line in lines]
    assert "".join(lines).strip()


def test_no_two_drawings_are_the_same() -> None:
    """In the smallest cells, each pictogram still differs from all the others."""
    assert len(FILES) == len({draw(file.read_text(encoding="utf-8"), 8, 4) for file in FILES})


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
    """The tables of the README show the files of the folder with their titles, all of them and no other."""
    text = (FOLDER / "README.md").read_text(encoding="ascii")
    shown = re.findall(r'<img src="([^"]+)\.svg" width="64" alt="([^"]+)"><br><code>\1</code>', text)
    assert sorted(shown) == sorted(titles(FOLDER).items())
    assert text.count("<img") == len(shown)
