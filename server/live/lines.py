"""Our HTTP protocol for uvicorn: what nobody honest needs ends the connection before it costs anything."""

from __future__ import annotations

import asyncio
from typing import cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from server.people.doors import plain
from server.policy import ALWAYS

LARGEST_HEAD = 32 * 1024
MOST_WAITING = 8
MOST_PIECES = 500
MOST_AFTER_ANSWER = 64 * 1024
HEAD_SECONDS = BODY_SECONDS = 10.0


def plainly(client: tuple[str, int] | None) -> tuple[str, int] | None:
    """Who is there. Behind a socket for both kinds of address (`--host ::`) a proxy that is trusted as 127.0.0.1 would
    be a stranger, and everybody behind it one person."""
    return (plain(client[0]), client[1]) if client else None


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn reads a head of any size for any time, and as many requests ahead as one cares to send."""

    _head = _pieces = _late = 0
    _in_body = False
    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody is there, and shall say what they want."""
        super().connection_made(cast(asyncio.Transport, transport))
        self.client = plainly(self.client)
        self._wait(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """They are gone."""
        self._wait(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """A piece of a head or a body, or of nothing: line ends between requests begin no message, but a clock."""
        self._late += len(data) if self._in_body and self._is_answered() else 0
        if self._head > LARGEST_HEAD or self._late > MOST_AFTER_ANSWER:
            self.transport.abort()
            return
        if self._patience is None and self._is_answered():
            self._wait(HEAD_SECONDS)
        self._head += len(data)
        super().data_received(data)

    def on_message_begin(self) -> None:
        """A head begins. Raising in here is how a parser is told that a request is no good."""
        if len(self.pipeline) >= MOST_WAITING:
            raise ValueError("too many requests ahead of their answers")
        super().on_message_begin()
        self._wait(HEAD_SECONDS)

    def on_headers_complete(self) -> None:
        """The head is here; a body may follow, of which its reader takes no more than it wants."""
        super().on_headers_complete()
        self._head, self._pieces, self._late, self._in_body = 0, 0, 0, True
        self._wait(BODY_SECONDS)

    def on_body(self, body: bytes) -> None:
        """Bodies have a limit of their own; but one in chunks of a byte costs six times what it weighs, and a call for
        each."""
        self._head, self._pieces = 0, self._pieces + 1
        if self._pieces > MOST_PIECES:
            self.transport.abort()
            raise ValueError("a body in too many pieces")
        super().on_body(body)

    def on_message_complete(self) -> None:
        """All is here; from now on we are the slow ones, unless we answered before we had heard all."""
        super().on_message_complete()
        self._head, self._in_body = 0, False
        self._wait(HEAD_SECONDS if self._is_answered() else None)

    def send_400_response(self, msg: str) -> None:
        """What never came as far as the application is answered here, with the headers of every other answer."""
        headers = ALWAYS | {
            "cache-control": "no-store",
            "connection": "close",
            "content-length": str(len(msg)),
            "content-type": "text/plain; charset=utf-8",
        }
        lines = ["HTTP/1.1 400 Bad Request", *(f"{name}: {value}" for name, value in headers.items()), "", msg]
        self.transport.write("\r\n".join(lines).encode("ascii"))
        self.transport.close()

    def handle_websocket_upgrade(self) -> None:
        """A socket keeps its own time."""
        self._wait(None)
        super().handle_websocket_upgrade()

    def _is_answered(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _wait(self, seconds: float | None) -> None:
        if self._patience is not None:
            self._patience.cancel()
        self._patience = None if seconds is None else self.loop.call_later(seconds, self.transport.abort)
