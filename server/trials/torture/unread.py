"""Phones that never read must cost the others nothing, and the server no memory that it does not get back."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from time import monotonic

from server.trials.swarm.content import ANSWERS
from server.trials.swarm.crowd import Crowd
from server.trials.swarm.lag import percentile
from server.trials.swarm.machine import resident_bytes
from server.trials.swarm.phone import Phone
from server.trials.swarm.rig import Rig, rig
from server.trials.swarm.wire import Socket
from server.trials.torture.promise import Outcome, within
from server.trials.torture.timed import Timed

SILENT, READERS = 200, 200
CHANGES, MOVES = 10_000, 300
TINY_BUFFER = 2_048
MEGABYTE = 1_000_000
SHED_SECONDS = 40


class NeverReads:
    """Stops reading as soon as the link is open."""

    def __init__(self) -> None:
        self.is_open = asyncio.Event()
        self.is_closed = False

    def opened(self, socket: Socket) -> None:
        """From here on nothing is read."""
        if socket.transport is not None:
            socket.transport.pause_reading()
        self.is_open.set()

    def received(self, socket: Socket, payload: bytes) -> None:
        """What came along with the handshake."""

    def closed(self, socket: Socket, code: int) -> None:
        """The server had enough."""
        self.is_closed = True


async def ignore(data: Path, changes: int = CHANGES, moves: int = MOVES) -> list[Outcome]:
    """Changes without and with phones that do not read."""
    async with rig(data) as ours, Timed(ours.server.address, ours.room.code) as crowd:
        await crowd.join(READERS)
        await _change(ours, crowd, changes // 4, moves // 4)  # warms up
        without = await _change(ours, crowd, changes, moves)
        before = resident_bytes(ours.pid)
        silent = [await _who_never_reads(ours, crowd) for _ in range(SILENT)]
        linked = resident_bytes(ours.pid)
        with_them = await _change(ours, crowd, changes, moves)
        peak = resident_bytes(ours.pid)
        for sock in silent:
            sock.abort()
        after = await _least_memory(ours, before)
    return [
        within("phones that never read delay nobody", (with_them - without) * 1e3, 20, "ms more, ack p95", timed=True),
        within("phones that never read fill no memory", (peak - linked) / MEGABYTE, 30, "MB more"),
        within("their memory comes back", (after - before) / before * 100, 10, "% above before"),
    ]


async def _change(ours: Rig, crowd: Timed, changes: int, moves: int) -> float:
    """Answers and moves, as fast as they may come; the ack's p95."""
    standing = await ours.advance("open")
    key = (standing.activity, standing.round)
    crowd.took = []
    answering = asyncio.create_task(_answer(crowd, key, changes))
    for turn in range(moves):
        await ours.move("unblank" if turn % 2 else "blank")
    await answering
    await crowd.settle(30)
    return percentile(crowd.took, 95)


async def _answer(crowd: Timed, key: tuple[str, int], changes: int) -> None:
    """Nine a second from each phone, which is just under what one may send."""
    pause = 1 / 9 / len(crowd.phones)
    start = monotonic()
    for turn in range(changes):
        await asyncio.sleep(max(0.0, start + turn * pause - monotonic()))
        crowd.give(crowd.phones[turn % len(crowd.phones)], key, ANSWERS[turn % len(ANSWERS)])


async def _who_never_reads(ours: Rig, crowd: Crowd) -> Socket:
    phone = Phone(ours.server.address, ours.room.code, crowd)
    await phone.join()
    ear = NeverReads()
    sock = Socket(ours.server.address, f"/live/phone/{ours.room.code}", ear, phone.cookie)
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, TINY_BUFFER)
    raw.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(raw, ours.server.address)
    await loop.create_connection(lambda: sock, sock=raw)
    await ear.is_open.wait()
    return sock


async def _least_memory(ours: Rig, enough: int) -> int:
    least = resident_bytes(ours.pid)
    for _ in range(SHED_SECONDS):
        if least <= enough:
            break
        await asyncio.sleep(1)
        least = min(least, resident_bytes(ours.pid))
    return least
