"""How much rooms are told of who moved."""

from __future__ import annotations

from collections import Counter

from server.activities.contract.directions import Directions
from server.results.tables import movers, people
from server.trials.torture.dice import Dice
from server.trials.torture.solvers.rooms import Room, a_room_in_order

SIZES = (8, 13, 20, 30)
MINIMUM = 5


def what_is_told(room: Room) -> str:
    """The most of it."""
    moves = room.shift.moves
    if moves.directions is not None and (way := _which_way(moves.directions)):
        return way
    if any(origin != goal for origin, goal in moves.cells):
        return "groups"
    if moves.moved is not None:
        return "the number"
    return "a bound" if moves.at_least else "nothing"


def _which_way(directions: Directions) -> str:
    up_or_down = directions.up, directions.down
    if directions.told:
        return "every direction"
    if any(way.told and way.people for way in up_or_down):
        return "one direction"
    if any(way.people for way in up_or_down):
        return "a bound of a direction"
    return "that nobody went one way" if any(way.told for way in up_or_down) else ""


def rates(rooms: int) -> str:
    """What rooms of each size are told where answers have an order, in words; first of all rooms, then of those in
    which at least half of the people moved."""
    return "".join(_rates(size, rooms, few) for few in (True, False) for size in SIZES)


def _rates(size: int, rooms: int, few: bool) -> str:
    dice, told = Dice(f"rates of {size}"), Counter[str]()
    while told.total() < rooms:
        room = a_room_in_order(dice, MINIMUM, size)
        if room is not None and (few or _half_moved(room)):
            told[what_is_told(room)] += 1
    which = "" if few else " in which half moved"
    return f"; of {rooms} rooms of {size}{which}: " + ", ".join(f"{n} {what}" for what, n in told.most_common())


def _half_moved(room: Room) -> bool:
    return 2 * movers(room.truth) >= people(room.truth)
