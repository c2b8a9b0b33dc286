"""The question opens, and on every phone the guess is over: at once, and after a crash in that moment, too."""

from __future__ import annotations

import pytest

from server.phases import Phase
from server.refusals import Refused
from server.stage.hub import Audience
from tests.guesses import ENTRIES, workshop
from tests.house import House, an_offer
from tests.stage.rooms import board_of, on_stage
from tests.stage.test_undrawn import everybody_sees

pytestmark = pytest.mark.anyio


async def test_the_guess_closes_with_the_opening_of_the_question_and_stays_so_after_a_crash(house: House) -> None:
    room = house.room(2, workshop(*ENTRIES))
    people = room.seats(6)
    async with on_stage(house) as stage:
        board = await board_of(stage, room.id)
        for _ in range(2):
            await stage.move(room.id, "next", board.moves)
        assert board.step.phase is Phase.OPEN
        for who in people[:5]:
            await stage.answer_now(board, who, an_offer(35, "guess"))
        await stage.move(room.id, "skip", board.moves)  # from the open guess to the question
        await stage.move(room.id, "next", board.moves)
        assert (board.step.phase, board.activity and board.activity.key) == (Phase.OPEN, "credo")
        assert "credo" in (await everybody_sees(stage, board))[Audience.PHONE]
        with pytest.raises(Refused) as late:
            await stage.answer_now(board, people[5], an_offer(40, "guess"))
        assert late.value.code == "closed"
    async with on_stage(house) as again:
        board = await board_of(again, room.id)
        assert (board.step.phase, board.activity and board.activity.key) == (Phase.OPEN, "credo")
        assert board.books["guess", 1].released, "it never opens again"
        with pytest.raises(Refused):
            await again.answer_now(board, people[5], an_offer(40, "guess"))
        assert len(board.books["guess", 1].values) == 5
