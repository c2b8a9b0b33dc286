"""Who sent nothing is counted when a round closes, by whether their phone was there: only then may anybody say that
they hesitated."""

from __future__ import annotations

from server.activities.contract.pool import Silence
from server.phases import Phase
from server.room.board import Board
from server.settings import Settings
from server.stage import rows
from tests.house import House, RoomAt


def linked(room: RoomAt, people: list[int], here: bool = True) -> None:
    """Their phones come, or go."""
    room.house.commit(
        lambda tx: tx.driver.executemany(
            "UPDATE participant SET here = ? WHERE id = ?", [(here, who) for who in people]
        )
    )


def board(room: RoomAt) -> Board:
    """The room as a process makes it that has just started."""
    made = room.house.read(lambda session: rows.load(session, room.id, Settings()))
    assert made is not None
    return made


def silence(room: RoomAt, round: int = 1) -> Silence | None:
    """What a new process knows of it."""
    return board(room).books["plan", round].silence


def test_a_close_counts_who_is_there_and_sent_nothing_and_who_is_not(old_house: House) -> None:
    room = old_house.room().goto(Phase.OPEN)
    people = room.seats(12)
    linked(room, people[:9])
    room.answer([(who, "call") for who in people[:6]])
    assert silence(room) is None
    room.move("next")
    assert silence(room) == Silence(connected=3, away=3)


def test_who_answered_and_left_was_not_silent(old_house: House) -> None:
    room = old_house.room().goto(Phase.OPEN)
    people = room.seats(6)
    linked(room, people)
    room.answer([(who, "call") for who in people[:5]])
    linked(room, people[:5], here=False)
    room.move("next")
    assert silence(room) == Silence(connected=1, away=0)


def test_what_was_counted_stays_when_people_come_go_and_are_removed(old_house: House) -> None:
    room = old_house.room().goto(Phase.OPEN)
    people = room.seats(10)
    linked(room, people[:8])
    room.answer([(who, "call") for who in people[:5]])
    room.move("next")
    counted = silence(room)
    room.seats(3)
    linked(room, people, here=False)
    room.house.commit(lambda tx: tx.driver.execute("DELETE FROM participant WHERE id = ?", (people[0],)))
    assert silence(room) == counted == Silence(connected=3, away=2)


def test_a_round_that_opens_again_is_counted_again(old_house: House) -> None:
    room = old_house.room().goto(Phase.OPEN)
    people = room.seats(4)
    linked(room, people)
    room.answer([(who, "call") for who in people[:2]])
    room.move("next")
    room.move("back")
    assert silence(room) is None
    room.answer([(people[2], "call")])
    room.move("next")
    assert silence(room) == Silence(connected=1, away=0)


def test_the_kind_is_told_once_the_round_has_closed(old_house: House) -> None:
    room = old_house.room().goto(Phase.OPEN)
    people = room.seats(7)
    linked(room, people)
    room.answer([(who, "call") for who in people[:5]])
    room.goto(Phase.REVEALED)
    book = board(room).books["plan", 1]
    assert book.silence == Silence(connected=2, away=0)
