"""The kiosk for browsers: our page, its files, and a kiosk behind each screen."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from aiohttp import WSCloseCode, web

from kiosk.errors import KioskError
from kiosk.serving.crashes import Crashes
from kiosk.serving.presence import Presence
from kiosk.serving.screen import LARGEST_SCREEN, Children, carry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.serving.pages import Pages

LEFT, CRASHED = 4000, 4001
"""Close codes: the agent closed the kiosk; it stopped by itself."""
WATCHDOG_SECONDS = 10


@dataclass
class Server:
    """What browsers ask for."""

    nursery: socket.socket
    pages: Pages
    crashes: Crashes = field(default_factory=Crashes)
    presence: Presence = field(default_factory=Presence)
    screens: set[web.WebSocketResponse] = field(default_factory=set)

    def application(self) -> web.Application:
        """Return the application: it has no other page, and lists no folder."""
        application = web.Application()
        static = files("textual_serve") / "static"
        application.add_routes([
            web.get("/", self.page),
            web.get("/alive", self.alive),
            web.get("/shown", self.shown),
            web.get("/screen", self.screen),
            web.get("/kiosk.js", partial(_file, Path(__file__).with_name("kiosk.js"))),
            web.get("/textual.js", partial(_file, Path(str(static / "js" / "textual.js")))),
            web.get("/xterm.css", partial(_file, Path(str(static / "css" / "xterm.css")))),
        ])  # fmt: skip
        application.on_startup.append(self.start)
        application.on_shutdown.append(self.stop)
        return application

    async def start(self, _: web.Application) -> None:
        """Hear from the nursery, and tell systemd that all is well."""
        self.children = Children(self.nursery, orphaned=_end)
        self.children.listen()
        self.watchdog = asyncio.create_task(_stay_watched())

    async def stop(self, _: web.Application) -> None:
        """Close every screen: its page waits and asks again."""
        self.watchdog.cancel()
        for browser in set(self.screens):
            await browser.close(code=WSCloseCode.GOING_AWAY)

    async def page(self, _: web.Request) -> web.Response:
        """Return the page of the kiosk; the page without one after three faults in a row."""
        page = await asyncio.to_thread(self.pages.out_of_order if self.crashes.broken else self.pages.kiosk)
        return web.Response(text=page, content_type="text/html", headers=HEADERS)

    async def alive(self, _: web.Request) -> web.Response:
        """Say that the service is up, and whether the kiosk is too."""
        return web.json_response({"kiosk": not self.crashes.broken}, headers=HEADERS)

    async def shown(self, _: web.Request) -> web.Response:
        """Answer 503 if the machine should start its browser again: no screen shows a kiosk that works."""
        dark = self.presence.dark(len(self.screens)) and not self.crashes.broken
        return web.Response(status=503 if dark else 200, headers=HEADERS)

    async def screen(self, request: web.Request) -> web.WebSocketResponse:
        """Give a screen its kiosk, from the first paint to the end of either."""
        if request.headers.get("Origin", "") != f"http://{request.host}":
            raise web.HTTPForbidden(text="only the kiosk's own page may open a screen")
        browser = web.WebSocketResponse(heartbeat=15)
        await browser.prepare(request)
        started = monotonic()
        code = 1
        self.screens.add(browser)
        try:
            child = await self.children.start(*_size(request))
            code = await carry(browser, child)
        finally:
            self.screens.discard(browser)
            self.presence.went(left=code == 0 and not browser.closed)
        if not browser.closed:
            self.crashes.ended(code, monotonic() - started)
            await browser.close(code=CRASHED if code else LEFT)
        return browser


HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
    "X-Content-Type-Options": "nosniff",
}


async def _file(path: Path, _: web.Request) -> web.FileResponse:
    return web.FileResponse(path, headers={"Cache-Control": "no-cache"})


def _size(request: web.Request) -> Iterator[int]:
    for name, usual in (("width", 80), ("height", 24)):
        text = request.query.get(name, "")
        yield min(int(text), LARGEST_SCREEN) if text.isdecimal() and len(text) < 9 else usual


def _end() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


async def _stay_watched() -> None:
    """Tell systemd that the service is up, and again while its loop turns (sd_notify(3))."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as manager:
        manager.connect(address.replace("@", "\0", 1))
        manager.send(b"READY=1")
        while True:
            manager.send(b"WATCHDOG=1")
            await asyncio.sleep(WATCHDOG_SECONDS)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket of an address; KioskError says why there is none."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        number = error.errno or 0
        reason = os.strerror(number) if number > 0 else str(error.strerror).partition(" (")[0]
        raise KioskError(f"the kiosk cannot be served at {host}, port {port}: {reason}") from error


def serve(server: Server, at: socket.socket) -> None:
    """Serve until SIGTERM or Ctrl+C; nothing is logged of who asks what."""
    web.run_app(server.application(), sock=at, access_log=None, print=None, shutdown_timeout=3)
