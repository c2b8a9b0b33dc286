"""A facilitator's own rooms: to everybody else there is no such room. Every way below `/rooms/{room}` asks here."""

from typing import Annotated

from fastapi import Depends, Path

from server.pages.access import AStage, Host, Turned
from server.room.board import Board

RoomId = Annotated[int, Path(ge=1, lt=2**63)]  # what the database takes for a number


async def own_room(stage: AStage, host: Host, room: RoomId) -> Board:
    """The board of a room of this facilitator's."""
    board = await stage.boards.owned(room, host.id)
    if board is None:
        raise gone()
    return board


OwnRoom = Annotated[Board, Depends(own_room)]


async def real_room(board: OwnRoom) -> Board:
    """The same of a room in which people were: of a rehearsal nothing is kept, so nothing can be taken from it."""
    if board.rehearsal:
        raise Turned(404, "This is a rehearsal.", "These people do not exist, and nothing of them is kept.")
    return board


RealRoom = Annotated[Board, Depends(real_room)]


def gone() -> Turned:
    """What whoever asks for a room is told that is not there, or not theirs."""
    return Turned(404, "This room is gone.", "It was deleted, or its time was over.")
