"""The bare client speaks WebSocket and HTTP with servers that are not ours, on this machine only."""

import asyncio

import pytest
from websockets.asyncio.server import ServerConnection, serve

from server.trials.swarm.address import Address, loopback
from server.trials.swarm.web import Browser
from server.trials.swarm.wire import ABNORMAL, Socket, kind_of

pytestmark = pytest.mark.anyio


class Ear:
    def __init__(self) -> None:
        self.heard: asyncio.Queue[bytes | int] = asyncio.Queue()

    def opened(self, socket: Socket) -> None:
        self.heard.put_nowait(socket.status)

    def received(self, socket: Socket, payload: bytes) -> None:
        self.heard.put_nowait(payload)

    def closed(self, socket: Socket, code: int) -> None:
        self.heard.put_nowait(code)


async def test_texts_pings_and_the_close_code_get_through() -> None:
    async def talk(socket: ServerConnection) -> None:
        assert socket.request is not None
        await socket.send(f"{socket.request.headers['Origin']} {socket.request.headers['Cookie']}")
        await (await socket.ping())
        await socket.send(await socket.recv())
        await socket.close(4410)

    async with serve(talk, "127.0.0.1", 0) as server:
        address = loopback(*next(iter(server.sockets)).getsockname()[:2])
        ear = Ear()
        socket = Socket(address, "/live", ear, cookie="seat=abc")
        await socket.connect()
        assert await ear.heard.get() == 101
        assert await ear.heard.get() == f"{address.origin} seat=abc".encode()
        socket.send("räum".encode() * 200)
        assert await ear.heard.get() == "räum".encode() * 200
        assert await ear.heard.get() == 4410


async def canned(reply: bytes) -> asyncio.Server:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while not reader.at_eof():
            head = await reader.readuntil(b"\r\n\r\n")
            size = next(int(line[15:]) for line in head.split(b"\r\n") if line.startswith(b"Content-Length:"))
            writer.write(reply.replace(b"BODY", await reader.readexactly(size)))
            if head.startswith(b"POST /last"):
                writer.close()
                return

    return await asyncio.start_server(answer, "127.0.0.1", 0)


async def test_a_refused_handshake_is_heard_as_a_close() -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        await reader.read()
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        ear = Ear()
        socket = Socket(loopback(*server.sockets[0].getsockname()[:2]), "/live", ear)
        await socket.connect()
        assert (await ear.heard.get(), socket.status) == (ABNORMAL, 403)


@pytest.mark.parametrize(
    "reply",
    [
        b"HTTP/1.1 200 OK\r\nSet-Cookie: seat=xyz; HttpOnly\r\nContent-Length: 5\r\n\r\n>BODY",
        b"HTTP/1.1 200 OK\r\nSet-Cookie: seat=xyz\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"1\r\n>\r\n4\r\nBODY\r\n0\r\n\r\n",
    ],
    ids=["of known length", "in chunks"],
)
async def test_the_browser_reads_bodies_and_keeps_cookies(reply: bytes) -> None:
    async with await canned(reply) as server, Browser(loopback(*server.sockets[0].getsockname()[:2])) as browser:
        first = await browser.post("/123456/seat", b"body")
        second = await browser.post("/last", b"mind")
    assert (first.status, first.body, second.body, browser.cookie) == (200, b">body", b">mind", "seat=xyz")


@pytest.mark.parametrize("host", ["192.0.2.1", "::", "example.org", "localhost"])
def test_nobody_else_can_be_loaded(host: str) -> None:
    with pytest.raises(ValueError, match="not a loopback address"):
        Socket(Address(host, 80), "/live", Ear())
    with pytest.raises(ValueError, match="not a loopback address"):
        Browser(Address(host, 80))


@pytest.mark.parametrize(
    "text", [b'{"type":"count","n":1}', b'{"type": "count", "n": 1}', b'{"n":1,"type":"count"}'], ids=str
)
def test_the_kind_is_read_however_it_is_spaced(text: bytes) -> None:
    assert kind_of(text) == "count"
