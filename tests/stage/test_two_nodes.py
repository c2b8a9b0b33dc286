"""Two processes on one database show the same. News is carried by hand, and says only "room R is at version V"."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from server.activities.contract.pool import Silence
from server.clock import Turned, now
from server.phases import Phase
from server.results.outcomes import Released
from server.room import presence as presence_rows
from server.room.board import Board
from server.scenes.console import console
from server.stage import Stage
from server.stage.hub import Audience
from server.store.models import Deleted
from server.store.writer import NotSaved
from tests.house import House, RoomAt, an_offer
from tests.rows import change
from tests.stage.rooms import board_of, linked, on_stage, seated, vote

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("clock")]
VALUES = ("call", "wait", "ship")


class Two:
    """A room, and the two processes that show it."""

    def __init__(self, at: RoomAt, stages: tuple[Stage, Stage], boards: tuple[Board, Board]) -> None:
        self.at, self.stages, self.boards = at, stages, boards

    async def carry(self, version: int | None = None) -> None:
        """Each hears how far the room has come, and catches up."""
        for stage in (*self.stages, *self.stages):  # a preview may ask for the next one
            await stage.writer.run(lambda _tx: None)
        version = version or self.at.row.version
        for stage in self.stages:
            stage.news.heard(self.at.id, version)
            await asyncio.gather(*stage.news.under_way.values())

    async def move(self, node: int, verb: str = "next") -> None:
        """A facilitator at one of them moves."""
        await self.stages[node].move(self.at.id, verb, self.boards[node].moves)
        await self.carry()

    async def goto(self, phase: Phase, round: int = 1) -> None:
        """Press Next, at one and the other in turn."""
        while self.boards[0].step != (phase, round):
            await self.move(self.boards[0].moves % 2)

    async def answer(self, node: int, people: Iterable[int], value: str, rev: int = 1) -> None:
        """People whose phones are linked to one of them answer."""
        stage, board = self.stages[node], self.boards[node]
        for person in people:
            await stage.answer_now(board, person, an_offer(value, round=board.step.round, rev=rev))

    def pictures(self, audience: Audience) -> list[str]:
        """What each shows, but for its links: who is linked where is a matter of the process."""
        htmls = [
            str(stage.redraw.snapshot(board, audience).html)
            for stage, board in zip(self.stages, self.boards, strict=True)
        ]
        return [re.sub(r"\s+", " ", html) for html in htmls]

    def previews(self) -> list[object]:
        """The desk's private panel at each."""
        return [getattr(console(board, 0).context["console"], "outcome", None) for board in self.boards]

    def order(self) -> list[list[int]]:
        """Who answered first, as each knows it."""
        return [list(board.books["plan", 1].values) for board in self.boards]


@asynccontextmanager
async def two_nodes(house: House, people: int = 0) -> AsyncIterator[tuple[Two, list[int]]]:
    """A room that votes, shown by two processes, with so many people in it."""
    async with on_stage(house) as one, on_stage(house) as other:
        at = house.room()
        boards = await board_of(one, at.id), await board_of(other, at.id)
        two = Two(at, (one, other), boards)
        await vote(one, boards[0])
        seats = [(await seated(one, boards[0])).participant for _ in range(people)]
        await two.carry()
        yield two, seats


async def test_both_show_the_same_preview_though_somebody_changed_their_answer_between(house: House) -> None:
    async with two_nodes(house, people=14) as (two, people):
        await two.answer(0, people[:10], "call")
        await two.stages[0].writer.run(lambda _tx: None)
        assert two.previews()[0] == two.boards[0].books["plan", 1].preview.result(two.at.activity("plan"), 10, 5)
        await two.answer(0, people[:1], "ship", rev=2)  # one of the five that are shown
        await two.carry()
        first, second = two.previews()
        assert isinstance(first, Released)
        assert first == second
        assert [row.numbers[0] for row in first.result.cells().rows] == [5, 0, 0]


async def test_two_that_have_the_same_thought_decide_once(house: House) -> None:
    async with two_nodes(house, people=12) as (two, people):
        await two.answer(0, people[:9], "call")
        await two.carry()
        await asyncio.gather(two.answer(0, people[9:10], "wait"), two.answer(1, people[10:], "ship"))
        await two.carry()
        assert house.all("SELECT covered FROM preview WHERE room_id = ?", two.at.id) == [(5,)]
        assert two.previews()[0] == two.previews()[1]


