"""Large figures in a terminal: each digit three cells wide and three lines high, in half blocks."""

from __future__ import annotations

DRAWN = {
    "0": ("111", "101", "101", "101", "111"),
    "1": ("010", "110", "010", "010", "111"),
    "2": ("111", "001", "111", "100", "111"),
    "3": ("111", "001", "111", "001", "111"),
    "4": ("101", "101", "111", "001", "001"),
    "5": ("111", "100", "111", "001", "111"),
    "6": ("111", "100", "111", "101", "111"),
    "7": ("111", "001", "001", "001", "001"),
    "8": ("111", "101", "111", "101", "111"),
    "9": ("111", "101", "111", "001", "111"),
    " ": ("000", "000", "000", "000", "000"),
}
HALVES = {"00": " ", "10": "\u2580", "01": "\u2584", "11": "\u2588"}


def figures(number: str) -> tuple[str, str, str]:
    """Return a number of digits and spaces as three lines."""
    rows = [" ".join(DRAWN[digit][y] for digit in number).replace(" ", "0") for y in range(5)]
    first, second, third, fourth, fifth = rows
    return _halved(first, second), _halved(third, fourth), _halved(fifth, "0" * len(fifth))


def _halved(above: str, below: str) -> str:
    return "".join(HALVES[one + two] for one, two in zip(above, below, strict=True))
