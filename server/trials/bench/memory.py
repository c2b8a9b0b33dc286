"""How much memory a phone takes, against a bare connection: the slope between 200 and 2,000 of them."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from server.trials.bench.figure import Figure, of_runs
from server.trials.bench.reference import Line, add_lines, lines, running
from server.trials.swarm.machine import resident_bytes
from server.trials.swarm.rig import rig

FEW, MANY = 200, 2_000
REST_SECONDS = 3


async def measure(data: Path, repeats: int) -> Figure:
    """Bytes a phone, as a multiple of a bare connection. Fresh processes for every repetition."""
    ours, bare = [], []
    for turn in range(repeats):
        bare.append(await _bare(data))
        ours.append(await _ours(data / f"memory-{turn}"))
    ratios = [phone / line for phone, line in zip(ours, bare, strict=True)]
    kilobytes = {"phone_kB": sorted(ours)[repeats // 2] / 1e3, "bare_kB": sorted(bare)[repeats // 2] / 1e3}
    return of_runs("memory of a phone / bare connection", ratios, "", 3.5, 2.5, detail=kilobytes)


async def _bare(data: Path) -> float:
    async with AsyncExitStack() as stack:
        echo = stack.enter_context(running("echo", data))
        held = await stack.enter_async_context(lines(echo.address, FEW, _ignore))
        few = await _rested(echo.pid)
        await add_lines(held, echo.address, MANY - FEW, _ignore)
        return (await _rested(echo.pid) - few) / (MANY - FEW)


async def _ours(data: Path) -> float:
    async with rig(data) as ours, ours.crowd() as crowd:
        await crowd.join(FEW)
        few = await _rested(ours.pid)
        await crowd.join(MANY - FEW)
        return (await _rested(ours.pid) - few) / (MANY - FEW)


async def _rested(pid: int) -> int:
    await asyncio.sleep(REST_SECONDS)
    return resident_bytes(pid)


def _ignore(line: Line, payload: bytes) -> None:
    """Bare connections say nothing."""
