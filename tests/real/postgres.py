"""A real PostgreSQL server for the tests, in a folder of its own, and a wire to it that can break."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.real.printers import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS = "-c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c port={port}"


def need(name: str) -> str:
    """Return the path of a program of PostgreSQL, or skip and name its Debian package."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else pytest.skip(f"{name} is missing; install the package postgresql-15")


@dataclass
class Postgres:
    """A server that can be stopped, started and asked."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        """The database as the settings name it."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/postgres"

    def run(self, name: str, *words: str) -> None:
        """Run a program of PostgreSQL, as its own user where the tests are root's."""
        user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        command = [*user, need(name), "-D", str(self.folder / "data"), *words]
        subprocess.run(command, check=True, cwd=self.folder, timeout=60, **quiet)

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        options = SETTINGS.format(folder=self.folder, port=self.port)
        self.run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def crash(self) -> None:
        """End the server as a power cut would."""
        self.run("pg_ctl", "-m", "immediate", "stop")

    def ask(self, question: str) -> list[tuple]:
        """Return the rows of a question in SQL."""
        with psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True) as connection:
            return connection.execute(question).fetchall()

    def numbers(self) -> list[int]:
        """Return the numbers of the counts."""
        return [number for (number,) in self.ask("SELECT number FROM counts ORDER BY day, kind, name")]


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Run a server on an empty database."""
    need("initdb")
    folder = Path(mkdtemp(prefix="kiosk-postgres-"))
    server = Postgres(folder, free_port())
    try:
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        server.run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8")
        server.start()
        yield server
    finally:
        with suppress(subprocess.CalledProcessError):
            server.crash()
        shutil.rmtree(folder)


@dataclass
class Wire:
    """What passes every byte on to a server, and breaks where it is told to."""

    server: Postgres
    breaks: bool = False
    """It breaks once COMMIT has reached the server, before the answer."""
    broken: int = 0
    _listening: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def url(self) -> str:
        """The database behind the wire."""
        port = self._listening.getsockname()[1]
        return self.server.url.replace(f":{self.server.port}/", f":{port}/") + "?sslmode=disable"

    def serve(self) -> None:
        """Take one connection after another, until the wire is closed."""
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                with client, socket.create_connection(("127.0.0.1", self.server.port)) as server:
                    back = threading.Thread(target=self._back, args=(server, client))
                    back.start()
                    self._forth(client, server)
                    back.join()

    def _forth(self, client: socket.socket, server: socket.socket) -> None:
        while chunk := client.recv(65536):
            if self.breaks and b"COMMIT" in chunk:
                self.broken += 1
                client.shutdown(socket.SHUT_RDWR)
            server.sendall(chunk)
        server.shutdown(socket.SHUT_WR)

    def _back(self, server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while chunk := server.recv(65536):
                client.sendall(chunk)


@contextmanager
def wire(server: Postgres) -> Iterator[Wire]:
    """Lay a wire to a server."""
    laid = Wire(server)
    thread = threading.Thread(target=laid.serve)
    thread.start()
    try:
        yield laid
    finally:
        laid._listening.shutdown(socket.SHUT_RDWR)
        laid._listening.close()
        thread.join()
