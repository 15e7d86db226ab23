"""Real printers, and each of their faults: what comes back, and that nothing is printed later or twice."""

from __future__ import annotations

import asyncio
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageStat

from kiosk.content.library import open_library
from kiosk.engine.journey import Journey
from kiosk.errors import Fault, PrintError
from kiosk.printing.ipp import IppChannel, Patience
from kiosk.printing.printers import Printers
from kiosk.printing.tickets import TicketChannel
from kiosk.render.kit import Order, Workshop
from kiosk.render.paper import Press
from kiosk.settings import CodeSettings, Printer
from tests.real.printers import cups, free_port, ipp_printer, ticket_printer

if TYPE_CHECKING:
    from kiosk.printing.printers import Channel

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PDF_FOLDER = Path("/var/spool/cups-pdf/ANONYMOUS")
"""Where cups-pdf writes the pages of users that the machine does not know."""
ANSWERED = (("studies", "followed"), ("housing", "hosted"), ("means", "own"), ("married", "no"))
COARSE, BOX = (40, 56), Image.Resampling.BOX
"""How small two pictures of a page are made before they are compared."""
QUICK = Patience(answer=2, fault=1, warning=2, end=6, between=0.2)


async def refusal(channel: Channel, page: bytes = PDF) -> PrintError:
    """Return the error of a page that does not come out."""
    with pytest.raises(PrintError) as refused:
        await channel.send(page)
    return refused.value


async def unready(channel: Channel) -> Fault:
    """Return what is wrong before anything is sent."""
    with pytest.raises(PrintError) as refused:
        await channel.check()
    return refused.value.fault


# A network printer ----------------------------------------------------------------------------


async def test_page_comes_out(tmp_path: Path) -> None:
    """A page that the printer has printed is a success, once, and its name says nothing of the visitor."""
    with ipp_printer(tmp_path, "sleep 1") as running:
        channel = IppChannel(running.printer, QUICK)
        await channel.check()
        assert await channel.send(PDF) == "hall"
        assert running.jobs() == [PDF]
        assert all(path.name.split("-")[1] == "kiosk" for path in running.folder.iterdir())


async def test_paper_runs_out(tmp_path: Path) -> None:
    """A printer without paper is said so."""
    script = 'echo "STATE: +media-empty" >&2; sleep 30'
    with ipp_printer(tmp_path, script) as running:
        channel = IppChannel(running.printer, QUICK)
        error = await refusal(channel)
        assert (error.fault, error.reason) == (Fault.PAPER, "media-empty-warning")


async def test_job_is_aborted(tmp_path: Path) -> None:
    """A job that the printer gives up is a failure."""
    with ipp_printer(tmp_path, "exit 1") as running:
        error = await refusal(IppChannel(running.printer, QUICK))
        assert error.fault is Fault.FAILED
        assert "aborted" in error.reason


@pytest.mark.parametrize(
    ("keyword", "fault"),
    [
        ("media-jam", Fault.JAM),
        ("cover-open", Fault.COVER),
        ("marker-supply-empty", Fault.STOPPED),
    ],
)
async def test_other_faults(tmp_path: Path, keyword: str, fault: Fault) -> None:
    """Stuck paper, an open cover and an empty cartridge are told apart."""
    with ipp_printer(tmp_path, f'echo "STATE: +{keyword}" >&2; sleep 1; exit 1') as running:
        assert (await refusal(IppChannel(running.printer, QUICK))).fault is fault


async def test_warning_is_no_fault(tmp_path: Path) -> None:
    """Little paper left does not keep anybody from printing."""
    with ipp_printer(tmp_path, 'echo "STATE: +media-low" >&2; exit 0') as running:
        assert await IppChannel(running.printer, QUICK).send(PDF) == "hall"


async def test_job_never_ends(tmp_path: Path) -> None:
    """A job without end is given up after a while, and taken back."""
    with ipp_printer(tmp_path, "sleep 600") as running:
        error = await refusal(IppChannel(running.printer, QUICK))
        assert (error.fault, "no end" in error.reason) == (Fault.UNCERTAIN, True)


async def test_printer_disappears(tmp_path: Path) -> None:
    """A printer that loses its power in the middle leaves the end unknown; before it, nobody answers."""
    with ipp_printer(tmp_path, "sleep 600") as running:
        channel = IppChannel(running.printer, QUICK)
        sending = asyncio.create_task(refusal(channel))
        await asyncio.sleep(1)
        running.kill()
        assert (await sending).fault is Fault.UNCERTAIN
        assert await unready(channel) is Fault.OFFLINE


