"""Every verb at every stop of a run of show, and what never happens whatever a facilitator presses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlmodel import select

from server.phases import Phase
from server.room import facilitation
from server.room.facilitation import MOVES, Moved
from server.store.models import Move
from server.store.transaction import Transaction
from tests.house import House, RoomAt
from tests.room.facilitation.course import COURSE, ENDED, ITEM_STARTS, LOBBY, Stop


def comes_to(verb: str, at: int) -> Stop | None:
    """Where a verb leads from a stop that was just reached, with nobody's answers; None: it does not apply."""
    here = COURSE[at]
    if here == ENDED:
        return None
    talking = here[0] == "talk"
    leads: dict[str, Stop | None] = {
        "next": COURSE[at + 1],
        "back": COURSE[at - 1] if at else None,
        "skip": next((COURSE[start] for start in ITEM_STARTS if start > at), None),
        "end": ENDED,
        "blank": here,
        "unblank": None,
        "invite": None if here == LOBBY else here,
        "uninvite": None,
        "lock": here,
        "unlock": None,
        "theme-dark": here,
        "theme-paper": None,
        "pause": here if talking else None,
        "resume": None,
        "minute": here if talking else None,
        "time": None,
        "clocks": None,
        "no-clocks": here,
        "cue": here if talking or here[0] == "shift" else None,
        "look": here if here in (("open", "agree", 1), ("closed", "agree", 1)) else None,  # a choice came before it
    }
    return leads[verb]


@pytest.fixture
def room(old_house: House) -> RoomAt:
    return old_house.room()


def walk(room: RoomAt, verb: str = "next") -> Iterator[Stop]:
    """Press one button until it does nothing more; where that leads."""
    while room.move(verb).applied:
        yield room.stands


@contextmanager
def tried(room: RoomAt, verb: str, seen: int) -> Iterator[Moved]:
    """A move that is taken back at once."""

    class Undone(Exception):
        pass

    moved: list[Moved] = []

    def job(tx: Transaction) -> None:
        made = facilitation.move(tx, room.id, verb, seen)
        assert made is not None
        moved.append(made)
        raise Undone

    with pytest.raises(Undone):
        room.house.commit(job)
    yield moved[0]


def test_the_table_names_every_verb() -> None:
    assert {verb for verb in MOVES if comes_to(verb, 0) is None} == {
        "back", "unblank", "unlock", "theme-paper", "pause", "resume", "minute", "cue",
        "invite", "uninvite", "look", "time", "clocks",
    }  # fmt: skip


def test_next_walks_the_whole_course_and_back_the_same_way(room: RoomAt) -> None:
    assert [room.stands, *walk(room)] == [*COURSE]
    other = room.house.room().goto(Phase.SHIFT, "plan", 3)
    assert list(walk(other, "back")) == [*COURSE[-3::-1]]


def test_skip_goes_from_item_to_item(room: RoomAt) -> None:
    assert list(walk(room, "skip")) == [COURSE[start] for start in ITEM_STARTS]


@pytest.mark.parametrize("stop", [1, 2, 3, 4, 5, 6, 7, 8, 9])
def test_back_after_skip_leads_to_where_the_room_was(room: RoomAt, stop: int) -> None:
    room.goto(Phase(COURSE[stop][0]), *COURSE[stop][1:])
    room.move("skip")
    assert room.move("back").applied
    assert room.stands == COURSE[stop]


def test_back_passes_over_what_skip_left_out(room: RoomAt) -> None:
    for _ in range(3):
        room.move("skip")
    assert list(walk(room, "back")) == [COURSE[2], COURSE[1], LOBBY]


def test_every_verb_at_every_stop(room: RoomAt) -> None:
    for at, stop in enumerate(COURSE):
        assert room.stands == stop
        before = room.row
        for verb in MOVES:
            with tried(room, verb, before.moves) as moved:
                wanted = comes_to(verb, at)
                stands = (moved.room.phase, moved.room.activity, moved.room.round)
                assert (moved.applied, stands) == (wanted is not None, wanted or stop), f"{verb} at {stop}"
                step = int(moved.applied)
                assert (moved.room.moves, moved.version) == (before.moves + step, before.version + step)
        room.move("next")


@pytest.mark.parametrize("verb", ["", "NEXT", "open", "close", "__class__", "next "])
def test_what_is_no_verb_does_not_apply(room: RoomAt, verb: str) -> None:
    assert not room.move(verb).applied
    assert room.stands == LOBBY


def test_in_a_room_that_is_not_there_there_is_no_move(house: House) -> None:
    assert house.commit(lambda tx: facilitation.move(tx, 4711, "next", 0)) is None


@pytest.mark.parametrize("seen", [-1, 0, 2, 4, 2**70])
def test_a_move_from_another_number_is_a_normal_result(room: RoomAt, seen: int) -> None:
    room.goto(Phase.OPEN)
    before = room.row
    moved = room.move("next", expects=seen)
    assert (moved.applied, moved.room.moves) == (False, 3)
    assert room.row == before


def test_of_two_laptops_one_moves(room: RoomAt) -> None:
    first, second = room.move("next", expects=0), room.move("next", expects=0)
    assert (first.applied, second.applied) == (True, False)
    assert room.stands == COURSE[1]


def test_each_move_is_in_the_diary(room: RoomAt) -> None:
    for verb in ("next", "blank", "blank", "unblank", "next", "back"):
        room.move(verb)
    diary = room.house.read(lambda session: session.exec(select(Move).where(Move.room_id == room.id)).all())
    assert [(row.number, row.verb, row.phase, row.activity) for row in diary] == [
        (1, "next", "read", "welcome"),
        (2, "blank", "read", "welcome"),
        (3, "unblank", "read", "welcome"),
        (4, "next", "read", "plan"),
        (5, "back", "read", "welcome"),
    ]


@pytest.mark.parametrize(
    ("on", "off", "field", "values"),
    [
        ("blank", "unblank", "blank", (True, False)),
        ("lock", "unlock", "locked", (True, False)),
        ("theme-dark", "theme-paper", "theme", ("dark", "paper")),
        ("no-clocks", "clocks", "untimed", (True, False)),
    ],
)
def test_a_switch_turns_on_once_and_off_once(
    room: RoomAt, on: str, off: str, field: str, values: tuple[object, object]
) -> None:
    for verb, applies, value in ((on, True, 0), (on, False, 0), (off, True, 1), (off, False, 1)):
        assert room.move(verb).applied is applies
        assert getattr(room.row, field) == values[value]


def test_moving_on_ends_the_blank_and_the_cue_card_but_not_the_lock(room: RoomAt) -> None:
    room.goto(Phase.TALK)
    for verb in ("cue", "cue", "blank", "lock", "theme-dark"):
        room.move(verb)
    assert (room.row.cue, room.row.blank) == (2, True)
    row = room.move("next").room
    assert (row.cue, row.blank, row.locked, row.theme) == (0, False, True, "dark")


def test_moving_within_an_item_keeps_its_clock_and_a_new_item_starts_one(room: RoomAt) -> None:
    room.goto(Phase.READ)
    begun = room.row.item_since
    assert room.move("next").room.item_since == begun
    assert room.move("skip").room.item_since > begun
    assert room.row.started_at is not None


def test_the_end_closes_what_is_open_and_nothing_comes_after_it(room: RoomAt) -> None:
    room.goto(Phase.OPEN)
    row = room.move("end").room
    assert row.ended_at is not None
    assert (row.phase, row.activity, row.round) == ENDED
    opened = room.round()
    assert opened is not None
    assert opened.closed_at is not None
    assert not any(room.move(verb).applied for verb in MOVES)
