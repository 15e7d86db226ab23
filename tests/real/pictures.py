"""Compare a line of a screenshot with the same line drawn here, cell by cell."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Iterator

SAME, DIFFERENT = 0.8, 0.5
"""From where on a line is the expected one, and up to where it is surely another."""

SHIFTS = (-2, -1, 0, 1, 2)


def need(program: str, package: str) -> str:
    """Return the path of a program, or skip and name its Debian package."""
    return shutil.which(program) or pytest.skip(f"{program} is missing; install the package {package}")


@cache
def dejavu(pixels: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    """Return DejaVu Sans Mono at a size in pixels, or skip and name its Debian package."""
    pattern = f"DejaVu Sans Mono:{'bold' if bold else 'book'}"
    match = [need("fc-match", "fontconfig"), "-f", "%{family}\n%{file}", pattern]
    family, path = subprocess.run(match, capture_output=True, text=True, check=True).stdout.split("\n")
    if family != "DejaVu Sans Mono":
        pytest.skip("DejaVu Sans Mono is missing; install the package fonts-dejavu-core")
    return ImageFont.truetype(path, pixels, layout_engine=ImageFont.Layout.BASIC)


@dataclass(frozen=True)
class Cells:
    """A screenshot as a grid of cells, with the size of a cell and of its letters in pixels."""

    picture: Image.Image
    width: float
    height: float
    letters: int

    def likeness(self, text: str, row: int, column: int, *, bold: bool) -> float:
        """Return how much the cells from a place on look like the text: 1 the same, 0 not at all."""
        expected = self._drawn(text, bold=bold)
        return max(_correlation(expected, cut) for cut in self._cuts(len(text), row, column))

    def _drawn(self, text: str, *, bold: bool) -> bytes:
        """Draw each character in the middle of its own cell, as a terminal does."""
        font = dejavu(self.letters, bold=bold)
        ascent, descent = font.getmetrics()
        image = Image.new("L", self._size(len(text)), 255)
        draw = ImageDraw.Draw(image)
        top = (self.height - ascent - descent) / 2
        for place, character in enumerate(text):
            draw.text((place * self.width, top + ascent), character, fill=0, font=font, anchor="ls")
        return image.tobytes()

    def _cuts(self, length: int, row: int, column: int) -> Iterator[bytes]:
        """Return the same cells cut out at neighbouring pixels: each program rounds its own way."""
        grey, (width, height) = self.picture.convert("L"), self._size(length)
        for across in SHIFTS:
            for down in SHIFTS:
                left, top = round(column * self.width) + across, round(row * self.height) + down
                yield grey.crop((left, top, left + width, top + height)).tobytes()

    def _size(self, length: int) -> tuple[int, int]:
        """Return the width and height of so many cells in whole pixels."""
        return round(self.width * length), round(self.height)


def _correlation(one: bytes, other: bytes) -> float:
    """Return Pearson's correlation of two pictures of the same size, whatever their colours."""
    count = len(one)
    mean, average = sum(one) / count, sum(other) / count
    first = [value - mean for value in one]
    second = [value - average for value in other]
    spread = sqrt(sum(a * a for a in first) * sum(b * b for b in second))
    return abs(sum(a * b for a, b in zip(first, second, strict=True))) / spread if spread else 0.0
