"""One socket for both kinds of address: people by IPv4 are themselves, and a trusted proxy is known by its own name."""

import asyncio
import socket

import pytest
from starlette.types import Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.server import ServerState

from server.live.lines import BoundedProtocol
from server.live.wire import RoomProtocol
from tests.waiting import SECONDS

pytestmark = pytest.mark.anyio
PLAIN = b"GET / HTTP/1.1\r\nHost: roomful.test\r\nConnection: close\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n"
UPGRADE = (
    b"GET / HTTP/1.1\r\nHost: roomful.test\r\nX-Forwarded-For: 203.0.113.9\r\nConnection: Upgrade\r\n"
    b"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


@pytest.mark.parametrize("words", [PLAIN, UPGRADE], ids=["page", "socket"])
@pytest.mark.parametrize(("trusted", "seen"), [("127.0.0.1", "203.0.113.9"), ("192.0.2.1", "127.0.0.1")])
async def test_who_comes_by_ipv4_to_a_socket_for_both(words: bytes, trusted: str, seen: str) -> None:
    clients: list[str] = []

    async def app(scope: Scope, _receive: Receive, send: Send) -> None:
        clients.append(scope["client"][0])
        if scope["type"] == "websocket":
            await send({"type": "websocket.close"})
            return
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})

    config = Config(app, ws=RoomProtocol, lifespan="off", log_level="error", forwarded_allow_ips=trusted)
    loop, state = asyncio.get_running_loop(), ServerState()
    both = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
    server = await loop.create_server(lambda: BoundedProtocol(config, state, {}), sock=both)
    try:
        async with asyncio.timeout(SECONDS):
            reader, writer = await asyncio.open_connection("127.0.0.1", both.getsockname()[1])
            writer.write(words)
            await reader.readline()
            writer.close()
    finally:
        server.close()
    assert clients == [seen]
