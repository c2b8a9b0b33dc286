"""A board that was kept by differences is the board that its rows make, whatever happened and in whatever order."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from sqlmodel import Session

from server.refusals import Refused
from server.room.answers import Offer
from server.room.board import Board, Person, Timer
from server.room.book import Book
from server.room.facilitation import MOVES
from server.settings import Settings
from server.stage import Stage, rows
from server.trials.torture.dice import Dice
from tests.house import House, an_offer
from tests.rows import change
from tests.stage.rooms import board_of, on_stage, seated, vote
from tests.waiting import SECONDS

pytestmark = pytest.mark.anyio
VALUES = ("call", "wait", "ship")
LIKELY = ("next", "next", "next", "next", "back", "blank", "lock", "unlock", "cue", *sorted(MOVES.keys() - {"end"}))


def contents(thing: Any) -> Any:
    """All of a board that comes from rows, to the last field: what is not there is declared LOCAL."""
    if isinstance(thing, dict):
        return {key: contents(value) for key, value in thing.items()}
    if isinstance(thing, float):
        return round(thing)  # moments are reckoned back from the wall clock, and between two looks at it time passes
    if is_dataclass(thing):
        named = {each.name: getattr(thing, each.name) for each in fields(thing) if not each.metadata.get("local")}
        return {name: contents(value) for name, value in named.items()}
    return thing


def loaded(house: House, room: int) -> Board:
    """A board made from rows."""
    board = house.read(lambda session: rows.load(session, room, Settings(data=house.path.parent)))
    assert board is not None
    return board


def from_rows(house: House, room: int) -> Any:
    """What the rows say."""
    return contents(loaded(house, room))


class Evening:
    """Whatever may happen in a room, at random."""

    def __init__(self, stage: Stage, board: Board, dice: Dice) -> None:
        self.stage, self.board, self.dice = stage, board, dice
        self.people: list[int] = []
        self.refused: list[str] = []

    async def something(self) -> None:
        """Somebody comes, answers or makes a move; refusals are part of it."""
        kind = self.dice.below(12)
        try:
            if kind < 2 or not self.people:
                taken, _ = await self.stage.take_seat(self.board.room)
                self.people.append(taken.participant)
            elif kind < 11:
                await self.stage.answer_now(self.board, self.dice.choose(self.people), self.offer())
            else:
                await self.stage.move(self.board.room, self.dice.choose(LIKELY), self.board.moves)
        except Refused as refused:
            self.refused.append(refused.code)

    def offer(self) -> Offer:
        """An answer, mostly to what is open."""
        activity, step = self.board.activity, self.board.step
        key = activity.key if activity is not None and activity.takes_answers else "plan"
        value = self.dice.choose(VALUES if key == "plan" else ("yes", "no"))
        return an_offer(value, key, step.round or 1, rev=1 + self.dice.below(20))


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("seed", ["one", "two", "three"])
async def test_kept_by_difference_is_made_from_rows(house: House, seed: str) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        await vote(stage, board)
        evening = Evening(stage, board, Dice(seed))
        for _ in range(20):
            await asyncio.gather(*(evening.something() for _ in range(6)))
            await all_told(stage)
            assert contents(board) == from_rows(house, board.room)
        assert any(book.values for book in board.books.values()), "nobody answered, so nothing was proved"
        assert {"closed", "stale"} & set(evening.refused)


async def all_told(stage: Stage) -> None:
    """Whatever was committed has been told, previews too."""
    for _ in range(2):  # a preview may ask for the next one
        await stage.writer.run(lambda _tx: None)


@pytest.mark.usefixtures("clock")
async def test_caught_up_equals_loaded_in_every_field_there_is(house: House) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        await vote(stage, board)
        evening = Evening(stage, board, Dice("caught up"))
        for _ in range(60):
            await evening.something()
        await all_told(stage)
        known = next(iter(board.people.values()))
        known.links, known.seen, board.screens = 2, 10.0**9, 3
        stale = {each.name: object() for each in fields(Board) if not each.metadata.get("local")}
        behind = Board(**{**stale, "people": {known.participant: known}, "screens": 3})  # type: ignore[arg-type]  # any
        for each in fields(Person):
            if not each.metadata.get("local"):
                setattr(known, each.name, object())
        participant = next(iter(board.people))
        rows.adopt(behind, loaded(house, board.room))
        assert contents(behind) == from_rows(house, board.room)
        assert behind.people[participant] is known, "who is linked holds on to it"
        assert (known.links, known.seen, behind.screens) == (2, 10.0**9, 3)
        assert all(participant == person.participant for participant, person in behind.people.items())


def test_what_this_process_alone_knows_is_declared(house: House) -> None:
    local = {each.name for kind in (Board, Person, Book, Timer) for each in fields(kind) if each.metadata.get("local")}
    assert local == {
        "screens",
        "known_since",
        "polled",
        "shell",
        "trial",
        "pretence",
        "links",
        "seen",
        "answering",
        "folded",
        "pooled",
        "awaited",
        "kept",
        "compared",
        "apart",
        "heard",
    }


async def test_who_holds_a_seat_is_known_at_once_and_from_rows_if_the_board_fell_behind(house: House) -> None:
    async with on_stage(house) as stage:
        at = house.room()
        board = await board_of(stage, at.id)
        taken, token = await stage.take_seat(at.id)
        assert await stage.holder(board, token) is board.people[taken.participant]
        cleo = at.seat("cleo’s token")  # as if another process had let her in
        assert board.holder(cleo.token_hash) is None
        assert await stage.holder(board, "cleo’s token") is board.people[cleo.participant]
        assert [await stage.holder(board, token) for token in ("", "nobody’s token", cleo.token_hash)] == [None] * 3


@pytest.mark.usefixtures("clock")  # moments are told from now on, so now must stand still
async def test_a_board_loaded_while_commits_happen_misses_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(house) as stage:
        old = await board_of(stage, house.room().id)
        await vote(stage, old)
        ann, bo = await seated(stage, old), await seated(stage, old)
        stage.boards.forget(old.room)
        loop, from_rows_of = asyncio.get_running_loop(), stage.boards._from_rows
        between: list[Awaitable[object]] = [
            stage.answer_now(old, ann.participant, an_offer("call")),
            stage.answer_now(old, bo.participant, an_offer("wait")),
            stage.move(old.room, "next", old.moves),
        ]

        def overtaken(session: Session, room: int) -> Board | None:
            """The rows are read, and while they travel something is committed."""
            board = from_rows_of(session, room=room)
            if between:
                asyncio.run_coroutine_threadsafe(_await(between.pop(0)), loop).result(SECONDS)
            return board

        monkeypatch.setattr(stage.boards, "_from_rows", overtaken)
        board = await board_of(stage, old.room)
        assert not between
        assert board is not old
        assert contents(board) == from_rows(house, board.room)


async def _await(something: Awaitable[object]) -> object:
    return await something


async def test_two_who_ask_at_once_share_one_load(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(house) as stage:
        room, load = house.room().id, stage.boards._from_rows
        loads: list[int] = []

        def counted(session: Session, room: int) -> Board | None:
            loads.append(room)
            return load(session, room)

        monkeypatch.setattr(stage.boards, "_from_rows", counted)
        boards = await asyncio.gather(*(stage.boards.of(room) for _ in range(20)))
        assert len({id(board) for board in boards}) == 1
        assert loads == [room]


async def test_a_board_that_fell_behind_catches_up(house: House) -> None:
    async with on_stage(house) as stage:
        at = house.room()
        board = await board_of(stage, at.id)
        await vote(stage, board)
        ann, bo = await seated(stage, board), await seated(stage, board)
        at.answer([(ann.participant, "call")])
        await stage.answer_now(board, bo.participant, an_offer("wait"))
        await asyncio.gather(*stage.news.under_way.values())
        assert contents(board) == from_rows(house, at.id)
        assert len(board.books["plan", 1].values) == 2


async def test_there_is_no_board_of_no_room(house: House) -> None:
    async with on_stage(house) as stage:
        assert await stage.boards.of(99) is None
        assert await stage.boards.by_code("000000") is None
        assert len(stage.boards) == 0


async def test_a_code_leads_to_the_board_until_the_room_is_deleted(house: House) -> None:
    async with on_stage(house) as stage:
        at = house.room()
        board = await stage.boards.by_code(at.row.code)
        assert board is not None
        assert await stage.boards.by_code(board.code) is board
        await stage.housekeeping.delete_room(board.room)
        assert await stage.boards.by_code(board.code) is None


@pytest.mark.parametrize("ended_first", [True, False])
async def test_a_code_had_before_leads_to_the_open_room_alone(house: House, ended_first: bool) -> None:
    async with on_stage(house) as stage:
        old, new = house.room(), house.room()
        await board_of(stage, old.id)
        await stage.move(old.id, "end", 0)
        assert stage.boards.known(old.row.code) is None
        stage.boards.forget(old.id)
        change(new, code=old.row.code, open_code=old.row.code)
        boards = {at.id: await board_of(stage, at.id) for at in ((old, new) if ended_first else (new, old))}
        assert stage.boards.known(old.row.code) is boards[new.id]
        stage.boards.forget(old.id)
        assert stage.boards.known(old.row.code) is boards[new.id]


async def test_rooms_that_nobody_asks_for_are_forgotten(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        await stage.housekeeping.tidy()
        assert stage.boards.get(board.room) is board
        monkeypatch.setattr("server.stage.boards.IDLE_SECONDS", -1)
        await stage.housekeeping.tidy()
        assert stage.boards.get(board.room) is None


async def test_a_room_that_is_deleted_while_it_is_read_does_not_come_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(house) as stage:
        room = house.room().id
        loop, load, deleted = asyncio.get_running_loop(), stage.boards._from_rows, list[None]()

        def overtaken(session: Session, room: int) -> Board | None:
            board = load(session, room)
            if not deleted:
                deleted.append(
                    asyncio.run_coroutine_threadsafe(stage.housekeeping.delete_room(room), loop).result(SECONDS)
                )
            return board

        monkeypatch.setattr(stage.boards, "_from_rows", overtaken)
        assert await stage.boards.of(room) is None
        assert len(stage.boards) == 0


async def test_who_is_linked_stays_known_through_a_catch_up(house: House) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        ann = await seated(stage, board)
        ann.links, board.screens = 2, 1
        house.commit(lambda tx: tx.next_version(board.room))  # as if another process had done something
        await stage.move(board.room, "next", 0)
        await asyncio.gather(*stage.news.under_way.values())
        assert (board.moves, ann.links, board.screens) == (1, 2, 1)
