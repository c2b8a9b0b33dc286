"""A facilitator who would rather see the first answers than groups says so, and sees them at once."""

from __future__ import annotations

import re

import pytest

from server.activities.contract.activity import Activity
from server.room.board import Board
from server.stage import Stage
from server.stage.hub import Audience
from tests.house import House
from tests.splits import APART, STEP, SplitRoom, by_role
from tests.stage.rooms import board_of, on_stage

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("clock")]


def desk(stage: Stage, board: Board) -> str:
    """What the facilitator reads."""
    return re.sub(r"\s+", " ", str(stage.redraw.snapshot(board, Audience.CONSOLE).html))


@pytest.mark.parametrize("step", [STEP, by_role(STEP)], ids=["may be split", "is to be split"])
async def test_in_a_small_room_the_desk_may_have_the_first_answers_instead_of_groups(
    house: House, step: Activity
) -> None:
    room = SplitRoom(house, {"front": 7, "boss": 5}, step).vote(APART)
    async with on_stage(house) as stage:
        board = await board_of(stage, room.at.id)
        before = desk(stage, board)
        assert "From the first" not in before
        assert 'value="look"' in before
        await stage.move(board.room, "look", board.moves)
        await stage.writer.run(lambda _tx: None)
        after = desk(stage, board)
        assert "From the first 5 answers" in after
        assert 'value="look"' not in after
        assert 'value="split:' not in after
