"""Every pair of colours can be read."""

from __future__ import annotations

from dataclasses import fields

import pytest

from kiosk.screens.palette import DARK, LIGHT

LEAST = 7
"""To one (WCAG 2.2, 1.4.6)."""


def luminance(colour: tuple[int, int, int]) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = [value / 255 for value in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", [field.name for field in fields(LIGHT)])
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast(palette, name):
    """Letters stand out from their ground by seven to one, in each style of each palette."""
    style = getattr(palette, name)
    light, dark = sorted(
        (luminance(part.get_truecolor()) for part in (style.color, style.bgcolor)), reverse=True
    )
    assert (light + 0.05) / (dark + 0.05) >= LEAST
