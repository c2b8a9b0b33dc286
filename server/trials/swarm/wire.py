"""One WebSocket on a bare `asyncio.Protocol`: cheap enough for thousands in one process."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
from typing import Protocol, cast

from server.trials.swarm.address import Address, loopback
from server.trials.swarm.frames import BadFrame, Opcode, Parser, accept_key, close, close_code, frame

ABNORMAL = 1006
_KIND = re.compile(rb'\{"type": ?"(\w+)"')


def kind_of(payload: bytes) -> str:
    """A server message's type, without parsing all of it."""
    found = _KIND.match(payload)
    return found[1].decode() if found else str(json.loads(payload)["type"])


class Listener(Protocol):
    """Who is told what happens on a socket."""

    def opened(self, socket: Socket) -> None:
        """The handshake is done."""

    def received(self, socket: Socket, payload: bytes) -> None:
        """A text arrived."""

    def closed(self, socket: Socket, code: int) -> None:
        """The socket is gone: the server's close code, or 1006."""


class Socket(asyncio.Protocol):
    """A client's end of a WebSocket. `status` is the answer to the handshake, 0 before it came."""

    __slots__ = ("_buffer", "_key", "_listener", "_parser", "_path", "address", "code", "cookie", "status", "transport")

    def __init__(self, address: Address, path: str, listener: Listener, cookie: str = "") -> None:
        self.address, self.cookie = loopback(*address), cookie
        self._path, self._listener = path, listener
        self._key = base64.b64encode(os.urandom(16))
        self._parser = Parser()
        self._buffer = b""
        self.transport: asyncio.Transport | None = None
        self.status = 0
        self.code = ABNORMAL

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        self.transport = cast(asyncio.Transport, transport)
        host = f"{self.address.host}:{self.address.port}"
        lines = [
            f"GET {self._path} HTTP/1.1",
            f"Host: {host}",
            f"Origin: http://{host}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {self._key.decode()}",
        ]
        if self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        self.transport.write("\r\n".join([*lines, "", ""]).encode())

    def data_received(self, data: bytes) -> None:
        """Handshake first, frames from then on."""
        if self.status != 101:
            head, found, data = (self._buffer + data).partition(b"\r\n\r\n")
            if not found:
                self._buffer = head
                return
            if not self._shake(head):
                self.abort()
                return
            self._listener.opened(self)
        if data:
            self._read(data)

    def _shake(self, head: bytes) -> bool:
        lines = head.split(b"\r\n")
        self.status = int(lines[0].split(b" ", 2)[1])
        fields = dict(line.lower().partition(b":")[::2] for line in lines[1:])
        return self.status == 101 and fields.get(b"sec-websocket-accept", b"").strip() == accept_key(self._key).lower()

    def _read(self, data: bytes) -> None:
        try:
            messages = self._parser.feed(data)
        except BadFrame:
            self.abort()
            return
        for opcode, payload in messages:
            if opcode == Opcode.TEXT:
                self._listener.received(self, payload)
            elif opcode == Opcode.PING:
                self.write(frame(Opcode.PONG, payload))
            elif opcode == Opcode.CLOSE:
                self.code = close_code(payload)
                self.close(1000)

    def connection_lost(self, exc: Exception | None) -> None:
        """Pass on why."""
        self.transport = None
        self._listener.closed(self, self.code)

    async def connect(self) -> None:
        """Set out; the listener hears when it is open. Raises OSError if nobody listens."""
        await asyncio.get_running_loop().create_connection(lambda: self, *self.address)

    def send(self, text: bytes) -> None:
        """Send one text; on a socket that is gone it goes nowhere."""
        self.write(frame(Opcode.TEXT, text))

    def write(self, data: bytes) -> None:
        """Send bytes as they are, well formed or not."""
        if self.transport is not None:
            self.transport.write(data)

    def close(self, code: int = 1000) -> None:
        """Say goodbye and hang up."""
        if self.transport is not None:
            self.transport.write(close(code))
            self.transport.close()

    def abort(self) -> None:
        """Hang up without a word, as a phone that left the Wi-Fi."""
        if self.transport is not None:
            self.transport.abort()
