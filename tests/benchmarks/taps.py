"""From a tap to the next painted screen of the kiosk, over every question screen.

`python -m tests.benchmarks.taps CONTENT LANGUAGE outlines` prints the outlines of the first screen, the first
question and every other one, by name; `... OUTLINES.json` prints the seconds of a tap to each of those, of
two walks: one with every pictogram to draw, one when they are drawn.
"""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events

from kiosk.content.library import open_library
from kiosk.content.terms import UNKNOWN
from kiosk.content.watch import Watched
from kiosk.engine.asking import next_refinement
from kiosk.engine.graph import journeys
from kiosk.engine.journey import Journey, answered, replay
from kiosk.screens.app import KioskApp
from kiosk.screens.session import Session
from kiosk.screens.tile import Tile
from kiosk.settings import Settings
from tests.benchmarks.outline import outline
from tests.benchmarks.recorder import SETTLED, Recorder, running, timed, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from kiosk.content.library import Library

FIRST = "languages"
"""The name of the first screen."""

Tap = tuple[Session, str, str]
"""The session before a tap, the digit to press, and the question that follows."""


def taps(library: Library, language: str) -> list[Tap]:
    """Return one tap to each question and refinement of the tree, except the first question."""
    tree = library.content.tree
    found: dict[str, Tap] = {}
    for way in journeys(tree):
        for number in range(1, len(way)):
            question, answer = way[number - 1]
            before = Session(language=language, journey=Journey(way[: number - 1]))
            digit = "0" if answer == UNKNOWN else _digit(tree.questions[question].answers, answer)
            found.setdefault(way[number][0], (before, digit, way[number][0]))
        for tap in _short_questions(library, language, Journey(way)):
            found.setdefault(tap[2], tap)
    return list(found.values())


def _digit(answers: tuple[Any, ...], answer: str) -> str:
    return str([each.id for each in answers].index(answer) + 1)


def _short_questions(library: Library, language: str, journey: Journey) -> Iterator[Tap]:
    """Return the taps to the refinements of a procedure, taking the first answer of each."""
    target = replay(library.content.tree, journey).target
    before = Session(language=language, journey=journey)
    while name := next_refinement(library.content, target, journey):
        yield before, "1", name
        before = Session(language=language, journey=journey, stage="adapt")
        first = library.content.tree.refinements[name].answers[0].id
        journey = answered(journey, name, first)


@asynccontextmanager
async def kiosk(library: Library) -> AsyncIterator[tuple[KioskApp, Recorder]]:
    """Run a kiosk on a library that is loaded already."""
    app = KioskApp(library.languages, Settings(prefecture="82"), Watched(library.folder, library))
    async with running(app) as driver:
        await until(lambda: app.library is not None)
        yield app, driver


async def shown(app: KioskApp, session: Session) -> None:
    """Show the screen of a session, and wait until it is at rest."""
    app.call_later(app.change, session)
    await until(lambda: getattr(app.screen, "session", None) is session and bool(app.screen.query(Tile)))
    await asyncio.sleep(SETTLED)


async def outlines(library: Library, language: str, asked: list[Tap]) -> dict[str, Any]:
    """Return the outlines of the first screen, the first question and what follows each tap, by name."""
    async with kiosk(library) as (app, driver):
        found = {FIRST: outline(app.screen)}
        await shown(app, Session(language=language))
        found[library.content.tree.start] = outline(app.screen)
        for before, digit, name in asked:
            await shown(app, before)
            driver.process_message(events.Key(digit, digit))
            await until(lambda name=name: getattr(app.screen, "question_name", None) == name)
            await until(lambda: any(tile.size for tile in app.screen.query(Tile)))
            await asyncio.sleep(SETTLED)
            found[name] = outline(app.screen)
    return found


async def seconds(library: Library, asked: list[Tap], drawn: dict[str, Any]) -> list[list[float]]:
    """Return the seconds of each tap, of two walks over all of them."""
    walks: list[list[float]] = [[], []]
    async with kiosk(library) as (app, driver):
        for walk in walks:
            for before, digit, name in asked:
                await shown(app, replace(before))
                walk.append(await timed(driver, digit, set(drawn[name]["drawn"])))
    return walks


def main() -> None:
    """Print the seconds, or the outlines."""
    folder, language, act = sys.argv[1:]
    library = open_library(Path(folder))
    asked = taps(library, language)
    if act == "outlines":
        print(json.dumps(asyncio.run(outlines(library, language, asked))))
        return
    drawn = json.loads(Path(act).read_text(encoding="utf-8"))
    print(json.dumps(asyncio.run(seconds(library, [tap for tap in asked if tap[2] in drawn], drawn))))


if __name__ == "__main__":
    main()
