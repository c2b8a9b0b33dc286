"""What a connection may cost before it has said what it wants: a head has a size and a time, and so has a handshake."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.server import ServerState

from server.clock import Turned
from server.live import lines
from server.live.lines import BODY_SECONDS, HEAD_SECONDS, LARGEST_HEAD, MOST_AFTER_ANSWER, MOST_PIECES, BoundedProtocol
from server.live.wire import RoomProtocol
from server.policy import ALWAYS
from tests.live.turned import FakeTransport, TurnedLoop
from tests.waiting import SECONDS

pytestmark = pytest.mark.anyio
GET = b"GET / HTTP/1.1\r\nHost: roomful.test\r\n"
UPGRADE = GET + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
KEY = b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
POST = b"POST / HTTP/1.1\r\nHost: roomful.test\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
CHUNK = b"1\r\nx\r\n"


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
async def listening(host: ASGIApp) -> AsyncIterator[Callable[[bytes], "Caller"]]:
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
        if isinstance(host, Host):
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
        async with asyncio.timeout(SECONDS):
            reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
            try:
                self.writer.write(self.words)
                return await reader.read()
            except ConnectionError:
                return b""

    async def answer(self) -> bytes:
        """The first line that comes back."""
        async with asyncio.timeout(SECONDS):
            reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
            self.writer.write(self.words)
            return await reader.readline()

    async def hang_up(self) -> None:
        """Done."""
        if self.writer is not None:
            self.writer.close()


class Talked:
    """Our protocol on a line without a network, talking to a host; `say` lets the host do what it then can."""

    def __init__(self, clock: Turned, host: Host) -> None:
        config = Config(host, ws=RoomProtocol, ws_per_message_deflate=False, lifespan="off", log_level="error")
        config.load()
        self.loop, self.transport = TurnedLoop(clock), FakeTransport()
        self.line = BoundedProtocol(config, ServerState(), {}, self.loop.itself)
        self.line.connection_made(self.transport)

    async def say(self, *pieces: bytes) -> None:
        """Each piece as it came from the network, while it still listens."""
        for piece in pieces:
            if not self.transport.is_closing():
                self.line.data_received(piece)
        for _ in range(10):
            await asyncio.sleep(0)


def busy() -> Host:
    """Somebody who does not answer yet."""
    return Host()


def ready() -> Host:
    """Somebody who answers at once."""
    host = Host()
    host.may.set()
    return host


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


@pytest.mark.parametrize(
    ("words", "seconds"),
    [(b"", HEAD_SECONDS), (GET, HEAD_SECONDS), (POST + b"Content-Length: 9\r\n\r\nhalf", BODY_SECONDS)],
    ids=["nothing", "head", "body"],
)
async def test_who_never_ends_a_sentence_is_cut_off(clock: Turned, words: bytes, seconds: float) -> None:
    talked = Talked(clock, busy())
    await talked.say(words)
    talked.loop.turn(seconds - 1)
    assert not talked.transport.aborted
    talked.loop.turn(1)
    assert talked.transport.aborted


async def test_who_waits_for_us_and_a_socket_that_is_open_may_wait(clock: Turned) -> None:
    for words in (GET + b"\r\n", UPGRADE + KEY + b"\r\n"):
        talked = Talked(clock, busy())
        await talked.say(words)
        talked.loop.turn(3_600)
        assert not talked.transport.is_closing()


async def test_line_ends_between_requests_hold_nothing_open(clock: Turned) -> None:
    talked = Talked(clock, ready())
    await talked.say(GET + b"\r\n")
    assert talked.transport.written.startswith(b"HTTP/1.1 200 OK")
    for _ in range(int(HEAD_SECONDS)):
        assert not talked.transport.is_closing()
        await talked.say(b"\r\n")
        talked.loop.turn(1)
    assert talked.transport.aborted


async def test_a_second_request_has_its_whole_time(clock: Turned) -> None:
    talked = Talked(clock, ready())
    await talked.say(GET + b"\r\n")
    await talked.say(b"\r\n")
    talked.loop.turn(HEAD_SECONDS - 1)
    await talked.say(GET)
    talked.loop.turn(HEAD_SECONDS - 1)
    await talked.say(b"\r\n")
    assert talked.transport.written.count(b"200 OK") == 2


async def test_a_body_that_goes_on_after_the_answer_is_cut_off(clock: Turned) -> None:
    talked = Talked(clock, ready())
    await talked.say(POST + b"Content-Length: 9000000\r\n\r\n")
    assert talked.transport.written.startswith(b"HTTP/1.1 200 OK")
    await talked.say(b"x" * MOST_AFTER_ANSWER)
    assert not talked.transport.is_closing(), "this much may have been on its way already"
    await talked.say(b"x")
    assert talked.transport.aborted


async def test_a_body_that_ends_after_the_answer_leaves_no_line_without_a_clock(clock: Turned) -> None:
    talked = Talked(clock, ready())
    await talked.say(POST + b"Content-Length: 9\r\n\r\n")
    await talked.say(b"x" * 9)
    talked.loop.turn(HEAD_SECONDS)
    assert talked.transport.aborted


@pytest.mark.parametrize("host", [busy, ready])
@pytest.mark.parametrize("at_once", [1, 40_000])
async def test_a_body_in_tiny_chunks_is_cut_off(clock: Turned, host: Callable[[], Host], at_once: int) -> None:
    talked = Talked(clock, host())
    heard, on_body = list[bytes](), talked.line.on_body

    def count(body: bytes) -> None:
        heard.append(body)
        on_body(body)

    talked.line.on_body = count  # type: ignore[method-assign]  # what it costs is how often it is called
    await talked.say(CHUNKED)
    await talked.say(*[CHUNK * at_once] * (MOST_PIECES + 1))
    assert talked.transport.aborted
    assert len(heard) <= MOST_PIECES + 1, "nothing is parsed after that"


async def test_an_honest_body_in_chunks_is_read(clock: Turned) -> None:
    talked = Talked(clock, ready())
    await talked.say(CHUNKED + CHUNK * MOST_PIECES + b"0\r\n\r\n")
    assert talked.transport.written.startswith(b"HTTP/1.1 200 OK")
    assert not talked.transport.is_closing()


async def test_nobody_sends_a_thousand_requests_ahead() -> None:
    host = Host()
    async with listening(host) as dial:
        heard = asyncio.create_task(dial((GET + b"\r\n") * 1_000).heard())
        await host.called.wait()
        host.may.set()
        answers = await heard
    assert answers.count(b"200 OK") <= lines.MOST_WAITING + 1
    assert host.asked <= lines.MOST_WAITING + 1


@pytest.mark.parametrize(
    "words",
    [
        b"what is this?\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        UPGRADE + b"\r\n",
        UPGRADE.replace(b"Version: 13", b"Version: 7") + KEY + b"\r\n",
        GET.replace(b"GET", b"POST") + b"Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: x\r\n\r\n",
    ],
    ids=["nonsense", "version", "no key", "old socket", "length"],
)
async def test_what_never_reaches_the_application_is_answered_with_the_same_headers(words: bytes) -> None:
    host = Host()
    async with listening(host) as dial:
        head = (await dial(words).heard()).partition(b"\r\n\r\n")[0].decode().lower()
        assert head.startswith("http/1.1 4")
        for name, value in {**ALWAYS, "cache-control": "no-store"}.items():
            assert head.split("\r\n").count(f"{name}: {value}".lower()) == 1, name
        assert host.asked == 0


async def test_a_socket_that_the_application_refuses_carries_them_too() -> None:
    async def no(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "websocket.close"})

    async with listening(no) as dial:
        head = (await dial(UPGRADE + KEY + b"\r\n").heard()).partition(b"\r\n\r\n")[0].decode().lower()
        assert head.startswith("http/1.1 403")
        assert all(f"{name}: {value}".lower() in head for name, value in ALWAYS.items())
