"""What it costs the server that one more person comes in: page, seat, socket, the first picture, and what the ticks
tell of it to those who are there. Two hundred come at once, into a room of its own each time."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from time import monotonic

from server.trials.bench.echo import echoing
from server.trials.bench.figure import Figure, of_runs
from server.trials.swarm.machine import cpu_seconds
from server.trials.swarm.rig import rig

PEOPLE, AT_ONCE, WARM_UP = 1_000, 200, 100


async def measure(data: Path, repeats: int) -> list[Figure]:
    """The CPU of a join as a multiple of an echo, and how many come in a second."""
    ratios, costs, rates = [], [], []
    async with echoing(data) as echo:
        for turn in range(repeats):
            bare = await echo.cost()
            cost, rate = await _joins(data / f"joins-{turn}")
            ratios.append(cost / bare)
            costs.append(cost)
            rates.append(rate)
    micro = {"join_ms": median(costs) * 1e3}
    return [
        of_runs("CPU of a join with its page / echo", ratios, "", 75, 50, detail=micro),
        of_runs(f"joins with {AT_ONCE} at once, {PEOPLE:,} in all", rates, "a second"),
    ]


async def _joins(data: Path) -> tuple[float, float]:
    async with rig(data) as ours, ours.crowd() as crowd:
        await crowd.join(WARM_UP, at_once=WARM_UP, page=True)
        begun, before = monotonic(), cpu_seconds(ours.pid)
        await crowd.join(PEOPLE, at_once=AT_ONCE, page=True)
        return (cpu_seconds(ours.pid) - before) / PEOPLE, PEOPLE / (monotonic() - begun)