async def test_a_restart_shows_the_preview_that_was_shown(house: House) -> None:
    async with two_nodes(house, people=11) as (two, people):
        await two.answer(0, people, "call")
        await two.carry()
        await two.answer(0, people[:2], "ship", rev=2)
        await two.carry()
        shown = two.previews()[0]
        assert isinstance(shown, Released)
    async with on_stage(house) as again:
        board = await board_of(again, two.at.id)
        assert getattr(console(board, 0).context["console"], "outcome", None) == shown


async def test_both_know_who_answered_first_whoever_changed_it_later(house: House) -> None:
    async with two_nodes(house, people=6) as (two, people):
        for turn, person in enumerate((*people[3:], *people[:3])):
            await two.answer(turn % 2, [person], VALUES[turn % 3])
            await two.carry()
        await two.answer(1, people[3:4], "wait", rev=2)
        await two.carry()
        assert two.order() == [[*people[3:], *people[:3]]] * 2


async def test_both_show_the_same_pictures_from_the_lobby_to_the_end(house: House) -> None:
    async with two_nodes(house, people=12) as (two, people):
        salts = set()
        while not two.boards[0].ended:
            if two.boards[0].step.phase is Phase.OPEN and two.boards[0].activity is two.boards[0].items[1].activity:
                half = two.boards[0].step.round * 3
                await two.answer(0, people[:half], "call")
                await two.carry()
                await two.answer(1, people[half:], "ship")
                await two.carry()
            for audience in Audience:
                one, other = two.pictures(audience)
                assert one == other, f"the {audience} at {two.boards[0].step}"
            if two.boards[0].step.phase is Phase.REVEALED:
                salts.add(two.boards[0].salt)
            assert two.boards[0].salt == two.boards[1].salt
            await two.move(two.boards[0].moves % 2)
        assert len(salts) == 2, "drawn afresh at each reveal"


async def test_a_phone_that_moves_to_the_other_takes_its_frames(house: House) -> None:
    async with two_nodes(house, people=1) as (two, people):
        seen: list[tuple[int, int]] = []
        for node in (0, 1, 0):
            person = two.boards[node].people[people[0]]
            _, far = linked(two.stages[node], two.boards[node], Audience.PHONE, person)
            frame = next(message for message in far.messages if message["type"] == "frame")
            seen.append((frame["epoch"], frame["version"]))
            await two.move(node, "blank" if node else "lock")
        assert seen == sorted(seen), "the client keeps the greatest, and n afresh on a new connection"
        assert len({epoch for epoch, _ in seen}) == 1


async def test_a_sealed_round_a_new_screen_link_and_a_move_reach_the_other(house: House) -> None:
    async with two_nodes(house, people=6) as (two, people):
        await two.answer(0, people, "call")
        await two.goto(Phase.CLOSED)
        version = two.at.row.version
        await two.stages[0].export(two.at.id)
        assert two.at.row.version == version + 1 == two.boards[0].version
        await two.carry()
        assert [board.books["plan", 1].released for board in two.boards] == [True, True]
        await two.stages[0].export(two.at.id)
        assert two.at.row.version == version + 1, "nothing is left to seal"
        old = two.boards[1].screen_token
        screen = goodbye(two, 1, Audience.SCREEN)
        await two.stages[0].renew_screen_link(two.at.id)
        await two.carry()
        assert two.boards[0].screen_token == two.boards[1].screen_token != old
        assert screen == [4404]


@pytest.mark.parametrize("how", ["delete", "purge"])
async def test_a_deleted_room_is_gone_on_both(house: House, how: str) -> None:
    async with two_nodes(house, people=2) as (two, _):
        change(two.at, opened_at=now() - timedelta(days=31))
        version = two.at.row.version
        phones = goodbye(two, 1, Audience.PHONE)
        if how == "delete":
            await two.stages[0].housekeeping.delete_room(two.at.id)
        else:
            await two.stages[0].housekeeping.purge(keep_days=30)
        assert two.stages[0].boards.get(two.at.id) is None
        stone = house.read(lambda session: session.get_one(Deleted, two.at.id))
        assert stone.version == version + 1
        await two.carry(stone.version)
        assert two.stages[1].boards.get(two.at.id) is None
        assert two.stages[1].boards.known(two.boards[1].code) is None
        assert await two.stages[1].boards.of(two.at.id) is None
        assert phones == [4410]


