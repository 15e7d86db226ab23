"""A short day: what a journey took is given back. `python -m tests.benchmarks.soak` is the long one."""

from __future__ import annotations

from tests.benchmarks.soak import BUDGET, soak


async def test_a_short_day():
    """Memory and open files are the same after forty journeys as after twenty."""
    before, after, opened, left = await soak(40, 20)
    assert after <= before * BUDGET
    assert left <= opened
