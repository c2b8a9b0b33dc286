"""What a durable answer costs the server, against a bare echo, and whether the size of the room matters.

No screen and no console is linked. The phones' own frames go on, at most two a second to each; their
cost is measured in the same place and taken off, because it belongs to the tick and not to the answer.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median

from server.dice import dice_of
from server.trials.bench.echo import OUTSTANDING, echoing
from server.trials.bench.figure import Figure, of_runs
from server.trials.swarm.content import write_workshop
from server.trials.swarm.crowd import Crowd
from server.trials.swarm.diary import Key
from server.trials.swarm.machine import cpu_seconds
from server.trials.swarm.outbox import Pending
from server.trials.swarm.phone import Phone
from server.trials.swarm.rig import Rig, rig
from server.trials.swarm.step import guess

PHONES, ROUNDS_EACH = 400, 10
DIFFERENT = 64
FEW, GROWTH_ROUNDS_EACH = 100, 15


class Closed(Crowd):
    """A crowd that keeps a fixed number of answers on their way: one acked, one sent."""

    dice = dice_of(61)

    def begin(self, key: Key, phones: list[Phone], answers: int, outstanding: int) -> asyncio.Future[None]:
        """Send so many answers to what is asked, so many at once; done when the last is acked."""
        self.key, self.idle = key, deque(phones)
        self.values = [guess(phones[0].step, key, self.dice) for _ in range(DIFFERENT)]
        self.to_send = self.to_settle = answers
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        for _ in range(min(outstanding, answers)):
            self._next()
        return self.done

    def _next(self) -> None:
        self.to_send -= 1
        self.idle.popleft().answer(*self.key, self.values[self.to_send % DIFFERENT])

    def settled(self, phone: Phone, pending: Pending) -> None:
        """Let the next one go."""
        super().settled(phone, pending)
        self.idle.append(phone)
        self.to_settle -= 1
        if self.to_send:
            self._next()
        elif not self.to_settle and not self.done.done():
            self.done.set_result(None)


async def measure_cost(data: Path, repeats: int) -> Figure:
    """The CPU of an answer, all in but the tick, as a multiple of an echo."""
    async with AsyncExitStack() as stack:
        echo = await stack.enter_async_context(echoing(data))
        ours, crowd = await full_room(stack, data / "answers", PHONES)
        costs, echoes = [], []
        for _ in range(repeats + 1):
            echoes.append(await echo.cost())
            costs.append(await cost_of_answer(ours, crowd, crowd.phones, PHONES * ROUNDS_EACH))
    ratios = [cost / bare for cost, bare in zip(costs[1:], echoes[1:], strict=True)]  # the first turn warms up
    micro = {"answer_us": median(costs[1:]) * 1e6, "echo_us": median(echoes[1:]) * 1e6}
    return of_runs("CPU of a durable answer / echo", ratios, "", 3.0, 2.2, detail=micro)


async def measure_growth(data: Path, repeats: int, many: int) -> Figure:
    """The CPU of an answer in a large room, as a multiple of that in a small one."""
    async with AsyncExitStack() as stack:
        small = await full_room(stack, data / "small", FEW)
        large = await full_room(stack, data / "large", many)
        costs: dict[str, list[float]] = {"small": [], "large": []}
        for _ in range(repeats + 1):
            for name, (ours, crowd) in (("small", small), ("large", large)):
                costs[name].append(await cost_of_answer(ours, crowd, crowd.phones[:FEW], FEW * GROWTH_ROUNDS_EACH))
    ratios = [big / few for big, few in zip(costs["large"][1:], costs["small"][1:], strict=True)]
    micro = {f"{name}_us": median(values[1:]) * 1e6 for name, values in costs.items()}
    return of_runs(f"CPU of an answer, {many:,} / {FEW} connected", ratios, "", 1.25, 1.0, detail=micro)


async def full_room(
    stack: AsyncExitStack, data: Path, people: int, write: Callable[[Path], str] = write_workshop
) -> tuple[Rig, Closed]:
    """A server with so many in a room."""
    ours = await stack.enter_async_context(rig(data, write=write))
    crowd = Closed(ours.server.address, ours.room.code)
    await stack.enter_async_context(crowd)
    await crowd.join(people)
    return ours, crowd


async def cost_of_answer(ours: Rig, crowd: Closed, phones: list[Phone], answers: int) -> float:
    """The seconds of CPU that each of so many answers to the next question costs."""
    standing = await ours.advance("open")
    key = (standing.activity, standing.round)
    await crowd.until_asked(key)
    push = await _cost_of_push(ours, crowd, key)
    await asyncio.sleep(2)  # the phones' buckets fill again
    frames, before = ours.counters()["frames"], cpu_seconds(ours.pid)
    await crowd.begin(key, phones, answers, min(OUTSTANDING, len(phones)))
    spent = cpu_seconds(ours.pid) - before
    pushes = ours.counters()["frames"] - frames - answers
    return (spent - pushes * push) / answers


async def _cost_of_push(ours: Rig, crowd: Closed, key: Key) -> float:
    """What one phone's frame costs here and now: one answer makes one tick for all."""
    await asyncio.sleep(1)
    seen, before = crowd.frames, cpu_seconds(ours.pid)
    await crowd.begin(key, crowd.phones[-1:], 1, 1)
    await crowd.until_frames(seen + len(crowd.phones))
    return (cpu_seconds(ours.pid) - before) / max(1, crowd.frames - seen)
