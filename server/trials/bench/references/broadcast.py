"""Reference: a bare `websockets` server that sends everybody as many bytes as somebody asks for."""

import socket
import sys

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve

lines: set[ServerConnection] = set()


async def attend(line: ServerConnection) -> None:
    """One connection."""
    lines.add(line)
    try:
        async for message in line:
            broadcast(lines, "x" * int(message))
    finally:
        lines.discard(line)


async def main() -> None:
    """Serve on the listening socket that was inherited, until told to stop."""
    listener = socket.socket(fileno=int(sys.argv[1]))
    async with serve(attend, sock=listener, compression=None) as server:
        await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main())
