"""The people of a room, as the console counts them."""

from __future__ import annotations

from dataclasses import dataclass

from server.room.board import SEEN_SECONDS, Board


@dataclass(frozen=True, slots=True)
class Crowd:
    """People, never links: in the room, with a phone connected (some by plain HTTP), and on the way back."""

    here: int
    connected: int
    by_http: int
    reconnecting: int


def crowd(board: Board, now: float) -> Crowd:
    """Who is where in a room now."""
    apart = [person for person in board.people.values() if not person.is_linked]
    by_http = sum(person.connected(now) for person in apart)
    lost = sum(now - person.seen < SEEN_SECONDS for person in apart) - by_http
    return Crowd(sum(1 for _ in board.here(now)), len(board.people) - len(apart) + by_http, by_http, lost)
