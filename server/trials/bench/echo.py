"""The bare echo: what one message there and back costs a server that does nothing else, here and now."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from server.trials.bench.reference import Line, lines, running
from server.trials.swarm.machine import cpu_seconds

OUTSTANDING = 200
ECHOES = 20_000
MESSAGE = (
    b'{"type":"answer","answer_id":"00112233445566778899aabbccddeeff",'
    b'"activity":"question-0","round":1,"rev":1,"value":"hold"}'
)


class Echo:
    """The echo server, and lines that keep it busy."""

    def __init__(self, pid: int) -> None:
        self.pid, self.held = pid, list[Line]()
        self.left = self.back = 0
        self.done: asyncio.Future[None] | None = None

    async def cost(self) -> float:
        """Seconds of CPU a message."""
        before = cpu_seconds(self.pid)
        self.left = self.back = ECHOES
        self.done = asyncio.get_running_loop().create_future()
        for line in self.held:
            self._send(line)
        await self.done
        return (cpu_seconds(self.pid) - before) / ECHOES

    def _send(self, line: Line) -> None:
        self.left -= 1
        line.socket.send(MESSAGE)

    def heard(self, line: Line, payload: bytes) -> None:
        """One is back; one outstanding on each line."""
        self.back -= 1
        if self.left:
            self._send(line)
        elif not self.back and self.done is not None:
            self.done.set_result(None)


@asynccontextmanager
async def echoing(data: Path) -> AsyncIterator[Echo]:
    """An echo until the block ends."""
    with running("echo", data) as server:
        echo = Echo(server.pid)
        async with lines(server.address, OUTSTANDING, echo.heard) as held:
            echo.held = held
            yield echo
