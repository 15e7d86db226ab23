"""What the machine in the hall must have around the kiosk."""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kiosk.deployment.folder import FILES, INSTALLED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kiosk.deployment.machine import Finding, Machine
    from kiosk.settings import Printer, Settings

HERE = ("localhost", "127.0.0.1", "::1")
INSTALL = "type sh install.sh in the folder of `kiosk deploy`"
SERVICES = {
    "kiosk.service": "multi-user.target",
    "kiosk-screen.service": "graphical.target",
    "kiosk-check.service": "graphical.target",
}
CURRENT = {
    "program": "opt/kiosk/program/current/bin/kiosk",
    "content": "opt/kiosk/content/current/procedures",
}


def packages(machine: Machine) -> Iterator[Finding]:
    """Say which packages of Debian are missing; none where there is no dpkg."""
    wanted = (FILES / "packages.txt").read_text(encoding="ascii").split()
    said = machine.run(("dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *wanted))
    there = {line.split()[0] for line in said.splitlines() if line.endswith(" installed")}
    missing = " ".join(name for name in wanted if name not in there)
    yield "packages", f"{missing} not installed; type: apt-get install {missing}" if said and missing else ""


def programs(machine: Machine) -> Iterator[Finding]:
    """Say whether the browser and the compositor are there."""
    for name in ("chromium", "cage"):
        yield name, "" if machine.has(f"usr/bin/{name}") else f"missing; type: apt-get install {name}"


def files(machine: Machine) -> Iterator[Finding]:
    """Say whether each file of `kiosk deploy` is in its place, and the program and content too."""
    for name, path in INSTALLED.items():
        yield name, "" if machine.has(path) else f"/{path} is missing; {INSTALL}"
    for what, path in CURRENT.items():
        yield f"current {what}", "" if machine.has(path) else f"/{path} is missing; {INSTALL}"


def services(machine: Machine) -> Iterator[Finding]:
    """Say whether the services start with the machine, and run now where systemd does."""
    for name, target in SERVICES.items():
        if not machine.has(INSTALLED[name]):
            continue
        state = machine.run(("systemctl", "is-active", name))
        if not machine.has(f"etc/systemd/system/{target}.wants/{name}"):
            yield f"{name} at start", f"not enabled; type: systemctl enable --now {name}"
        elif state not in ("", "active"):
            yield f"{name} at start", f"it is {state}; type: journalctl -u {name} -e"
        else:
            yield f"{name} at start", ""


def touch(machine: Machine) -> Iterator[Finding]:
    """Say whether udev knows a touch screen: the compositor asks it too."""
    known = (machine.root / "run/udev/data").glob("c13:*")
    found = any(
        "E:ID_INPUT_TOUCHSCREEN=1" in machine.read(str(path.relative_to(machine.root))) for path in known
    )
    sentence = "no touch screen; plug in its USB cable, or add --no-touch if this machine has only a keyboard"
    yield "touch", "" if found else sentence


def sound(machine: Machine, languages: Iterable[str]) -> Iterator[Finding]:
    """Say whether there are loudspeakers, and a voice for each language."""
    cards = machine.read("proc/asound/cards")
    card = "no sound card; connect loudspeakers, or write `sound: false` in the settings"
    yield "loudspeakers", "" if re.search(r"(?m)^ *\d+ \[", cards) else card
    for code in languages:
        voices = machine.run(("espeak-ng", f"--voices={code}")).splitlines()
        if not voices:
            yield "voice", "espeak-ng is missing; type: apt-get install espeak-ng"
            return
        none = "espeak-ng has no voice for it; write `sound: false` in the settings if nobody shall hear half"
        yield f"voice in {code}", "" if voices[1:] else none


def clock(machine: Machine, newest: date) -> Iterator[Finding]:
    """Say whether the clock can be right, and whether something keeps it so."""
    today = machine.today()
    if today < newest:
        yield "clock", f"it shows {today}, before the content was written; type: timedatectl set-ntp true"
    elif machine.run(("timedatectl", "show", "-p", "NTPSynchronized", "--value")) == "no":
        server = "or name your time server in /etc/systemd/timesyncd.conf"
        yield "clock", f"nothing keeps it right; type: timedatectl set-ntp true, {server}"
    else:
        yield "clock", ""


def agent_code(settings: Settings) -> Iterator[Finding]:
    """Say whether an agent can close the kiosk."""
    sentence = "nobody can close this kiosk; write `agent_code:` and your digits in the settings"
    yield "agent code", "" if settings.agent_code else sentence


def swap(machine: Machine) -> Iterator[Finding]:
    """Say whether memory, and a visitor's screen with it, may be written to a disk."""
    disks = [line.split()[0] for line in machine.read("proc/swaps").splitlines()[1:] if "zram" not in line]
    sentence = (
        f"{', '.join(disks)} may keep what visitors saw; type: swapoff -a, and delete its line in /etc/fstab"
    )
    yield "swap", sentence if disks else ""


def reach(machine: Machine, printers: Iterable[Printer]) -> Iterator[Finding]:
    """Say to which printers kiosk.service may not speak."""
    unit = INSTALLED["kiosk.service"]
    allowed = re.findall(r"(?m)^IPAddressAllow=(.*)$", machine.read(unit))
    for printer in printers:
        host = urlsplit(printer.address).hostname
        if allowed and host and host not in HERE and not _within(host, " ".join(allowed).split()):
            line = f"add the line IPAddressAllow={host} to /{unit}, then type: systemctl daemon-reload"
            yield f"way to {printer.name}", f"kiosk.service may not speak to {host}; {line}"


def _within(host: str, allowed: list[str]) -> bool:
    """Return whether a host is in one of the networks; a name may be in any that was added."""
    networks = [each for each in allowed if each not in ("localhost", *HERE)]
    try:
        address = ip_address(host)
    except ValueError:
        return bool(networks)
    return any(each == "any" or address in ip_network(each, strict=False) for each in networks)
