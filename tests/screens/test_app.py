"""The app as a visitor uses it: taps and keys on the real content."""

from __future__ import annotations

import asyncio
import shutil

from kiosk.content.watch import Watched
from kiosk.screens.app import KioskApp
from kiosk.screens.session import Session
from kiosk.screens.tile import Tile
from kiosk.settings import Settings
from tests.conftest import session

STUDENT = ("need=renewal", "renewal=other", "renewal-card=student")


async def settled(pilot) -> None:
    """Wait until the content is loaded and the screen of the session is shown."""
    while pilot.app.library is None:  # the app has no event for it
        await asyncio.sleep(0.01)
    for _ in range(3):
        await pilot.pause()


async def tap(pilot, words: str) -> None:
    """Touch the middle of the tile whose first words are these."""
    tiles = [tile for tile in pilot.app.screen.query(Tile) if words in tile.words[0]]
    assert tiles, f"no tile says {words!r}: {[t.words[0] for t in pilot.app.screen.query(Tile)]}"
    await pilot.click(tiles[0])
    await settled(pilot)


async def press(pilot, *keys: str) -> None:
    """Press keys, one screen after the other."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def test_six_taps_and_print(kiosk, tmp_path):
    """Language, renewal, nationality, student, everything, list: then the print button writes a page."""
    async with kiosk().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for words in (
            "English",
            "Renew",
            "Another nationality",
            "Student",
            "See everything",
            "Take the list",
        ):
            await tap(pilot, words)
        assert pilot.app.session.stage == "checklist"
        await tap(pilot, "Print")
        await pilot.app.workers.wait_for_complete()
        await settled(pilot)
        assert pilot.app.session.printed == "page-1.pdf"
    assert [path.name for path in tmp_path.iterdir()] == ["page-1.pdf"]


async def test_the_same_journey_by_keys_alone(kiosk):
    """Digits choose, arrows and Enter do the same, Escape goes back, Home starts again."""
    async with kiosk().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "1", "2", "1", "1", "1", "1")
        assert pilot.app.session.stage == "adapt"
        await press(pilot, "right", "right", "enter")
        assert pilot.app.session.journey.answer_to("housing") == "hosted"
        await press(pilot, "escape")
        assert pilot.app.session.journey.answer_to("housing") is None
        await press(pilot, "home")
        assert pilot.app.session == Session()


async def test_a_tap_on_a_screen_that_is_gone_does_nothing(kiosk):
    """Two taps in a row on one tile answer one question, not two."""
    async with kiosk(language="fr").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        tile = next(tile for tile in pilot.app.screen.query(Tile) if tile.digit == "2")
        tile.action_press()
        tile.action_press()
        await settled(pilot)
        assert pilot.app.session.journey.answers == (("need", "renewal"),)


async def test_ctrl_q_quits_unless_locked(kiosk):
    """An open kiosk ends on Ctrl+Q; a locked one stays."""
    async with kiosk(locked=True, agent_code="4071").run_test() as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+q", "ctrl+c", "ctrl+p", "f12", "ctrl+z")
        assert pilot.app.is_running
    app = kiosk()
    async with app.run_test() as pilot:
        await press(pilot, "ctrl+q")
    assert app.return_code == 0


async def test_the_agent_code_closes_a_locked_kiosk(kiosk):
    """Touch the prefecture's name, then the digits; a wrong code closes the page only."""
    app = kiosk(locked=True, agent_code="4071", language="fr")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await tap(pilot, "Préfecture de Tarn-et-Garonne")
        await press(pilot, "1", "1", "1", "1")
        assert pilot.app.session.overlay is None
        await tap(pilot, "Préfecture de Tarn-et-Garonne")
        await press(pilot, "4", "0", "7", "1")
    assert app.return_code == 0


async def test_idle_counts_down_and_erases(kiosk):
    """After a quiet time the countdown shows, and then the session is empty."""
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.change(session("fr", *STUDENT, stage="sheet", high_contrast=True))
        await settled(pilot)
        app.touched -= app.settings.idle_seconds + 1
        app.watch_idle()
        await settled(pilot)
        assert app.session.overlay == "idle"
        await tap(pilot, "Oui, je continue")
        assert app.session.stage == "sheet"
        app.touched -= app.settings.idle_seconds + app.settings.countdown_seconds + 1
        app.watch_idle()
        await settled(pilot)
        assert app.session == Session()


async def test_unsound_content_ends_with_its_problems(library, tmp_path):
    """A fault in the content ends the app with the sentence, never a traceback."""
    for name in ("procedures", "locales", "pictograms"):
        shutil.copytree(library.folder / name, tmp_path / name)
    (tmp_path / "procedures" / "fees.yaml").write_text("fees: 3\n", encoding="utf-8")
    app = KioskApp(library.languages, Settings(), Watched(tmp_path))
    async with app.run_test() as pilot:
        for _ in range(20):
            await asyncio.sleep(0.02)
            await pilot.pause()
    assert app.return_code == 1
    assert str(app.return_value).startswith("procedures/fees.yaml:1:1: error: ")


async def test_nothing_is_cut_on_any_question(kiosk, library):
    """At 80 columns every tile of every question shows its first words whole, in each language."""
    tree = library.content.tree
    async with kiosk().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for language in pilot.app.languages:
            for name in (*tree.questions, *tree.refinements):
                pilot.app.change(session(language, revisited=name))
                await settled(pilot)
                for tile in pilot.app.screen.query(".answers Tile").results(Tile):
                    assert tile.fits(), (language, name, tile.words[0])
