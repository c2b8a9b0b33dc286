"""Rooms and who is in them: codes, seats, links, and what is left when a room is deleted."""

from __future__ import annotations

import secrets
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from server.clock import Turned, now
from server.phases import Phase
from server.refusals import Refused
from server.room import deleting, joining, presence
from server.room.joining import hashed
from server.room.presence import Present
from server.store.models import Participant
from server.workshops.content import Workshop
from tests.house import WORKSHOP, House, RoomAt
from tests.rows import change, sizes


@pytest.fixture
def room(house: House) -> RoomAt:
    return house.room()


# Codes.


def drawn(monkeypatch: pytest.MonkeyPatch, *codes: int) -> None:
    """The next codes that chance will draw."""
    turns = iter(codes)
    monkeypatch.setattr(secrets, "randbelow", lambda most: next(turns) - (1_000_000 - most))


def test_a_code_is_six_digits_and_starts_with_none_that_gets_lost(house: House) -> None:
    codes = {house.room().row.code for _ in range(20)}
    assert len(codes) == 20
    assert all(len(code) == 6 and code.isdecimal() and code[0] != "0" for code in codes)


def test_a_code_that_is_in_use_is_drawn_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(monkeypatch, 482_917, 482_917, 482_917, 300_000)
    assert [house.room().row.code for _ in range(2)] == ["482917", "300000"]


@pytest.mark.parametrize(("days", "ended", "again"), [(89, True, False), (91, True, True), (400, False, False)])
def test_a_code_rests_after_its_room(
    house: House, monkeypatch: pytest.MonkeyPatch, days: int, ended: bool, again: bool
) -> None:
    drawn(monkeypatch, 482_917, 482_917, 300_000)
    old = house.room()
    if ended:
        old.move("end")
    change(old, opened_at=now() - timedelta(days=days))
    assert (house.room().row.code == "482917") is again


def test_the_database_itself_keeps_two_open_rooms_from_one_code(house: House) -> None:
    first, second = house.room(), house.room()
    with pytest.raises(IntegrityError):
        change(second, open_code=first.row.code)
    first.move("end")
    assert (first.row.open_code, second.row.open_code) == (None, second.row.code)
    change(second, open_code=first.row.code)


def test_a_code_leads_to_the_open_room_and_else_to_the_one_that_ended_last(house: House) -> None:
    first, second, third = (house.room() for _ in range(3))
    for age, each in enumerate((third, second, first)):
        each.move("end")
        change(each, code="482917", opened_at=now() - timedelta(days=age + 1))

    def found() -> int | None:
        at = house.read(lambda session: joining.find_open(session, "482917"))
        return at.id if at else None

    assert found() == third.id
    change(first, ended_at=None)
    assert found() == first.id
    assert house.read(lambda session: joining.find_open(session, "482918")) is None


# Opening.


def test_a_room_keeps_its_own_copy_of_the_workshop(room: RoomAt) -> None:
    assert Workshop.model_validate(room.row.workshop) == WORKSHOP


@pytest.mark.parametrize("minimum", [-5, 0, 1, 3, 6, 100])
def test_the_minimum_is_five_or_two(house: House, minimum: int) -> None:
    with pytest.raises(Refused, match="five people"):
        house.room(minimum)
    assert sizes(house)["Room"] == 0


@pytest.mark.parametrize(("asked", "theme"), [("paper", "paper"), ("dark", "dark"), ("<b>", "paper")])
def test_a_theme_is_one_of_two(house: House, asked: str, theme: str) -> None:
    room = house.commit(lambda tx: joining.open_room(tx, house.fay, WORKSHOP, 5, asked))
    assert house.ask("SELECT theme FROM room WHERE id = ?", room) == (theme,)


# Seats.


def test_seats_are_given_out_one_by_one_and_raise_the_version(room: RoomAt) -> None:
    before = room.row.version
    seated = [room.seat(f"token {number}") for number in range(3)]
    assert [(each.room, each.seat, each.version - before) for each in seated] == [
        (room.id, number, number + 1) for number in range(3)
    ]
    assert (room.row.seats, room.row.version) == (3, before + 3)


