"""Rooms that only their own facilitator finds."""

from server.pages.access import Turned
from server.pages.console import board_of
from server.room import shelf
from server.room.board import Board
from server.stage import Stage
from server.store.models import Facilitator


async def is_own(stage: Stage, host: Facilitator, room: int) -> bool:
    """Whether a room is this facilitator's."""
    return await stage.reader.run(lambda session: shelf.has(session, host, room))


async def own_board(stage: Stage, host: Facilitator, room: int) -> Board:
    """The board of a room of this facilitator's; to all others there is none."""
    if not await is_own(stage, host, room):
        raise gone()
    return await board_of(stage, host, room)


def gone() -> Turned:
    """What whoever asks for a room is told that is not there, or not theirs."""
    return Turned(404, "This room is gone.", "It was deleted, or its time was over.")
