"""What an agent switches on in one line shows at once."""

from __future__ import annotations

from kiosk.content.terms import Alert
from kiosk.screens.frame import alerts
from tests.conftest import DAY


def test_closed_days_and_switches(library):
    """A closed day shows by itself; a switch shows until it is taken out."""
    place = library.content.prefectures["82"]
    assert alerts(place, DAY) == ()
    assert alerts(place.model_copy(update={"closed_days": (DAY,)}), DAY) == (Alert.CLOSED_TODAY,)
    down = place.model_copy(update={"alert": Alert.SYSTEM_DOWN, "closed_days": (DAY,)})
    assert alerts(down, DAY) == (Alert.CLOSED_TODAY, Alert.SYSTEM_DOWN)
