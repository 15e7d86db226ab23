"""The content changes, breaks and goes away under a running kiosk."""

from __future__ import annotations

import asyncio
import shutil
from threading import Event

import pytest

from kiosk.content.watch import Watched
from kiosk.engine.day import library_as_of
from kiosk.screens.app import KioskApp
from kiosk.screens.canvas import Label, said
from kiosk.settings import Settings
from tests.conftest import DAY, session
from tests.screens.test_app import settled


@pytest.fixture
def folder(library, tmp_path):
    """A copy of the content."""
    for name in ("procedures", "locales", "pictograms"):
        shutil.copytree(library.folder / name, tmp_path / name)
    return tmp_path


def shown(app) -> str:
    """Return the words of the labels."""
    return "\n".join(text for label in app.screen.query(Label) for text, _ in label.parts)


async def test_the_last_sound_content_stays(library, folder):
    """Unsound content is not shown, the agent's page says why; sound content is shown again."""
    settings = Settings(prefecture="82", agent_code="1234", locked=True)
    app = KioskApp(library.languages, settings, Watched(folder))
    fees = folder / "procedures" / "fees.yaml"
    sound = fees.read_text(encoding="utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        before = app.library
        fees.write_text("fees: 3\n", encoding="utf-8")
        await app.watch_content()
        assert app.library is before
        app.change(session("fr", overlay="code"))
        await settled(pilot)
        assert "procedures/fees.yaml:1:1: error: " in shown(app)
        fees.write_text(f"{sound}\n# mended\n", encoding="utf-8")
        await app.watch_content()
        assert app.library is not before
        assert app.watched.fault == ""


async def test_without_its_folder_it_goes_on(library, folder):
    """With the folder gone, every language and a sheet with its drawings can still be shown."""
    app = KioskApp(library.languages, Settings(prefecture="82"), Watched(folder), on=DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await asyncio.sleep(2)  # the other languages are read behind the first screen
        for name in ("procedures", "locales", "pictograms"):
            shutil.rmtree(folder / name)
        await app.watch_content()
        assert app.watched.fault
        for language in ("fr", "en", "ar"):
            app.change(
                session(language, "need=renewal", "renewal=other", "renewal-card=student", stage="sheet")
            )
            await settled(pilot)
            app.change(session(language, "need=renewal"))
            await settled(pilot)
            assert library.words(language).language.name in "".join(tile for tile in names(app))


def names(app) -> list[str]:
    """Return the words of the tiles."""
    from kiosk.screens.tile import Tile

    return [word for tile in app.screen.query(Tile) for word in tile.words]


class Heard:
    """A voice that keeps what it says."""

    fault = ""

    def __init__(self) -> None:
        self.said: list[tuple[str, str, float]] = []

    def languages(self) -> frozenset[str]:
        """Speak French and Arabic."""
        return frozenset({"fr", "ar"})

    async def say(self, text: str, language: str, speed: float, volume: float) -> None:
        """Keep it."""
        self.said.append((text, language, speed))


def talking(library) -> tuple[Heard, KioskApp]:
    """Return a voice that keeps what it says, and the kiosk that has it."""
    voice, watched = Heard(), Watched(library.folder, library)
    return voice, KioskApp(library.languages, Settings(prefecture="82"), watched, voice=voice)


async def test_reading_aloud(library):
    """Each page is read in its language, without the French below it; without a voice it says so."""
    voice, app = talking(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.workers.wait_for_complete()
        app.change(session("ar", "need=renewal", aloud=True, slow=True))
        await settled(pilot)
        await app.workers.wait_for_complete()
        assert {language for _, language, _ in voice.said} == {"ar"}
        assert {speed for _, _, speed in voice.said} == {0.7}
        question = library.in_language(library.words("ar")).tree.questions["renewal"]
        texts = [text for text, _, _ in voice.said]
        assert question.text in texts
        assert question.answers[0].label in texts
        assert question.text.french not in texts
        app.change(session("en", overlay="sound"))
        await settled(pilot)
        assert "This kiosk has no voice for this language." in shown(app)
        assert list(said(app.screen))


async def test_first_screen_is_read_in_each_language(library):
    """Whoever does not see presses any digit: each language says its own digit and name in its own voice."""
    voice, app = talking(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.workers.wait_for_complete()
        await pilot.press("5")
        await settled(pilot)
        await app.workers.wait_for_complete()
        heard = [(text, language) for text, language, _ in voice.said]
        assert heard[1:4] == [("1", "fr"), ("Fran\u00e7ais", "fr"), ("Touchez ici pour commencer", "fr")]
        assert ("3", "ar") in heard
        await pilot.press("3")
        await settled(pilot)
        await app.workers.wait_for_complete()
        assert app.session.language == "ar"
        assert len(voice.said) > len(heard)
        assert voice.said[-1][1] == "ar"


async def test_a_stuck_sound_device_stops_nobody(library, monkeypatch):
    """While the loudspeakers are looked for, the first screen answers."""
    found, ended = Event(), Event()

    def languages(_) -> frozenset[str]:
        found.wait(10)
        ended.set()
        return frozenset()

    monkeypatch.setattr(Heard, "languages", languages)
    _, app = talking(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("1")
        await settled(pilot)
        assert app.session.language == "fr"
        assert not ended.is_set()
        found.set()


async def test_a_clock_that_jumps(library):
    """A year forward and back again: the content is that of the day shown, and nobody is thrown out."""
    app = KioskApp(library.languages, Settings(prefecture="82"), Watched(library.folder, library), on=DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        student = session("fr", "need=renewal", "renewal=other", "renewal-card=student", stage="sheet")
        for day in (DAY, DAY.replace(year=2028), DAY.replace(year=1970), DAY):
            app.fixed_day = day
            app.change(student)
            await settled(pilot)
            app.watch_idle()
            assert app.library_day == day
            assert app.session == student
        assert app.library.content == library_as_of(library, DAY).content
