"""Printing as a visitor and the desk see it: what is offered, what is said of each fault, nothing twice."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.content.watch import Watched
from kiosk.errors import Fault, KioskError, PrintError
from kiosk.printing.visitors import VisitorPrinting
from kiosk.screens.app import KioskApp
from kiosk.screens.canvas import Label
from kiosk.screens.sheet import FAULTS, CodeCanvas
from kiosk.screens.tile import Tile
from kiosk.settings import Settings
from tests.conftest import DAY, EXPIRY, session
from tests.real.printers import ipp_printer, ticket_printer
from tests.screens.test_app import press, settled, tap

if TYPE_CHECKING:
    from pathlib import Path

LIST = session("en", "need=renewal", "renewal=other", "renewal-card=student", dates=EXPIRY, stage="checklist")


class Printing:
    """Printers that do as they are told, and count the pages that they are given."""

    def __init__(self, error: KioskError | None = None, sizes: tuple = ("a4",), lasts: float = 0) -> None:
        self.error, self.offered, self.lasts = error, frozenset(sizes), lasts
        self.sent: list[str] = []

    async def sizes(self) -> frozenset:
        """Return what can be printed now."""
        return self.offered

    async def print(self, document, library, size) -> str:
        """Print, after a while, or fail."""
        self.sent.append(size)
        await asyncio.sleep(self.lasts)
        if self.error:
            raise self.error
        return "hall"


def app(library, printing, **settings) -> KioskApp:
    """Return a kiosk with some printers."""
    chosen = Settings(prefecture="82", **settings)
    return KioskApp(library.languages, chosen, Watched(library.folder, library), on=DAY, printing=printing)


async def at_the_list(pilot) -> None:
    """Show the list to take away, and wait until the printers were asked."""
    await settled(pilot)
    pilot.app.change(LIST)
    await pilot.app.workers.wait_for_complete()
    await settled(pilot)


def said(pilot) -> str:
    """Return all that the screen says outside its tiles."""
    return "\n".join(text for label in pilot.app.screen.query(Label) for text, _ in label.parts)


def tiles(pilot) -> list[str]:
    """Return the first words of each tile."""
    return [tile.words[0] for tile in pilot.app.screen.query(Tile)]


@pytest.mark.parametrize("fault", Fault)
async def test_fault_is_said_to_the_visitor_and_to_the_desk(library, fault: Fault) -> None:
    """A fault gives a plain sentence, the code, and in French the printer's own words; nothing is resent."""
    printing = Printing(PrintError(fault, "hall", "its-own-words"))
    async with app(library, printing).run_test(size=(80, 24)) as pilot:
        await at_the_list(pilot)
        await tap(pilot, "Print")
        await pilot.app.workers.wait_for_complete()
        await settled(pilot)
        words = library.words("en").say(FAULTS[fault])
        assert words in said(pilot)
        assert f"Accueil : {words.french} (hall: its-own-words)" in said(pilot)
        assert pilot.app.screen.query_one(CodeCanvas)
        assert pilot.app.session.printed is None
        assert printing.sent == ["a4"]


async def test_page_that_cannot_be_typeset_is_a_failure(library) -> None:
    """A page that would be wrong is not printed, and the screen says so."""
    async with app(library, Printing(KioskError("the page is wrong"))).run_test(size=(80, 24)) as pilot:
        await at_the_list(pilot)
        await tap(pilot, "Print")
        await pilot.app.workers.wait_for_complete()
        await settled(pilot)
        assert pilot.app.session.fault is Fault.FAILED
        assert "the page is wrong" in said(pilot)


@pytest.mark.parametrize(
    ("sizes", "offered"),
    [(("a4",), {"Print"}), (("ticket",), {"Ticket"}), (("a4", "ticket"), {"Print", "Ticket"}), ((), set())],
)
async def test_only_what_can_print_is_offered(library, sizes: tuple, offered: set[str]) -> None:
    """A button stands for each paper that can be printed now; without any, for the code in their place."""
    async with app(library, Printing(sizes=sizes)).run_test(size=(80, 24)) as pilot:
        await at_the_list(pilot)
        assert offered == {"Print", "Ticket"} & set(tiles(pilot))
        if not sizes:
            await tap(pilot, "See the code")
            assert "No printer works now." in said(pilot)
            assert pilot.app.screen.query_one(CodeCanvas)


async def test_kiosk_without_printer_offers_none(library) -> None:
    """Where no printer is set up there is neither button nor complaint."""
    async with app(library, None).run_test(size=(80, 24)) as pilot:
        await at_the_list(pilot)
        assert "Print" not in tiles(pilot)
        assert "printer" not in said(pilot)


async def test_nothing_happens_while_printing(library) -> None:
    """While a page is printed, touches and keys do nothing, and no time runs out."""
    printing = Printing(lasts=2.5)
    chosen = {"idle_seconds": 0, "countdown_seconds": 1}
    async with app(library, printing, **chosen).run_test(size=(80, 24)) as pilot:
        await at_the_list(pilot)
        pilot.app.settings = replace(pilot.app.settings, **chosen)
        await tap(pilot, "Print")
        assert "being printed" in said(pilot)
        await press(pilot, "9", "home", "escape", "1")
        await asyncio.sleep(1.5)
        assert pilot.app.session.overlay == "printing"
        await pilot.app.workers.wait_for_complete()
        assert printing.sent == ["a4"]
        assert pilot.app.session.printed == "hall"


async def test_paper_runs_out_of_a_real_printer(library, tmp_path: Path) -> None:
    """The whole way: a network printer gives the job up for want of paper, and the visitor reads it."""
    with ipp_printer(tmp_path, 'echo "STATE: +media-empty" >&2; sleep 1; exit 1') as running:
        settings = Settings(prefecture="82", printers=(running.printer,))
        printing = VisitorPrinting(settings)
        async with app(library, printing, printers=(running.printer,)).run_test(size=(80, 24)) as pilot:
            await at_the_list(pilot)
            await tap(pilot, "Print")
            await pilot.app.workers.wait_for_complete()
            await settled(pilot)
            assert "The printer has no more paper." in said(pilot)
            assert len(running.jobs()) == 1


async def test_ticket_of_a_real_journey(library) -> None:
    """The ticket button sends one ticket to the ticket printer."""
    async with ticket_printer() as listener:
        settings = Settings(prefecture="82", printers=(listener.printer,))
        async with app(library, VisitorPrinting(settings)).run_test(size=(80, 24)) as pilot:
            await at_the_list(pilot)
            await tap(pilot, "Ticket")
            await pilot.app.workers.wait_for_complete()
            await settled(pilot)
            assert pilot.app.session.printed == "ticket"
            assert bytes(listener.received).count(b"\x1dV") == 1
