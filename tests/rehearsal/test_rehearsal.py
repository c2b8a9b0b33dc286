"""Made-up people in a room that a facilitator rehearses in, under a clock of the tests' own."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from itertools import pairwise

import pytest
from sqlalchemy import select, table, text
from sqlmodel import Session, SQLModel

from server.activities.measures.nominal import Nominal
from server.clock import Turned
from server.phases import Phase
from server.refusals import Refused
from server.rehearsal import pace, rehearsal, rooms
from server.rehearsal.rehearsal import ABANDONED_SECONDS, AWAY_SECONDS, BEAT_SECONDS, DROPS, Rehearsal
from server.rehearsal.rooms import Rehearsals
from server.room import deleting, joining, shelf
from server.room.board import Board
from server.room.pretence import Pretence, Temper
from server.stage.hub import Audience
from server.store.models import Facilitator
from tests.house import WORKSHOP, House
from tests.stage.rooms import board_of, linked, on_stage, vote

pytestmark = pytest.mark.anyio


def rows(house: House) -> Counter[str]:
    """How many rows each table has."""
    with house.engine.connect() as line:
        return Counter(
            {
                name: len(line.execute(select(text("1")).select_from(table(name))).all())
                for name in SQLModel.metadata.tables
            }
        )


@asynccontextmanager
async def made_up(house: House, people: int = 40, temper: Temper = Temper.EVEN) -> AsyncIterator[Rehearsal]:
    """A rehearsal whose beats the test makes."""
    async with on_stage(house) as stage:
        room = await stage.open_room(house.fay, WORKSHOP, 5, "paper", rehearsal=True)
        yield Rehearsal(stage, await board_of(stage, room), Pretence(people, temper))


async def beats(made: Rehearsal, clock: Turned, seconds: float) -> None:
    """Time goes by."""
    for _ in range(round(seconds / BEAT_SECONDS)):
        clock.turn(BEAT_SECONDS)
        await made._beat()


def answered(board: Board) -> int:
    """How many answers the round has."""
    book = board.book()
    return len(book.values) if book else 0


async def test_people_take_their_seats_within_seconds_and_are_here(house: House, clock: Turned) -> None:
    async with made_up(house, 126) as made:
        await beats(made, clock, BEAT_SECONDS)
        assert 0 < len(made.board.people) < 20
        await beats(made, clock, 10)
        assert len(made.board.people) == sum(1 for _ in made.board.here(clock.monotonic())) == 126


async def test_they_answer_one_by_one_at_a_human_pace(house: House, clock: Turned) -> None:
    async with made_up(house, 126) as made:
        await beats(made, clock, 10)
        await vote(made.stage, made.board)
        seen = []
        for _ in range(60):
            await beats(made, clock, 1)
            seen.append(answered(made.board))
        assert seen[0] < 5
        assert max(later - earlier for earlier, later in pairwise(seen)) < 30
        assert 126 * 0.8 < seen[40] < 126
        assert seen[-1] == len(set(made.board.books["plan", 1].values))


async def test_who_comes_late_answers_too(house: House, clock: Turned) -> None:
    async with made_up(house, 12) as made:
        await vote(made.stage, made.board)
        await beats(made, clock, 80)
        assert answered(made.board) >= 9


async def test_five_thousand_come_in_and_answer(house: House, clock: Turned) -> None:
    async with made_up(house, 5_000) as made:
        await beats(made, clock, 8)
        assert len(made.board.people) == 5_000
        await vote(made.stage, made.board)
        await beats(made, clock, 70)
        assert answered(made.board) > 4_500


async def test_they_never_have_more_under_way_than_one_chunk(
    house: House, clock: Turned, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with made_up(house, 400) as made:
        submit, waiting, most = made.stage.writer.submit, 0, 0

        def watched(job: object, done: object) -> None:
            nonlocal waiting, most
            waiting += 1
            most = max(most, waiting)

            def then(value: object, error: Exception | None) -> None:
                nonlocal waiting
                waiting -= 1
                done(value, error)  # type: ignore[operator]  # the writer's own callback

            submit(job, then)  # type: ignore[arg-type]  # passed on as it came

        monkeypatch.setattr(made.stage.writer, "submit", watched)
        await beats(made, clock, 8)
        await vote(made.stage, made.board)
        await made._beat()  # they begin to think,
        clock.turn(80)
        await made._beat()  # and all are done at once
        assert answered(made.board) > 350
        assert pace.CHUNK <= most <= pace.CHUNK + 2  # and the facilitator's previews


async def test_whatever_they_do_is_followed_by_more_rest(clock: Turned, monkeypatch: pytest.MonkeyPatch) -> None:
    rests = []

    async def rest(seconds: float) -> None:
        rests.append(round(seconds, 6))

    monkeypatch.setattr(asyncio, "sleep", rest)
    async with pace.politely():
        clock.turn(0.02)
    assert rests == [0.03]  # 40 % of the time, at most


async def test_a_room_is_of_its_temper(house: House, clock: Turned) -> None:
    tops = {}
    for temper in (Temper.ONE_SIDED, Temper.SCATTERED):
        async with made_up(house, 126, temper) as made:
            await beats(made, clock, 8)
            await vote(made.stage, made.board)
            await beats(made, clock, 60)
            (_, most), *_ = Counter(made.board.books["plan", 1].values.values()).most_common()
            tops[temper] = most / answered(made.board)
    assert tops[Temper.ONE_SIDED] > 0.75
    assert tops[Temper.SCATTERED] < 0.5


async def test_many_change_their_mind_when_that_is_asked_for(house: House, clock: Turned) -> None:
    moved = {}
    for temper in (Temper.EVEN, Temper.MOVING):
        async with made_up(house, 126) as made:
            await beats(made, clock, 8)
            await vote(made.stage, made.board)
            await beats(made, clock, 60)
            made.behave(temper, None, "")
            while made.board.step != (Phase.OPEN, 2):
                await made.stage.move(made.board.room, "next", made.board.moves)
            await beats(made, clock, 60)
            before, after = (made.board.books["plan", round].values for round in (1, 2))
            moved[temper] = sum(before[who] != after[who] for who in before.keys() & after.keys())
    assert moved[Temper.MOVING] > moved[Temper.EVEN]


async def test_wifi_drops_for_some_and_they_answer_when_they_are_back(house: House, clock: Turned) -> None:
    async with made_up(house, 40) as made:
        await beats(made, clock, 8)
        made.behave(None, None, "wifi")
        linked_now = sum(person.is_linked for person in made.board.people.values())
        assert (linked_now, made.board.pretence.dropped) == (40 - round(40 * DROPS), True)
        away = set(made.away)
        await vote(made.stage, made.board)
        await beats(made, clock, AWAY_SECONDS - 1)
        assert not away & set(made.board.books["plan", 1].values)
        await beats(made, clock, 60)
        assert away & set(made.board.books["plan", 1].values)
        assert all(person.is_linked for person in made.board.people.values())
        assert not made.board.pretence.dropped


async def test_nobody_answers_until_that_is_over(house: House, clock: Turned) -> None:
    async with made_up(house, 12) as made:
        made.behave(None, None, "silence")
        await vote(made.stage, made.board)
        await beats(made, clock, 90)
        assert answered(made.board) == 0
        made.behave(None, None, "silence")
        await beats(made, clock, 60)
        assert answered(made.board) > 0


async def test_more_come_and_some_leave_when_that_is_asked_for(house: House, clock: Turned) -> None:
    async with made_up(house, 40) as made:
        await beats(made, clock, 8)
        made.behave(None, 12, "")
        await beats(made, clock, 1)
        assert sum(person.is_linked for person in made.board.people.values()) == 12
        made.behave(None, 40, "")
        await beats(made, clock, 8)
        assert sum(person.is_linked for person in made.board.people.values()) == 40


async def test_a_kind_that_breaks_costs_answers_and_no_rehearsal(
    house: House, clock: Turned, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    async with made_up(house, 12) as made:
        await beats(made, clock, 8)
        await vote(made.stage, made.board)
        beaten = 0

        async def beat(_seconds: float) -> None:
            nonlocal beaten
            beaten += 1
            clock.turn(20)
            if beaten == 3:
                monkeypatch.undo()
            if beaten == 30:
                made.board.ended = True
            await real(0)

        real = asyncio.sleep
        monkeypatch.setattr(Nominal, "guess", breaks)
        with monkeypatch.context() as patch:
            patch.setattr(rehearsal.asyncio, "sleep", beat)  # type: ignore[attr-defined]  # the module it imports
            linked(made.stage, made.board, Audience.CONSOLE)
            await made.live()
        assert made.board.books["plan", 1].values


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks do not wait for the machine's clock."""
    monkeypatch.setattr(rehearsal, "BEAT_SECONDS", 0)
    monkeypatch.setattr(rooms, "LAST_LOOK_SECONDS", 0)


