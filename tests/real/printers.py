"""Real printers for the tests: ippeveprinter, a CUPS server of our own, a ticket printer on a socket."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.settings import Printer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

PACKAGES = {
    "dbus-daemon": "dbus-daemon",
    "avahi-daemon": "avahi-daemon",
    "ippeveprinter": "cups-ipp-utils",
    "/usr/sbin/cupsd": "cups-daemon",
    "lpadmin": "cups-client",
    "/usr/lib/cups/backend/cups-pdf": "printer-driver-cups-pdf",
}
"""The programs that the tests need, and the Debian packages that bring them."""


def program(name: str) -> str:
    """Return the path of a program; the error names the Debian package that is missing."""
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    assert path, f"install the Debian package {PACKAGES[name]}"
    return path


def free_port() -> int:
    """Return a port that nobody listens to."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen) -> None:
    """Wait until a process listens."""
    for _ in range(200):
        assert process.poll() is None, "the printer ended at once"
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
            return
        time.sleep(0.05)
    raise AssertionError("the printer does not listen")


def start_bus() -> None:
    """Start the system bus and avahi, without which ippeveprinter does not run."""
    if (
        not Path("/run/dbus/system_bus_socket").exists()
        or subprocess.run(["pgrep", "-x", "dbus-daemon"], capture_output=True, check=False).returncode
    ):
        Path("/run/dbus").mkdir(parents=True, exist_ok=True)
        Path("/run/dbus/pid").unlink(missing_ok=True)
        subprocess.run([program("dbus-daemon"), "--system", "--fork"], check=True, capture_output=True)
    running = subprocess.run(["pgrep", "-x", "avahi-daemon"], capture_output=True, check=False)
    if running.returncode:
        subprocess.run([program("avahi-daemon"), "-D"], check=True, capture_output=True)


@dataclass
class Process:
    """A printer that runs."""

    printer: Printer
    process: subprocess.Popen
    folder: Path

    def kill(self) -> None:
        """End the printer as a power cut would."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def jobs(self) -> list[bytes]:
        """Return the pages that the printer was given."""
        return [path.read_bytes() for path in sorted(self.folder.glob("*.pdf"))]


@contextmanager
def ipp_printer(folder: Path, script: str = "exit 0") -> Iterator[Process]:
    """Run a network printer; `script` is the shell that prints a job, with its messages on stderr."""
    start_bus()
    port, kept, command = free_port(), folder / "jobs", folder / "print.sh"
    kept.mkdir(parents=True)
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(0o755)
    options = [
        "-r",
        "off",
        "-p",
        str(port),
        "-d",
        str(kept),
        "-k",
        "-f",
        "application/pdf",
        "-c",
        str(command),
    ]
    process = subprocess.Popen(
        [program("ippeveprinter"), *options, "hall"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    running = Process(Printer("hall", f"ipp://127.0.0.1:{port}/ipp/print"), process, kept)
    try:
        wait_for(port, process)
        yield running
    finally:
        running.kill()


@dataclass
class TicketPrinter:
    """A ticket printer on a socket: what it received, and what is wrong with it."""

    port: int = 0
    received: bytearray = field(default_factory=bytearray)
    connections: int = 0
    causes: int = 0x12
    paper: int = 0x12
    silent: bool = False
    """It takes the connection and never answers."""
    dies_after: int | None = None
    """It closes the connection after so many bytes."""
    mute: bool = False
    """It answers about its state and never says that it has finished."""
    paper_ends: bool = False
    """Its paper ends while it prints."""
    finished: int = 0
    """How often it has said that it has finished."""
    tasks: list[asyncio.Task] = field(default_factory=list)

    @property
    def printer(self) -> Printer:
        """The printer as the settings name it."""
        return Printer("ticket", f"escpos://127.0.0.1:{self.port}")

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer DLE EOT at once, and GS r when all before it was read."""
        self.connections += 1
        self.tasks.append(asyncio.current_task())
        with suppress(ConnectionError):
            while chunk := await reader.read(65536):
                self.received += chunk
                if self.dies_after is not None and len(self.received) > self.dies_after:
                    break
                writer.write(self._answers(chunk))
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    def _answers(self, chunk: bytes) -> bytes:
        if self.silent:
            return b""
        if self.paper_ends and len(self.received) > 2000:
            self.causes = 0x12 | 0x20
        answers = b""
        finished = not (self.mute or self.paper_ends) and self.received.count(b"\x1dr\x01") > self.finished
        for number, state in ((1, 0x12), (2, self.causes), (4, self.paper)):
            answers += bytes((state,)) * chunk.count(b"\x10\x04" + bytes((number,)))
        if finished:
            self.finished += 1
            answers += b"\x00"
        return answers


