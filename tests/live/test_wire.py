"""Our end of a socket, without a network: what happens when the other side is gone, or should be."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
import uvicorn
from uvicorn.server import ServerState

from server.clock import Turned
from server.live.wire import BITE, HANDSHAKE_SECONDS, KEY, MOST_AFTER_GOODBYE, MOST_FRAGMENTS, RoomProtocol
from server.trials.swarm.frames import Opcode, Parser, close, close_code, frame
from tests.live.turned import FakeTransport, TurnedLoop
from tests.waiting import SECONDS

pytestmark = pytest.mark.anyio
SHAKE = (
    b"GET /live/phone/123456 HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: YSBrZXkgZm9yIGEgdGVzdA==\r\n\r\n"
)

MORE, END = frame(Opcode.MORE, b"", final=False), frame(Opcode.MORE, b"")


def parsing(linked: Linked) -> list[int]:
    """How many bytes the library is given at a time from now on."""
    given, receive = list[int](), linked.wire.conn.receive_data

    def note(data: bytes | bytearray) -> None:
        given.append(len(data))
        receive(data)

    linked.wire.conn.receive_data = note  # type: ignore[method-assign]  # what it costs is what it is given
    return given


class Linked:
    """A protocol after its handshake, with an application that accepts and waits."""

    def __init__(self, clock: Turned, accepts: bool = True) -> None:
        self.ready, self.accepts = asyncio.Event(), accepts
        config = uvicorn.Config(
            self.application, interface="asgi3", ws=RoomProtocol, ws_per_message_deflate=False, log_config=None
        )
        config.load()
        self.transport = FakeTransport()
        self.loop = TurnedLoop(clock)
        self.wire = RoomProtocol(config, ServerState(), {}, self.loop.itself)
        self.wire.connection_made(self.transport)
        self.heard: list[str | bytes] = []

    async def application(self, scope: Any, receive: Any, send: Any) -> None:
        """Accept, and listen until it is over."""
        assert scope["extensions"][KEY]["wire"] is self.wire
        await receive()
        if self.accepts:
            await send({"type": "websocket.accept"})
            self.wire.on_message = self.heard.append
        self.ready.set()
        while (await receive())["type"] != "websocket.disconnect":
            pass

    async def shake(self) -> None:
        """The handshake, until the application has it."""
        self.wire.data_received(SHAKE)
        await asyncio.wait_for(self.ready.wait(), SECONDS)
        self.transport.written = b""

    def frames(self) -> list[tuple[int, bytes]]:
        """What was written since."""
        return cast(list[tuple[int, bytes]], Parser().feed(self.transport.written))

    def end(self) -> None:
        """The network is gone."""
        self.transport.lost = True
        self.wire.connection_lost(None)


async def shaken(clock: Turned, accepts: bool = True) -> Linked:
    """A protocol whose handshake is over."""
    linked = Linked(clock, accepts)
    await linked.shake()
    return linked


async def test_a_lost_transport_is_told_at_once_because_writing_to_it_raises(clock: Turned) -> None:
    linked = await shaken(clock)
    told: list[bool] = []
    linked.wire.on_lost = lambda: told.append(True)
    linked.end()
    assert told == [True]


async def test_who_talks_before_the_handshake_is_answered_is_hung_up_on(clock: Turned) -> None:
    linked = await shaken(clock, accepts=False)
    linked.wire.data_received(frame(Opcode.TEXT, b"\xff"))
    assert linked.transport.aborted
    assert linked.transport.written == b""
    linked.end()


async def test_the_pongs_of_a_flood_do_not_pile_up_after_the_goodbye(clock: Turned) -> None:
    linked = await shaken(clock)
    for _ in range(60):
        linked.wire.data_received(frame(Opcode.PING, b"x" * 100))
    frames = linked.frames()
    assert [opcode for opcode, _ in frames[:-1]] == [Opcode.PONG] * (len(frames) - 1)
    assert close_code(frames[-1][1]) == 4430
    assert linked.wire.conn.data_to_send() == []
    linked.end()


@pytest.mark.parametrize(
    "flood",
    [frame(Opcode.PONG, b""), frame(Opcode.PING, b""), frame(Opcode.TEXT, b"", final=False) + MORE * 9 + END],
    ids=["pongs", "pings", "fragments"],
)
async def test_a_flood_of_tiny_frames_is_cut_off_before_it_is_parsed(clock: Turned, flood: bytes) -> None:
    linked = await shaken(clock)
    parsed = parsing(linked)
    linked.wire.data_received(flood * 20_000)
    (goodbye,) = [close_code(payload) for opcode, payload in linked.frames() if opcode == Opcode.CLOSE]
    assert goodbye == 4430
    assert linked.transport.aborted
    assert sum(parsed) <= 4 * BITE, "the rest of what came at once is never looked at"
    linked.end()


async def test_pongs_and_fragments_of_an_honest_hour_are_heard(clock: Turned) -> None:
    linked = await shaken(clock)
    for _ in range(360):
        linked.loop.turn(10)
        pongs = [frame(Opcode.PONG, payload) for opcode, payload in linked.frames() if opcode == Opcode.PING]
        linked.transport.written = b""
        linked.wire.data_received(b"".join(pongs) + frame(Opcode.PING, b""))
        linked.wire.data_received(frame(Opcode.TEXT, b"a", final=False) + MORE * (MOST_FRAGMENTS - 2) + END)
    assert linked.heard == ["a"] * 360
    assert not linked.transport.is_closing()
    linked.end()


async def test_after_our_goodbye_nothing_is_parsed_and_4_kib_more_end_it(clock: Turned) -> None:
    linked = await shaken(clock)
    linked.wire.close(4401, "take a seat first")
    parsed = parsing(linked)
    linked.wire.data_received(b"x" * MOST_AFTER_GOODBYE)
    assert not linked.transport.is_closing()
    linked.wire.data_received(b"x")
    assert linked.transport.aborted
    assert parsed == []
    linked.end()


@pytest.mark.parametrize("before", [b"", frame(Opcode.TEXT, b"on its way")], ids=["alone", "after a message"])
@pytest.mark.parametrize("cut", [None, 1, -3], ids=["whole", "cut early", "cut late"])
async def test_the_other_sides_goodbye_ends_it_politely(clock: Turned, before: bytes, cut: int | None) -> None:
    linked = await shaken(clock)
    linked.wire.close(4401, "take a seat first")
    said = before + close(4401)
    linked.wire.data_received(said[:cut])
    if cut is not None:
        assert not linked.transport.closed
        linked.wire.data_received(said[cut:])
    assert linked.transport.closed
    assert not linked.transport.aborted
    linked.end()


async def test_who_does_not_say_goodbye_is_hung_up_on(clock: Turned) -> None:
    linked = await shaken(clock)
    linked.wire.close(4401, "take a seat first")
    linked.loop.turn(linked.wire.close_timeout)
    assert linked.transport.aborted
    linked.end()


async def test_a_handshake_that_is_never_answered_is_cut_off_and_one_that_is_has_no_clock(clock: Turned) -> None:
    for accepts in (False, True):
        linked = await shaken(clock, accepts)
        linked.loop.turn(HANDSHAKE_SECONDS)
        assert linked.transport.aborted is not accepts
        linked.end()


async def test_pings_of_who_never_reads_end_it_without_a_word(clock: Turned) -> None:
    linked = await shaken(clock)
    linked.transport.unread = 70_000
    linked.wire.data_received(frame(Opcode.PING, b""))
    assert linked.transport.aborted
    linked.end()


async def test_goodbye_is_said_once_and_nothing_is_heard_after_it(clock: Turned) -> None:
    linked = await shaken(clock)
    linked.wire.close(4410, "gone")
    linked.wire.close(4429, "too fast")
    linked.wire.data_received(frame(Opcode.TEXT, b"late"))
    assert [(opcode, close_code(payload)) for opcode, payload in linked.frames()] == [(Opcode.CLOSE, 4410)]
    assert linked.heard == []
    linked.end()


async def test_fragments_become_one_message(clock: Turned) -> None:
    linked = await shaken(clock)
    pieces = [frame(Opcode.TEXT, b"a", final=False), frame(0, b"b", final=False), frame(0, b"c")]
    linked.wire.data_received(b"".join(pieces) + frame(Opcode.TEXT, b"d") + frame(Opcode.BINARY, b"e"))
    assert linked.heard == ["abc", "d", b"e"]
    linked.end()


async def test_room_in_the_buffer_again_is_passed_on(clock: Turned) -> None:
    linked = await shaken(clock)
    drained: list[bool] = []
    linked.wire.on_drain = lambda: drained.append(True)
    linked.wire.pause_writing()
    linked.wire.resume_writing()
    assert drained == [True]
    linked.end()
