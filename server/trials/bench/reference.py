"""Running a reference server, and the bare lines that load it."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import NamedTuple

from server.trials.bench.frozen import FOLDER
from server.trials.swarm.address import Address, loopback
from server.trials.swarm.serving import stop
from server.trials.swarm.wire import Socket


class Reference(NamedTuple):
    """A running reference server."""

    address: Address
    pid: int


@contextmanager
def running(name: str, data: Path) -> Iterator[Reference]:
    """Run a reference until the block ends."""
    with socket.create_server(("127.0.0.1", 0), backlog=4096) as listener:
        address = loopback(*listener.getsockname()[:2])
        command = [sys.executable, str(FOLDER / f"{name}.py"), str(listener.fileno()), str(data / f"{name}.db")]
        process = subprocess.Popen(command, pass_fds=[listener.fileno()])
    try:
        yield Reference(address, process.pid)
    finally:
        stop(process)


class Line:
    """A bare connection to a reference; `on_text` hears what comes."""

    def __init__(self, address: Address, on_text: Callable[[Line, bytes], None]) -> None:
        self.open, self.over = asyncio.Event(), asyncio.Event()
        self.socket = Socket(address, "/", self)
        self._on_text = on_text

    def opened(self, socket: Socket) -> None:
        """The handshake is done."""
        self.open.set()

    def received(self, socket: Socket, payload: bytes) -> None:
        """Something came."""
        self._on_text(self, payload)

    def closed(self, socket: Socket, code: int) -> None:
        """It is over."""
        self.over.set()


@asynccontextmanager
async def lines(address: Address, many: int, on_text: Callable[[Line, bytes], None]) -> AsyncIterator[list[Line]]:
    """That many open connections."""
    made: list[Line] = []
    try:
        await add_lines(made, address, many, on_text)
        yield made
    finally:
        for line in made:
            line.socket.close()
        await asyncio.gather(*(line.over.wait() for line in made))


async def add_lines(made: list[Line], address: Address, many: int, on_text: Callable[[Line, bytes], None]) -> None:
    """Open more connections, fifty at once."""
    for start in range(0, many, 50):
        chunk = [Line(address, on_text) for _ in range(min(50, many - start))]
        await asyncio.gather(*(line.socket.connect() for line in chunk))
        await asyncio.gather(*(line.open.wait() for line in chunk))
        made += chunk
