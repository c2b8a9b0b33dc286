"""The author's clock: its end closes a round by itself, once, and no order that left a phone in time is lost by it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

import pytest
from pydantic import JsonValue
from sqlmodel import col, select

from server.activities import Choice, Triage
from server.clock import Turned
from server.phases import Phase, Step
from server.refusals import Refused
from server.room import facilitation
from server.room.board import Board
from server.room.facilitation import GRACE_SECONDS, Moved
from server.scenes import step as steps
from server.stage import Stage
from server.store.models import Move
from server.workshops.content import Module, Workshop
from tests.activities.test_triage import a_triage
from tests.clapping import clapping
from tests.house import AGREE, House, an_offer
from tests.stage.rooms import board_of, on_stage, seated, vote
from tests.stage.test_asking import question
from tests.stage.test_boards import contents, from_rows
from tests.stage.test_heart import happened

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("clock")]

TRIAGE = a_triage(clock="1:30")
CLOCKED = Workshop(
    workshop="clocked", title="Clocked", minutes=8, modules=(Module(module="m", title="M", activities=(TRIAGE, AGREE)),)
)
OPEN, CLOSED = Step(Phase.OPEN, 1), Step(Phase.CLOSED, 1)
HALF: JsonValue = ["b", "a", "c", "d", "w", "x", "y", "z"]


async def opened(stage: Stage, house: House) -> Board:
    """A room whose clock has just begun."""
    board = await board_of(stage, house.room(workshop=CLOCKED).id)
    await vote(stage, board)
    return board


async def press(stage: Stage, board: Board, *verbs: str) -> None:
    """Fay presses buttons, all of which do something."""
    for verb in verbs:
        moved = await stage.move(board.room, verb, board.moves)
        assert moved is not None
        assert moved.applied, verb


async def sends(stage: Stage, board: Board, who: int, rev: int = 1, answer_id: str = "") -> None:
    """A phone sends its order as it stands."""
    await stage.answer_now(board, who, an_offer(HALF, "inbox", rev=rev, answer_id=answer_id))


def closes(house: House, room: int) -> int:
    """How often the clock closed a round of a room."""
    wanted = select(Move).where(Move.room_id == room, col(Move.verb) == "time")
    return len(house.read(lambda session: list(session.exec(wanted))))


async def passes(stage: Stage, clock: Turned, seconds: float) -> None:
    """Time goes by, and the heart beats twice."""
    clock.turn(seconds)
    await stage.heart.beat()
    await stage.heart.beat()


async def test_the_end_of_the_clock_closes_the_round_once_and_not_before_what_was_on_its_way_is_in(
    house: House, clock: Turned
) -> None:
    async with on_stage(house) as stage:
        board = await opened(stage, house)
        ann, bo = [(await seated(stage, board)).participant for _ in range(2)]
        await passes(stage, clock, 89.9)
        await sends(stage, board, ann)
        for seconds in (0.1, GRACE_SECONDS - 0.1):
            await passes(stage, clock, seconds)
            assert board.step == OPEN
            await sends(stage, board, ann if seconds < 1 else bo, rev=2)
        await passes(stage, clock, 0.1)
        assert (board.step, closes(house, board.room)) == (CLOSED, 1)
        with pytest.raises(Refused, match="closed before"):
            await sends(stage, board, ann, rev=9)
        await passes(stage, clock, 3_600)
        assert (board.step, closes(house, board.room)) == (CLOSED, 1)
        assert board.books["inbox", 1].values == {ann: HALF, bo: HALF}
        assert contents(board) == from_rows(house, board.room)


async def test_who_never_touched_the_list_is_counted_as_silent_and_not_as_having_ordered(
    house: House, clock: Turned
) -> None:
    async with on_stage(house) as stage:
        board = await opened(stage, house)
        ann = (await seated(stage, board)).participant
        await seated(stage, board)
        await sends(stage, board, ann)
        await passes(stage, clock, 90 + GRACE_SECONDS)
        book = board.books["inbox", 1]
        assert book.values.keys() == {ann}
        assert book.silence is not None
        assert sum(book.silence) == 1


async def test_a_server_that_was_down_at_the_end_closes_once_and_first_lets_phones_come_back(
    house: House, clock: Turned
) -> None:
    async with on_stage(house) as stage:
        board = await opened(stage, house)
        ann = (await seated(stage, board)).participant
        await passes(stage, clock, 89.5)
    clock.turn(600)  # the order left the phone in the last second, and nobody was there
    async with on_stage(house) as again:
        board = await board_of(again, board.room)
        await passes(again, clock, GRACE_SECONDS - 0.5)
        assert board.step == OPEN
        await sends(again, board, ann)
        await passes(again, clock, 0.5)
        assert (board.step, closes(house, board.room)) == (CLOSED, 1)
        assert board.books["inbox", 1].values == {ann: HALF}
    async with on_stage(house) as third:
        board = await board_of(third, board.room)
        await passes(third, clock, 600)
        assert (board.step, closes(house, board.room)) == (CLOSED, 1)


async def test_an_answer_whose_ack_was_lost_is_acked_after_the_close(house: House, clock: Turned) -> None:
    async with on_stage(house) as stage:
        board = await opened(stage, house)
        ann = (await seated(stage, board)).participant
        await sends(stage, board, ann, answer_id="a" * 32)
        await passes(stage, clock, 90 + GRACE_SECONDS)
        await sends(stage, board, ann, answer_id="a" * 32)
        assert board.books["inbox", 1].values == {ann: HALF}


async def test_two_processes_close_it_once(house: House, clock: Turned) -> None:
    async with on_stage(house) as one, on_stage(house) as other:
        board = await opened(one, house)
        there = await board_of(other, board.room)
        clock.turn(90 + GRACE_SECONDS)
        await asyncio.gather(one.heart.beat(), other.heart.beat())
        assert closes(house, board.room) == 1
        for stage, known in ((one, board), (other, there)):
            stage.news.heard(board.room, house.ask("SELECT version FROM room WHERE id = ?", board.room)[0])
            await asyncio.gather(*stage.news.under_way.values())
            await stage.heart.beat()
            assert known.step == CLOSED
        assert closes(house, board.room) == 1


@pytest.mark.parametrize("gone", [30, 89.9, 90 + GRACE_SECONDS - 0.1])
async def test_another_minute_is_added_also_when_the_clock_has_just_ended(
    house: House, clock: Turned, gone: float
) -> None:
    async with on_stage(house) as stage:
        board = await opened(stage, house)
        await passes(stage, clock, gone)
        await press(stage, board, "minute")
        left = max(90 - gone, 0) + 60
        assert board.timer.ends is not None
        assert board.timer.ends - clock.monotonic() == pytest.approx(left)
        await passes(stage, clock, left + GRACE_SECONDS - 0.1)
        assert board.step == OPEN
        await passes(stage, clock, 0.1)
        assert board.step == CLOSED


async def test_a_minute_that_comes_first_is_not_lost_to_a_close_that_was_on_its_way(
    house: House, clock: Turned, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(house) as stage:
        board = await opened(stage, house)
        clock.turn(90 + GRACE_SECONDS)
        usual = stage.presence.remember

        async def slow() -> None:  # the move of the heart waits while the minute is stored
            monkeypatch.setattr(stage.presence, "remember", usual)
            await press(stage, board, "minute")

        monkeypatch.setattr(stage.presence, "remember", slow)
        await stage.heart.beat()
        assert (board.step, closes(house, board.room)) == (OPEN, 0)


@pytest.mark.parametrize("verb", ["next", "skip", "end"])
async def test_whoever_closes_before_the_clock_closes_for_good(house: House, clock: Turned, verb: str) -> None:
    async with on_stage(house) as stage:
        board = await opened(stage, house)
        await passes(stage, clock, 89.9)
        await press(stage, board, verb)
        before = board.moves
        await passes(stage, clock, 600)
        assert (board.moves, closes(house, board.room)) == (before, 0)


async def test_of_a_close_by_hand_and_the_clock_s_in_one_moment_one_moves_and_nothing_is_revealed(
    house: House, clock: Turned
) -> None:
    async with on_stage(house) as stage:
        board = await opened(stage, house)
        clock.turn(90 + GRACE_SECONDS)
        await asyncio.gather(stage.heart.beat(), stage.move(board.room, "next", board.moves))
        assert board.step == CLOSED


async def test_a_round_that_is_opened_again_has_its_whole_clock(house: House, clock: Turned) -> None:
    async with on_stage(house) as stage:
        board = await opened(stage, house)
        await passes(stage, clock, 90 + GRACE_SECONDS)
        await press(stage, board, "back")
        await passes(stage, clock, 90)
        assert (board.step, closes(house, board.room)) == (OPEN, 1)
        await passes(stage, clock, GRACE_SECONDS)
        assert (board.step, closes(house, board.room)) == (CLOSED, 2)


@pytest.mark.parametrize("verbs", [("blank",), ("blank", "unblank"), ("invite",), ("lock",), ("theme-dark",)])
async def test_what_is_switched_meanwhile_stops_no_clock(house: House, clock: Turned, verbs: tuple[str, ...]) -> None:
    async with on_stage(house) as stage:
        board = await opened(stage, house)
        await passes(stage, clock, 60)
        await press(stage, board, *verbs)
        await passes(stage, clock, 30 + GRACE_SECONDS)
        assert (board.step, closes(house, board.room)) == (CLOSED, 1)


async def test_a_question_asked_now_stops_no_clock_and_comes_after_it(house: House, clock: Turned) -> None:
    async with on_stage(house) as stage:
        board = await opened(stage, house)
        await passes(stage, clock, 60)
        ask = partial(facilitation.ask, room_id=board.room, question=question(), expects=board.moves)
        asked = await stage.ask(ask)
        assert asked is not None
        assert asked.applied
        await passes(stage, clock, 30)
        assert board.step == OPEN
        await passes(stage, clock, GRACE_SECONDS)
        assert (board.step, board.activity and board.activity.key, closes(house, board.room)) == (CLOSED, "inbox", 1)


async def test_a_clock_that_stands_still_closes_nothing(house: House, clock: Turned) -> None:
    async with on_stage(house) as stage:
        board = await opened(stage, house)
        await passes(stage, clock, 60)
        await press(stage, board, "pause")
        await passes(stage, clock, 3_600)
        assert steps.step(board)["clock"] == {"total": 90_000, "left": 30_000}
        await press(stage, board, "resume")
        await passes(stage, clock, 30 + GRACE_SECONDS)
        assert board.step == CLOSED


@pytest.mark.parametrize("during", [False, True])
async def test_a_room_can_do_without_clocks_before_and_during_and_with_them_again(
    house: House, clock: Turned, during: bool
) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room(workshop=CLOCKED).id)
        if not during:
            await press(stage, board, "no-clocks")
        await vote(stage, board)
        if during:
            await passes(stage, clock, 89.9)
            await press(stage, board, "no-clocks")
        assert "clock" not in steps.step(board)
        await passes(stage, clock, 3_600)
        assert (board.step, closes(house, board.room)) == (OPEN, 0)
        assert contents(board) == from_rows(house, board.room)
        await press(stage, board, "clocks")
        await passes(stage, clock, 90)
        assert board.step == OPEN
        await passes(stage, clock, GRACE_SECONDS)
        assert board.step == CLOSED


async def test_nobody_but_time_closes_by_the_verb_of_time(house: House, clock: Turned) -> None:
    async with on_stage(house) as stage:
        board = await opened(stage, house)
        for seconds in (0, 89, GRACE_SECONDS):
            clock.turn(seconds)
            moved = await stage.move(board.room, "time", board.moves)
            assert isinstance(moved, Moved)
            assert (moved.applied, board.step) == (False, OPEN)


@pytest.mark.parametrize(("seconds", "before"), [(40, ["fade", "end"]), (31, ["fade"]), (20, [])])
@pytest.mark.parametrize("down", [False, True])
async def test_what_is_due_before_the_end_happens_before_it_and_what_is_due_later_never(
    house: House, clock: Turned, monkeypatch: pytest.MonkeyPatch, seconds: float, before: list[str], down: bool
) -> None:
    monkeypatch.setattr(Choice, "answer_seconds", seconds)
    with clapping():
        async with on_stage(house) as stage:
            board = await board_of(stage, house.room().id)
            await vote(stage, board)
            for _ in range(0 if down else 120):
                await passes(stage, clock, 0.5)
        if down:
            clock.turn(3_600)
            async with on_stage(house) as again:
                board = await board_of(again, board.room)
                await passes(again, clock, 0)
                await passes(again, clock, GRACE_SECONDS)
        assert [what for what, _at in happened(board)] == before
        assert (board.step, closes(house, board.room)) == (CLOSED, 1)


async def test_a_room_whose_close_fails_stops_no_other(
    house: House, clock: Turned, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(house) as stage:
        boards = [await opened(stage, house) for _ in range(2)]
        clock.turn(90 + GRACE_SECONDS)
        lame = iter([boards[0].room])
        usual = stage.writer.run

        async def run(job: Any, then: Any = None) -> Any:
            if next(lame, None) is not None:
                raise OSError("the disk is full")
            return await usual(job, then) if then else await usual(job)

        monkeypatch.setattr(stage.writer, "run", run)
        await stage.heart.beat()
        await stage.heart.beat()
        assert [board.step for board in boards] == [CLOSED, CLOSED]


def test_the_kind_says_how_long_its_clock_is() -> None:
    assert isinstance(TRIAGE, Triage)
    assert TRIAGE.answer_seconds == 90