async def test_nobody_listens() -> None:
    """A printer that is switched off is offline, and nothing was sent."""
    channel = IppChannel(Printer("hall", f"ipp://127.0.0.1:{free_port()}/ipp/print"), QUICK)
    assert await unready(channel) is Fault.OFFLINE
    assert (await refusal(channel)).fault is Fault.OFFLINE


async def test_printer_that_never_answers() -> None:
    """A printer that takes the connection and stays silent does not hold the visitor for long."""
    async with ticket_printer(silent=True) as mute:
        channel = IppChannel(Printer("hall", f"ipp://127.0.0.1:{mute.port}/ipp/print"), QUICK)
        assert await unready(channel) is Fault.UNCERTAIN


# CUPS -----------------------------------------------------------------------------------------


async def test_cups_queue_prints_and_keeps_nothing(tmp_path: Path) -> None:
    """A page goes through a real CUPS queue, comes out once, and leaves no document in the spool."""
    with cups(tmp_path / "cups") as server:
        channel = IppChannel(server.printer, QUICK)
        await channel.check()
        assert await channel.send(PDF) == "hall"
        assert len(server.pages()) == 1
        assert server.spooled() == []


def anonymous() -> set[Path]:
    """Return what cups-pdf has written."""
    return set(PDF_FOLDER.glob("*.pdf"))


def coarse(pdf: bytes) -> list[Image.Image]:
    """Return a small grey picture of each page: after PostScript, its text is only drawings."""
    picture = subprocess.run(
        ["pdftoppm", "-r", "30", "-gray", "-"], input=pdf, capture_output=True, check=True
    ).stdout
    pages, file = [], BytesIO(picture)
    while file.tell() < len(picture):
        kind, width, height, _ = (file.readline(), *map(int, file.readline().split()), file.readline())
        assert kind == b"P5\n"
        pages.append(Image.frombytes("L", (width, height), file.read(width * height)))
    return pages


async def test_checklist_on_the_pdf_printer_of_debian(tmp_path: Path) -> None:
    """A real checklist goes through the filters of CUPS to cups-pdf; what comes out looks like the page."""
    library = open_library()
    workshop = Workshop(Press(library, CodeSettings()), "82", date(2026, 11, 26))
    order = Order("etudiant/renewal", "ar")
    page = workshop.page(order, workshop.document(order, Journey(ANSWERED)))
    before = anonymous()
    with cups(tmp_path / "cups") as server:
        channel = IppChannel(server.add_pdf_queue(), Patience(end=60))
        assert await channel.send(page) == "pdf"
        assert server.spooled() == []
    (printed,) = anonymous() - before
    sent, out = coarse(page), coarse(printed.read_bytes())
    printed.unlink()
    assert len(sent) == len(out)
    for one, other in zip(sent, out, strict=True):
        difference = ImageChops.difference(one.resize(COARSE, BOX), other.resize(COARSE, BOX))
        assert ImageStat.Stat(difference).mean[0] < 6
        assert ImageStat.Stat(one).mean[0] < 240


async def test_cups_queue_that_fails(tmp_path: Path) -> None:
    """A device that gives the job up is a failure, and no job waits to come out later."""
    with cups(tmp_path / "cups") as server:
        server.device("fail")
        channel = IppChannel(server.printer, QUICK)
        assert (await refusal(channel)).fault is Fault.FAILED
        assert await channel.jobs() == []
        server.device("print")
        await asyncio.sleep(1)
        assert server.pages() == []


async def test_cups_queue_without_paper(tmp_path: Path) -> None:
    """Paper that ends at the device is seen through CUPS; the job is taken back, and never comes out."""
    with cups(tmp_path / "cups") as server:
        server.device("wait")
        channel = IppChannel(server.printer, QUICK)
        error = await refusal(channel)
        assert (error.fault, error.reason) == (Fault.PAPER, "media-empty-error")
        assert await channel.jobs() == []
        assert server.spooled() == []
        server.device("print")
        await asyncio.sleep(1)
        assert server.pages() == []


async def test_cups_queue_that_is_paused(tmp_path: Path) -> None:
    """A queue that somebody has paused, or that takes no jobs, is not offered."""
    with cups(tmp_path / "cups") as server:
        channel = IppChannel(server.printer, QUICK)
        server.run("cupsdisable", "hall")
        assert await unready(channel) is Fault.STOPPED
        server.run("cupsenable", "hall")
        server.run("cupsreject", "hall")
        assert await unready(channel) is Fault.STOPPED


