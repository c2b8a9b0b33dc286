"""What a frame costs that goes to every phone, against a bare broadcast of 2 kB."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median
from time import monotonic

from server.trials.bench.figure import Figure, of_runs
from server.trials.bench.reference import Line, Reference, lines, running
from server.trials.swarm.content import ANSWERS
from server.trials.swarm.crowd import Crowd
from server.trials.swarm.machine import cpu_seconds
from server.trials.swarm.phone import Phone
from server.trials.swarm.rig import Rig, rig

PHONES = 1_000
SIZE = 2_000
TICKS = 6
QUIET_SECONDS = 3
PACE = 0.5


class Sized(Crowd):
    """A crowd that remembers how large the last picture was."""

    size = 0

    def framed(self, phone: Phone, payload: bytes) -> None:
        """Note its size."""
        super().framed(phone, payload)
        self.size = len(payload)


class Audience:
    """Everybody who hears a broadcast."""

    def __init__(self) -> None:
        self.missing = 0
        self.all = asyncio.Event()

    def heard(self, line: Line, payload: bytes) -> None:
        """One more has it."""
        self.missing -= 1
        if not self.missing:
            self.all.set()

    async def run(self, held: list[Line]) -> None:
        """One broadcast to all."""
        self.missing = len(held)
        self.all.clear()
        held[0].socket.send(str(SIZE).encode())
        await self.all.wait()


async def measure(data: Path, repeats: int) -> list[Figure]:
    """A tick's counts to every phone (the figure), and the whole picture of a move (for the record)."""
    audience = Audience()
    async with AsyncExitStack() as stack:
        bare = stack.enter_context(running("broadcast", data))
        held = await stack.enter_async_context(lines(bare.address, PHONES, audience.heard))
        ours = await stack.enter_async_context(rig(data / "pushes"))
        crowd = Sized(ours.server.address, ours.room.code)
        await stack.enter_async_context(crowd)
        await crowd.join(PHONES)
        broadcasts, ticks, moves, sizes = [], [], [], {}
        for _ in range(repeats + 1):
            broadcasts.append(await _broadcasts(bare, audience, held))
            ticks.append(await _ticks(ours, crowd))
            sizes["tick_bytes"] = crowd.size
            moves.append(await _moves(ours, crowd))
            sizes["move_bytes"] = crowd.size
    bare_us = median(broadcasts[1:]) * 1e6

    def figure(name: str, costs: list[float], size: str, *limits: float) -> Figure:
        ratios = [cost / bare for cost, bare in zip(costs[1:], broadcasts[1:], strict=True)]
        detail = {"us": median(costs[1:]) * 1e6, "bytes": sizes[size], "broadcast_us": bare_us}
        return of_runs(f"CPU of a {name} to one phone / broadcast", ratios, "", *limits, detail=detail)

    return [figure("push", ticks, "tick_bytes", 1.0, 0.8), figure("move", moves, "move_bytes")]


async def _broadcasts(bare: Reference, audience: Audience, held: list[Line]) -> float:
    """At the pace of our ticks, so that both servers find the same cold caches."""
    before = cpu_seconds(bare.pid)
    for _ in range(TICKS):
        await asyncio.sleep(PACE)
        await audience.run(held)
    return (cpu_seconds(bare.pid) - before) / TICKS / PHONES


async def _ticks(ours: Rig, crowd: Sized) -> float:
    """One answer, one tick: rendering, the answer itself and everybody's frame. Ticks are half a second
    apart, so what a quiet second costs (pings and heartbeats of a thousand phones) is taken off."""
    standing = await ours.advance("open")
    await asyncio.sleep(1)
    quiet = await _quiet_second(ours)
    begun = monotonic()
    before, seen = cpu_seconds(ours.pid), crowd.frames
    for tick in range(TICKS):
        crowd.phones[tick].answer(standing.activity, standing.round, ANSWERS[0])
        await crowd.until_frames(seen + (tick + 1) * PHONES)
    spent = cpu_seconds(ours.pid) - before - quiet * (monotonic() - begun)
    return spent / (crowd.frames - seen)


async def _quiet_second(ours: Rig) -> float:
    """What a second costs in which nobody does anything."""
    before, begun = cpu_seconds(ours.pid), monotonic()
    await asyncio.sleep(QUIET_SECONDS)
    return (cpu_seconds(ours.pid) - before) / (monotonic() - begun)


async def _moves(ours: Rig, crowd: Sized) -> float:
    """The whole scene, as after every move."""
    before, seen = cpu_seconds(ours.pid), crowd.frames
    for turn in range(TICKS):
        await asyncio.sleep(PACE)
        await ours.move("unblank" if turn % 2 else "blank")
        await crowd.until_frames(seen + (turn + 1) * PHONES)
    return (cpu_seconds(ours.pid) - before) / (crowd.frames - seen)
