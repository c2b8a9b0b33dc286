"""Our HTTP protocol for uvicorn: what nobody honest needs ends the connection before it costs anything."""

from __future__ import annotations

import asyncio
from typing import cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from server.people.doors import plain

LARGEST_HEAD = 32 * 1024
MOST_WAITING = 8
HEAD_SECONDS = BODY_SECONDS = 10.0


def plainly(client: tuple[str, int] | None) -> tuple[str, int] | None:
    """Who is there. Behind a socket for both kinds of address (`--host ::`) a proxy that is trusted as 127.0.0.1 would
    be a stranger, and everybody behind it one person."""
    return (plain(client[0]), client[1]) if client else None


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn reads a head of any size for any time, and as many requests ahead as one cares to send."""

    _head = 0
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
        """A piece of a head or a body. What came of a head counts until it is complete."""
        if self._head > LARGEST_HEAD:
            self.transport.abort()
            return
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
        self._head = 0
        self._wait(BODY_SECONDS)

    def on_body(self, body: bytes) -> None:
        """Bodies have a limit of their own."""
        self._head = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """All is here; from now on we are the slow ones."""
        super().on_message_complete()
        self._head = 0
        self._wait(None)

    def handle_websocket_upgrade(self) -> None:
        """A socket keeps its own time."""
        self._wait(None)
        super().handle_websocket_upgrade()

    def _wait(self, seconds: float | None) -> None:
        if self._patience is not None:
            self._patience.cancel()
        self._patience = None if seconds is None else self.loop.call_later(seconds, self.transport.abort)
