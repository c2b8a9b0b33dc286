"""Our end of a socket, without a network: what happens when the other side is gone, or should be."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
import uvicorn
from uvicorn.server import ServerState

from server.live.wire import KEY, RoomProtocol
from server.trials.swarm.frames import Opcode, Parser, close_code, frame

pytestmark = pytest.mark.anyio
SHAKE = (
    b"GET /live/phone/123456 HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: YSBrZXkgZm9yIGEgdGVzdA==\r\n\r\n"
)


class FakeTransport(asyncio.Transport):
    """Keeps what is written; lost, it raises, as uvloop's does."""

    def __init__(self) -> None:
        super().__init__()
        self.written, self.aborted, self.lost, self.unread = b"", False, False, 0

    def write(self, data: Any) -> None:
        """Keep it."""
        if self.lost:
            raise RuntimeError("the handler is closed")
        self.written += data

    def get_write_buffer_size(self) -> int:
        """What the test says."""
        return self.unread

    def is_closing(self) -> bool:
        """Whether it was told to go."""
        return self.aborted or self.lost

    def abort(self) -> None:
        """Go without a word."""
        self.aborted = True

    close = abort

    def pause_reading(self) -> None:
        """Nothing to pause."""

    resume_reading = pause_reading


class Linked:
    """A protocol after its handshake, with an application that accepts and waits."""

    def __init__(self, accepts: bool = True) -> None:
        self.ready, self.accepts = asyncio.Event(), accepts
        config = uvicorn.Config(
            self.application, interface="asgi3", ws=RoomProtocol, ws_per_message_deflate=False, log_config=None
        )
        config.load()
        self.transport = FakeTransport()
        self.wire = RoomProtocol(config, ServerState(), {})
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
        await asyncio.wait_for(self.ready.wait(), 5)
        self.transport.written = b""

    def frames(self) -> list[tuple[int, bytes]]:
        """What was written since."""
        return cast(list[tuple[int, bytes]], Parser().feed(self.transport.written))

    def end(self) -> None:
        """The network is gone."""
        self.transport.lost = True
        self.wire.connection_lost(None)


async def test_a_lost_transport_is_told_at_once_because_writing_to_it_raises() -> None:
    linked = Linked()
    await linked.shake()
    told: list[bool] = []
    linked.wire.on_lost = lambda: told.append(True)
    linked.end()
    assert told == [True]


async def test_who_talks_before_the_handshake_is_answered_is_hung_up_on() -> None:
    linked = Linked(accepts=False)
    await linked.shake()
    linked.wire.data_received(frame(Opcode.TEXT, b"\xff"))
    assert linked.transport.aborted
    assert linked.transport.written == b""
    linked.end()


async def test_the_pongs_of_a_flood_do_not_pile_up_after_the_goodbye() -> None:
    linked = Linked()
    await linked.shake()
    for _ in range(60):
        linked.wire.data_received(frame(Opcode.PING, b"x" * 100))
    frames = linked.frames()
    assert [opcode for opcode, _ in frames[:-1]] == [Opcode.PONG] * (len(frames) - 1)
    assert close_code(frames[-1][1]) == 4430
    assert linked.wire.conn.data_to_send() == []
    linked.end()


async def test_pings_of_who_never_reads_end_it_without_a_word() -> None:
    linked = Linked()
    await linked.shake()
    linked.transport.unread = 70_000
    linked.wire.data_received(frame(Opcode.PING, b""))
    assert linked.transport.aborted
    linked.end()


async def test_goodbye_is_said_once_and_nothing_is_heard_after_it() -> None:
    linked = Linked()
    await linked.shake()
    linked.wire.close(4410, "gone")
    linked.wire.close(4429, "too fast")
    linked.wire.data_received(frame(Opcode.TEXT, b"late"))
    assert [(opcode, close_code(payload)) for opcode, payload in linked.frames()] == [(Opcode.CLOSE, 4410)]
    assert linked.heard == []
    linked.end()


async def test_fragments_become_one_message() -> None:
    linked = Linked()
    await linked.shake()
    pieces = [frame(Opcode.TEXT, b"a", final=False), frame(0, b"b", final=False), frame(0, b"c")]
    linked.wire.data_received(b"".join(pieces) + frame(Opcode.TEXT, b"d") + frame(Opcode.BINARY, b"e"))
    assert linked.heard == ["abc", "d", b"e"]
    linked.end()


async def test_room_in_the_buffer_again_is_passed_on() -> None:
    linked = Linked()
    await linked.shake()
    drained: list[bool] = []
    linked.wire.on_drain = lambda: drained.append(True)
    linked.wire.pause_writing()
    linked.wire.resume_writing()
    assert drained == [True]
    linked.end()
