"""A server with two rooms of Fay's side by side, and seats in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from server.trials.swarm.content import write_workshop
from server.trials.swarm.desk import Desk, RoomKey
from server.trials.swarm.serving import Server, serve


class TwoRooms(NamedTuple):
    """Both ask the same two questions; one of them is somebody else's."""

    server: Server
    fay: Desk
    room: RoomKey
    other: RoomKey


@contextmanager
def two_rooms(data: Path) -> Iterator[TwoRooms]:
    """They stand while the block runs, in their lobbies at first."""
    workshop = write_workshop(data, questions=2)
    with serve(data) as server:
        fay = server.desk()
        yield TwoRooms(server, fay, fay.open_room(workshop), fay.open_room(workshop))


def seat(server: Server, room: RoomKey) -> str:
    """Take a seat; the cookie."""
    desk = Desk(server.address, server.database)
    assert desk.post(f"/{room.code}/seat", {}).status == 204
    return desk.cookie
