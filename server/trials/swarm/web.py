"""Just enough HTTP for joining: one connection, requests one after the other."""

from __future__ import annotations

import asyncio
import json
from typing import Any, NamedTuple

from server.trials.swarm.address import Address, loopback


class Reply(NamedTuple):
    """What came back. Header names are lower case; of a repeated one the last counts."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def cookie(self) -> str:
        """The cookie that was set, as `name=value`; "" for none."""
        return self.headers.get("set-cookie", "").partition(";")[0]

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class Browser:
    """A keep-alive connection that sends what a browser's fetch would; for use by one task at a time."""

    def __init__(self, address: Address, cookie: str = "") -> None:
        self.address = loopback(*address)
        self.cookie = cookie
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def __aenter__(self) -> Browser:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._streams is not None:
            self._streams[1].close()

    async def get(self, path: str) -> Reply:
        """Load a page."""
        return await self._ask("GET", path, b"", "")

    async def post(self, path: str, body: bytes = b"", kind: str = "application/json") -> Reply:
        """Post from a page of this server; a cookie in the answer is kept."""
        return await self._ask("POST", path, body, kind)

    async def _ask(self, method: str, path: str, body: bytes, kind: str) -> Reply:
        reader, writer = self._streams = self._streams or await asyncio.open_connection(*self.address)
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.address.host}:{self.address.port}",
            f"Content-Length: {len(body)}",
        ]
        if method == "POST":
            lines += [f"Origin: {self.address.origin}", "Sec-Fetch-Site: same-origin"]
        if body:
            lines.append(f"Content-Type: {kind}")
        if self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        reply = await _read(reader)
        if reply.headers.get("connection") == "close":
            writer.close()
            self._streams = None
        self.cookie = reply.cookie or self.cookie
        return reply


async def _read(reader: asyncio.StreamReader) -> Reply:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status = int(head[0].split(" ", 2)[1])
    fields = (line.partition(":") for line in head[1:] if line)
    headers = {name.lower(): value.strip() for name, _, value in fields}
    if headers.get("transfer-encoding") == "chunked":
        return Reply(status, headers, await _read_chunks(reader))
    return Reply(status, headers, await reader.readexactly(int(headers.get("content-length", "0"))))


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    parts: list[bytes] = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readline()
    return b"".join(parts)
