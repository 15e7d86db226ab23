"""The toy content: a small, invented, sound folder that a test may change."""

import shutil
from pathlib import Path

import pytest

TOY = Path(__file__).parent


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A copy of the toy content folder."""
    for part in ("procedures", "pictograms", "locales"):
        shutil.copytree(TOY / part, tmp_path / "toy" / part)
    return tmp_path / "toy"
