"""What a connection may cost before it has said what it wants: a head has a size and a time, and so has a handshake."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from starlette.types import Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.server import ServerState

from server.live import lines, wire
from server.live.lines import LARGEST_HEAD, BoundedProtocol
from server.live.wire import RoomProtocol

pytestmark = pytest.mark.anyio
GET = b"GET / HTTP/1.1\r\nHost: roomful.test\r\n"
UPGRADE = GET + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
KEY = b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
PATIENCE = 10


class Host:
    """An application that answers once it may, and counts."""

    def __init__(self) -> None:
        self.asked, self.may, self.called = 0, asyncio.Event(), asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        self.called.set()
        await self.may.wait()
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            while (await receive())["type"] != "websocket.disconnect":
                pass
            return
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})


@asynccontextmanager
async def listening(host: Host) -> AsyncIterator[Callable[[bytes], "Caller"]]:
    """A server on loopback; what one does with it is dial and say something."""
    config = Config(host, ws=RoomProtocol, ws_per_message_deflate=False, lifespan="off", log_level="error")
    loop, state = asyncio.get_running_loop(), ServerState()
    server = await loop.create_server(lambda: BoundedProtocol(config, state, {}), "127.0.0.1", 0)
    port, callers = server.sockets[0].getsockname()[1], list[Caller]()

    def dial(words: bytes) -> Caller:
        callers.append(Caller(port, words))
        return callers[-1]

    try:
        yield dial
    finally:
        host.may.set()
        for caller in callers:
            await caller.hang_up()
        server.close()


class Caller:
    """One connection that says something and then waits."""

    def __init__(self, port: int, words: bytes) -> None:
        self.port, self.words = port, words
        self.writer: asyncio.StreamWriter | None = None

    async def heard(self) -> bytes:
        """Everything until the other side hangs up; raises if it never does."""
        async with asyncio.timeout(PATIENCE):
            reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
            try:
                self.writer.write(self.words)
                return await reader.read()
            except ConnectionError:
                return b""

    async def answer(self) -> bytes:
        """The first line that comes back."""
        async with asyncio.timeout(PATIENCE):
            reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
            self.writer.write(self.words)
            return await reader.readline()

    async def hang_up(self) -> None:
        """Done."""
        if self.writer is not None:
            self.writer.close()


@pytest.fixture
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "HEAD_SECONDS", 0.05)
    monkeypatch.setattr(lines, "BODY_SECONDS", 0.05)
    monkeypatch.setattr(wire, "HANDSHAKE_SECONDS", 0.05)


async def test_an_ordinary_request_is_answered() -> None:
    host = Host()
    host.may.set()
    async with listening(host) as dial:
        assert await dial(GET + b"\r\n").answer() == b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    "head", [b"X: " + b"x" * LARGEST_HEAD * 40, b"X: x\r\n" * LARGEST_HEAD * 8], ids=["long", "many"]
)
async def test_a_head_without_end_is_cut_off_unheard(head: bytes) -> None:
    host = Host()
    async with listening(host) as dial:
        assert await dial(GET + head).heard() == b""
    assert host.asked == 0


@pytest.mark.usefixtures("_hurry")
@pytest.mark.parametrize("words", [b"", GET, GET + b"Content-Length: 9\r\n\r\nhalf"], ids=["nothing", "head", "body"])
async def test_who_never_ends_a_sentence_is_cut_off(words: bytes) -> None:
    host = Host()
    async with listening(host) as dial:
        assert await dial(words).heard() == b""


@pytest.mark.usefixtures("_hurry")
async def test_a_handshake_that_never_ends_is_cut_off() -> None:
    host = Host()
    async with listening(host) as dial:
        assert await dial(UPGRADE + KEY + b"\r\n").heard() == b""
    assert host.asked == 1


@pytest.mark.usefixtures("_hurry")
async def test_who_waits_for_us_and_a_socket_that_is_open_may_wait() -> None:
    host = Host()
    async with listening(host) as dial:
        page = asyncio.create_task(dial(GET + b"\r\n").answer())
        await asyncio.sleep(0.2)  # four times as long as anybody may take to speak
        host.may.set()
        assert await page == b"HTTP/1.1 200 OK\r\n"
        socket = asyncio.create_task(dial(UPGRADE + KEY + b"\r\n").heard())
        assert await asyncio.wait({socket}, timeout=0.2) == (set(), {socket})
        socket.cancel()


async def test_nobody_sends_a_thousand_requests_ahead() -> None:
    host = Host()
    async with listening(host) as dial:
        heard = asyncio.create_task(dial((GET + b"\r\n") * 1_000).heard())
        await host.called.wait()
        host.may.set()
        answers = await heard
    assert answers.count(b"200 OK") <= lines.MOST_WAITING + 1
    assert host.asked <= lines.MOST_WAITING + 1
