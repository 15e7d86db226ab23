"""One screen: its browser at one end, its kiosk at the other, in the words of textual-serve's page."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType

from kiosk.serving.nursery import WISH, WORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiohttp.web import WebSocketResponse

PRELUDE = b"__GANGLION__\n"
PATIENCE = 2
"""Seconds that a kiosk has to end by itself when its screen is gone."""
LARGEST_SCREEN = 500


@dataclass(frozen=True)
class Child:
    """A running kiosk: its two pipes, and its exit code to come."""

    number: int
    end: asyncio.Future[int]
    stdin: asyncio.StreamWriter
    stdout: asyncio.StreamReader

    def send(self, kind: bytes, payload: bytes) -> None:
        """Send a packet: `D` is what the terminal types, `M` is about it."""
        self.stdin.write(kind + len(payload).to_bytes(4, "big") + payload)

    async def packets(self) -> Any:
        """Yield the packets that it sends, until its end."""
        with suppress(asyncio.IncompleteReadError):
            await self.stdout.readuntil(PRELUDE)
            while True:
                kind, size = await self.stdout.readexactly(1), await self.stdout.readexactly(4)
                yield kind, await self.stdout.readexactly(int.from_bytes(size, "big"))

    async def stop(self) -> int:
        """End it, by force if it does not answer; return its exit code."""
        self.send(b"M", b'{"type": "quit"}')
        done, _ = await asyncio.wait({self.end}, timeout=PATIENCE)
        if not done:
            with suppress(ProcessLookupError):
                os.kill(self.number, signal.SIGKILL)
        self.stdin.close()
        return await self.end


@dataclass
class Children:
    """The kiosks of the nursery, as the server knows them."""

    nursery: socket.socket
    orphaned: Callable[[], None]
    """Called when the nursery is gone."""
    ends: dict[int, asyncio.Future[int]] = field(default_factory=dict)
    born: asyncio.Queue[int] = field(default_factory=asyncio.Queue)
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    def listen(self) -> None:
        """Hear from the nursery on the running loop."""
        self.nursery.setblocking(False)
        asyncio.get_running_loop().add_reader(self.nursery, self._hear)

    def _hear(self) -> None:
        loop = asyncio.get_running_loop()
        word = self.nursery.recv(WORD.size)
        if not word:
            loop.remove_reader(self.nursery)
            self.orphaned()
            return
        kind, number, code = WORD.unpack(word)
        if kind == b"b":
            self.ends[number] = loop.create_future()
            self.born.put_nowait(number)
        else:
            self.ends.pop(number).set_result(code)

    async def start(self, columns: int, rows: int) -> Child:
        """Start a kiosk for a screen of so many cells."""
        loop = asyncio.get_running_loop()
        read_in, write_in = os.pipe()
        read_out, write_out = os.pipe()
        async with self.asking:
            socket.send_fds(self.nursery, [WISH.pack(columns, rows)], [read_in, write_out])
            os.close(read_in)
            os.close(write_out)
            number = await self.born.get()
        end = self.ends[number]
        stdout = asyncio.StreamReader()
        reading = asyncio.StreamReaderProtocol(stdout)
        await loop.connect_read_pipe(lambda: reading, os.fdopen(read_out, "rb", 0))
        pipe = os.fdopen(write_in, "wb", 0)
        transport, protocol = await loop.connect_write_pipe(asyncio.streams.FlowControlMixin, pipe)
        return Child(number, end, asyncio.StreamWriter(transport, protocol, None, loop), stdout)


async def carry(browser: WebSocketResponse, child: Child) -> int:
    """Carry what is touched to the kiosk and what it shows to the browser; return its exit code."""
    showing = asyncio.create_task(_show(browser, child))
    touching = asyncio.create_task(_touch(browser, child))
    try:
        await asyncio.wait({showing, touching}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        code = await asyncio.shield(child.stop())
        for task in (showing, touching):
            task.cancel()
        await asyncio.gather(showing, touching, return_exceptions=True)
    return code


async def _show(browser: WebSocketResponse, child: Child) -> None:
    async for kind, payload in child.packets():
        if kind == b"D":
            await browser.send_bytes(payload)
        elif kind == b"M" and (said := json.loads(payload))["type"] == "text_size":
            await browser.send_json(["text_size", said["size"]])


async def _touch(browser: WebSocketResponse, child: Child) -> None:
    async for message in browser:
        if message.type is not WSMsgType.TEXT:
            continue
        match json.loads(message.data):
            case ["stdin", str(data)]:
                child.send(b"D", data.encode())
            case ["resize", {"width": int(width), "height": int(height)}]:
                size = {"width": min(width, LARGEST_SCREEN), "height": min(height, LARGEST_SCREEN)}
                child.send(b"M", json.dumps({"type": "resize", **size}).encode())
            case ["ping", str(data)]:
                await browser.send_json(["pong", data])
            case _:
                pass
        await child.stdin.drain()
