"""The session: everything the kiosk knows of a visitor, as one frozen value. Reset is `Session()`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from kiosk.content.terms import Basis, is_procedure
from kiosk.engine import journey as path
from kiosk.engine.asking import next_date, next_refinement, refinements_of
from kiosk.engine.journey import Journey
from kiosk.engine.regimes import answer_of, regime_of
from kiosk.engine.window import completed

if TYPE_CHECKING:
    from datetime import date

    from kiosk.content.models import Content, Tree
    from kiosk.errors import Fault
    from kiosk.settings import TextSize

Stage = Literal["overview", "adapt", "sheet", "checklist", "end"]
Overlay = Literal["languages", "answers", "help", "menu", "sound", "code", "idle", "printing"]
SLOW = 0.7
LOUDNESS = (0.35, 0.6, 1.0)
"""The volumes that a visitor can choose, from quiet to loud; the middle one at first."""


@dataclass(frozen=True, slots=True)
class Session:
    """Language, answers and place on the way; there is nothing else to erase."""

    language: str | None = None
    journey: Journey = Journey()
    stage: Stage = "overview"
    section: int = 0
    page: int = 0
    picked: tuple[int, ...] = ()
    """The year and month touched so far on the date screen."""
    revisited: str | None = None
    """A question already answered that the visitor wants to change."""
    overlay: Overlay | None = None
    high_contrast: bool = False
    text_size: TextSize | None = None
    """The size of the letters that the visitor chose; None is the one of the settings."""
    aloud: bool = False
    """Whether each page is read aloud."""
    slow: bool = False
    loudness: int = 1
    """Which volume of LOUDNESS."""
    digits: str = ""
    """What is typed of the agent's code."""
    printed: str | None = None
    """Where the printed page is, once it is out."""
    fault: Fault | None = None
    """Why a page did not come out."""
    reason: str = ""
    """What the printer said of it, for the desk."""


@dataclass(frozen=True, slots=True)
class View:
    """Which screen a session shows, and what about: a question, a date or a procedure."""

    name: Literal[
        "language",
        "answers",
        "help",
        "menu",
        "sound",
        "code",
        "idle",
        "printing",
        "question",
        "date",
        "overview",
        "sheet",
        "checklist",
        "end",
    ]
    subject: str = ""


def view(session: Session, content: Content, on: date) -> View:
    """Return what the session shows: the only place that decides it."""
    if session.overlay == "languages" or session.language is None:
        return View("language")
    if session.overlay is not None:
        return View(session.overlay)
    if session.revisited is not None:
        return View("question", session.revisited)
    position = path.replay(content.tree, session.journey)
    if position.procedure is None:
        return View("question", position.target)
    return _procedure_view(session, content, position.procedure, on)


def _procedure_view(session: Session, content: Content, procedure: str, on: date) -> View:
    if session.stage == "adapt":
        journey = completed(content, procedure, session.journey, on)
        refinement = next_refinement(content, procedure, journey)
        if refinement is not None:
            return View("question", refinement)
        basis = next_date(content, procedure, journey)
        return View("date", basis) if basis is not None else View("sheet", procedure)
    if session.stage == "overview" and not is_procedure(procedure):
        return View("sheet", procedure)
    return View(session.stage, procedure)


def speak(session: Session, language: str) -> Session:
    """Choose the language; everything else stays."""
    return replace(session, language=language, overlay=None)


def choose(session: Session, question: str, answer: str) -> Session:
    """Answer a question or refinement, for the first time or again."""
    given = path.answered(session.journey, question, answer)
    return replace(session, journey=given, revisited=None, section=0, page=0, printed=None)


def pick(session: Session, number: int) -> Session:
    """Touch a year or a month on the date screen."""
    return replace(session, picked=(*session.picked, number))


def fix_date(session: Session, basis: Basis, day: date | None) -> Session:
    """Give a date, or pass it by with None."""
    return replace(session, journey=path.dated(session.journey, basis, day), picked=())


def follow(session: Session, target: str, tree: Tree) -> Session:
    """Go on from a page to another one, or to a question of the tree; a known nationality is not asked."""
    journey = path.opened(session.journey, target)
    question = tree.questions.get(target)
    known = answer_of(question, regime_of(tree, session.journey)) if question else None
    if known is not None:
        journey = path.answered(journey, target, known)
    return replace(session, journey=journey, stage="overview", section=0, page=0, printed=None)


