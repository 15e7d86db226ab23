"""A short day: what a journey took is given back. `python -m tests.benchmarks.soak` is the long one."""

from __future__ import annotations

import subprocess
import sys

from tests.real.pictures import need


def test_a_short_day():
    """Memory, files and processes are the same after forty journeys as after twenty, each list printed."""
    need("espeak-ng", "espeak-ng")
    soak = [sys.executable, "-m", "tests.benchmarks.soak", "40", "20"]
    ended = subprocess.run(soak, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
