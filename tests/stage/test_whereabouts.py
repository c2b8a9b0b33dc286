"""The address on the big screen follows the facilitator's choice at once, for everybody who looks."""

from __future__ import annotations

import asyncio

import pytest

from server import addresses
from server.refusals import Refused
from server.stage.hub import Audience
from tests.house import House
from tests.stage.rooms import board_of, linked, on_stage

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def networks(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """This machine is in two networks; tests take it elsewhere."""
    now = {"192.168.7.7": "wlan0", "10.0.0.7": "eth0"}
    monkeypatch.setenv("ROOMFUL_ADDRESS", "0.0.0.0:8000")
    monkeypatch.setattr(addresses, "_of_interfaces", lambda: now)
    return now


async def test_a_choice_is_on_every_screen_at_once_and_survives_a_lost_board(house: House) -> None:
    room = house.room()
    async with on_stage(house) as stage:
        board = await board_of(stage, room.id)
        _, far = linked(stage, board, Audience.SCREEN)
        drawing = asyncio.create_task(stage.redraw.run())
        version = board.version
        await stage.whereabouts.choose(room.id, "http://10.0.0.7:8000")
        while "10.0.0.7:8000" not in far.messages[-1]["html"]:
            far.heard.clear()
            await far.heard.wait()
        assert far.messages[-1]["version"] == board.version == version + 1
        stage.boards.forget(room.id)
        assert (await board_of(stage, room.id)).address == "http://10.0.0.7:8000"
        drawing.cancel()


async def test_a_board_that_fell_behind_learns_the_address_with_the_rest(house: House) -> None:
    room = house.room()
    async with on_stage(house) as here, on_stage(house) as there:
        boards = [await board_of(stage, room.id) for stage in (here, there)]
        await here.whereabouts.choose(room.id, "http://10.0.0.7:8000")
        await there.news.catch_up(room.id)
        assert {board.address for board in boards} == {"http://10.0.0.7:8000"}


async def test_looking_writes_nothing_unless_the_address_is_gone(house: House, networks: dict[str, str]) -> None:
    room = house.room()
    async with on_stage(house) as stage:
        board = await board_of(stage, room.id)
        for _ in range(3):
            await stage.whereabouts.found(board)
        assert (room.row.address, room.row.version) == ("", 0)
        del networks["192.168.7.7"]
        for _ in range(3):
            await stage.whereabouts.found(board)
        assert (board.address, room.row.version) == ("http://10.0.0.7:8000", 1)


async def test_an_address_that_this_machine_does_not_have_is_refused(house: House) -> None:
    room = house.room()
    async with on_stage(house) as stage:
        await board_of(stage, room.id)
        with pytest.raises(Refused):
            await stage.whereabouts.choose(room.id, "http://mallory.example")
