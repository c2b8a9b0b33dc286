"""What happens by itself: at its time, once, in order, and the same after a restart."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from server.activities import Choice
from server.activities.contract.event import CLOCK, Due, Event
from server.clock import Turned
from server.room import folding
from server.room.board import Board
from server.stage import Stage
from tests.clapping import an_action, clapping, total
from tests.house import House, an_offer
from tests.stage.rooms import board_of, on_stage, seated, vote
from tests.stage.test_boards import contents, from_rows, loaded
from tests.stage.test_undrawn import stumble
from tests.waiting import SECONDS

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("clock")]


@pytest.fixture(autouse=True)
def _clapping() -> Iterator[None]:
    with clapping():
        yield


def state(board: Board) -> Any:
    """What has come of the round that is open."""
    return folding.state(board, board.items[1].activity, 1)


def happened(board: Board) -> list[tuple[str, int]]:
    """What the clock did, and how many seconds after the opening."""
    book = board.books["plan", 1]
    return [(event.what, (event.at_ms - book.opened_ms) // 1000) for event in book.events if event.actor == CLOCK]


async def clap(stage: Stage, board: Board, person: int) -> None:
    """Somebody claps once more."""
    await stage.acts.take_now(board, person, an_action())


async def test_it_happens_at_its_time_and_what_comes_later_counts_no_more(house: House, clock: Turned) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        person = (await seated(stage, board)).participant
        await vote(stage, board)
        await clap(stage, board, person)
        for seconds, what in ((29, []), (1, [("fade", 30)]), (9, [("fade", 30)]), (1.5, [("fade", 30), ("end", 40)])):
            clock.turn(seconds)
            await stage.heart.beat()
            await stage.heart.beat()
            assert happened(board) == what
        before = total(state(board))
        await clap(stage, board, person)
        assert total(state(board)) == before > 0
        assert contents(board) == from_rows(house, board.room)


async def test_after_a_restart_what_was_due_meanwhile_happens_in_order_with_its_own_time(
    house: House, clock: Turned
) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        await vote(stage, board)
    clock.turn(3_600)
    async with on_stage(house) as again:
        board = await board_of(again, board.room)
        await again.heart.beat()
        assert happened(board) == [("fade", 30), ("end", 40)]
        assert state(board) == state(loaded(house, board.room))


async def test_two_processes_have_it_happen_once(house: House, clock: Turned) -> None:
    async with on_stage(house) as one, on_stage(house) as other:
        at = house.room()
        boards = [await board_of(stage, at.id) for stage in (one, other)]
        await vote(one, boards[0])
        other.news.heard(at.id, at.row.version)
        await asyncio.gather(*other.news.under_way.values())
        clock.turn(30)
        await asyncio.gather(one.heart.beat(), other.heart.beat())
        for stage in (one, other):
            stage.news.heard(at.id, at.row.version)
            await asyncio.gather(*stage.news.under_way.values())
        assert [happened(board) for board in boards] == [[("fade", 30)]] * 2
        assert happened(loaded(house, at.id)) == [("fade", 30)]


async def test_a_round_that_was_closed_first_stays_as_it_was(house: House, clock: Turned) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        await vote(stage, board)
        clock.turn(35)
        beating = asyncio.create_task(stage.heart.beat())
        await stage.move(board.room, "next", board.moves)
        await beating
        await stage.heart.beat()
        assert happened(board) == happened(loaded(house, board.room)) == []


async def test_a_phone_cannot_say_that_time_is_over(house: House) -> None:
    event = Event(7, "end", None, 0)
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        await vote(stage, board)
        activity = board.items[1].activity
        assert activity.fold(state(board), event) == state(board)


@pytest.mark.parametrize("broken", ["due", "fold"])
async def test_a_kind_that_fails_to_say_what_is_due_stops_no_other_room(
    house: House, clock: Turned, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    async with on_stage(house) as stage:
        boards = [await board_of(stage, house.room().id) for _ in range(2)]
        people = [(await seated(stage, board)).participant for board in boards]
        for board in boards:
            await vote(stage, board)
        clock.turn(30)
        await clap(stage, boards[0], people[0])
        usual = getattr(Choice, broken)
        first = state(boards[0]) if broken == "due" else None
        lame = iter([stumble])
        monkeypatch.setattr(Choice, broken, lambda *given: next(lame, usual)(*given))
        await stage.heart.beat()
        assert [happened(board) for board in boards] == [[], [("fade", 30)]]
        assert (await stage.answer_now(boards[0], people[0], an_offer())).fresh
        assert first is None or state(boards[0]) == first


async def test_what_is_due_for_ever_happens_once(house: House, clock: Turned, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Choice, "due", lambda _self, _state: Due(10, "unknown"))
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        await vote(stage, board)
        clock.turn(3_600)
        await asyncio.wait_for(stage.heart.beat(), SECONDS)
        await asyncio.wait_for(stage.heart.beat(), SECONDS)
        assert happened(board) == [("unknown", 10)]
