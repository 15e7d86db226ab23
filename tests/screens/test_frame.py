"""The header has room for all that it must say and offer."""

from __future__ import annotations

import pytest

from kiosk.screens.direction import lay_out
from kiosk.screens.frame import Machine
from kiosk.screens.question import shortened
from kiosk.screens.tile import Tile
from tests.conftest import session
from tests.screens.test_app import settled

WHOLE = Machine(voices=frozenset({"fr", "en", "ar"}), resizable=True)
REFERENCE = (531, 299)
"""The width and height of a 24-inch screen in millimetres (EN 301 549, 5.1.4)."""
LEAST = 15
"""Millimetres that a finger needs."""


@pytest.mark.parametrize("locked", [True, False])
@pytest.mark.parametrize("size", [(80, 24), (120, 37)])
@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_drafted_translation_is_said_to_be_one(kiosk, library, monkeypatch, language, size, locked):
    """With every button in the header there is still room for "provisional"."""
    app = kiosk(locked=locked, agent_code="1234")
    monkeypatch.setattr(app, "machine", lambda: WHOLE)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        app.change(session(language))
        await settled(pilot)
        words = library.words(language).say("Provisional: French text prevails")
        (banner,) = app.screen.query(".banner")
        shown = ["".join(part.text for part in banner.render_line(y)) for y in range(banner.size.height)]
        (line,) = lay_out(words, 200, language == "ar")
        assert any(line in row for row in shown), shown


@pytest.mark.parametrize("size", [(80, 24), (120, 37)])
async def test_every_target_is_large_enough(kiosk, library, monkeypatch, size):
    """Each tile of each kind of screen is 15 mm wide and high on the reference screen, but the days."""
    app = kiosk(locked=True, agent_code="1234")
    monkeypatch.setattr(app, "machine", lambda: WHOLE)
    student = ("need=renewal", "renewal=other", "renewal-card=student")
    states = [
        session(None),
        session("ar"),
        session("fr", *student),
        session("fr", *student, stage="sheet"),
        session("fr", *student, stage="checklist"),
        session("fr", *student, stage="end"),
        *(
            session("fr", *student, overlay=name)
            for name in ("answers", "help", "menu", "sound", "code", "idle")
        ),
        *(session("fr", revisited=name) for name in library.content.tree.questions),
    ]
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        for state in states:
            app.change(state)
            await settled(pilot)
            for tile in app.screen.query(Tile):
                wide = tile.region.width * REFERENCE[0] / size[0]
                high = tile.region.height * REFERENCE[1] / size[1]
                assert wide >= LEAST, (state, tile.words)
                assert high >= LEAST, (state, tile.words)


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (40, "Renouveler ma carte › Talent › étape 3"),
        (37, "… › Talent › étape 3"),
        (9, "… › étape 3"),
    ],
)
def test_way_so_far_leaves_out_whole_answers(width, line):
    """What has no room is left out from its first word, never cut within a word."""
    parts = ["Renouveler ma carte", "Talent", "étape 3"]
    assert shortened(parts, width, right_to_left=False) == line
