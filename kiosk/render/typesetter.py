"""Typeset one page of data with a template: PDF/UA-1, or pictures; a wrong page is an error, never paper."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.errors import KioskError
from kiosk.render.inspection import UnfitError

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).with_name("templates")
FONTS = ("Noto Sans", "Noto Sans Arabic")
SYSTEM_FONTS = Path("/usr/share/fonts/opentype/noto")
"""Where Debian's fonts-noto-cjk puts the fonts of Chinese, Japanese and Korean."""


REFUSED = "assertion failed: "
"""What the typesetter says before the sentence of a template that refuses its page."""


def typeset(template: str, page: dict[str, Any]) -> bytes:
    """Return the PDF of a page; KioskError with what is wrong, for example a letter that no font has."""
    pdf = _compile(template, page, format="pdf", pdf_standards=["ua-1"])
    return pdf if isinstance(pdf, bytes) else b""


def pictures(template: str, page: dict[str, Any], dots_per_inch: float) -> list[bytes]:
    """Return a picture (PNG) of each page."""
    found = _compile(template, page, format="png", ppi=dots_per_inch)
    return found if isinstance(found, list) else [found]


def _compile(template: str, page: dict[str, Any], **options: Any) -> Any:
    import typst

    path, data = TEMPLATES / f"{template}.typ", json.dumps(page)
    try:
        return _compiler().compile(path, root=TEMPLATES, sys_inputs={"page": data}, **options)
    except typst.TypstError as error:
        _, refused, reason = error.message.rpartition(REFUSED)
        kind = UnfitError if refused else KioskError
        raise kind(f"the page of {page['procedure']} cannot be printed: {reason}") from error


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a PDF of ours."""
    found = re.search(rb"/Type/Pages/Count (\d+)", pdf)
    return int(found[1]) if found else 0


def families() -> list[str]:
    """Return the font families that paper can have here."""
    return _fonts().families()


@cache
def _fonts() -> typst.Fonts:
    """Find our fonts, and no other: the same paper on every machine."""
    import fontpkg
    import typst

    folders = [fontpkg.path(name).parent for name in FONTS]
    folders += [SYSTEM_FONTS] if SYSTEM_FONTS.is_dir() else []
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def _compiler() -> typst.Compiler:
    """Start the typesetter once."""
    import typst

    return typst.Compiler(font_paths=_fonts(), root=TEMPLATES)
