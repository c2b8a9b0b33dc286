"""Reference: what one writes first. Every answer is committed alone and sent to everybody at once."""

import json
import socket
import sqlite3
import sys

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve

PAD = "x" * 1900
lines: set[ServerConnection] = set()
database = sqlite3.connect(sys.argv[2])


async def attend(line: ServerConnection) -> None:
    """One connection."""
    lines.add(line)
    try:
        async for message in line:
            answer = json.loads(message)
            database.execute("INSERT INTO answer (id, value) VALUES (?, ?)", (answer["id"], answer["value"]))
            database.commit()
            (people,) = database.execute("SELECT count(*) FROM answer").fetchone()
            await line.send(json.dumps({"type": "ack", "id": answer["id"]}))
            broadcast(lines, json.dumps({"type": "count", "people": people, "html": PAD}))
    finally:
        lines.discard(line)


async def main() -> None:
    """Serve on the listening socket that was inherited, until told to stop."""
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE answer (id TEXT PRIMARY KEY, value TEXT)")
    listener = socket.socket(fileno=int(sys.argv[1]))
    async with serve(attend, sock=listener, compression=None) as server:
        await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main())