async def test_nothing_is_kept_after_its_end(house: House, clock: Turned, at_once: None) -> None:
    before = rows(house)
    async with on_stage(house) as stage:
        played = Rehearsals(stage)
        room = await played.open(house.fay, WORKSHOP, Pretence(12))
        board = await board_of(stage, room)
        made = played.of(room)
        assert made is not None
        await vote(stage, board)
        await beats(made, clock, 70)
        await stage.presence.remember()
        assert rows(house)["answer"] > 5
        await played.end(room)
        assert rows(house) == before
        assert stage.boards.get(room) is None
        await stage.presence.remember()
        await played.stop()
    assert rows(house) == before


async def test_a_rehearsal_that_came_to_its_end_goes_by_itself(house: House, clock: Turned, at_once: None) -> None:
    before = rows(house)
    async with on_stage(house) as stage:
        played = Rehearsals(stage)
        room = await played.open(house.fay, WORKSHOP, Pretence(12))
        board = await board_of(stage, room)
        task = played._tasks[room]
        await stage.move(room, "end", board.moves)
        await task
    assert rows(house) == before


async def test_a_rehearsal_that_nobody_looks_at_goes_by_itself(house: House, clock: Turned, at_once: None) -> None:
    async with on_stage(house) as stage:
        played = Rehearsals(stage)
        room = await played.open(house.fay, WORKSHOP, Pretence(12))
        made, task = played._running[room], played._tasks[room]
        talk, _ = linked(stage, made.board, Audience.CONSOLE)
        clock.turn(ABANDONED_SECONDS * 2)
        assert not made._abandoned()
        stage.presence.depart(made.board, talk.link)
        clock.turn(ABANDONED_SECONDS - 1)
        assert not made._abandoned()
        clock.turn(2)
        await task
    assert house.all("SELECT id FROM room") == []


