"""A short day: what a journey took is given back. `python -m tests.benchmarks.soak` is the long one."""

from __future__ import annotations

from tests.benchmarks.soak import BUDGET, soak
from tests.real.pictures import need


async def test_a_short_day():
    """Memory, files and processes are the same after forty journeys as after twenty."""
    need("espeak-ng", "espeak-ng")
    before, after, _ = await soak(40, 20, paper=False)
    assert after.memory <= before.memory * BUDGET
    assert after.files <= before.files
    assert after.children <= before.children
