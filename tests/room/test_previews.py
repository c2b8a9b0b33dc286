"""What the writer decides of a preview: whom it covers, once, and when there is none."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import JsonValue

from server.phases import Phase
from server.results.preview import Preview, covering
from server.room import previews
from server.room.comparing import Way, lag
from server.room.previews import Taken
from tests.house import PLAN, House, RoomAt
from tests.splits import HOUSE, STEP, workshop


def take(room: RoomAt, activity: str = "plan", round: int = 1) -> Taken | None:
    """What a stage asks for when somebody answered."""
    question = PLAN.poses()
    return room.house.commit(lambda tx: previews.take(tx, room.id, (activity, round), question, 5))


def shown(room: RoomAt) -> list[tuple[int, object]]:
    """The rows."""
    asked = "SELECT covered, shown FROM preview WHERE room_id = ? ORDER BY id"
    return [(covered, json.loads(values)) for covered, values in room.house.all(asked, room.id)]


def test_it_covers_who_answered_first_by_what_they_say_now(house: House) -> None:
    room = house.room().goto(Phase.OPEN)
    people = room.seats(15)
    room.answer((person, "call") for person in people[:10])
    assert take(room)
    room.answer((person, "wait") for person in people[10:14])
    room.answer((person, "ship") for person in people[:5])
    room.answer([(people[14], "wait")])
    assert take(room)
    assert shown(room) == [(5, [["call", 5]]), (10, [["call", 5], ["ship", 5]])]


def test_it_is_decided_once_and_grows_the_version(house: House) -> None:
    room = house.room().goto(Phase.OPEN)
    room.answer((person, "call") for person in room.seats(10))
    version = room.row.version
    taken = take(room)
    assert taken is not None
    assert (taken.preview.covered, taken.version, room.row.version) == (5, version + 1, version + 1)
    assert take(room) is None
    assert (len(shown(room)), room.row.version) == (1, version + 1)


def test_there_is_none_of_too_few_of_what_is_out_of_a_second_round_and_of_no_room(house: House) -> None:
    room = house.room().goto(Phase.OPEN)
    people = room.seats(15)
    room.answer((person, "call") for person in people[:9])
    assert take(room) is None
    room.goto(Phase.REVEALED)
    room.goto(Phase.OPEN, round=2)
    room.answer(((person, "ship") for person in people), round=2)
    assert take(room, round=2) is None
    room.answer(((person, "call") for person in people), round=2)
    assert take(room) is None
    assert take(room, "no-such-activity") is None
    house.commit(lambda tx: tx.driver.execute("DELETE FROM room WHERE id = ?", (room.id,)))
    assert take(room) is None
    assert shown(room) == []


def test_of_a_part_it_tells_nothing_unless_enough_spoke_of_it_since_and_among_the_uncovered() -> None:
    question = HOUSE.poses()
    both: JsonValue = {"listen": 3, "answer": 5}
    one: JsonValue = {"listen": 3}
    other: JsonValue = {"answer": 5}

    def told(values: list[JsonValue], covers: int, told: Mapping[str, int]) -> tuple[object, ...]:
        return covering(question, values, covers, 5, told)

    assert told([both] * 10, 5, {}) == (5, ((both, 5),))
    assert told([both] * 9 + [one], 5, {}) == (5, ((one, 5),)), "four of the uncovered would be left"
    assert told([both] * 5 + [one] * 2 + [both] * 8, 10, {"listen": 5, "answer": 5}) == (10, ((one, 10),))
    assert told([one] * 2 + [both] * 13, 10, {"listen": 5}) == (10, ((both, 8), (one, 2)))
    assert told([other] * 4 + [one] * 6, 5, {}) == (5, ()), "and then there is nothing to see"


def test_it_lags_further_where_an_earlier_choice_could_split_it() -> None:
    items = workshop(STEP, HOUSE).run_of_show()
    lags = {item.activity.key: lag(items, {}, item.activity, 5) for item in items}
    assert lags == {"role": 5, "step": 20, "house": 20}
    assert lag(items, {"step": Way()}, STEP, 5) == 5, "where groups were given up"
    assert Preview().due(39, 20) == 0
    assert Preview().due(40, 20) == 20


def test_a_round_that_was_closed_and_not_let_out_keeps_its_preview(house: House) -> None:
    room = house.room().goto(Phase.OPEN)
    people = room.seats(16)
    room.answer((person, "call") for person in people[:11])
    assert take(room)
    room.goto(Phase.CLOSED)
    room.move("back")
    room.answer([(people[0], "ship")])
    assert take(room) is None
    room.answer((person, "wait") for person in people[11:])
    assert take(room)
    assert [covered for covered, _ in shown(room)] == [5, 10]
