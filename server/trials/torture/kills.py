"""The server dies, or is restarted in good order, while a whole room answers questions of every kind."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic

from server.trials.swarm.content import COUNTED, write_kinds
from server.trials.swarm.deeds import judge_done
from server.trials.swarm.diary import Key
from server.trials.swarm.lag import percentile
from server.trials.swarm.oracle import Close, Verdict, close_of, compare, judge
from server.trials.swarm.rig import Rig, rig
from server.trials.swarm.storm import Storm
from server.trials.swarm.surfaces import shown
from server.trials.torture.dice import Dice
from server.trials.torture.promise import Outcome, of_verdict, within
from server.trials.torture.toy import DONE, with_toy

PEOPLE = 300
STRIKES_A_ROUND = 2
STRIKES_A_TURN = 30  # once through the sampler, which asks more than fifteen questions
ALIVE_SECONDS, PATIENCE = 2.2, 180
RESTART = 1012


@dataclass
class Damage:
    """What all strikes together did."""

    closes: dict[Key, Close] = field(default_factory=dict)
    listening: list[float] = field(default_factory=list)
    back: list[float] = field(default_factory=list)
    done: Verdict = field(default_factory=Verdict)
    lost_at_once: Verdict = field(default_factory=Verdict)
    stranded: int = 0
    polite: int = 0
    cut: int = 0


async def kill(data: Path, times: int, people: int = PEOPLE, first_retry: float = 2.0) -> list[Outcome]:
    """kill -9, so many times."""

    async def strike(ours: Rig) -> None:
        os.kill(ours.pid, signal.SIGKILL)

    damage, verdict = await _strike(data, times, people, first_retry, strike)
    return [
        of_verdict(f"by {times} kills in bursts of {people}", verdict),
        of_verdict(f"by {times} kills in bursts of {people}", damage.done, "action"),
        of_verdict("at the moment of a kill", damage.lost_at_once),
        within("the server listens again after a kill", max(damage.listening), 2, "s, slowest", timed=True),
        within("phones are back after a kill", percentile(damage.back, 95), 5, "s, p95", timed=True),
        Outcome("every phone comes back by itself", damage.stranded == 0, f"{damage.stranded} did not"),
    ]


async def restart(data: Path, times: int, people: int = PEOPLE, first_retry: float = 2.0) -> list[Outcome]:
    """Rolling restarts: the supervisor is asked to change the server for a new one."""

    async def strike(ours: Rig) -> None:
        ours.server.process.send_signal(signal.SIGHUP)

    damage, verdict = await _strike(data, times, people, first_retry, strike)
    share = damage.polite / max(1, damage.polite + damage.cut)
    return [
        of_verdict(f"by {times} rolling restarts under load", verdict),
        of_verdict(f"by {times} rolling restarts under load", damage.done, "action"),
        within("phones are back after a restart", percentile(damage.back, 95), 5, "s, p95", timed=True),
        Outcome(
            "phones are told about a restart (1012)",
            share > 0.99,
            f"{share:.1%} of {damage.polite + damage.cut:,} links",
        ),
        Outcome("every phone comes back by itself", damage.stranded == 0, f"{damage.stranded} did not"),
    ]


async def _strike(
    data: Path, times: int, people: int, first_retry: float, strike: Callable[[Rig], Awaitable[None]]
) -> tuple[Damage, Verdict]:
    damage, dice = Damage(), Dice("strikes")
    async with AsyncExitStack() as stack:
        tree = data / "program"
        write = partial(write_kinds, times=1 + times // STRIKES_A_TURN, sampler=with_toy(tree))
        ours = await stack.enter_async_context(rig(data, supervised=True, write=write, tree=tree))
        storm = Storm(ours.server.address, ours.room.code, first_retry=first_retry)
        storm.done = DONE
        crowd = await stack.enter_async_context(storm)
        await crowd.join(people)
        key = await _open(ours)
        for turn in range(times):
            if turn and turn % STRIKES_A_ROUND == 0:
                await _close(ours, crowd, key, damage)
                key = await _open(ours)
            await _one(ours, crowd, key, damage, strike, dice.below(1000) / 1000)
        await _close(ours, crowd, key, damage)
        key = await _last(ours, crowd, damage)
        verdict = judge(crowd.diaries, ours.rows(), damage.closes)
        compare(verdict, ours.rows(), key, await shown(ours, crowd.phones[0], key))
        damage.done = judge_done(crowd.phones, ours.done())
        return damage, verdict


async def _one(
    ours: Rig, crowd: Storm, key: Key, damage: Damage, strike: Callable[[Rig], Awaitable[None]], delay: float
) -> None:
    """Let the room rage, strike at some moment, and wait until everybody is back and has their ack."""
    old = ours.pid
    crowd.rage(key)
    await asyncio.sleep(0.2 + delay)
    crowd.watch()
    begun = monotonic()
    await strike(ours)
    await _gone(old)
    at_once = judge(crowd.diaries, ours.rows())
    damage.lost_at_once.acked = at_once.acked
    damage.lost_at_once.faults += at_once.faults
    damage.listening.append(await _listening(ours, old) - begun)
    crowd.calm()
    await crowd.settle(PATIENCE)
    damage.back += [at - begun for at in crowd.back.values()]
    damage.stranded += len(crowd.phones) - crowd.online
    damage.polite += crowd.codes.pop(RESTART, 0)
    damage.cut += sum(crowd.codes.values())
    await asyncio.sleep(max(0.0, begun + ALIVE_SECONDS - monotonic()))


async def _gone(pid: int) -> None:
    with suppress(ProcessLookupError):
        while True:
            os.kill(pid, 0)
            await asyncio.sleep(0.005)


async def _listening(ours: Rig, old: int) -> float:
    """When somebody new answers that it is ready."""
    give_up = monotonic() + PATIENCE
    while monotonic() < give_up:
        if ours.pid != old and await asyncio.to_thread(ours.server.is_ready):
            break
        await asyncio.sleep(0.02)
    return monotonic()


async def _open(ours: Rig) -> Key:
    standing = await ours.advance("open")
    return standing.activity, standing.round


async def _last(ours: Rig, crowd: Storm, damage: Damage) -> Key:
    """On to the question whose places every surface counts, answered and revealed."""
    while (key := await _open(ours))[0] != COUNTED:
        pass
    await _close(ours, crowd, key, damage)
    await ours.advance("revealed")
    return key


async def _close(ours: Rig, crowd: Storm, key: Key, damage: Damage) -> None:
    """Close in the middle of answers, and remember what was counted then."""
    crowd.rage(key)
    await asyncio.sleep(0.3)
    await ours.advance("closed")
    damage.closes[key] = close_of(ours.rows(), key, monotonic())
    crowd.calm()
    await crowd.settle(PATIENCE)
