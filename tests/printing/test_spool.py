"""The settings of CUPS that would keep something of a visitor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.printing.spool import spool_faults

if TYPE_CHECKING:
    from pathlib import Path

SOUND = "PreserveJobFiles No\nPreserveJobHistory 60\nErrorPolicy abort-job\n"


def faults(tmp_path: Path, text: str) -> list[str]:
    """Return the faults of a cupsd.conf."""
    path = tmp_path / "cupsd.conf"
    path.write_text(text)
    return spool_faults(path)


def test_sound_settings(tmp_path: Path) -> None:
    """The three lines of the README are enough, and a machine without CUPS has no fault."""
    assert faults(tmp_path, SOUND) == []
    assert spool_faults(tmp_path / "none") == []


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("PreserveJobFiles No", "", "PreserveJobFiles No"),
        ("PreserveJobFiles No", "PreserveJobFiles Yes", "PreserveJobFiles No"),
        ("PreserveJobFiles No", "PreserveJobFiles 86400", "PreserveJobFiles No"),
        ("PreserveJobFiles No", "#PreserveJobFiles No", "PreserveJobFiles No"),
        ("PreserveJobHistory 60", "", "PreserveJobHistory 60"),
        ("PreserveJobHistory 60", "PreserveJobHistory No", "PreserveJobHistory 60"),
        ("PreserveJobHistory 60", "PreserveJobHistory 86400", "PreserveJobHistory 60"),
        ("PreserveJobHistory 60", "PreserveJobHistory 1", "PreserveJobHistory 60"),
        ("ErrorPolicy abort-job", "ErrorPolicy retry-job", "ErrorPolicy abort-job"),
    ],
)
def test_setting_to_mend(tmp_path: Path, old: str, new: str, wanted: str) -> None:
    """A setting that keeps something, forgets too soon or prints later gives one sentence."""
    (fault,) = faults(tmp_path, SOUND.replace(old, new))
    assert f"write `{wanted}`" in fault
