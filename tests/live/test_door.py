"""Between looking up who asks and giving them a place, the room may go: then there is no place."""

import pytest

from server.live.door import Visitor
from server.stage.hub import Audience
from tests.house import House
from tests.stage.rooms import board_of, on_stage, seated

pytestmark = pytest.mark.anyio


async def test_who_was_looked_up_before_the_room_was_deleted_is_not_welcome(house: House) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        who = Visitor(board, Audience.PHONE, await seated(stage, board))
        assert who.is_welcome_still(stage, board.code)
        await stage.housekeeping.delete_room(board.room)
        assert not who.is_welcome_still(stage, board.code)


async def test_an_old_screen_link_is_not_welcome_though_it_was_right_a_moment_ago(house: House) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        who, link = Visitor(board, Audience.SCREEN), board.screen_token
        assert who.is_welcome_still(stage, link)
        await stage.renew_screen_link(board.room)
        assert not who.is_welcome_still(stage, link)
        assert who.is_welcome_still(stage, board.screen_token)


async def test_the_id_of_a_deleted_room_or_person_is_never_given_again(house: House) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        ann = await seated(stage, board)
        await stage.housekeeping.delete_room(board.room)
        fresh = await board_of(stage, house.room().id)
        bo = await seated(stage, fresh)
        assert fresh.room > board.room
        assert bo.participant > ann.participant
