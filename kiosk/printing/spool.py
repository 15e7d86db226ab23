"""The settings of CUPS under which something of a visitor would stay behind, or a page come out too late."""

from __future__ import annotations

import re
from pathlib import Path

CUPSD = Path("/etc/cups/cupsd.conf")
LONGEST_HISTORY = 60
"""Seconds for which CUPS may remember that a job has ended; the kiosk must have time to hear of it."""


def spool_faults(path: Path = CUPSD) -> list[str]:
    """Return a sentence for each setting of cupsd.conf to mend; none where there is no CUPS."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    except OSError as error:
        return [f"{path} cannot be read: {error.strerror}"]
    return [
        f"{path}: write `{wanted}`: {reason}"
        for name, sound, wanted, reason in RULES
        if not re.fullmatch(sound, _setting(text, name)) or not _short(_setting(text, name))
    ]


RULES = (
    ("PreserveJobFiles", "no|off|false", "PreserveJobFiles No", "a printed list must not stay on the disk"),
    (
        "PreserveJobHistory",
        "[0-9]+",
        f"PreserveJobHistory {LONGEST_HISTORY}",
        "the kiosk must hear how a job ends, and nobody later",
    ),
    (
        "ErrorPolicy",
        "abort-job",
        "ErrorPolicy abort-job",
        "a list that failed must not come out for somebody else",
    ),
)
"""A directive of cupsd.conf, what its value must be, what to write, and why."""


def _setting(text: str, name: str) -> str:
    """Return the value of a directive in small letters; empty if it is not there."""
    found: list[str] = re.findall(rf"(?im)^\s*{name}\s+(\S+)", text)
    return found[-1].lower() if found else ""


def _short(value: str) -> bool:
    return not value.isdecimal() or 10 <= int(value) <= LONGEST_HISTORY
