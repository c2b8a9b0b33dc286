"""Floods on every door: another phone's ack must not come noticeably later."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from pathlib import Path
from secrets import SystemRandom

from server.trials.swarm.diary import Key
from server.trials.swarm.lag import percentile
from server.trials.swarm.phone import Phone
from server.trials.swarm.rig import Rig, rig
from server.trials.swarm.step import guess
from server.trials.torture.promise import Outcome, within
from server.trials.torture.timed import Timed
from server.trials.torture.waves import FLOODS, Aim, Flood

PHONES, PAUSE = 20, 0.25
SECONDS = 6.0
_chance = SystemRandom()
_alone = multiprocessing.get_context("spawn")  # a flood shares neither the interpreter nor the sockets of its measure


async def flood(data: Path, seconds: float = SECONDS) -> list[Outcome]:
    """A quiet while, then each flood as long. The doors are as narrow as they are for everybody."""
    async with rig(data, limits={}) as ours, Timed(ours.server.address, ours.room.code) as crowd:
        await crowd.join(PHONES)
        stranger = Phone(ours.server.address, ours.room.code, crowd)
        await stranger.join()
        standing = await ours.advance("open")
        key, pid = (standing.activity, standing.round), ours.pid
        await _acks(crowd, key, seconds / 3)  # warms up
        quiet = await _acks(crowd, key, seconds)
        outcomes = [await _under(ours, crowd, stranger.cookie, key, each, seconds, quiet) for each in FLOODS]
        alive = ours.server.is_ready() and ours.pid == pid and await crowd.settle(10)
    return [*outcomes, Outcome("the server survives the floods", alive, f"quiet ack p95 {quiet * 1e3:.1f} ms")]


async def _under(ours: Rig, crowd: Timed, cookie: str, key: Key, each: Flood, seconds: float, quiet: float) -> Outcome:
    count = _alone.Value("q", 0)
    aim = Aim(ours.server.address, ours.room.code, cookie, time.monotonic() + seconds + 1)
    stranger = _alone.Process(target=each, args=(aim, count), daemon=True)
    stranger.start()
    await crowd.until(lambda: count.value > 0, 1)
    late = await _acks(crowd, key, seconds)
    await asyncio.to_thread(stranger.join, 10)
    name = each.__name__.replace("_", " ")
    measured = within(f"{name} make no ack late", (late - quiet) * 1e3, 50, "ms more, ack p95", timed=True)
    return Outcome(measured.promise, measured.kept and count.value > 0, f"{measured.evidence}; {count.value:,}", True)


async def _acks(crowd: Timed, key: Key, seconds: float) -> float:
    """Everybody answers four times a second, or once the last ack is there; the ack's p95. A late one counts once for
    each answer that it kept from being given."""
    crowd.took = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for phone in crowd.phones:
            value = guess(phone.step, key, _chance)
            if value is not None and key not in phone.outbox.waiting:
                crowd.give(phone, key, value)
            await asyncio.sleep(PAUSE / len(crowd.phones))
    await crowd.settle(30)
    return percentile([late - back * PAUSE for late in crowd.took for back in range(int(late / PAUSE) + 1)], 95)
