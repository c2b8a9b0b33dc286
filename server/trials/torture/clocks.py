"""The server dies in the last second of a round's clock, while a whole room puts things in order."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
from contextlib import AsyncExitStack, closing
from functools import partial
from pathlib import Path
from time import monotonic

from server.trials.swarm.content import CLOCK_SECONDS, write_clocked
from server.trials.swarm.diary import Key
from server.trials.swarm.oracle import judge
from server.trials.swarm.rig import Rig, rig
from server.trials.swarm.storm import Storm
from server.trials.torture.dice import Dice
from server.trials.torture.promise import Outcome, of_verdict

PEOPLE, PATIENCE = 200, 60
LAST_MS = 1_000


async def clocks(data: Path, times: int, people: int = PEOPLE, first_retry: float = 2.0) -> list[Outcome]:
    """So many rounds, each with a kill in its last second. Phones change nothing once their time is over."""
    dice, late = Dice("clocks"), 0
    async with AsyncExitStack() as stack:
        ours = await stack.enter_async_context(rig(data, supervised=True, write=partial(write_clocked, times=times)))
        storm = Storm(ours.server.address, ours.room.code, first_retry=first_retry)
        crowd = await stack.enter_async_context(storm)
        await crowd.join(people)
        for _ in range(times):
            key = await _round(ours, crowd, dice.below(LAST_MS) / 1_000)
            late += _late(ours, crowd, key)
        verdict = judge(crowd.diaries, ours.rows())
    closes = _closes(ours)
    return [
        of_verdict(f"by {times} kills in the last second of a clock", verdict),
        Outcome("what left a phone before time was over is counted", late == 0, f"{late} of {times * people} are not"),
        Outcome("a clock closes its round once", closes == times, f"{closes} closes of {times} rounds"),
    ]


async def _round(ours: Rig, crowd: Storm, before: float) -> Key:
    standing = await ours.advance("open")
    ends = monotonic() + CLOCK_SECONDS
    crowd.rage((standing.activity, standing.round))
    await asyncio.sleep(CLOCK_SECONDS - before)
    os.kill(ours.pid, signal.SIGKILL)
    await asyncio.sleep(max(0.0, ends - monotonic()))
    crowd.calm()
    await crowd.settle(PATIENCE)
    await asyncio.to_thread(ours.server.wait_until, lambda: ours.desk.stands(ours.room.id).phase != "open")
    return standing.activity, standing.round


def _late(ours: Rig, crowd: Storm, key: Key) -> int:
    """How many phones sent something newer than what is stored of theirs."""
    stored = {row.seat: row.rev for row in ours.rows() if row.key == key}
    newest = ((diary.seat, max((given.rev for given in diary.sent_in(key)), default=0)) for diary in crowd.diaries)
    return sum(stored.get(seat, 0) < rev for seat, rev in newest)


def _closes(ours: Rig) -> int:
    with closing(sqlite3.connect(f"file:{ours.server.database}?mode=ro", uri=True)) as rows:
        (found,) = rows.execute("SELECT count(*) FROM move WHERE verb = 'time'").fetchone()
    return int(found)
