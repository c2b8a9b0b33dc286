"""The room's seats on the big screen: who is here, who has answered, never who answered what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from server.charts.seats import Shape, arcs, capacity, people_a_dot
from server.room.board import Board

WIDE = Shape(width=1744, height=254, angle=0.173, widest=104)
FINE, BOLD = 2.6, 0.12


class State(StrEnum):
    """What a seat's dot says."""

    HERE = "here"
    WAITING = "waiting"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class SeatDot:
    """One seat. Its id is its place in the room and has nothing to do with dots of answers."""

    id: str
    x: float
    y: float
    state: State


@dataclass(frozen=True, slots=True)
class Seating:
    """Everything needed to draw the seats. `voting`: empty seats shrink to specks."""

    width: float
    height: float
    radius: float
    dots: tuple[SeatDot, ...]
    people_a_dot: int
    voting: bool

    @property
    def ring(self) -> float:
        """The width of a ring's line: large seats have bold ones, to be seen from the last row."""
        return round(max(FINE, self.radius * BOLD), 1)


def seating(board: Board, now: float, voting: bool) -> Seating:
    """Seats of everybody here; while `voting`, those who have not answered are waiting."""
    book = board.book() if voting else None
    answered = book.values if book else {}
    taken = 1 + max((person.seat for person in board.people.values()), default=-1)
    a_dot = people_a_dot(taken)
    if a_dot == 1:
        here = {person.seat: not voting or number in answered for number, person in board.here(now)}
    else:
        here = _by_count(sum(1 for _ in board.here(now)), len(answered), a_dot, voting)
    plan = arcs(capacity(-(-taken // a_dot)), WIDE)
    dots = tuple(
        SeatDot(f"s{seat}", point.x, point.y, _state(here.get(seat))) for seat, point in enumerate(plan.points)
    )
    return Seating(WIDE.width, WIDE.height, round(plan.radius, 1), dots, a_dot, voting)


def _by_count(people: int, answered: int, a_dot: int, voting: bool) -> dict[int, bool]:
    """Dots of several people each: nobody sits anywhere, the first of them have answered."""
    full = answered // a_dot if answered < people else -(-people // a_dot)
    return {dot: not voting or dot < full for dot in range(-(-people // a_dot))}


def _state(answered: bool | None) -> State:
    if answered is None:
        return State.EMPTY
    return State.HERE if answered else State.WAITING
