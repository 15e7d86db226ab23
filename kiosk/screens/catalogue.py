"""Which screen class shows which view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.screens.dates import DateScreen
from kiosk.screens.frame import Frame, Machine, Shown
from kiosk.screens.menu import MenuScreen, SoundScreen
from kiosk.screens.overlays import AnswersScreen, CodeScreen, HelpScreen, IdleScreen, PrintingScreen
from kiosk.screens.question import QuestionScreen
from kiosk.screens.session import Session, view
from kiosk.screens.sheet import ChecklistScreen, EndScreen, OverviewScreen, SheetScreen

if TYPE_CHECKING:
    from datetime import date

    from kiosk.content.library import Library
    from kiosk.settings import Settings

ALONE = {
    "answers": AnswersScreen,
    "help": HelpScreen,
    "menu": MenuScreen,
    "sound": SoundScreen,
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


UNKNOWN = Machine()


def build(
    session: Session, library: Library, settings: Settings, on: date, machine: Machine = UNKNOWN
) -> Frame:
    """Return the screen of a session that has a language."""
    words = library.words(str(session.language))
    shown = Shown(session, library, words, settings, on, machine)
    seen = view(session, shown.content, on)
    if seen.name in ALONE:
        return ALONE[seen.name](shown)
    return ABOUT[seen.name](shown, seen.subject)
