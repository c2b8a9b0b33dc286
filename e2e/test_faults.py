"""Faults in short: hostile frames, races and tabs against a real server, and the answer contract judged afterwards."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from time import monotonic

import pytest

from e2e.torment import RETRY, broken
from server.trials.swarm.address import raise_file_limit
from server.trials.swarm.content import ANSWERS
from server.trials.swarm.crowd import Crowd
from server.trials.swarm.oracle import close_of, judge
from server.trials.swarm.phone import Phone
from server.trials.swarm.rig import Rig, rig
from server.trials.torture.fuzz import fuzz

RACES, RACERS = 40, 25


@pytest.fixture(autouse=True)
def _many_files() -> None:
    raise_file_limit()


def test_hostile_frames_are_refused_by_name(tmp_path: Path) -> None:
    assert broken(fuzz(tmp_path / "data", frames=3_000)) == []


async def _voting(stack: AsyncExitStack, data: Path, people: int) -> tuple[Rig, Crowd, tuple[str, int]]:
    ours = await stack.enter_async_context(rig(data))
    crowd = await stack.enter_async_context(Crowd(ours.server.address, ours.room.code, first_retry=RETRY))
    await crowd.join(people)
    standing = await ours.advance("open")
    return ours, crowd, (standing.activity, standing.round)


def test_a_thousand_answers_race_the_close(tmp_path: Path) -> None:
    async def race() -> None:
        async with AsyncExitStack() as stack:
            ours, crowd, key = await _voting(stack, tmp_path / "data", RACERS)
            closes = {}
            for turn in range(RACES):
                if turn:
                    standing = await ours.advance("open")
                    key = (standing.activity, standing.round)
                closing = asyncio.create_task(ours.move("next"))
                for number, phone in enumerate(crowd.phones):
                    await asyncio.sleep(0)
                    phone.answer(*key, ANSWERS[number % len(ANSWERS)])
                assert await closing
                closes[key] = close_of(ours.rows(), key, monotonic())
                assert await crowd.settle()
            verdict = judge(crowd.diaries, ours.rows(), closes)
            refused = sum(len(diary.refused) for diary in crowd.diaries)
            assert verdict.faults == []
            assert verdict.acked + refused == RACES * RACERS

    asyncio.run(race())


@pytest.mark.parametrize("tabs", [2, 50])
def test_many_tabs_of_one_phone_count_once(tmp_path: Path, tabs: int) -> None:
    async def race() -> None:
        async with AsyncExitStack() as stack:
            ours, crowd, key = await _voting(stack, tmp_path / "data", 1)
            cookie = crowd.phones[0].cookie
            for _ in range(tabs - 1):
                await crowd.add(Phone(crowd.address, crowd.code, crowd, cookie))
            for number, phone in enumerate(crowd.phones):
                phone.answer(*key, ANSWERS[number % len(ANSWERS)])
            assert await crowd.settle()
            rows = ours.rows()
            assert len(rows) == 1
            assert judge(crowd.diaries, rows).faults == []

    asyncio.run(race())
