"""Which screen class shows which view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.screens.dates import DateScreen
from kiosk.screens.frame import Frame, Shown
from kiosk.screens.overlays import AnswersScreen, CodeScreen, HelpScreen, IdleScreen, PrintingScreen
from kiosk.screens.question import QuestionScreen
from kiosk.screens.session import Session, view
from kiosk.screens.sheet import ChecklistScreen, EndScreen, OverviewScreen, SheetScreen

if TYPE_CHECKING:
    from datetime import date

    from kiosk.content.library import Library
    from kiosk.settings import Settings, Size

ALONE = {
    "answers": AnswersScreen,
    "help": HelpScreen,
    "code": CodeScreen,
    "idle": IdleScreen,
    "printing": PrintingScreen,
}
ABOUT = {
    "question": QuestionScreen,
    "date": DateScreen,
    "overview": OverviewScreen,
    "sheet": SheetScreen,
    "checklist": ChecklistScreen,
    "end": EndScreen,
}


def build(
    session: Session, library: Library, settings: Settings, on: date, sizes: frozenset[Size] | None = None
) -> Frame:
    """Return the screen of a session that has a language; `sizes` are the papers that can be printed."""
    words = library.words(str(session.language))
    shown = Shown(session, library, words, settings, on, sizes)
    seen = view(session, shown.content)
    if seen.name in ALONE:
        return ALONE[seen.name](shown)
    return ABOUT[seen.name](shown, seen.subject)
