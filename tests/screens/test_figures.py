"""Large figures: numbers to call that are read from afar."""

from __future__ import annotations

from kiosk.screens.figures import figures


def test_a_number_in_three_lines():
    """Each digit is three cells wide with one between; every line is as long."""
    assert figures("112") == ("▄█  ▄█  ▀▀█", " █   █  █▀▀", "▀▀▀ ▀▀▀ ▀▀▀")


def test_every_digit_looks_different():
    """No two digits are drawn the same."""
    assert len({figures(digit) for digit in "0123456789"}) == 10
