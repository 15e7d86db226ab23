"""What has ended disappears by itself; everything else stays the same value."""

from __future__ import annotations

from datetime import date

from kiosk.engine.day import as_of, ended

LAST_DAY = date(2026, 12, 31)


def test_the_shortage_jobs_route_ends_with_2026(library):
    """The answer of L435-4 is there on its last day and gone on the next."""
    last = as_of(library.content, LAST_DAY).tree.refinements
    after = as_of(library.content, date(2027, 1, 1)).tree.refinements
    gone = {name for name in last if len(last[name].answers) != len(after[name].answers)}
    assert gone, "no answer of a refinement ends with 2026"
    text = " ".join(answer.label for name in gone for answer in after[name].answers)
    assert "tension" not in text


def test_content_that_does_not_end_is_not_copied(library):
    """Before anything ends, the same values come out: no work for nothing."""
    assert as_of(library.content.fees, LAST_DAY) is library.content.fees


def test_ended_counts_the_last_day_in():
    """`until` is the last day of something, not the first without it."""

    class Part:
        until = LAST_DAY

    assert not ended(Part(), LAST_DAY)
    assert ended(Part(), date(2027, 1, 1))
    assert not ended("a sentence", LAST_DAY)
