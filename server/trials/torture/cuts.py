"""Every phone's line is cut at some byte of an answer or of its ack, in questions of every kind."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from random import SystemRandom

from server.trials.swarm.content import write_kinds
from server.trials.swarm.crowd import Crowd
from server.trials.swarm.diary import Key
from server.trials.swarm.oracle import judge
from server.trials.swarm.phone import Phone
from server.trials.swarm.proxy import Cut, Proxy
from server.trials.swarm.rig import Rig, rig
from server.trials.swarm.step import asks, guess
from server.trials.torture.dice import Dice
from server.trials.torture.promise import Outcome, of_verdict

PHONES = 20
FRAME_BYTES, ACK_BYTES = 130, 100


def draw(dice: Dice, turn: int) -> Cut:
    """Before the frame, inside it, before the ack, inside that: each in turn."""
    inside = 1 + dice.below(FRAME_BYTES - 1)
    return (Cut(up=0), Cut(up=inside), Cut(down=0), Cut(down=1 + dice.below(ACK_BYTES - 1)))[turn % 4]


async def cut(data: Path, times: int, first_retry: float = 2.0) -> list[Outcome]:
    """So many cuts."""
    async with AsyncExitStack() as stack:
        ours = await stack.enter_async_context(rig(data, write=partial(write_kinds, times=2)))
        crowd = await stack.enter_async_context(Crowd(ours.server.address, ours.room.code, first_retry=first_retry))
        phones = [await _behind_a_proxy(stack, ours, crowd) for _ in range(PHONES)]
        for turn in range(-(-times // PHONES)):
            standing = await ours.advance("open")
            key = (standing.activity, standing.round)
            await asyncio.gather(*(_cut_one(phone, proxy, crowd, key, turn) for phone, proxy in phones))
        cuts = sum(proxy.cuts for _phone, proxy in phones)
        verdict = judge(crowd.diaries, ours.rows())
    return [
        of_verdict(f"by {cuts} cuts of the line", verdict),
        Outcome("the lines really were cut", cuts >= times * 0.9, f"{cuts} cuts"),
    ]


async def _behind_a_proxy(stack: AsyncExitStack, ours: Rig, crowd: Crowd) -> tuple[Phone, Proxy]:
    proxy = await stack.enter_async_context(Proxy(ours.server.address))
    phone = Phone(proxy.address, ours.room.code, crowd)
    await phone.join()
    await crowd.add(phone)
    return phone, proxy


async def _cut_one(phone: Phone, proxy: Proxy, crowd: Crowd, key: Key, turn: int) -> None:
    chance = SystemRandom()
    next(iter(proxy.lines)).cut = draw(Dice(f"cuts {phone.outbox.diary.seat} {turn}"), turn + phone.outbox.diary.seat)
    await crowd.until(lambda: asks(phone.step, key), 10)
    phone.answer(*key, guess(phone.step, key, chance))
    await crowd.until(lambda: not phone.is_linked, 10)
    await crowd.until(lambda: phone.is_linked and not phone.outbox.waiting, 15)