# Tickets --------------------------------------------------------------------------------------


def picture() -> tuple[bytes, Image.Image]:
    """Return a picture as wide as the roll, as PNG and in black and white."""
    image = (
        Image.linear_gradient("L")
        .resize((576, 700))
        .point(lambda level: 255 * (level % 40 > 20))
        .convert("1")
    )
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue(), image


def decoded(received: bytes) -> tuple[Image.Image, bytes]:
    """Return the picture that the raster commands draw, and what comes after the last of them."""
    strips, place = [], 0
    while (found := received.find(b"\x1dv0", place)) >= 0:
        wide = received[found + 4] + 256 * received[found + 5]
        high = received[found + 6] + 256 * received[found + 7]
        place = found + 8 + wide * high
        data = bytes(255 - byte for byte in received[found + 8 : place])
        strips.append(Image.frombytes("1", (wide * 8, high), data))
    whole = Image.new("1", (strips[0].width, sum(strip.height for strip in strips)))
    top = 0
    for strip in strips:
        whole.paste(strip, (0, top))
        top += strip.height
    return whole, received[place:]


def ticket(listener, **times: float) -> TicketChannel:
    """Return the way to a ticket printer, with little patience."""
    return TicketChannel(listener.printer, **{"answer": 0.5, "end": 3, **times})


async def test_ticket_comes_out() -> None:
    """The raster that a ticket printer receives is the picture, dot for dot, once, and the cut comes last."""
    page, image = picture()
    async with ticket_printer() as listener:
        channel = ticket(listener)
        await channel.check()
        assert await channel.send(page) == "ticket"
        whole, rest = decoded(bytes(listener.received))
        assert whole.size == image.size
        assert ImageChops.difference(whole.convert("L"), image.convert("L")).getbbox() is None
        assert b"\x1dV" in rest
        assert listener.received.count(b"\x1dV") == 1


@pytest.mark.parametrize(
    ("faults", "fault"),
    [
        ({"causes": 0x12 | 0x04}, Fault.COVER),
        ({"causes": 0x12 | 0x20}, Fault.PAPER),
        ({"paper": 0x12 | 0x60}, Fault.PAPER),
        ({"causes": 0x12 | 0x40}, Fault.JAM),
        ({"silent": True}, Fault.STOPPED),
    ],
)
async def test_ticket_printer_that_cannot_print(faults: dict[str, object], fault: Fault) -> None:
    """What is wrong is read before anything is printed, and then nothing is sent."""
    async with ticket_printer(**faults) as listener:
        assert await unready(ticket(listener)) is fault
        assert (await refusal(ticket(listener), picture()[0])).fault is fault
        assert b"\x1dv0" not in listener.received


async def test_ticket_paper_ends_in_the_middle() -> None:
    """Paper that ends while printing is said so."""
    async with ticket_printer(paper_ends=True) as listener:
        assert (await refusal(ticket(listener), picture()[0])).fault is Fault.PAPER


@pytest.mark.parametrize("faults", [{"dies_after": 3000}, {"mute": True}])
async def test_ticket_whose_end_is_unknown(faults: dict[str, object]) -> None:
    """A printer that disappears or does not say that it has finished: nothing is sent again."""
    async with ticket_printer(**faults) as listener:
        assert (await refusal(ticket(listener), picture()[0])).fault is Fault.UNCERTAIN
        assert listener.connections == 1


async def test_ticket_printer_is_off() -> None:
    """A ticket printer that nobody has switched on is offline."""
    channel = TicketChannel(Printer("ticket", f"escpos://127.0.0.1:{free_port()}"))
    assert await unready(channel) is Fault.OFFLINE


# Several --------------------------------------------------------------------------------------


async def test_next_printer_takes_over(tmp_path: Path) -> None:
    """A page goes to the first printer that can print; what was handed over is not handed over again."""
    with ipp_printer(tmp_path, "exit 1") as failing:
        off = Printer("off", f"ipp://127.0.0.1:{free_port()}/ipp/print")
        spare = Printer("spare", (tmp_path).as_uri())
        assert await Printers((off, spare)).send("a4", PDF) == "page-1.pdf"
        assert await Printers((off, spare)).sizes() == {"a4"}
        with pytest.raises(PrintError) as refused:
            await Printers((failing.printer, spare)).send("a4", PDF)
        assert refused.value.printer == "hall"
        assert not (tmp_path / "page-2.pdf").exists()