async def test_news_of_what_is_known_costs_nothing(house: House) -> None:
    async with two_nodes(house) as (two, _):
        for stage, board in zip(two.stages, two.boards, strict=True):
            stage.news.heard(board.room, board.version)
            assert not stage.news.under_way
            stage.news.heard(999, 7)
            assert not stage.news.under_way


async def test_who_is_linked_to_one_is_here_on_the_other_until_they_go(house: House, clock: Turned) -> None:
    async with two_nodes(house, people=2) as (two, people):
        first, second = two.boards
        clock.turn(3_600)
        assert [len(list(board.here(clock.monotonic()))) for board in two.boards] == [0, 0]
        talk, _ = linked(two.stages[0], first, Audience.PHONE, first.people[people[0]])
        await two.stages[0].presence.remember()
        await two.carry()
        clock.turn(3_600)
        assert [len(list(board.here(clock.monotonic()))) for board in two.boards] == [1, 1]
        writes = two.stages[0].writer.commits
        await two.stages[0].presence.remember()
        assert two.stages[0].writer.commits == writes, "who stays is not written again"
        two.stages[0].presence.depart(first, talk.link)
        await two.stages[0].presence.remember()
        await two.carry()
        assert [len(list(board.here(clock.monotonic()))) for board in two.boards] == [1, 1], "on the way back"
        clock.turn(91)
        assert [len(list(board.here(clock.monotonic()))) for board in two.boards] == [0, 0]
        assert first.version == second.version == two.at.row.version


async def test_a_restart_does_not_empty_the_room(house: House, clock: Turned) -> None:
    async with two_nodes(house, people=3) as (two, people):
        for person in people[:2]:
            linked(two.stages[0], two.boards[0], Audience.PHONE, two.boards[0].people[person])
        await two.stages[0].presence.remember()
        clock.turn(3_600)
    async with on_stage(house) as again:
        await again.presence.begin()
        board = await board_of(again, two.at.id)
        assert [person for person, _ in board.here(clock.monotonic())] == people[:2]
        clock.turn(91)
        assert not list(board.here(clock.monotonic()))


async def test_what_could_not_be_written_of_comings_and_goings_is_written_next_time(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with two_nodes(house, people=1) as (two, people):
        presence, board = two.stages[0].presence, two.boards[0]
        linked(two.stages[0], board, Audience.PHONE, board.people[people[0]])
        with monkeypatch.context() as broken:
            broken.setattr(presence_rows, "came_and_went", None)
            with pytest.raises(NotSaved):
                await presence.remember()
        await presence.remember()
        assert house.ask("SELECT here FROM participant WHERE id = ?", people[0]) == (1,)


def goodbye(two: Two, node: int, audience: Audience) -> list[int]:
    """Somebody looks on at one of them; the codes they are sent away with."""
    person = next(iter(two.boards[node].people.values())) if audience is Audience.PHONE else None
    codes: list[int] = []
    talk, _ = linked(two.stages[node], two.boards[node], audience, person)
    talk.link.wire = Leaving(codes)
    return codes


class Leaving:
    """A far end that notes why it is sent away."""

    def __init__(self, codes: list[int]) -> None:
        self.codes = codes

    def send(self, frame: bytes) -> None:
        """It does not matter here."""

    def buffered(self) -> int:
        """It reads at once."""
        return 0

    def close(self, code: int, reason: str) -> None:
        """Note why."""
        self.codes.append(code)

    def abort(self) -> None:
        """Its buffer never fills."""


async def test_a_close_counts_the_phones_that_are_linked_then_to_either(house: House) -> None:
    async with two_nodes(house, people=4) as (two, people):
        for node in (0, 1):
            person = two.boards[node].people[people[node]]
            linked(two.stages[node], two.boards[node], Audience.PHONE, person)
        gone, _ = linked(two.stages[0], two.boards[0], Audience.PHONE, two.boards[0].people[people[2]])
        await two.stages[1].presence.remember()
        two.stages[0].presence.depart(two.boards[0], gone.link)  # nobody has written that down when the vote is closed
        await two.move(0)
        assert {board.books["plan", 1].silence for board in two.boards} == {Silence(connected=2, away=2)}
