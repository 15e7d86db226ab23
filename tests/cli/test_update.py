"""kiosk-update, the script of a machine in the hall: sound content goes in, the old one can come back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import CONTENT

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = CONTENT / "kiosk" / "deployment" / "files" / "kiosk-update"


@pytest.fixture
def update(tmp_path):
    """Run the script on a machine that is a folder; return its exit code and the version in place."""
    program = tmp_path / "program" / "current" / "bin" / "kiosk"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m kiosk "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    root = {**os.environ, "KIOSK_ROOT": str(tmp_path), "KIOSK_RESTART": "", "PYTHONPATH": str(CONTENT)}

    def run(*words: str) -> tuple[int, Path]:
        done = subprocess.run(["sh", str(SCRIPT), *words], env=root, capture_output=True, check=False)
        return done.returncode, (tmp_path / "content" / "current").resolve()

    return run


def test_update_and_back(update, tmp_path):
    """Sound content takes the place of the old one, unsound content does not; one command goes back."""
    for name in ("sound", "unsound"):
        for part in ("procedures", "locales", "pictograms"):
            shutil.copytree(CONTENT / part, tmp_path / name / part)
    (tmp_path / "unsound" / "procedures" / "fees.yaml").write_text("fees: 3\n", encoding="utf-8")
    code, first = update(str(tmp_path / "sound"))
    assert code == 0
    assert (first / "procedures" / "tree.yaml").exists()
    assert update(str(tmp_path / "unsound")) == (1, first)
    (tmp_path / "sound" / "locales" / "note.txt").write_text("new", encoding="utf-8")
    code, second = update(str(tmp_path / "sound"))
    assert code == 0
    assert second != first
    assert update("--rollback") == (0, first)


def test_killed_in_the_middle(update, tmp_path):
    """An update that is killed while it checks leaves the old content, and the next one works."""
    for part in ("procedures", "locales", "pictograms"):
        shutil.copytree(CONTENT / part, tmp_path / "sound" / part)
    _, first = update(str(tmp_path / "sound"))
    program = tmp_path / "program" / "current" / "bin" / "kiosk"
    whole = program.read_text(encoding="utf-8")
    program.write_text("#!/bin/sh\nkill -9 $PPID\n", encoding="utf-8")
    code, now = update(str(tmp_path / "sound"))
    assert code == -9
    assert now == first
    program.write_text(whole, encoding="utf-8")
    code, second = update(str(tmp_path / "sound"))
    assert code == 0
    assert second != first
    assert sorted(path.name for path in second.parent.iterdir()) == [first.name, second.name, "current"]
