"""What somebody answered so far: read only where there is something to read, and never less than there is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from server.stage import Stage
from tests.house import House, an_offer
from tests.stage.rooms import board_of, on_stage, seated, vote

pytestmark = pytest.mark.anyio


def reads_of(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every read of rows from now on."""
    run, reads = stage.reader.run, list[object]()

    async def counted(read: Callable[..., Any]) -> Any:
        reads.append(read)
        return await run(read)

    monkeypatch.setattr(stage.reader, "run", counted)
    return reads


async def test_nothing_is_read_for_who_never_answered(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        await vote(stage, board)
        ann, bo = await seated(stage, board), await seated(stage, board)
        given = await stage.answer_now(board, bo.participant, an_offer("wait"))
        reads = reads_of(stage, monkeypatch)
        assert await stage.own(board, ann) == []
        assert len(reads) == 0
        assert await stage.own(board, bo) == [given.own]
        assert len(reads) == 1


async def test_a_board_that_fell_behind_hides_nobody_s_answer(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        await vote(stage, board)
        ann, bo = await seated(stage, board), await seated(stage, board)
        house.commit(lambda tx: tx.next_version(board.room))  # as if another process had done something
        given = await stage.answer_now(board, ann.participant, an_offer("call"))
        assert not board.has_answered(ann.participant), "acknowledged, and the board is not told yet"
        assert await stage.own(board, ann) == [given.own]
        await asyncio.gather(*stage.news.under_way.values())
        reads = reads_of(stage, monkeypatch)
        assert await stage.own(board, bo) == []
        assert len(reads) == 0, "it has caught up"
