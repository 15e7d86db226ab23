"""What an agent switches on in one line shows at once."""

from __future__ import annotations

import shutil

from kiosk.content.terms import Alert
from kiosk.content.watch import Watched
from kiosk.screens.app import KioskApp
from kiosk.screens.canvas import Label
from kiosk.screens.frame import alerts
from kiosk.settings import Settings
from tests.conftest import DAY
from tests.screens.test_app import settled


def test_closed_days_and_switches(library):
    """A closed day shows by itself; a switch shows until it is taken out."""
    place = library.content.prefectures["82"]
    assert alerts(place, DAY) == ()
    assert alerts(place.model_copy(update={"closed_days": (DAY,)}), DAY) == (Alert.CLOSED_TODAY,)
    down = place.model_copy(update={"alert": Alert.SYSTEM_DOWN, "closed_days": (DAY,)})
    assert alerts(down, DAY) == (Alert.CLOSED_TODAY, Alert.SYSTEM_DOWN)


async def test_one_line_shows_at_once(library, tmp_path):
    """Saving `alert: closed-today` in the prefecture's file changes the screen of a running kiosk."""
    for name in ("procedures", "locales", "pictograms"):
        shutil.copytree(library.folder / name, tmp_path / name)
    app = KioskApp(library.languages, Settings(prefecture="82", language="fr"), Watched(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        file = tmp_path / "procedures" / "prefectures" / "82.yaml"
        file.write_text("alert: closed-today\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
        await app.watch_content()
        await app.workers.wait_for_complete()
        await settled(pilot)
        shown = [text for label in app.screen.query(Label) for text, _ in label.parts]
        assert "La pr\u00e9fecture est ferm\u00e9e aujourd'hui." in shown
