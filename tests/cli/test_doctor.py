"""kiosk doctor and kiosk print with printers, as an agent types them."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import pytest

from kiosk.cli import main
from tests.real.printers import free_port, ticket_printer

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys):
    """Return a function that runs the kiosk and returns its exit code, stdout and stderr."""

    def kiosk(*words: str) -> tuple[object, str, str]:
        monkeypatch.setattr(sys, "argv", ["kiosk", *words])
        code: object = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        return (code, *capsys.readouterr())

    return kiosk


def settings(tmp_path: Path, *printers: str) -> str:
    """Write a settings file with some printers."""
    path = tmp_path / "kiosk.yaml"
    path.write_text("printers:\n" + "".join(f"  - {{{printer}}}\n" for printer in printers))
    return str(path)


def test_doctor_names_each_fault(run, tmp_path: Path) -> None:
    """A folder that is there is fine; a printer that nobody answers for is not, and the exit code is 1."""
    path = settings(
        tmp_path,
        f'name: folder, address: "{tmp_path.as_uri()}"',
        f'name: hall, address: "ipp://127.0.0.1:{free_port()}/ipp/print"',
    )
    code, said, _ = run("doctor", "--settings", path)
    assert code == 1
    assert "ok       paper in fr\n" in said
    assert "ok       printer folder\n" in said
    assert 'to mend  printer hall: printer "hall": offline: no connection' in said


def test_doctor_is_content(run) -> None:
    """Without printers, the fonts are all that is looked at."""
    code, said, _ = run("doctor")
    assert code == 0
    assert "to mend" not in said


def test_desk_printer_takes_the_page(run, tmp_path: Path) -> None:
    """Without --to, the page goes to the desk's printer of the settings."""
    path = settings(
        tmp_path,
        'name: hall, address: "file:///nowhere"',
        f'name: desk, address: "{tmp_path.as_uri()}", audience: desk',
    )
    code, said, _ = run("print", "referral/asylum", "--language", "fr", "--settings", path)
    assert (code, said) == (0, "page-1.pdf\n")
    assert (tmp_path / "page-1.pdf").read_bytes().startswith(b"%PDF")


async def test_ticket_goes_to_an_address(run) -> None:
    """A ticket goes to the ticket printer that is named on the command line."""
    async with ticket_printer() as listener:
        words = ("print", "etudiant/renewal", "--language", "ar", "--size", "ticket")
        code, said, _ = await asyncio.to_thread(run, *words, "--to", listener.printer.address)
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
def test_page_without_printer(run, words: tuple[str, ...], sentence: str) -> None:
    """A printer that is missing, of no kind we know, or not there is one sentence."""
    code, _, said = run("print", "referral/asylum", "--language", "fr", *words)
    assert code == 1
    assert sentence in said
    assert "\n" not in said.strip()


@pytest.mark.parametrize("address", ["lpt1", "ipp://", "http://host/x", "ipp://user@host/x"])
def test_address_that_is_none(run, tmp_path: Path, address: str) -> None:
    """An address of the settings that is no printer's is refused with its place."""
    code, _, said = run("doctor", "--settings", settings(tmp_path, f'name: hall, address: "{address}"'))
    assert code == 1
    assert "kiosk.yaml:2:18: error: " in said
    assert "escpos://host:9100" in said
