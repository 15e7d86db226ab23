"""A keypad with ten digits reaches everything."""

from __future__ import annotations

from kiosk.engine.journey import Journey
from kiosk.screens.dates import DateScreen
from kiosk.screens.session import Session
from tests.conftest import EXPIRY, session
from tests.screens.test_app import settled

STUDENT = ("need=renewal", "renewal=other", "renewal-card=student")


async def typed(pilot, digits: str) -> None:
    """Type digits, one after the other, as fast as the screens follow."""
    for digit in digits:
        await pilot.press(digit)
        await settled(pilot)


async def test_whole_journey_by_digits(kiosk):
    """From the language to the end and back to the languages, without touch, arrow or letter."""
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await typed(pilot, "1")
        assert app.session.language == "fr"
        app.change(session("fr", *STUDENT))
        await settled(pilot)
        await typed(pilot, "2")
        assert app.session.stage == "sheet"
        while app.session.stage == "sheet":
            await typed(pilot, "0")
        assert app.session.stage == "checklist"
        while app.session.stage == "checklist":
            await typed(pilot, "0")
        assert app.session.stage == "end"
        await typed(pilot, "1")
        assert app.session == Session()


async def test_date_is_typed_as_on_the_card(kiosk):
    """Two digits each for year, month and day; a wrong pair is forgotten."""
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.change(session("fr", *STUDENT, stage="adapt"))
        await settled(pilot)
        while not isinstance(app.screen, DateScreen):
            await typed(pilot, "1")
        await typed(pilot, "99270701")
        assert app.session.journey.dates == EXPIRY


async def test_menu_reaches_the_header(kiosk):
    """7 opens the menu; each of its digits does what the header does."""
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        start = session("en", *STUDENT)
        for digits, after in (
            ("71", {"journey": Journey((("need", "renewal"), ("renewal", "other")))}),
            ("72", {"language": None, "journey": Journey()}),
            ("73", {"overlay": "languages"}),
            ("74", {"overlay": "help"}),
            ("75", {"high_contrast": True}),
            ("79", {"overlay": "answers"}),
            ("70", {"overlay": None}),
        ):
            app.change(start)
            await settled(pilot)
            await typed(pilot, digits)
            for name, value in after.items():
                assert getattr(app.session, name) == value, digits