def adapt(session: Session) -> Session:
    """Start the short questions that select documents."""
    return replace(session, stage="adapt", section=0, page=0)


def skip(session: Session) -> Session:
    """Leave the short questions: the sheet shows every case, with its condition."""
    return replace(session, stage="sheet", section=0, page=0, picked=())


def turn(session: Session, section: int, page: int) -> Session:
    """Turn to a page of the sheet."""
    return replace(session, stage="sheet", section=section, page=page)


def to_checklist(session: Session, page: int = 0) -> Session:
    """Show the list to take away."""
    return replace(session, stage="checklist", page=page)


def finish(session: Session, printed: str | None) -> Session:
    """Show the last screen, with what was printed."""
    return replace(session, stage="end", overlay=None, printed=printed, fault=None, reason="")


def fail(session: Session, fault: Fault, reason: str) -> Session:
    """Show the last screen, with why the page did not come out."""
    return replace(finish(session, None), fault=fault, reason=reason)


def lay_over(session: Session, overlay: Overlay | None) -> Session:
    """Open a page over the journey, or close it with None."""
    return replace(session, overlay=overlay, digits="")


def revisit(session: Session, question: str) -> Session:
    """Go to a question already answered, to change its answer; the others stay."""
    if question in tuple(Basis):
        kept = tuple((key, day) for key, day in session.journey.dates if key != question)
        dates = replace(session.journey, dates=kept)
        return replace(session, journey=dates, overlay=None, stage="adapt", picked=())
    return replace(session, revisited=question, overlay=None)


def contrast(session: Session) -> Session:
    """Change between the light and the high-contrast colours."""
    return replace(session, high_contrast=not session.high_contrast)


def resize(session: Session, usual: TextSize) -> Session:
    """Change between large and standard letters."""
    now = session.text_size or usual
    return replace(session, text_size="standard" if now == "large" else "large")


def home(session: Session) -> Session:
    """Start again: answers and language are gone; how one sees and hears stays."""
    kept = Session(high_contrast=session.high_contrast, text_size=session.text_size)
    return replace(kept, aloud=session.aloud, slow=session.slow, loudness=session.loudness)


def back(session: Session, content: Content, on: date) -> Session:
    """Undo the last step, whatever it was."""
    if session.overlay is not None:
        return lay_over(session, None)
    if session.revisited is not None:
        return replace(session, revisited=None)
    position = path.replay(content.tree, session.journey)
    if position.procedure is not None:
        stepped = _back_in_procedure(session, content, position.procedure, on)
        if stepped is not None:
            return stepped
    if not position.passed and session.journey.opened:
        return replace(session, journey=path.closed(session.journey), stage="sheet", section=0, page=0)
    if not position.passed:
        return replace(session, language=None)
    kept = path.without(session.journey, position.passed[-1])
    return replace(session, journey=kept, stage="overview", section=0, page=0)


def _back_in_procedure(session: Session, content: Content, procedure: str, on: date) -> Session | None:
    shown = _procedure_view(session, content, procedure, on)
    if shown.name == "end":
        return to_checklist(session) if is_procedure(procedure) else turn(session, 0, 0)
    if shown.name == "checklist" and session.page:
        return to_checklist(session, session.page - 1)
    if shown.name == "checklist":
        return turn(session, 0, 0)
    if shown.name == "date" and session.picked:
        return replace(session, picked=session.picked[:-1])
    if shown.name == "sheet" and session.page:
        return replace(session, page=session.page - 1)
    if shown.name == "sheet" and session.section:
        return replace(session, section=session.section - 1)
    return _back_in_refinements(session, content, procedure, shown, on)


def _back_in_refinements(
    session: Session, content: Content, procedure: str, shown: View, on: date
) -> Session | None:
    if shown.name == "overview" or not is_procedure(procedure):
        return None
    journey = completed(content, procedure, session.journey, on)
    given = [name for name, _ in session.journey.answers]
    names = [name for name in refinements_of(content, procedure, journey) if name in given]
    hung = [name for name in names if name not in refinements_of(content, procedure, session.journey)]
    if session.journey.dates and not hung:
        kept = replace(session.journey, dates=session.journey.dates[:-1])
        return replace(session, journey=kept, stage="adapt")
    if names:
        return replace(session, journey=path.without(session.journey, names[-1]), stage="adapt")
    return replace(session, stage="overview")
