"""A group of answers: read at once, written at once, and each as if it had been alone."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import col, delete

from server.phases import Phase
from server.refusals import Refused
from server.room.answers import Given, Giving
from server.store.models import Answer
from server.store.transaction import MOST_ROWS, Job, Transaction
from server.store.writer import NotSaved
from tests.house import House, RoomAt, an_offer
from tests.writing import outcomes, writing

ID = "00112233445566778899aabbccddeeff"


@pytest.fixture
def room(old_house: House) -> RoomAt:
    return old_house.room().goto(Phase.OPEN)


def giving(room: RoomAt, who: int, value: str = "call", rev: int = 1, answer_id: str = "") -> Giving:
    """Somebody's answer on its way."""
    return Giving(room.id, who, room.activity("plan"), an_offer(value, rev=rev, answer_id=answer_id))


def asked(room: RoomAt, jobs: list[Giving]) -> Counter[str]:
    """What a group asks of the database, by the first words."""
    traced: list[str] = []
    room.house.commit_all(jobs, traced)
    return Counter(" ".join(statement.split()[:3]).rstrip(",") for statement in traced)


@pytest.mark.parametrize(("people", "writes"), [(1, 1), (2, 1), (64, 1), (96, 2), (100, 3), (128, 2), (200, 4)])
@pytest.mark.parametrize("rev", [1, 2])
def test_a_group_is_read_at_once_and_written_many_rows_at_once(
    room: RoomAt, people: int, writes: int, rev: int
) -> None:
    crowd = room.seats(people)
    for number in range(1, rev):
        room.house.commit_all([giving(room, who, "wait", rev=number) for who in crowd])
    assert asked(room, [giving(room, who, rev=rev) for who in crowd]) == {
        "SELECT participant_id, answer_id": 1,
        "SELECT phase, activity": 1,
        "SELECT version FROM": 1,
        "INSERT INTO answer": writes,
        "UPDATE room SET": 1,
    }
    assert [(row.participant_id, row.rev, row.value) for row in room.rows()] == [(who, rev, '"call"') for who in crowd]


def test_the_largest_group_fits_into_one_question(room: RoomAt) -> None:
    crowd = room.seats(1_000)
    counts = asked(room, [giving(room, who) for who in crowd])
    assert (counts["SELECT participant_id, answer_id"], counts["INSERT INTO answer"]) == (1, 1_000 // MOST_ROWS + 2)
    assert len(room.rows()) == 1_000


def test_two_answers_of_one_person_in_a_group_see_each_other(room: RoomAt) -> None:
    ann, bo = room.seats(2)
    first, again, others, changed = room.house.commit_all(
        [
            giving(room, ann, "call", answer_id=ID),
            giving(room, ann, "call", answer_id=ID),
            giving(room, bo),
            giving(room, ann, "ship", rev=2),
        ]
    )
    assert again == first._replace(fresh=False)
    assert [given.version - first.version for given in (others, changed)] == [1, 2]
    rows = [(row.participant_id, row.rev, row.value, row.version, row.first_version) for row in room.rows()]
    assert rows == [
        (ann, 2, '"ship"', changed.version, first.version),
        (bo, 1, '"call"', others.version, others.version),
    ]
    _, stale = room.house.commit_all([giving(room, ann, "call", rev=3), giving(room, ann, "wait", rev=3)])
    assert isinstance(stale, Refused)
    assert (stale.code, stale.rev) == ("stale", 3)


def test_who_changes_an_answer_keeps_their_place(room: RoomAt) -> None:
    ann, bo = room.seats(2)
    room.house.commit_all([giving(room, ann), giving(room, bo)])
    before = [row.first_version for row in room.rows()]
    room.house.commit_all([giving(room, ann, "ship", rev=2), giving(room, ann, "wait", rev=3)])
    assert [(row.participant_id, row.rev) for row in room.rows()] == [(ann, 3), (bo, 1)]
    assert [row.first_version for row in room.rows()] == before


def by_driver(tx: Transaction) -> None:
    tx.driver.execute("DELETE FROM answer")


def by_session(tx: Transaction) -> None:
    tx.session.exec(delete(Answer).where(col(Answer.id).is_not(None)))


@pytest.mark.parametrize("wipe", [by_driver, by_session])
def test_whoever_writes_otherwise_finds_all_answers_and_is_believed(room: RoomAt, wipe: Job) -> None:
    ann, bo = room.seats(2)
    seen: list[int] = []

    def count(tx: Transaction) -> None:
        seen.append(tx.driver.execute("SELECT count(*) FROM answer WHERE room_id = ?", (room.id,)).fetchone()[0])

    jobs: list[Job] = [
        giving(room, ann, answer_id=ID),
        giving(room, bo),
        count,
        wipe,
        giving(room, ann, answer_id=ID),
        count,
    ]
    first, _, _, _, again, _ = room.house.commit_all(jobs)
    assert seen == [2, 1]
    assert again == first._replace(version=first.version + 2), "it is gone, so it is new again"
    assert [row.participant_id for row in room.rows()] == [ann]


def test_rooms_and_rounds_of_one_group_do_not_mix(old_house: House) -> None:
    rooms = [old_house.room().goto(Phase.OPEN) for _ in range(3)]
    people = [room.seats(3) for room in rooms]
    jobs = [
        giving(room, who, value)
        for room, crowd in zip(rooms, people, strict=True)
        for who, value in zip(crowd, ("call", "wait", "ship"), strict=True)
    ]
    old_house.commit_all(jobs[::2] + jobs[1::2])
    for room, crowd in zip(rooms, people, strict=True):
        assert {row.participant_id: row.value for row in room.rows()} == dict(
            zip(crowd, ('"call"', '"wait"', '"ship"'), strict=True)
        )


@pytest.mark.anyio
async def test_an_answer_of_somebody_who_is_gone_costs_the_others_nothing(house: House) -> None:
    room = house.room().goto(Phase.OPEN)
    ann, bo, gone = room.seats(3)
    house.commit(lambda tx: tx.driver.execute("DELETE FROM participant WHERE id = ?", (gone,)))
    async with writing(house.path) as writer:
        told = await outcomes(writer, [giving(room, who) for who in (ann, gone, bo)])
    assert [type(error) for _, error in told] == [type(None), NotSaved, type(None)]
    assert [row.participant_id for row in room.rows()] == [ann, bo]


SENDS = st.lists(
    st.tuples(
        st.integers(0, 3), st.integers(1, 4), st.sampled_from(("call", "wait", "ship", "dance")), st.integers(0, 3)
    ),
    max_size=25,
)


@settings(max_examples=25)
@given(SENDS)
def test_a_group_comes_to_the_same_as_one_by_one(old_house: House, sends: list[tuple[int, int, str, int]]) -> None:
    alone, together = (old_house.room().goto(Phase.OPEN) for _ in range(2))

    def jobs(room: RoomAt) -> list[Giving]:
        people = room.seats(4)
        return [giving(room, people[who], value, rev, f"{who:016x}{number:016x}") for who, rev, value, number in sends]

    def told(outcome: Given | Refused) -> tuple[object, ...]:
        return (outcome.code, outcome.rev) if isinstance(outcome, Refused) else outcome[1:]

    def rows(room: RoomAt) -> list[tuple[object, ...]]:
        return [(row.answer_id, row.rev, row.value, row.version, row.first_version) for row in room.rows()]

    one_by_one = [told(outcome) for job in jobs(alone) for outcome in old_house.commit_all([job])]
    assert [told(outcome) for outcome in old_house.commit_all(jobs(together))] == one_by_one
    assert rows(together) == rows(alone)
