"""The tick, turned by hand under a clock of the tests' own: who is shown what, when, and what it costs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from secrets import token_hex

import pytest

from server.clock import Turned
from server.room.board import Board
from server.scenes import Scene
from server.stage import Stage, pictures, redraw
from server.stage.hub import CHUNK, Audience
from tests.house import House
from tests.stage.rooms import Far, board_of, linked, on_stage, seated, vote
from tests.waiting import SECONDS

pytestmark = pytest.mark.anyio


class Play:
    """A room that votes, and everybody who looks on."""

    def __init__(self, stage: Stage, board: Board, clock: Turned) -> None:
        self.stage, self.board, self.clock = stage, board, clock
        self.far: dict[Audience, list[Far]] = {audience: [] for audience in Audience}

    def link(self, audience: Audience, many: int) -> None:
        """That many more look on."""
        self.far[audience] += [linked(self.stage, self.board, audience)[1] for _ in range(many)]

    def tick(self) -> float | None:
        """Draw what is due; a phones' turn only begins."""
        return self.stage.redraw._draw_due(self.clock.monotonic())

    async def turn(self) -> None:
        """Let the phones' turns end."""
        await asyncio.gather(*self.stage.redraw._turns.values())

    async def rest(self) -> None:
        """Until all is drawn and every interval is over; then nobody has heard anything."""
        self.clock.turn(1)
        while self.tick() is not None or self.stage.redraw._turns:
            await self.turn()
            self.clock.turn(1)
        self.clock.turn(1)
        for far in self.everyone():
            far.messages.clear()

    def everyone(self) -> list[Far]:
        """All far ends."""
        return [far for fars in self.far.values() for far in fars]


@asynccontextmanager
async def playing(house: House, clock: Turned, phones: int = 3, others: int = 1) -> AsyncIterator[Play]:
    """A room that votes, at rest, with so many who look on."""
    async with on_stage(house) as stage:
        play = Play(stage, await board_of(stage, house.room().id), clock)
        await vote(stage, play.board)
        play.link(Audience.PHONE, phones)
        play.link(Audience.SCREEN, others)
        play.link(Audience.CONSOLE, others)
        await play.rest()
        yield play


async def test_an_answer_sends_one_frame_by_itself_its_ack(house: House, clock: Turned) -> None:
    async with playing(house, clock) as play:
        talk, ann = linked(play.stage, play.board, Audience.PHONE, await seated(play.stage, play.board))
        await play.rest()
        ann.messages.clear()
        ann.heard.clear()
        frames, renders = play.stage.hub.frames, play.stage.redraw.renders
        body = {"type": "answer", "answer_id": token_hex(16), "activity": "plan", "round": 1, "rev": 1}
        talk.hear(json.dumps({**body, "value": "call"}))
        await asyncio.wait_for(ann.heard.wait(), SECONDS)
        assert ann.kinds == {"ack": 1}
        assert not any(far.messages for far in play.everyone())
        assert (play.stage.hub.frames - frames, play.stage.redraw.renders - renders) == (1, 0)


@pytest.mark.parametrize(("phones", "others"), [(1, 1), (CHUNK * 2 + 50, 4)])
async def test_a_tick_draws_once_an_audience_however_many_look_on(
    house: House, clock: Turned, phones: int, others: int
) -> None:
    async with playing(house, clock, phones, others) as play:
        renders = play.stage.redraw.renders
        for _ in range(5):
            play.stage.redraw.soon(play.board.room)
            play.tick()
        await play.turn()
        assert play.stage.redraw.renders - renders == len(Audience)
        assert {tuple(far.kinds.items()) for far in play.far[Audience.PHONE]} == {(("count", 1),)}
        for audience in (Audience.SCREEN, Audience.CONSOLE):
            assert {tuple(far.kinds.items()) for far in play.far[audience]} == {(("frame", 1),)}


async def test_nobody_looks_and_nothing_is_drawn(house: House, clock: Turned) -> None:
    async with playing(house, clock, phones=0, others=0) as play:
        renders = play.stage.redraw.renders
        play.stage.redraw.soon(play.board.room)
        assert play.tick() is None
        assert play.stage.redraw.renders == renders


async def test_each_audience_has_its_pace_in_a_storm(house: House, clock: Turned) -> None:
    async with playing(house, clock) as play:
        for _ in range(200):
            play.stage.redraw.soon(play.board.room)
            play.tick()
            await play.turn()
            clock.turn(0.02)
        most = {Audience.PHONE: 8, Audience.CONSOLE: 16, Audience.SCREEN: 40}
        for audience, pictures in most.items():
            for far in play.far[audience]:
                assert 0.8 * pictures <= far.pictures <= pictures, f"{far.pictures} to a {audience} in four seconds"


async def test_what_came_too_soon_is_drawn_when_it_is_due(house: House, clock: Turned) -> None:
    async with playing(house, clock) as play:
        (phone,), (screen,) = play.far[Audience.PHONE][:1], play.far[Audience.SCREEN]
        for _ in range(2):
            play.stage.redraw.soon(play.board.room)
            wait = play.tick()
            await play.turn()
        assert wait == pytest.approx(redraw.INTERVAL[Audience.SCREEN])
        assert (phone.pictures, screen.pictures) == (1, 1)
        clock.turn(1)
        assert play.tick() is None
        await play.turn()
        assert (phone.pictures, screen.pictures) == (2, 2)


