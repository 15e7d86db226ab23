"""kiosk doctor and kiosk print with printers, as an agent types them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.real.printers import free_port, ticket_printer

if TYPE_CHECKING:
    from pathlib import Path


def settings(tmp_path: Path, *printers: str) -> str:
    """Write a settings file with some printers."""
    path = tmp_path / "kiosk.yaml"
    path.write_text("printers:\n" + "".join(f"  - {{{printer}}}\n" for printer in printers))
    return str(path)


def test_doctor_names_each_fault(command, tmp_path: Path) -> None:
    """A folder that is there is fine; a printer that nobody answers for is not, and the exit code is 1."""
    path = settings(
        tmp_path,
        f'name: folder, address: "{tmp_path.as_uri()}"',
        f'name: hall, address: "ipp://127.0.0.1:{free_port()}/ipp/print"',
    )
    code, said, _ = command("doctor", "--settings", path)
    assert code == 1
    assert "ok       paper in fr\n" in said
    assert "ok       printer folder\n" in said
    assert 'to mend  printer hall: printer "hall": offline: no connection' in said


def test_doctor_is_content(command) -> None:
    """Without printers, the fonts are all that is looked at."""
    code, said, _ = command("doctor")
    assert code == 0
    assert "to mend" not in said


def test_desk_printer_takes_the_page(command, tmp_path: Path) -> None:
    """Without --to, the page goes to the desk's printer of the settings."""
    path = settings(
        tmp_path,
        'name: hall, address: "file:///nowhere"',
        f'name: desk, address: "{tmp_path.as_uri()}", audience: desk',
    )
    code, said, _ = command("print", "referral/asylum", "--language", "fr", "--settings", path)
    assert (code, said) == (0, "page-1.pdf\n")
    assert (tmp_path / "page-1.pdf").read_bytes().startswith(b"%PDF")


async def test_ticket_goes_to_an_address(command) -> None:
    """A ticket goes to the ticket printer that is named on the command line."""
    async with ticket_printer() as listener:
        words = ("print", "etudiant/renewal", "--language", "ar", "--size", "ticket")
        code, said, _ = await asyncio.to_thread(command, *words, "--to", listener.printer.address)
        assert (code, said) == (0, "printer\n")
        assert bytes(listener.received).count(b"\x1dV") == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "no printer of the settings is the desk's and takes a4; say where with --to"),
        (("--to", "ftp://host/x"), "an address begins with ipp://, ipps://, escpos:// or file://"),
        (("--to", "file:///nowhere/at/all"), "stopped: /nowhere/at/all cannot be written"),
    ],
)
def test_page_without_printer(command, words: tuple[str, ...], sentence: str) -> None:
    """A printer that is missing, of no kind we know, or not there is one sentence."""
    code, _, said = command("print", "referral/asylum", "--language", "fr", *words)
    assert code == 1
    assert sentence in said
    assert "\n" not in said.strip()


@pytest.mark.parametrize("address", ["lpt1", "ipp://", "http://host/x", "ipp://user@host/x"])
def test_address_that_is_none(command, tmp_path: Path, address: str) -> None:
    """An address of the settings that is no printer's is refused with its place."""
    code, _, said = command("doctor", "--settings", settings(tmp_path, f'name: hall, address: "{address}"'))
    assert code == 1
    assert "kiosk.yaml:2:18: error: " in said
    assert "escpos://host:9100" in said
