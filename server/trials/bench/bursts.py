"""A whole room joins, answers within two seconds, and sees the result revealed.

Times count from when an answer was due to be sent, so a late client makes figures worse, not better.
"On the screen" is the first frame of the big screen that arrived and covers the answer's version.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic

from server.dice import dice_of
from server.trials.bench.figure import Figure, of_runs
from server.trials.swarm.address import raise_file_limit
from server.trials.swarm.content import write_kinds, write_workshop
from server.trials.swarm.crowd import Crowd
from server.trials.swarm.diary import Key
from server.trials.swarm.lag import percentile
from server.trials.swarm.machine import cpu_seconds
from server.trials.swarm.outbox import Pending
from server.trials.swarm.phone import Phone
from server.trials.swarm.rig import Rig, rig
from server.trials.swarm.step import guess
from server.trials.swarm.watcher import Watcher
from server.trials.swarm.wire import kind_of

SECONDS = 2.0
SPARE_FILES = 1_000
JOIN_AT_ONCE = 200


@dataclass(frozen=True)
class Bars:
    """What a burst of this size is held to, in milliseconds: bar and aim. None: for the record."""

    people: int
    screen: tuple[float, float] | None = None
    ack: tuple[float, float] | None = None


SIZES = (
    Bars(1_000, screen=(200, 120), ack=(60, 20)),
    Bars(5_000, screen=(200, 110), ack=(40, 15)),
    Bars(10_000, screen=(400, 200), ack=(100, 35)),
    Bars(20_000),
)


@dataclass(frozen=True)
class Run:
    """One burst and its reveal, in milliseconds; `cpu` is the server's share of a core during the burst."""

    screen: float
    ack: float
    reveal: float
    cpu: float
    void: bool


class Burst(Crowd):
    """A crowd that answers on time, and notes when acks and the revealed picture came."""

    due: dict[str, float]
    acked: list[tuple[float, float, int]]
    scene: bytes = b""
    dice = dice_of(61)
    shown: list[float]

    async def fire(self, key: Key) -> None:
        """Everybody answers once, spread evenly over the time; ends when all are acked."""
        values = [guess(self.phones[0].step, key, self.dice) for _ in self.phones]
        self.due, self.acked, self.shown = {}, [], []
        start = monotonic() + 0.05
        for turn, phone in enumerate(self.phones):
            due = start + turn * SECONDS / len(self.phones)
            if (wait := due - monotonic()) > 0:
                await asyncio.sleep(wait)
            self.due[phone.answer(*key, values[turn]).answer_id] = due
        await self.settle(60)

    def settled(self, phone: Phone, pending: Pending) -> None:
        """An ack is here."""
        super().settled(phone, pending)
        version = phone.outbox.diary.acked[-1].version
        self.acked.append((self.due[pending.answer_id], monotonic(), version))

    def framed(self, phone: Phone, payload: bytes) -> None:
        """Look for the picture that is waited for."""
        super().framed(phone, payload)
        if self.scene and self.scene in payload[:300] and kind_of(payload) == "frame":
            self.shown.append(monotonic())
            self._stir.set()


async def measure(data: Path, bars: Bars, repeats: int, shape: str = "") -> list[Figure]:
    """All figures of one size, or of the largest crowd that this machine lets one process hold; of answers of one
    shape, if that is given."""
    write = partial(write_kinds, times=repeats * 2 + 1) if shape else write_workshop
    people, runs = min(bars.people, raise_file_limit() - SPARE_FILES), list[Run]()
    async with AsyncExitStack() as stack:
        ours = await stack.enter_async_context(rig(data / f"burst-{bars.people}{shape}", write=write))
        crowd = Burst(ours.server.address, ours.room.code)
        await stack.enter_async_context(crowd)
        joins = await _join(ours, crowd, people)
        screen = await stack.enter_async_context(ours.screen())
        await stack.enter_async_context(ours.console())
        for _ in range(repeats * 2 + 1):
            if sum(not run.void for run in runs[1:]) < repeats:  # the first warms up
                runs.append(await _burst(ours, crowd, screen, shape))
    good = [run for run in runs[1:] if not run.void]
    void = len(runs) - 1 - len(good)
    many = f"{people:,}" + (f" by {shape}" if shape else "")

    def figure(name: str, values: Sequence[float], limits: tuple[float, float] | None) -> Figure:
        bar, aim = limits or (None, None)
        return of_runs(f"{many} answer in 2 s: {name}", values, "ms", bar, aim, void=void)

    return [
        figure("on the screen, p95", [run.screen for run in good], bars.screen),
        figure("acked, p95", [run.ack for run in good], bars.ack),
        figure("revealed to 95 %", [run.reveal for run in good], None),
        of_runs(f"{many} answer in 2 s: server CPU", [run.cpu * 100 for run in good], "% of a core", void=void),
        joins,
    ]


async def _join(ours: Rig, crowd: Burst, people: int) -> Figure:
    begun, before = monotonic(), cpu_seconds(ours.pid)
    await crowd.join(people, at_once=JOIN_AT_ONCE, page=True)
    took, spent = monotonic() - begun, cpu_seconds(ours.pid) - before
    name = f"joins with {JOIN_AT_ONCE} at once, {people:,} in all"
    return of_runs(name, [people / took], "a second", detail={"cpu_ms_each": spent / people * 1e3})


async def _burst(ours: Rig, crowd: Burst, screen: Watcher, shape: str) -> Run:
    key = await _open(ours, crowd, shape)
    await asyncio.sleep(1)
    crowd.lag.start()
    before = cpu_seconds(ours.pid)
    await crowd.fire(key)
    await asyncio.sleep(0.3)
    cpu = (cpu_seconds(ours.pid) - before) / SECONDS
    crowd.lag.stop()
    on_screen, acks = _on_screen(crowd, screen), [at - due for due, at, _ in crowd.acked]
    reveal = await _reveal(ours, crowd)
    return Run(percentile(on_screen, 95) * 1e3, percentile(acks, 95) * 1e3, reveal * 1e3, cpu, crowd.lag.void)


async def _open(ours: Rig, crowd: Burst, shape: str) -> Key:
    """Go on to the next question, of this shape if one is given, and until every phone sees it."""
    while True:
        standing = await ours.advance("open")
        key = (standing.activity, standing.round)
        step = await crowd.until_asked(key)
        if shape in ("", step["shape"]):
            return key


def _on_screen(crowd: Burst, screen: Watcher) -> list[float]:
    frames = [(seen.json()["version"], seen.at) for seen in screen.frames]
    versions = [version for version, _ in frames]
    places = ((due, bisect_left(versions, version)) for due, _, version in crowd.acked)
    return [frames[place][1] - due if place < len(frames) else SECONDS * 10 for due, place in places]


async def _reveal(ours: Rig, crowd: Burst) -> float:
    await ours.advance("closed")
    await asyncio.sleep(1)
    crowd.scene = b'"%d"' % (ours.desk.moves[ours.room.id] + 1)
    enough = -(-len(crowd.phones) * 95 // 100)
    begun = monotonic()
    await ours.move("next")
    await crowd.until(lambda: len(crowd.shown) >= enough, 30)
    crowd.scene = b""
    return sorted(crowd.shown)[enough - 1] - begun if len(crowd.shown) >= enough else 30.0