async def test_a_move_reaches_all_at_once(house: House, clock: Turned) -> None:
    async with playing(house, clock) as play:
        play.stage.redraw.soon(play.board.room)
        play.tick()
        await play.turn()
        await play.stage.move(play.board.room, "next", play.board.moves)
        play.tick()
        await play.turn()
        scene = str(play.board.moves)
        assert {(far.messages[-1]["type"], far.messages[-1]["scene"]) for far in play.everyone()} == {("frame", scene)}


async def test_a_move_during_the_phones_turn_reaches_all_at_once_too(house: House, clock: Turned) -> None:
    async with playing(house, clock, phones=CHUNK * 2 + 50) as play:
        play.stage.redraw.soon(play.board.room)
        play.tick()
        await asyncio.sleep(0)
        reached = sum(far.pictures for far in play.far[Audience.PHONE])
        assert reached == CHUNK, "the turn is under way"
        play.board.moves += 1
        play.stage.redraw.now(play.board.room)
        play.tick()
        assert play.far[Audience.SCREEN][0].messages[-1]["scene"] == str(play.board.moves), "screens do not wait"
        play.stage.redraw._wake.clear()
        await play.turn()
        assert play.stage.redraw._wake.is_set(), "the end of the turn wakes the tick"
        play.tick()
        await play.turn()
        scene = str(play.board.moves)
        assert {(far.messages[-1]["type"], far.messages[-1]["scene"]) for far in play.everyone()} == {("frame", scene)}


async def test_after_a_move_phones_are_back_to_their_pace(house: House, clock: Turned) -> None:
    async with playing(house, clock) as play:
        await play.stage.move(play.board.room, "next", play.board.moves)
        for _ in range(20):
            play.stage.redraw.soon(play.board.room)
            play.tick()
            await play.turn()
        assert {far.pictures for far in play.far[Audience.PHONE]} == {1}


async def test_time_alone_causes_no_frame(house: House, clock: Turned) -> None:
    async with playing(house, clock) as play:
        renders = play.stage.redraw.renders
        for _ in range(100):
            clock.turn(60)
            assert play.tick() is None
        assert play.stage.redraw.renders == renders
        assert not any(far.messages for far in play.everyone())


async def test_a_broken_scene_stops_nothing_else(house: House, clock: Turned, monkeypatch: pytest.MonkeyPatch) -> None:
    async with playing(house, clock) as play:
        other = await board_of(play.stage, house.room().id)
        screen = linked(play.stage, other, Audience.SCREEN)[1]
        await play.rest()
        screen.messages.clear()
        drawn = pictures.SCENES[Audience.SCREEN]

        def broken(board: Board, now: float) -> Scene:
            if board is play.board:
                raise KeyError("a scene with a hole in it")
            return drawn(board, now)

        monkeypatch.setitem(pictures.SCENES, Audience.SCREEN, broken)
        for board in (play.board, other):
            play.stage.redraw.soon(board.room)
        assert play.tick() is None, "what can not be drawn is not tried for ever"
        await play.turn()
        assert play.far[Audience.SCREEN][0].pictures == 0
        assert (play.far[Audience.CONSOLE][0].pictures, play.far[Audience.PHONE][0].pictures) == (1, 1)
        assert screen.pictures == 1


async def test_a_crowd_of_newcomers_shares_one_drawing(house: House, clock: Turned) -> None:
    async with playing(house, clock) as play:
        play.stage.redraw.snapshot(play.board, Audience.PHONE)
        renders = play.stage.redraw.renders
        play.link(Audience.PHONE, 100)
        assert play.stage.redraw.renders == renders
        assert {far.pictures for far in play.far[Audience.PHONE][-100:]} == {1}


async def test_who_comes_in_while_others_take_seats_shares_a_drawing_with_their_own_seat(
    house: House, clock: Turned
) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        people = [await seated(stage, board) for _ in range(30)]
        seated_at, renders, fars = board.version, stage.redraw.renders, list[Far]()
        for person in people:
            fars.append(linked(stage, board, Audience.PHONE, person)[1])
            await seated(stage, board)  # the next one, on their way in
        assert stage.redraw.renders - renders == 1
        assert [[message["version"] for message in far.messages] for far in fars] == [[seated_at]] * 30


async def test_somebody_new_does_not_spoil_the_drawing_for_who_was_there(house: House, clock: Turned) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        ann = await seated(stage, board)
        drawn = stage.redraw.snapshot(board, Audience.PHONE, ann)
        bo = await seated(stage, board)
        assert stage.redraw.snapshot(board, Audience.PHONE, ann) is drawn
        assert stage.redraw.snapshot(board, Audience.PHONE) is drawn, "a page before the seat may lack the newest"
        newer = stage.redraw.snapshot(board, Audience.PHONE, bo)
        assert newer is not drawn
        assert stage.redraw.snapshot(board, Audience.PHONE, ann) is newer
        clock.turn(redraw.INTERVAL[Audience.PHONE])
        assert stage.redraw.snapshot(board, Audience.PHONE, ann) is not newer, "nobody is shown an old picture"


async def test_pictures_are_numbered_upwards(house: House, clock: Turned) -> None:
    async with playing(house, clock) as play:
        for _ in range(10):
            play.stage.redraw.soon(play.board.room)
            play.tick()
            await play.turn()
            clock.turn(1)
        for far in play.everyone():
            order = [(message["epoch"], message["version"], message["n"]) for message in far.messages]
            assert len(order) == 10
            assert order == sorted(set(order))
