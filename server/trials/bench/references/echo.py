"""Reference: a bare `websockets` server that sends every message back."""

import socket
import sys

import uvloop
from websockets.asyncio.server import ServerConnection, serve


async def echo(line: ServerConnection) -> None:
    """One connection."""
    async for message in line:
        await line.send(message)


async def main() -> None:
    """Serve on the listening socket that was inherited, until told to stop."""
    listener = socket.socket(fileno=int(sys.argv[1]))
    async with serve(echo, sock=listener, compression=None) as server:
        await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main())
