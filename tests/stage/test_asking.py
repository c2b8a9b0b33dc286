"""A question typed in the middle of a room is on every board: here, on other machines, after a restart."""

from __future__ import annotations

from functools import partial

import pytest

from server.activities.contract.activity import Activity
from server.activities.contract.typed import Typed
from server.phases import Phase
from server.room import facilitation
from server.stage.hub import Audience
from server.workshops import asked
from tests.house import House, an_offer
from tests.stage.rooms import board_of, linked, on_stage, seated, vote
from tests.stage.test_boards import contents, from_rows
from tests.stage.test_two_nodes import two_nodes

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("clock")]


def question(text: str = "Well?") -> Activity:
    return asked.activity("choice", Typed([("question", text), ("answer", "Yes"), ("answer", "No")]), "en")


async def test_the_board_is_what_its_rows_make_after_each_change(house: House) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        await vote(stage, board)
        await stage.ask(partial(facilitation.ask, room_id=board.room, question=question(), expects=board.moves))
        assert [item.activity.key for item in board.items[1:3]] == ["plan", "asked-1"]
        assert contents(board) == from_rows(house, board.room)
        change = partial(facilitation.reword, room_id=board.room, key="asked-1", question=question("Or so?"))
        await stage.ask(partial(change, expects=board.moves))
        assert contents(board) == from_rows(house, board.room)
        await stage.move(board.room, "skip", board.moves)
        assert board.activity is not None
        assert board.activity.key == "asked-2"
        await stage.ask(partial(facilitation.take_out, room_id=board.room, key="asked-2", expects=board.moves))
        assert contents(board) == from_rows(house, board.room)
        assert board.step.phase is Phase.OPEN or board.activity.key == "plan"


async def test_the_other_machine_asks_it_too_and_takes_its_answers(house: House) -> None:
    async with two_nodes(house, people=6) as (two, people):
        first = two.boards[0]
        ask = partial(facilitation.ask, room_id=two.at.id, question=question(), expects=first.moves)
        await two.stages[0].ask(ask)
        await two.carry()
        assert [item.activity for item in two.boards[0].items] == [item.activity for item in two.boards[1].items]
        assert contents(two.boards[0]) == contents(two.boards[1])
        await two.move(1, "skip")
        await two.move(0)
        assert [(board.activity.key, board.step.phase) for board in two.boards if board.activity] == [
            ("asked-1", Phase.OPEN)
        ] * 2
        for node, who in enumerate(people):
            await two.stages[node % 2].answer_now(two.boards[node % 2], who, an_offer("a", "asked-1"))
            await two.carry()
        await two.move(0)
        await two.move(1)
        for audience in Audience:
            one, other = two.pictures(audience)
            assert one == other


async def test_a_restart_in_the_middle_of_it_goes_on_with_it(house: House) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        person = await seated(stage, board)
        await vote(stage, board)
        await stage.ask(partial(facilitation.ask, room_id=board.room, question=question(), expects=board.moves))
        for verb in ("skip", "next"):
            await stage.move(board.room, verb, board.moves)
        await stage.answer_now(board, person.participant, an_offer("a", "asked-1"))
    async with on_stage(house) as again:
        after = await board_of(again, board.room)
        assert after.activity == board.activity
        assert after.step == (Phase.OPEN, 1)
        await again.answer_now(after, person.participant, an_offer("b", "asked-1", rev=2))
        assert after.books["asked-1", 1].values == {person.participant: "b"}


async def test_phones_that_vote_meanwhile_keep_their_question(house: House) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        person = await seated(stage, board)
        await vote(stage, board)
        _, far = linked(stage, board, Audience.PHONE, person)
        before = far.messages[-1]["step"]
        await stage.ask(partial(facilitation.ask, room_id=board.room, question=question(), expects=board.moves))
        assert stage.redraw.snapshot(board, Audience.PHONE).messages[0]["step"] == before
        await stage.answer_now(board, person.participant, an_offer("call"))
