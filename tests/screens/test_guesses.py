"""The agent's code cannot be found by trying."""

from __future__ import annotations

from kiosk.screens.guesses import FIRST_WAIT, FREE, LONGEST_WAIT, Guesses


def test_waits_double():
    """Three wrong codes cost a minute, each further one twice as long; the right one must wait too."""
    clock = [0.0]
    guesses = Guesses(now=lambda: clock[0])
    assert not any(guesses.right("0000", "1234") for _ in range(FREE))
    assert not guesses.allowed
    assert not guesses.right("1234", "1234")
    clock[0] += FIRST_WAIT
    assert not guesses.right("0000", "1234")
    clock[0] += FIRST_WAIT
    assert not guesses.allowed
    clock[0] += FIRST_WAIT
    assert guesses.right("1234", "1234")
    assert guesses.wrong == 0
    for _ in range(20):
        clock[0] += LONGEST_WAIT
        guesses.right("0000", "1234")
    assert guesses.until - clock[0] == LONGEST_WAIT


async def test_too_many_codes_on_the_screen(kiosk):
    """After three wrong codes the page says so, has no digits, and the kiosk is still there."""
    from kiosk.screens.tile import Tile
    from tests.conftest import session
    from tests.screens.test_app import settled

    app = kiosk(locked=True, agent_code="1234")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for _ in range(FREE):
            app.change(session("fr", overlay="code"))
            await settled(pilot)
            for digit in "0000":
                await pilot.press(digit)
                await settled(pilot)
        app.change(session("fr", overlay="code"))
        await settled(pilot)
        assert not app.screen.query(Tile).filter(".answers Tile")
        assert app.return_code is None
