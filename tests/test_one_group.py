"""Jobs of every sort in one transaction come to the same as each in its own."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from server.refusals import Refused
from server.reports import exports
from server.room import facilitation, joining
from server.room.answers import Giving
from server.store.transaction import Job, Transaction
from tests.house import PLAN, House, RoomAt, an_offer
from tests.writing import Outcome, outcomes, writing

pytestmark = pytest.mark.anyio


def an_evening(room: RoomAt, ann: int, bo: int) -> list[Job]:
    """People come, answer, and come late; the facilitator opens, closes, thinks again and ends it."""
    ids = iter(f"{number:032x}" for number in range(99))

    def move(verb: str, seen: int) -> Job:
        return partial(facilitation.move, room_id=room.id, verb=verb, expects=seen)

    def seat() -> Job:
        return partial(joining.take_seat, room_id=room.id, token=next(ids) + str(room.id), capacity=5)

    def answer(who: int, value: str, rev: int = 1) -> Job:
        offer = an_offer(value, rev=rev, answer_id=next(ids))
        return Giving(room.id, who, PLAN, offer)

    def link(tx: Transaction) -> None:
        joining.renew_screen_link(tx, room.id)

    def sealed(tx: Transaction) -> Any:
        return facilitation.seal(tx, room.id, exports.rounds_to_seal(tx.session, room.id))

    return [
        *(move("next", seen) for seen in range(3)),
        *(seat(), answer(ann, "call"), answer(bo, "ship"), link, seat(), answer(ann, "wait", 2)),
        *(move("next", 3), answer(bo, "wait", 2), move("next", 3), seat(), move("back", 4), answer(bo, "call", 2)),
        *(
            seat(),
            move("lock", 5),
            seat(),
            move("next", 6),
            sealed,
            move("back", 7),
            move("end", 8),
            answer(ann, "call", 3),
        ),
    ]


async def test_a_group_of_everything_comes_to_the_same_as_one_by_one(house: House) -> None:
    rooms = [house.room(minimum=2) for _ in range(2)]
    people = [room.seats(2) for room in rooms]
    told: list[list[str]] = [[], []]
    async with writing(house.path) as writer:
        for job in an_evening(rooms[0], *people[0]):
            told[0] += [said(outcome) for outcome in await outcomes(writer, [job])]
        told[1] = [said(outcome) for outcome in await outcomes(writer, an_evening(rooms[1], *people[1]))]
    assert told[0] == told[1]
    assert {"closed", "locked", "full"} <= {code for code in told[0] if code}
    assert left_by(rooms[0]) == left_by(rooms[1])


def said(outcome: Outcome) -> str:
    """The code of a refusal; "" if it went well."""
    return outcome[1].code if isinstance(outcome[1], Refused) else ""


def left_by(room: RoomAt) -> list[Any]:
    """What an evening left in the file."""
    look = (
        "SELECT phase, activity, round, item, stop, moves, version, seats, locked, ended_at IS NULL"
        " FROM room WHERE id = ?",
        "SELECT seat, joined_move FROM participant WHERE room_id = ? ORDER BY seat",
        "SELECT seat, answer_id, rev, value, version FROM answer JOIN participant ON participant.id = participant_id"
        " WHERE answer.room_id = ? ORDER BY seat",
        "SELECT activity, round, opened_move, closed_move, released_at IS NULL FROM round WHERE room_id = ?",
        "SELECT number, verb, phase, activity FROM move WHERE room_id = ? ORDER BY number",
    )
    return [room.house.all(question, room.id) for question in look]
