"""The texts on the wall, as a phone asks for them."""

from __future__ import annotations

from tests.house import RoomAt
from tests.pages.browsers import Served


def test_the_first_phone_that_asks_after_a_restart_has_a_seat(served: Served, room: RoomAt) -> None:
    ann = served.seated(room, served.browser(), "ann-was-here")
    assert ann.get(f"/{room.row.code}/wall").json() == {"texts": [], "more": False}


def test_whoever_asks_without_a_pause_is_told_to_wait_and_others_are_not(served: Served, room: RoomAt) -> None:
    ann, bo = (served.seated(room, served.browser(), f"{name}-is-here") for name in ("ann", "bo"))
    path = f"/{room.row.code}/wall"
    answers = [ann.get(path) for _ in range(60)]
    assert {answer.status_code for answer in answers[:20]} == {200}
    assert answers[-1].status_code == 429
    assert answers[-1].json()["code"] == "too-fast"
    assert bo.get(path).status_code == 200
