"""A room with a dozen people: Fay at the desk, the big screen, Ann and Bo at their phones, and ten at plain sockets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from e2e.cast import Cast
from e2e.house import House
from e2e.verbs import Facilitator, Phone, Room, Wall
from server.trials.swarm.bystanders import Bystanders, bystanders

TEN = 10


@dataclass
class Dozen:
    """Everybody who is there from the start."""

    room: Room
    fay: Facilitator
    wall: Wall
    ann: Phone
    bo: Phone
    others: Bystanders

    @property
    def pages(self) -> list[Facilitator | Wall | Phone]:
        """All who sit before a browser."""
        return [self.fay, self.wall, self.ann, self.bo]


@contextmanager
def a_dozen(house: House, cast: Cast, workshop: str) -> Iterator[Dozen]:
    """The lobby of a room with twelve people in it."""
    fay, wall = cast.facilitator(house), cast.wall(house.origin)
    room = fay.opens(workshop)
    wall.opens(room)
    ann = cast.phone("Ann", house.origin, "iPhone 13")
    bo = cast.phone("Bo", house.origin, "Pixel 7")
    ann.joins(room.code)
    bo.scans(room.code)
    with bystanders(house.server.address, room.code, TEN) as others:
        yield Dozen(room, fay, wall, ann, bo, others)
