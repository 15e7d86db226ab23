"""Snapshots of every screen, in two sizes and three languages; look at each one before you accept it."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.content.terms import Basis
from kiosk.errors import Fault
from tests.conftest import EXPIRY, session
from tests.screens.test_app import settled

STUDENT = ("need=renewal", "renewal=other", "renewal-card=student")
ANSWERED = (*STUDENT, "housing=hosted", "polygamy-country=no", "means=own")
SCREENS = {
    "language": lambda _: session(None),
    "question": lambda code: session(code, *STUDENT[:1]),
    "refinement": lambda code: session(code, *STUDENT, stage="adapt"),
    "year": lambda code: session(code, *ANSWERED, stage="adapt"),
    "month": lambda code: session(code, *ANSWERED, stage="adapt", picked=(2027,)),
    "day": lambda code: session(code, *ANSWERED, stage="adapt", picked=(2027, 7)),
    "overview": lambda code: session(code, *STUDENT),
    "bring": lambda code: session(code, *ANSWERED, dates=EXPIRY, stage="sheet"),
    "file": lambda code: session(code, *ANSWERED, dates=EXPIRY, stage="sheet", section=1),
    "cost-late": lambda code: session(code, *ANSWERED, dates=LATE, stage="sheet", section=3),
    "wait": lambda code: session(code, *ANSWERED, dates=EXPIRY, stage="sheet", section=3),
    "trouble": lambda code: session(code, *ANSWERED, dates=EXPIRY, stage="sheet", section=4),
    "checklist": lambda code: session(code, *ANSWERED, dates=EXPIRY, stage="checklist"),
    "end": lambda code: session(code, *ANSWERED, dates=EXPIRY, stage="end", printed="page-1.pdf"),
    "printing": lambda code: session(code, *ANSWERED, dates=EXPIRY, stage="checklist", overlay="printing"),
    "no-paper": lambda code: session(
        code, *ANSWERED, dates=EXPIRY, stage="end", fault=Fault.PAPER, reason="hall: media-empty-error"
    ),
    "answers": lambda code: session(code, *ANSWERED, dates=EXPIRY, stage="sheet", overlay="answers"),
    "referral": lambda code: session(code, "need=event", "event=elsewhere", "elsewhere=asylum"),
    "help": lambda code: session(code, *STUDENT, overlay="help"),
    "contrast": lambda code: session(code, *STUDENT[:1], high_contrast=True),
}
LATE = ((Basis.EXPIRY, date(2026, 12, 15)),)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize("code", ["fr", "en", "ar"])
@pytest.mark.parametrize("name", SCREENS)
def test_screen(kiosk, snap_compare, name, code, size):
    """The screen looks as it did when somebody last looked at it."""

    async def show(pilot) -> None:
        await settled(pilot)
        pilot.app.change(SCREENS[name](code))
        await settled(pilot)

    assert snap_compare(kiosk(), terminal_size=size, run_before=show)