async def test_a_new_rehearsal_takes_the_place_of_the_old_one_of_the_same_facilitator(
    house: House, clock: Turned
) -> None:
    async with on_stage(house) as stage:
        other = house.commit(lambda tx: _somebody(tx.session))
        played = Rehearsals(stage)
        theirs = await played.open(other, WORKSHOP, Pretence(12))
        first = await played.open(house.fay, WORKSHOP, Pretence(12))
        second = await played.open(house.fay, WORKSHOP, Pretence(40))
        standing = {room for (room,) in house.all("SELECT id FROM room")}
        assert standing == {theirs, second}
        assert played.of(first) is None
        assert played.of(theirs) is not None
        await played.stop()


def _somebody(session: Session) -> int:
    bo = Facilitator(name="Bo", password_hash="unknown")
    session.add(bo)
    session.flush()
    assert bo.id is not None
    return bo.id


async def test_a_restart_in_the_middle_leaves_nothing_of_it_and_all_of_the_real_rooms(
    house: House, clock: Turned
) -> None:
    real = house.room()
    before = rows(house)
    async with on_stage(house) as stage:
        played = Rehearsals(stage)
        await played.open(house.fay, WORKSHOP, Pretence(40))
        await asyncio.sleep(0)
        await played.stop()  # and nobody had the time to delete it
    assert rows(house)["room"] == 2
    async with on_stage(house) as stage:
        await Rehearsals(stage).begin()
    assert rows(house) == before
    assert real.row.id == real.id


async def test_at_a_shutdown_nobody_made_up_goes_on(house: House, clock: Turned) -> None:
    async with on_stage(house) as stage:
        played = Rehearsals(stage)
        await played.open(house.fay, WORKSHOP, Pretence(5_000))
        tasks = list(played._tasks.values())
        await played.stop()
        assert all(task.done() for task in tasks)


def test_the_daily_job_takes_rehearsals_a_day_old_and_no_room(house: House, clock: Turned) -> None:
    real = house.room()
    house.commit(lambda tx: joining.open_room(tx, house.fay, WORKSHOP, 5, "paper", rehearsal=True))
    assert house.commit(lambda tx: deleting.purge(tx, 30)) == []
    clock.turn(25 * 3600)
    assert len(house.commit(lambda tx: deleting.purge(tx, 30))) == 1
    assert house.all("SELECT id FROM room") == [(real.id,)]
    assert house.all("SELECT * FROM deleted") == []


def test_made_up_people_sit_in_rehearsals_only_and_nobody_else_does(house: House) -> None:
    real = house.room()
    pretend = house.commit(lambda tx: joining.open_room(tx, house.fay, WORKSHOP, 5, "paper", rehearsal=True))
    for room, is_made_up in ((real.id, True), (pretend, False)):
        with pytest.raises(Refused) as refused:
            house.commit(partial(joining.take_seat, room_id=room, token="t", capacity=10, made_up=is_made_up))
        assert refused.value.code == "rehearsal"
    house.commit(lambda tx: joining.take_seat(tx, pretend, "t", 10, made_up=True))


def test_a_real_room_is_not_ended_as_a_rehearsal(house: House) -> None:
    real = house.room()
    house.commit(lambda tx: deleting.end_rehearsal(tx, real.id))
    house.commit(deleting.end_rehearsals)
    assert real.row.id == real.id


def test_a_rehearsal_is_on_no_shelf(house: House) -> None:
    real = house.room()
    house.commit(lambda tx: joining.open_room(tx, house.fay, WORKSHOP, 5, "paper", rehearsal=True))
    fay = house.read(lambda session: session.get_one(Facilitator, house.fay))
    assert [room.id for room in house.read(lambda session: shelf.rooms(session, fay))] == [real.id]


@pytest.mark.parametrize("people", [11, 5_001])
async def test_a_pretend_room_has_12_to_5000_people(house: House, people: int) -> None:
    async with on_stage(house) as stage:
        with pytest.raises(Refused):
            await Rehearsals(stage).open(house.fay, WORKSHOP, Pretence(people))
    assert rows(house)["room"] == 0
