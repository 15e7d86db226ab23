"""A fresh Debian 12 that is a folder: kiosk doctor names exactly what it lacks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kiosk.cli.doctor_ import _findings
from kiosk.deployment.folder import FILES, INSTALLED, deployed
from kiosk.deployment.hall import CURRENT, SERVICES
from kiosk.deployment.machine import Machine
from kiosk.settings import Printer, Settings

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 27)
LETTERS = "20-7e a0-17f 600-6ff 2000-2fff fb50-feff"
"""What the font has, as fontconfig writes it; more than it really has of some blocks."""
PACKAGES = (FILES / "packages.txt").read_text(encoding="ascii").split()
BARE = {
    *("packages", "chromium", "cage", *INSTALLED, *(f"current {what}" for what in CURRENT)),
    *("agent code", "touch", "screen letters", "loudspeakers", "voice"),
}


class Programs:
    """What programs say on such a machine."""

    def __init__(self, *, whole: bool) -> None:
        self.said = {"timedatectl": "yes", "dpkg-query": "git installed"}
        if whole:
            installed = "\n".join(f"{name} installed" for name in PACKAGES)
            voices = "Pty Language\n 5 fr"
            self.said |= {"dpkg-query": installed, "systemctl": "active", "espeak-ng": voices}
            self.said["fc-match"] = "DejaVu Sans Mono"

    def __call__(self, words: tuple[str, ...]) -> str:
        """Answer."""
        return LETTERS if "%{charset}" in words else self.said.get(words[0], "")


def lacks(library, machine: Machine, settings: Settings) -> dict[str, str]:
    """Return what is to mend, by what was looked at."""
    found = _findings(library.folder, settings, machine, TODAY, touch=True)
    return {what: sentence for what, sentence in found if sentence}


@pytest.fixture
def whole(tmp_path: Path) -> Machine:
    """A machine on which all is in its place."""
    for name, content in deployed("82", "kiosk").items():
        if name in INSTALLED:
            (path := tmp_path / INSTALLED[name]).parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    wanted = [f"etc/systemd/system/{target}.wants/{name}" for name, target in SERVICES.items()]
    for name in (*CURRENT.values(), *wanted, "usr/bin/chromium", "usr/bin/cage"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    for name, text in (
        ("run/udev/data/c13:64", "E:ID_INPUT_TOUCHSCREEN=1\n"),
        ("proc/asound/cards", " 0 [PCH            ]: HDA-Intel\n"),
        ("proc/swaps", "Filename Type Size\n"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Machine(tmp_path, Programs(whole=True), lambda: TODAY)


def test_a_fresh_machine(library, tmp_path: Path) -> None:
    """All that `install.sh`, a technician and an agent add is named, each with what to type or do."""
    machine = Machine(tmp_path, Programs(whole=False), lambda: TODAY)
    found = lacks(library, machine, Settings(locked=True))
    assert set(found) == BARE
    assert found["packages"].startswith("alsa-utils cage chromium")
    assert "git " not in found["packages"].partition(" not installed")[0]


def test_a_whole_machine(library, whole: Machine) -> None:
    """Nothing is to mend."""
    assert lacks(library, whole, Settings(locked=True, agent_code="4071")) == {}


@pytest.mark.parametrize(
    ("file", "text", "what"),
    [
        ("proc/swaps", "Filename Type\n/dev/sda2 partition\n", "swap"),
        ("proc/asound/cards", "--- no soundcards ---\n", "loudspeakers"),
        ("run/udev/data/c13:64", "E:ID_INPUT_MOUSE=1\n", "touch"),
    ],
)
def test_one_thing_at_a_time(library, whole: Machine, file: str, text: str, what: str) -> None:
    """Each fault is named alone."""
    (whole.root / file).write_text(text, encoding="utf-8")
    assert set(lacks(library, whole, Settings(locked=True, agent_code="4071"))) == {what}


def test_services_clock_and_printers(library, whole: Machine) -> None:
    """A service that failed, a clock in the past, and a printer that the sandbox shuts out."""
    settings = Settings(locked=True, agent_code="4071", printers=(Printer("hall", "ipp://192.0.2.7/ipp"),))
    past = Machine(whole.root, whole.run, lambda: date(2020, 1, 1))
    whole.run.said["systemctl"] = "failed"
    found = lacks(library, past, settings)
    assert set(found) - {"printer hall"} == {
        *(f"{name} at start" for name in SERVICES),
        *("clock", "way to hall"),
    }
    assert "IPAddressAllow=192.0.2.7" in found["way to hall"]


def test_letters_that_the_font_lacks(library, whole: Machine) -> None:
    """Without Arabic in the font, Arabic alone is named."""
    latin = Machine(
        whole.root, lambda words: whole.run(words).replace(" 600-6ff 2000-2fff fb50-feff", " 2000-2fff")
    )
    found = lacks(library, Machine(whole.root, latin.run, whole.today), Settings(locked=True, agent_code="1"))
    assert set(found) == {"screen in ar"}
