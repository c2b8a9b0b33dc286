"""Codes, seats and deleting, at the rows themselves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlmodel import Session, SQLModel, select

from server import joining
from server.activities.base import Phase, Refused
from server.models import Answer, Move, Participant, Room, Round, now
from tests.house import House, RoomAt

TABLES: list[type[SQLModel]] = [Room, Participant, Answer, Round, Move]
CANARY = "a canary sang at dawn"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Says which numbers the lot draws next."""

    def next_are(*numbers: int) -> None:
        left: Iterator[int] = iter(numbers)
        monkeypatch.setattr("secrets.randbelow", lambda _below: next(left))

    return next_are


def change(room: RoomAt, **fields: object) -> None:
    """Put a room into a state that time would bring."""

    def job(session: Session) -> None:
        row = session.get_one(Room, room.id)
        for name, value in fields.items():
            setattr(row, name, value)
        session.add(row)

    room.house.commit(lambda tx: job(tx.session))


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def test_codes_are_drawn_from_all_of_six_digits(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.randbelow", lambda below: 900_000 - below)
    assert house.room().row.code == "100000"
    monkeypatch.setattr("secrets.randbelow", lambda below: below - 1)
    assert house.room().row.code == "999999"


def test_a_code_that_an_open_room_has_is_drawn_again(house: House, drawn: Callable[..., None]) -> None:
    drawn(5, 5, 5, 6)
    assert [house.room().row.code for _ in range(2)] == ["100005", "100006"]


@pytest.mark.parametrize(("days", "expected"), [(0, "100006"), (89, "100006"), (91, "100005")])
def test_a_code_rests_for_ninety_days(house: House, drawn: Callable[..., None], days: int, expected: str) -> None:
    drawn(5, 5, 6)
    past = house.room()
    change(past, ended_at=now(), opened_at=now() - timedelta(days=days))
    assert house.room().row.code == expected


@pytest.mark.parametrize("minimum", [-1, 0, 1, 3, 4, 6, 50])
def test_a_room_has_a_minimum_of_five_or_two(house: House, minimum: int) -> None:
    assert refusal(lambda: house.room(minimum)) == "wrong-minimum"
    assert house.ask("SELECT count(*) FROM room") == (0,)


def test_seats_are_given_in_order_and_versions_grow(house: House) -> None:
    room = house.room()
    seated = [room.seat() for _ in range(4)]
    assert [one.seat for one in seated] == [0, 1, 2, 3]
    assert [one.version for one in seated] == [1, 2, 3, 4]
    assert (room.row.seats, room.row.version) == (4, 4)
    assert [one.seat for one in (house.room().seat(), room.seat())] == [0, 4]


def test_a_newcomer_is_known_from_the_move_they_came_at(house: House) -> None:
    room = house.room().goto(Phase.OPEN)
    room.seat("Cleo's token")
    cleo = house.read(lambda session: joining.participant(session, room.id, "Cleo's token"))
    assert cleo is not None
    assert cleo.joined_move == room.row.moves
    assert house.read(lambda session: joining.participant(session, room.id, "another token")) is None
    assert house.read(lambda session: joining.participant(session, house.room().id, "Cleo's token")) is None


def test_a_full_room_takes_nobody(house: House) -> None:
    room = house.room()
    room.seats(3)
    assert refusal(lambda: room.seat(capacity=3)) == "full"
    assert room.seat(capacity=4).seat == 3


def test_a_closed_or_missing_room_takes_nobody(house: House) -> None:
    room = house.room()
    room.move("lock")
    assert refusal(room.seat) == "locked"
    room.move("end")
    assert refusal(room.seat) == "ended"
    house.commit(lambda tx: joining.delete_room(tx, room.id))
    assert refusal(room.seat) == "no-room"
    assert house.ask("SELECT count(*) FROM participant") == (0,)


def test_a_code_leads_to_the_open_room_before_one_that_ended(house: House, drawn: Callable[..., None]) -> None:
    drawn(5, 5)
    past = house.room()
    change(past, ended_at=now(), opened_at=now() - timedelta(days=91))
    assert house.read(lambda session: joining.find_open(session, "100005")) == past.row
    room = house.room()
    found = house.read(lambda session: joining.find_open(session, "100005"))
    assert found is not None
    assert found.id == room.id
    assert house.read(lambda session: joining.find_open(session, "100006")) is None


def test_a_screen_link_is_long_and_leads_to_one_room(house: House) -> None:
    room, old = house.room(), house.room().row.screen_token
    assert len(old) == 22
    new = house.commit(lambda tx: joining.renew_screen_link(tx, room.id))
    assert house.read(lambda session: joining.by_screen_token(session, new)) == room.id
    dead = ("", "guess", room.row.code)
    assert house.read(lambda session: [joining.by_screen_token(session, token) for token in dead]) == [None] * 3


def test_who_was_here_is_remembered(house: House) -> None:
    ann, bo = house.room().seats(2)
    question = "SELECT seen_at FROM participant WHERE id = ?"
    before = house.ask(question, bo)
    house.commit(lambda tx: joining.seen(tx, [ann]))
    assert house.ask(question, ann) != before
    assert house.ask(question, bo) == before


def test_rooms_go_after_as_many_days_as_people_were_told(house: House) -> None:
    rooms = [house.room() for _ in range(3)]
    for room, age in zip(rooms, (29, 31, 400), strict=True):
        room.seats(2)
        change(room, opened_at=now() - timedelta(days=age))
    assert house.commit(lambda tx: joining.purge(tx, 30)) == [rooms[1].id, rooms[2].id]
    assert house.ask("SELECT group_concat(id) FROM room") == (str(rooms[0].id),)
    assert house.ask("SELECT count(*) FROM participant") == (2,)
    assert house.commit(lambda tx: joining.purge(tx, 30)) == []


def test_deleting_a_room_leaves_nothing_of_it_in_the_file(house: House) -> None:
    room = house.room().goto(Phase.OPEN)
    room.answer((who, "call") for who in room.seats(50))
    house.commit(
        lambda tx: tx.driver.execute(
            "UPDATE answer SET value = ? WHERE room_id = ?", (json.dumps(CANARY * 40), room.id)
        )
    )
    assert CANARY.encode() in on_disk(house)
    house.commit(lambda tx: joining.delete_room(tx, room.id))
    assert house.read(lambda session: [session.exec(select(table)).first() for table in TABLES]) == [None] * 5
    with house.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert CANARY.encode() not in on_disk(house)


def on_disk(house: House) -> bytes:
    """Every byte of the database and its log."""
    return b"".join(path.read_bytes() for path in sorted(house.path.parent.iterdir()) if path.is_file())
