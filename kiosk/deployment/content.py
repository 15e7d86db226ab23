"""Whether the content is sound, and young enough to be believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.content.library import open_library
from kiosk.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from kiosk.content.library import Library
    from kiosk.deployment.machine import Finding

MOST_NAMED = 3


def sound_content(folder: Path) -> tuple[Library | None, Finding]:
    """Return the content of a folder, if the gate lets it through, and what to say of it."""
    try:
        return open_library(folder), ("content", "")
    except ContentError as error:
        more = len(error.problems) - 1
        others = f" (and {more} more)" if more else ""
        return None, ("content", f"{error.problems[0]}{others}; type: kiosk check {folder}")


def age(library: Library, on: date) -> Iterator[Finding]:
    """Say which permits should have been reviewed by a day."""
    late = [name for name, permit in library.content.permits.items() if permit.review_by < on]
    named = ", ".join(late[:MOST_NAMED]) + (", ..." if len(late) > MOST_NAMED else "")
    sentence = (
        f"the review of {len(late)} permits is late ({named}), and visitors are told so; type: kiosk check"
    )
    yield "content age", sentence if late else ""


def newest(library: Library) -> date:
    """Return the last day on which something in the content was verified."""
    return max(permit.verified_on for permit in library.content.permits.values())