@asynccontextmanager
async def ticket_printer(**faults: object) -> AsyncIterator[TicketPrinter]:
    """Run a ticket printer with some faults."""
    ticket = TicketPrinter(**faults)
    server = await asyncio.start_server(ticket.serve, "127.0.0.1", 0)
    ticket.port = server.sockets[0].getsockname()[1]
    async with server:
        yield ticket
        await asyncio.wait_for(asyncio.gather(*ticket.tasks), 5)


CUPSD = """
Listen 127.0.0.1:{port}
Listen {folder}/cups.sock
DefaultAuthType None
WebInterface No
Browsing No
LogLevel warn
PreserveJobFiles No
PreserveJobHistory 60
ErrorPolicy abort-job
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
CUPS_FILES = """
ServerRoot {folder}
CacheDir {folder}/cache
StateDir {folder}/state
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
ServerBin {folder}/bin
DataDir /usr/share/cups
AccessLog {folder}/access.log
ErrorLog {folder}/error.log
PageLog {folder}/page.log
FileDevice Yes
SystemGroup root
"""
BACKEND = """#!/bin/sh
# A device that answers as the file `device` beside it says: print, fail or wait.
[ $# -eq 0 ] && echo 'direct kiosktest "Unknown" "A printer of the tests"' && exit 0
read -r mode < {folder}/device
case $mode in
  print) cat "${{6:--}}" > {folder}/out/page-$1; exit 0 ;;
  wait) echo "STATE: +media-empty-error" >&2; sleep 600 ;;
  *) cat "${{6:--}}" > /dev/null; exit 1 ;;
esac
"""


@dataclass
class Cups:
    """A CUPS server of our own, with one queue whose device does as it is told."""

    port: int
    folder: Path

    @property
    def printer(self) -> Printer:
        """The queue as the settings name it."""
        return Printer("hall", f"ipp://127.0.0.1:{self.port}/printers/hall")

    def run(self, *command: str) -> None:
        """Run a command of CUPS against this server."""
        name, *options = command
        path = shutil.which(name) or f"/usr/sbin/{name}"
        subprocess.run([path, "-h", f"127.0.0.1:{self.port}", *options], check=True, capture_output=True)

    def add_pdf_queue(self) -> Printer:
        """Add the queue of Debian's cups-pdf, which writes what it prints into a folder."""
        model = next(Path("/usr/share/ppd").rglob("CUPS-PDF_opt.ppd"))
        self.run("lpadmin", "-p", "pdf", "-v", "cups-pdf:/", "-P", str(model), "-E")
        return Printer("pdf", f"ipp://127.0.0.1:{self.port}/printers/pdf")

    def device(self, mode: str) -> None:
        """Say what the device does from now on."""
        (self.folder / "device").write_text(f"{mode}\n")

    def pages(self) -> list[bytes]:
        """Return what came out."""
        return [path.read_bytes() for path in sorted((self.folder / "out").iterdir())]

    def spooled(self) -> list[str]:
        """Return the documents that still lie in the spool."""
        return [path.name for path in (self.folder / "spool").glob("d*")]


@contextmanager
def cups(folder: Path) -> Iterator[Cups]:
    """Run CUPS with a queue called hall."""
    port = free_port()
    for name in ("cache", "state", "spool/tmp", "out", "ppd"):
        (folder / name).mkdir(parents=True)
    binaries = folder / "bin"
    shutil.copytree("/usr/lib/cups", binaries, symlinks=True)
    backend = binaries / "backend" / "kiosktest"
    backend.write_text(BACKEND.format(folder=folder))
    backend.chmod(0o755)
    (folder / "cupsd.conf").write_text(CUPSD.format(port=port, folder=folder))
    (folder / "cups-files.conf").write_text(CUPS_FILES.format(folder=folder))
    for path in (folder, *folder.parents):
        if path.stat().st_uid == os.getuid() and len(path.parts) > 2:
            path.chmod(0o755)
    subprocess.run(["chmod", "-R", "a+rwX", str(folder / "out")], check=True)
    process = subprocess.Popen(
        [
            program("/usr/sbin/cupsd"),
            "-f",
            "-c",
            str(folder / "cupsd.conf"),
            "-s",
            str(folder / "cups-files.conf"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    server = Cups(port, folder)
    try:
        wait_for(port, process)
        server.device("print")
        server.run("lpadmin", "-p", "hall", "-v", "kiosktest:/", "-E", "-o", "printer-error-policy=abort-job")
        yield server
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
