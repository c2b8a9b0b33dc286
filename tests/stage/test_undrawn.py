"""A kind whose code raises when a picture is due costs that picture: no answer, no ack, no other room."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest

from server.activities import Choice
from server.activities.contract.result import Result
from server.activities.measures.counts import Counts
from server.clock import Turned
from server.phases import Phase
from server.reports import exports
from server.room.board import Board
from server.stage import Stage
from server.stage.hub import Audience
from tests.house import House, an_offer
from tests.stage.rooms import Far, board_of, linked, on_stage, seated, vote
from tests.waiting import SECONDS

pytestmark = pytest.mark.anyio
SORRY = "This picture cannot be drawn. Every answer is safe."
EVERYONE = {Audience.SCREEN: 1, Audience.CONSOLE: 1, Audience.PHONE: 1}


def stumble(*_: Any) -> Any:
    """What a kind must never do."""
    raise ZeroDivisionError("a fault of the kind")


@pytest.fixture(params=["pool", "cells", "finding", "patterns", "picture"])
def faulty(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Answers that cannot be pooled, or a result of which one face fails."""
    with monkeypatch.context() as broken:
        broken.setattr(Choice if request.param == "pool" else Counts, request.param, stumble)
        yield request.param


async def everybody_sees(stage: Stage, board: Board) -> dict[Audience, str]:
    """What those who come now are welcomed with."""
    seen = {}
    for audience in Audience:
        person = next(iter(board.people.values())) if audience is Audience.PHONE else None
        _, far = linked(stage, board, audience, person)
        seen[audience] = str(far.messages[0]["html"])
    return seen


async def answered(stage: Stage, board: Board, people: int) -> None:
    """So many come and answer; each of them is told so."""
    for _ in range(people):
        person = await seated(stage, board)
        talk, far = linked(stage, board, Audience.PHONE, person)
        await acked(talk.hear, far)


async def acked(hear: Any, far: Far) -> None:
    """One answer, and its ack."""
    offer = an_offer()
    hear(json.dumps({"type": "answer", **offer._asdict()}))
    while not far.kinds["ack"]:
        far.heard.clear()
        await asyncio.wait_for(far.heard.wait(), SECONDS)
    assert not far.kinds["refused"]


async def reveal(stage: Stage, board: Board) -> None:
    """On to the result."""
    while board.step.phase is not Phase.REVEALED:
        await stage.move(board.room, "next", board.moves)


@pytest.mark.usefixtures("faulty")
async def test_it_costs_one_picture_and_no_answer_before_and_after_a_restart(house: House, clock: Turned) -> None:
    async with on_stage(house) as stage:
        broken = await board_of(stage, house.room(minimum=2).id)
        await vote(stage, broken)
        await answered(stage, broken, 4)  # with a preview, which cannot be drawn either
        await stage.writer.run(lambda _tx: None)
        assert broken.books["plan", 1].preview.covered == 2
        stage.redraw.soon(broken.room)
        assert stage.redraw._draw_due(clock.monotonic()) is None
        assert SORRY in (await everybody_sees(stage, broken))[Audience.CONSOLE]
        await reveal(stage, broken)
        seen = await everybody_sees(stage, broken)
        assert [audience for audience in Audience if SORRY in seen[audience]] == list(Audience)
    async with on_stage(house) as again:
        board = await board_of(again, broken.room)
        assert {values.participant: "call" for values in board.people.values()} == board.books["plan", 1].values
        seen = await everybody_sees(again, board)
        assert [audience for audience in Audience if SORRY in seen[audience]] == list(Audience)
        assert 'id="next"' in seen[Audience.CONSOLE], "the room goes on"
        while board.step != (Phase.OPEN, 2):
            await again.move(board.room, "next", board.moves)
        person = next(iter(board.people.values()))
        given = await again.answer_now(board, person.participant, an_offer("ship", round=2))
        assert given.fresh


async def test_other_rooms_are_drawn(house: House, clock: Turned, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Choice.pool

    def pool(self: Choice, pool: Any) -> Result:
        return stumble() if len(pool.values) == 3 else whole(self, pool)

    monkeypatch.setattr(Choice, "pool", pool)
    async with on_stage(house) as stage:
        boards = [await board_of(stage, house.room(minimum=2).id) for _ in range(2)]
        fars = []
        for board, people in zip(boards, (3, 4), strict=True):
            await vote(stage, board)
            await answered(stage, board, people)
            await reveal(stage, board)
            fars.append(linked(stage, board, Audience.SCREEN)[1])
        clock.turn(1)
        stage.redraw._draw_due(clock.monotonic())
        assert [SORRY in far.messages[-1]["html"] for far in fars] == [True, False]


@pytest.mark.usefixtures("faulty")
def test_it_still_exports_and_only_its_totals_are_missing(house: House) -> None:
    room = house.room().goto(Phase.OPEN)
    room.answer([(person, "call") for person in room.seats(6)])
    room.goto(Phase.REVEALED)
    assert len(house.read(lambda session: exports.archive(session, room.id))) > 1_000