def test_late_comers_know_at_which_move_they_came(room: RoomAt) -> None:
    room.goto(Phase.OPEN)
    person = room.seat("late").participant
    assert room.house.ask("SELECT joined_move FROM participant WHERE id = ?", person) == (3,)


@pytest.mark.parametrize(
    ("verbs", "capacity", "code"), [(["end"], 9, "ended"), (["lock"], 9, "locked"), ([], 2, "full"), ([], 0, "full")]
)
def test_nobody_gets_in_where_nobody_should(room: RoomAt, verbs: list[str], capacity: int, code: str) -> None:
    room.seats(2)
    for verb in verbs:
        room.move(verb)
    before = room.row
    with pytest.raises(Refused) as refused:
        room.seat(capacity=capacity)
    assert refused.value.code == code
    assert room.row == before
    assert sizes(room.house)["Participant"] == 2


def test_in_a_room_that_is_gone_is_no_seat(room: RoomAt) -> None:
    room.house.commit(lambda tx: deleting.delete_room(tx, room.id))
    with pytest.raises(Refused) as refused:
        room.seat()
    assert refused.value.code == "no-room"


def test_an_unlocked_room_lets_people_in_again(room: RoomAt) -> None:
    room.move("lock")
    room.move("unlock")
    assert room.seat().seat == 0


def test_a_token_holds_a_seat_in_this_room_only_and_is_kept_hashed(house: House, room: RoomAt) -> None:
    ann = room.seat("ann’s token")
    other = house.room()

    def held(at: RoomAt, token_hash: str) -> bool:
        return house.read(lambda session: joining.holds_seat(session, at.id, token_hash))

    assert ann.token_hash == hashed("ann’s token")
    assert held(room, ann.token_hash)
    for at, token_hash in ((other, ann.token_hash), (room, hashed("bo’s token")), (room, hashed(""))):
        assert not held(at, token_hash)
    assert not held(room, "ann’s token")


def test_who_came_and_who_went_is_remembered_and_nobody_else_is_written(room: RoomAt, clock: Turned) -> None:
    ann, bo, cleo = room.seats(3)
    version = room.row.version

    def came_and_went(**changed: bool) -> dict[int, int]:
        people = {"ann": ann, "bo": bo, "cleo": cleo}
        told = {people[name]: Present(room.id, here) for name, here in changed.items()}
        return room.house.commit(lambda tx: presence.came_and_went(tx, told))

    assert came_and_went(ann=True, bo=True) == {room.id: version + 1}
    clock.turn(3_600)
    assert came_and_went(bo=False) == {room.id: version + 2}
    assert people(room) == [(True, 3_600), (False, 0), (False, None)]


def test_at_a_start_whoever_was_here_was_seen_a_moment_ago(room: RoomAt, clock: Turned) -> None:
    ann, _ = room.seats(2)
    room.house.commit(lambda tx: presence.came_and_went(tx, {ann: Present(room.id, True)}))
    clock.turn(3_600)
    room.house.commit(presence.nobody_is_linked)
    assert people(room) == [(False, 0), (False, None)]


def people(room: RoomAt) -> list[tuple[bool, int | None]]:
    """Who is here, by seat, and how many seconds ago each was written of; None if never."""
    rows = room.house.read(lambda session: session.exec(select(Participant).order_by(col(Participant.seat))).all())
    ages = [round((now() - row.seen_at).total_seconds()) for row in rows]
    return [(row.here, None if row.seen_at.year == 2031 else age) for row, age in zip(rows, ages, strict=True)]


# The big screen's link.


def test_a_new_screen_link_kills_the_old_one(room: RoomAt) -> None:
    old = room.row.screen_token

    def leads(token: str) -> int | None:
        return room.house.read(lambda session: joining.by_screen_token(session, token))

    assert leads(old) == room.id
    fresh = room.house.commit(lambda tx: joining.renew_screen_link(tx, room.id)).token
    assert (leads(fresh), leads(old), leads("")) == (room.id, None, None)
    assert len(fresh) >= 22
