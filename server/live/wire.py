"""Our WebSocket protocol for uvicorn: frames in without a detour, frames out as they are.

uvicorn gives an application only `receive` and `send`. A room needs the transport itself: the same
bytes to everyone, how much is unsent, and a hard end for those who flood or never read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.http11 import Request
from websockets.protocol import State

from server.limits import Bucket
from server.live.lines import plainly
from server.stage.hub import FULL_BUFFER

KEY = "roomful.wire"
MOST_FRAGMENTS = 64
HANDSHAKE_SECONDS = 20.0


class RoomProtocol(WebSocketsSansIOProtocol):
    """One WebSocket. `on_message` hears texts (and binary frames as bytes) once it is set."""

    on_message: Callable[[str | bytes], None] | None = None
    on_drain: Callable[[], None] | None = None
    on_lost: Callable[[], None] | None = None
    _pings: Bucket | None = None
    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A handshake that the library does not answer, or that never ends, must not stay for ever."""
        super().connection_made(cast(asyncio.Transport, transport))
        self.client = plainly(self.client)
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
        """Nobody who speaks before the handshake is answered means well."""
        if self.handshake_initiated and not self.handshake_complete:
            self.transport.abort()
            return
        super().data_received(data)

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
        try:
            text = data.decode()
        except UnicodeDecodeError:
            self.close(1007, "not UTF-8")
            return
        self.on_message(text)

    def handle_ping(self) -> None:
        """Pongs are written without back-pressure, so pings are rationed."""
        if self.close_sent:
            self.conn.data_to_send()  # the pongs of a flood that goes on would pile up
            return
        self._pings = self._pings or Bucket(rate=2, burst=40)
        if self.transport.get_write_buffer_size() > FULL_BUFFER:
            self.transport.abort()
            return
        if not self._pings.take():
            self.close(4430, "too many pings")
            return
        super().handle_ping()

    def keepalive_timeout(self) -> None:
        """A phone that stopped reading would keep a polite close waiting for ever."""
        self.transport.abort()

    def resume_writing(self) -> None:
        """The buffer has room again."""
        super().resume_writing()
        if self.on_drain is not None:
            self.on_drain()
