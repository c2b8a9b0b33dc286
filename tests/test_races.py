"""What several phones and the facilitator do at once, put in order by the writer's queue alone."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from server.phases import Phase
from server.refusals import Refused
from server.room import facilitation
from server.room.answers import Given, Giving
from server.room.facilitation import Moved
from server.store.models import Participant, Room, Round
from server.store.transaction import Transaction
from server.store.writer import Writer
from tests.house import PLAN, House, an_offer
from tests.waiting import SECONDS

ID = "00112233445566778899aabbccddeeff"
RACES = 1_000


ID = "00112233445566778899aabbccddeeff"
RACES = 1_000


@asynccontextmanager
async def racing(path: Path, outcomes: int) -> AsyncIterator[tuple[Writer, list[Any], asyncio.Event]]:
    writer, told, over = Writer(path), list[Any](), asyncio.Event()
    writer.start()
    try:
        yield writer, told, over
        await asyncio.wait_for(over.wait(), SECONDS)
        assert len(told) == outcomes
    finally:
        await writer.stop()


@pytest.mark.anyio
@pytest.mark.parametrize("same", [True, False])
async def test_fifty_sends_of_one_phone_at_once_count_once(house: House, same: bool) -> None:
    room = house.room().goto(Phase.OPEN)
    ann = room.seat().participant
    async with racing(house.path, 50) as (writer, told, over):

        def done(given: Given | None, error: Exception | None) -> None:
            told.append(given or error)
            if len(told) == 50:
                over.set()

        barrier = threading.Barrier(5)

        def send(sender: int) -> None:
            barrier.wait(SECONDS)
            for number in range(10):
                offer = an_offer("call", answer_id=ID if same else f"{sender:016x}{number:016x}")
                writer.submit(Giving(room.id, ann, PLAN, offer), done)

        await asyncio.gather(*(asyncio.to_thread(send, sender) for sender in range(5)))
    acks = [given for given in told if isinstance(given, Given)]
    assert sum(given.fresh for given in acks) == 1
    (row,) = room.rows()
    assert {given.answer_id for given in acks} == {row.answer_id}
    assert len({given.version for given in acks}) == 1
    assert Counter(error.code for error in told if isinstance(error, Refused)) == ({} if same else {"stale": 49})


def copies(house: House, number: int, people: int) -> dict[int, list[int]]:
    """So many rooms that vote, each with so many participants."""
    first = house.room().goto(Phase.OPEN)
    like, opened = first.row.model_dump(exclude={"id"}), first.round()
    assert opened is not None

    def copy(tx: Transaction) -> dict[int, list[int]]:
        rooms = [
            Room(**{**like, "code": str(at), "open_code": str(at), "screen_token": str(at), "seats": people})
            for at in range(number)
        ]
        tx.session.add_all(rooms)
        tx.session.flush()
        ids = [room.id for room in rooms if room.id is not None]
        tx.session.add_all(Round(room_id=id, activity="plan", round=1, opened_move=3) for id in ids)
        crowd = [Participant(room_id=id, token_hash=f"{id} {seat}", seat=seat) for id in ids for seat in range(people)]
        tx.session.add_all(crowd)
        tx.session.flush()
        return {id: [person.id for person in crowd if person.room_id == id and person.id is not None] for id in ids}

    return house.commit(copy)


@pytest.mark.anyio
async def test_a_thousand_times_an_answer_races_the_close_and_commit_order_decides(house: House) -> None:
    rooms = copies(house, RACES // 10, people=10)
    moves = house.ask("SELECT moves FROM room WHERE id = ?", next(iter(rooms)))[0]
    given: dict[int, tuple[int, Given]] = {}
    late: set[int] = set()
    closed: dict[int, Moved] = {}
    news = RACES + len(rooms)
    async with racing(house.path, news) as (writer, told, over):

        def heard(room: int, person: int, value: Any, error: Exception | None) -> None:
            told.append(value or error)
            if isinstance(value, Given):
                given[person] = room, value
            elif isinstance(value, Moved):
                closed[room] = value
            elif isinstance(error, Refused) and error.code == "closed":
                late.add(person)
            if len(told) == news:
                over.set()

        barrier = threading.Barrier(2)

        def answer() -> None:
            for room, people in rooms.items():
                barrier.wait(SECONDS)
                for person in people:
                    job = Giving(room, person, PLAN, an_offer())
                    writer.submit(job, partial(heard, room, person))

        def close() -> None:
            for room in rooms:
                barrier.wait(SECONDS)
                job = partial(facilitation.move, room_id=room, verb="next", expects=moves)
                writer.submit(job, partial(heard, room, 0))

        await asyncio.gather(asyncio.to_thread(answer), asyncio.to_thread(close))
    stored = dict(house.all("SELECT participant_id, version FROM answer"))
    assert stored == {person: each.version for person, (_, each) in given.items()}
    assert given.keys() | late == {person for people in rooms.values() for person in people}
    assert not given.keys() & late
    assert all(moved.applied for moved in closed.values())
    assert len(closed) == len(rooms)
    assert all(each.version < closed[room].version for room, each in given.values())
