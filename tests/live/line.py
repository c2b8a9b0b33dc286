"""A socket that says what it is told, well formed or not, and blocks until the server has answered."""

from __future__ import annotations

import base64
import json
import socket
from collections.abc import Iterator
from typing import Any, Self

from server.trials.swarm.address import Address
from server.trials.swarm.frames import Opcode, Parser, close_code, frame

KEY = base64.b64encode(b"a key for a test")
SECONDS = 10.0


class Line:
    """One WebSocket by hand. `origin` None sends none; `head` adds or replaces headers."""

    def __init__(self, address: Address, path: str, cookie: str = "", origin: str | None = "ours", **head: str) -> None:
        host = f"{address.host}:{address.port}"
        fields = {
            "Host": host,
            "Origin": f"http://{host}" if origin == "ours" else origin,
            "Cookie": cookie or None,
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": KEY.decode(),
            **{name.replace("_", "-"): value for name, value in head.items()},
        }
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items() if value is not None)]
        self._parser = Parser()
        self.code = 0
        self.socket = socket.create_connection(address, SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode())

    def __enter__(self) -> Self:
        self.shake()
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def shake(self) -> None:
        """Read the answer to the handshake; what follows it is frames already."""
        seen = b""
        while b"\r\n\r\n" not in seen:
            seen += self._heard()
        self.head, _, rest = seen.partition(b"\r\n\r\n")
        assert self.head.startswith(b"HTTP/1.1 101 "), self.head
        self._texts = self._parsed(rest)

    def say(self, *texts: str) -> None:
        """Send texts, all in one piece."""
        self.write(*(frame(Opcode.TEXT, text.encode("utf-8", "surrogatepass")) for text in texts))

    def write(self, *frames: bytes) -> None:
        """Send bytes as they are."""
        self.socket.sendall(b"".join(frames))

    def hear(self, kind: str) -> dict[str, Any]:
        """The next message of a type; what comes before it is dropped."""
        for message in self._messages():
            if message["type"] == kind:
                return message
        raise AssertionError(f"no {kind}, but closed with {self.code}")

    def refusals(self, count: int) -> list[dict[str, Any]]:
        """The next so many refusals."""
        return [self.hear("refused") for _ in range(count)]

    def ends(self) -> int:
        """Read to the end: the close code, 1006 if there was none."""
        for _ in self._messages():
            pass
        return self.code

    def pending(self) -> list[dict[str, Any]]:
        """What has arrived so far, without waiting for more."""
        self.socket.setblocking(False)
        try:
            while not self.code:
                self._texts.extend(self._parsed(self._heard()))
        except BlockingIOError:
            pass
        finally:
            self.socket.settimeout(SECONDS)
        texts, self._texts = self._texts, []
        return [json.loads(text) for text in texts]

    def _messages(self) -> Iterator[dict[str, Any]]:
        while True:
            while self._texts:
                yield json.loads(self._texts.pop(0))
            if self.code:
                return
            self._texts = self._parsed(self._heard())

    def _heard(self) -> bytes:
        try:
            heard = self.socket.recv(65_536)
        except ConnectionResetError:
            heard = b""
        self.code = self.code or (0 if heard else 1006)
        return heard

    def _parsed(self, data: bytes) -> list[bytes]:
        texts = []
        for opcode, payload in self._parser.feed(data):
            if opcode == Opcode.CLOSE:
                self.code = close_code(payload)
                break
            if opcode == Opcode.TEXT:
                texts.append(payload)
        return texts
