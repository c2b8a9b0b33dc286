"""The way in as the facilitator checks it: which address phones use, and whether one of them gets through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.addresses import Address
from server.room.board import Board
from server.scenes import Scene
from server.scenes.invitation import Drawing, Invitation, drawing, invitation, shown


@dataclass(frozen=True, slots=True)
class Way:
    """One address of this machine, and whether it is the one on the big screen."""

    origin: str
    shown: str
    interface: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Doorway:
    """What stands beside the choice. `test` is the QR code of a page that tries the way in; `public`: there is nothing
    to choose, because the address was given."""

    room: int
    origin: str
    door: Invitation
    ways: tuple[Way, ...]
    public: bool
    trial: str
    test: Drawing


def doorway(board: Board, found: Sequence[Address], public: bool) -> Scene:
    """The way into a room, now."""
    ways = tuple(Way(way.origin, shown(way.origin), way.interface, way.origin == board.address) for way in found)
    test = drawing(f"{board.address}/{board.code}/test")
    return Scene(
        "pages/console_door.html",
        {
            "way_in": Doorway(
                board.room,
                board.address,
                invitation(board.address, board.code),
                ways,
                public,
                board.trial,
                test,
            )
        },
    )
