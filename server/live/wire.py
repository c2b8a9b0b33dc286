"""Our WebSocket protocol for uvicorn: frames in without a detour, frames out as they are.

uvicorn gives an application only `receive` and `send`. A room needs the transport itself: the same
bytes to everyone, how much is unsent, and a hard end for those who flood or never read.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.http11 import Request, Response
from websockets.protocol import State
from websockets.server import ServerProtocol

from server.limits import Bucket
from server.live.lines import plainly
from server.live.short_way import is_between_messages, whole_text
from server.policy import ALWAYS
from server.stage.hub import FULL_BUFFER

KEY = "roomful.wire"
MOST_FRAGMENTS = 64
CONTROLS_PER_SECOND, CONTROLS_AT_ONCE = 2, 40
FRAGMENTS_PER_SECOND, FRAGMENTS_AT_ONCE = 20, 200
BITE = 1024
MOST_AFTER_GOODBYE = 4096
LONGEST_GOODBYE = 131
HANDSHAKE_SECONDS = 20.0


class Handshake(ServerProtocol):
    """The library's own, whose refusals carry the headers of every other answer."""

    def reject(self, status: HTTPStatus | int, text: str) -> Response:
        """No socket for them."""
        refusal = super().reject(status, text)
        refusal.headers.update(ALWAYS | {"cache-control": "no-store"})
        return refusal


class RoomProtocol(WebSocketsSansIOProtocol):
    """One WebSocket. `on_message` hears texts (and binary frames as bytes) once it is set."""

    on_message: Callable[[str | bytes], None] | None = None
    on_drain: Callable[[], None] | None = None
    on_lost: Callable[[], None] | None = None
    _controls: Bucket | None = None
    _fragments: Bucket | None = None
    _late = b""
    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A handshake that the library does not answer, or that never ends, must not stay for ever."""
        super().connection_made(cast(asyncio.Transport, transport))
        self.client = plainly(self.client)
        self.conn = Handshake(max_size=self.config.ws_max_size, logger=logging.getLogger("uvicorn.error"))
        self._patience = self.loop.call_later(HANDSHAKE_SECONDS, self._give_up)

    def linked(self) -> None:
        """The handshake is over, and nobody waits for its end any more."""
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _give_up(self) -> None:
        if not self.handshake_complete:
            self.transport.abort()

    def close(self, code: int, reason: str) -> None:
        """Say goodbye and close."""
        if self.close_sent or self.transport.is_closing():
            return
        if self.conn.state is not State.OPEN:
            self.transport.abort()
            return
        self.conn.send_close(code, reason)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)

    def handle_connect(self, event: Request) -> None:
        """Let the application find us in the scope."""
        super().handle_connect(event)
        if hasattr(self, "scope"):
            self.scope["extensions"] = {**(self.scope["extensions"] or {}), KEY: {"wire": self}}

    def data_received(self, data: bytes) -> None:
        """Nobody who speaks before the handshake is answered means well. The library parses all that it is given
        before we hear of any of it, and a piece from the network may hold 40,000 frames; so it is given bites."""
        if self.handshake_initiated and not self.handshake_complete:
            self.transport.abort()
            return
        if self._listens(data) and (text := whole_text(data)) is not None:
            self._tell(text)
            return
        for at in range(0, len(data), BITE):
            if self.close_sent:
                self._hear_out(data[at:])
                return
            if self.transport.is_closing():
                return
            super().data_received(data[at : at + BITE])

    def _listens(self, data: bytes) -> bool:
        """Whether somebody here would hear a small message that is all there."""
        leaves = self.close_sent or self.transport.is_closing()
        return self.on_message is not None and len(data) <= BITE and not leaves and is_between_messages(self.conn)

    def _hear_out(self, data: bytes) -> None:
        """After our goodbye nothing is parsed. We wait for the other side's, which is the last thing they may say."""
        self._late += data
        if len(self._late) > MOST_AFTER_GOODBYE:
            self.transport.abort()
        elif ends_with_goodbye(self._late):
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """A lost transport raises when it is written to, in the middle of what is for others."""
        super().connection_lost(exc)
        self.linked()
        if self.on_lost is not None:
            self.on_lost()

    def handle_cont(self, event: Frame) -> None:
        """A message in endless empty pieces would never reach the size limit."""
        if len(self.frames) >= MOST_FRAGMENTS:
            self.close(1009, "too many fragments")
            return
        self._fragments = self._fragments or Bucket(FRAGMENTS_PER_SECOND, FRAGMENTS_AT_ONCE)
        if self._is_borne(self._fragments):
            super().handle_cont(event)

    def send_receive_event_to_app(self) -> None:
        """Straight to the listener, without a queue and a task switch for every answer."""
        if self.on_message is None or self.close_sent:
            super().send_receive_event_to_app()
            return
        data = self.frames[0] if len(self.frames) == 1 else b"".join(self.frames)
        self.frames = []
        if self.curr_msg_data_type != "text":
            self.on_message(bytes(data))
            return
        self._tell(data)

    def _tell(self, data: bytes) -> None:
        try:
            text = data.decode()
        except UnicodeDecodeError:
            self.close(1007, "not UTF-8")
            return
        if self.on_message is not None:
            self.on_message(text)

    def handle_ping(self) -> None:
        """Pongs are written without back-pressure, so whoever reads none is cut off."""
        if self.transport.get_write_buffer_size() > FULL_BUFFER:
            self.transport.abort()
        elif self._is_borne(self._control_frames()):
            super().handle_ping()

    def handle_pong(self, event: Frame) -> None:
        """One answers each of our pings; a flood of them costs as much as one of pings."""
        if self._is_borne(self._control_frames()):
            super().handle_pong(event)

    def _control_frames(self) -> Bucket:
        self._controls = self._controls or Bucket(CONTROLS_PER_SECOND, CONTROLS_AT_ONCE)
        return self._controls

    def _is_borne(self, ration: Bucket) -> bool:
        """Whether one more small frame may cost us something; else, goodbye."""
        if self.close_sent:
            self.conn.data_to_send()  # the pongs of a flood that goes on would pile up
            return False
        if not ration.take():
            self.close(4430, "too many small frames")
        return not self.close_sent

    def keepalive_timeout(self) -> None:
        """A phone that stopped reading would keep a polite close waiting for ever."""
        self.transport.abort()

    def resume_writing(self) -> None:
        """The buffer has room again."""
        super().resume_writing()
        if self.on_drain is not None:
            self.on_drain()


def ends_with_goodbye(data: bytes) -> bool:
    """Whether the last frame is a close, seen from its end: nothing may follow one, so nothing before it matters."""
    tail = data[-LONGEST_GOODBYE:]
    return any(tail[at] == 0x88 and tail[at + 1] == 0x80 | len(tail) - at - 6 for at in range(len(tail) - 5))
