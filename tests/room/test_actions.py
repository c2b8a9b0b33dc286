"""The contract of an action: stored before it is acknowledged, once for each id, in the order of commits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.activities.contract.event import FACILITATOR, Event
from server.clock import Turned
from server.phases import Phase
from server.refusals import Refused
from server.room import actions, deleting, facilitation
from server.room.actions import Acted, Acting, Action
from server.store.transaction import MOST_ROWS
from server.store.writer import NotSaved
from tests.clapping import an_action, clapping
from tests.house import House, RoomAt
from tests.writing import outcomes, writing

ID = "00112233445566778899aabbccddeeff"


@pytest.fixture(autouse=True)
def _clapping() -> Iterator[None]:
    with clapping():
        yield


@pytest.fixture
def room(old_house: House) -> RoomAt:
    return old_house.room().goto(Phase.OPEN)


@pytest.fixture
def ann(room: RoomAt) -> int:
    return room.seat().participant


def acting(room: RoomAt, actor: int, action: Action) -> Acting:
    """An action on its way."""
    return Acting(room.id, actor, room.activity(action.activity), action)


def do(room: RoomAt, actor: int, action: Action) -> Acted:
    """Somebody acts; raises `Refused`."""
    return room.house.commit(lambda tx: acting(room, actor, action)(tx))


def refusal(room: RoomAt, actor: int, action: Action) -> str:
    """The code of why not."""
    with pytest.raises(Refused) as refused:
        do(room, actor, action)
    return refused.value.code


def rows(room: RoomAt) -> list[tuple[Any, ...]]:
    """Everything that happened, in order."""
    return room.house.all(
        "SELECT actor, action_id, activity, round, what, value, version, at_ms FROM event WHERE room_id = ?"
        " ORDER BY version",
        room.id,
    )


def test_an_action_is_stored_as_it_was_accepted_and_is_no_move(room: RoomAt, ann: int, clock: Turned) -> None:
    before, at_ms = room.row, round(clock.now().timestamp() * 1000)
    acted = do(room, ann, an_action(action_id=ID))
    assert acted == Acted(ID, "plan", 1, Event(ann, "clap", None, at_ms), before.version + 1, fresh=True)
    assert rows(room) == [(ann, ID, "plan", 1, "clap", "null", before.version + 1, at_ms)]
    assert (room.row.version, room.row.moves) == (before.version + 1, before.moves)


def test_the_same_action_again_has_the_same_ack_to_the_end_and_changes_nothing(room: RoomAt, ann: int) -> None:
    first = do(room, ann, an_action(action_id=ID))
    for verb in ("lock", "next", "next", "end"):
        assert do(room, ann, an_action(action_id=ID)) == first._replace(fresh=False)
        room.move(verb)
    assert do(room, ann, an_action(action_id=ID)) == first._replace(fresh=False)
    assert len(rows(room)) == 1


@pytest.mark.parametrize("other", [{"round": 2}, {"activity": "agree"}])
def test_an_id_stands_for_one_content(room: RoomAt, ann: int, other: dict[str, Any]) -> None:
    do(room, ann, an_action(action_id=ID))
    assert refusal(room, ann, an_action(action_id=ID)._replace(**other)) == "reused-id"


def test_two_people_and_the_facilitator_may_happen_to_use_one_id(room: RoomAt, ann: int) -> None:
    bo = room.seat().participant
    assert all(do(room, who, an_action(action_id=ID)).fresh for who in (ann, bo))
    assert do(room, FACILITATOR, an_action("clear", None, ID)).fresh
    assert [(row[0], row[4]) for row in rows(room)] == [(ann, "clap"), (bo, "clap"), (0, "clear")]


@pytest.mark.parametrize(
    ("stop", "code"),
    [
        ((Phase.READ, "plan", 1), "wrong-round"),
        ((Phase.CLOSED, "plan", 1), "closed"),
        ((Phase.TALK, "plan", 1), "closed"),
        ((Phase.OPEN, "plan", 2), "closed"),
        ((Phase.OPEN, "agree", 1), "closed"),
    ],
)
def test_participants_act_where_their_kind_says_and_nowhere_else(
    old_house: House, stop: tuple[Phase, str, int], code: str
) -> None:
    room = old_house.room().goto(*stop)
    assert refusal(room, room.seat().participant, an_action()) == code
    assert rows(room) == []


@pytest.mark.parametrize("stop", [(Phase.READ, "plan", 1), (Phase.TALK, "plan", 1), (Phase.OPEN, "agree", 1)])
def test_moderating_never_loses_against_next(old_house: House, stop: tuple[Phase, str, int]) -> None:
    room = old_house.room().goto(*stop)
    assert do(room, FACILITATOR, an_action("clear")).fresh


@pytest.mark.parametrize(
    ("what", "value", "code"),
    [
        ("clear", None, "wrong-action"),
        ("", None, "wrong-action"),
        ("clap", 2, "wrong-value"),
        ("clap", [], "wrong-value"),
    ],
)
def test_what_the_kind_does_not_know_is_refused_and_costs_nothing(
    room: RoomAt, ann: int, what: str, value: Any, code: str
) -> None:
    version = room.row.version
    assert refusal(room, ann, an_action(what, value)) == code
    assert (room.row.version, rows(room)) == (version, [])


@pytest.mark.parametrize("who", [FACILITATOR, 1])
def test_a_kind_in_which_nothing_happens_takes_nothing(old_house: House, who: int) -> None:
    assert refusal(old_house.room(), who, an_action(activity="welcome", round=0)) == "wrong-action"


def test_in_a_room_that_is_gone_everything_is_closed_and_its_events_went_with_it(room: RoomAt, ann: int) -> None:
    do(room, ann, an_action())
    room.house.commit(lambda tx: deleting.delete_room(tx, room.id))
    assert rows(room) == []
    assert refusal(room, ann, an_action()) == "closed"
    assert refusal(room, FACILITATOR, an_action("clear")) == "closed"


def test_what_comes_after_the_close_in_the_same_group_is_too_late(room: RoomAt, ann: int) -> None:
    close = partial(facilitation.move, room_id=room.id, verb="next", expects=room.row.moves)
    first, _, late = room.house.commit_all([acting(room, ann, an_action()), close, acting(room, ann, an_action())])
    assert isinstance(first, Acted)
    assert isinstance(late, Refused)
    assert (late.code, len(rows(room))) == ("closed", 1)


@pytest.mark.parametrize(("claps", "writes"), [(1, 1), (2, 1), (MOST_ROWS, 1), (100, 3)])
def test_a_group_is_read_at_once_and_written_many_rows_at_once(room: RoomAt, claps: int, writes: int) -> None:
    people, traced = room.seats(claps), list[str]()
    room.house.commit_all([acting(room, who, an_action()) for who in people], traced)
    assert Counter(" ".join(statement.split()[:3]).rstrip(",") for statement in traced) == {
        "WITH asked (a": 1,
        "SELECT phase, activity": 1,
        "SELECT version FROM": 1,
        "INSERT INTO event": writes,
        "UPDATE room SET": 1,
    }
    assert [row[0] for row in rows(room)] == people


def test_what_is_stored_is_found_by_its_key_and_not_by_looking_through_all(old_house: House) -> None:
    plan = old_house.all(f"EXPLAIN QUERY PLAN {actions._select(2)}", 1, 1, ID, 1, 2, ID)
    assert any("USING INDEX" in str(row[-1]) and "action_id=?" in str(row[-1]) for row in plan), plan


WHATS = st.sampled_from(("clap", "clap", "clear", "dance"))
SENDS = st.lists(st.tuples(st.integers(0, 2), WHATS, st.integers(0, 4)), max_size=25)


@settings(max_examples=20)
@given(SENDS, st.lists(st.integers(0, 5), max_size=25))
def test_whatever_is_sent_in_groups_and_again_is_stored_once_and_in_order(
    old_house: House, sends: list[tuple[int, str, int]], sizes: list[int]
) -> None:
    alone, together = (old_house.room().goto(Phase.OPEN) for _ in range(2))
    told: list[list[object]] = []
    for room, cuts in ((alone, [1] * 25), (together, [*sizes, 25])):
        people = [FACILITATOR, *room.seats(2)]
        jobs = [acting(room, people[who], an_action(what, None, f"{who:016x}{n:016x}")) for who, what, n in sends]
        outcome: list[object] = []
        for size in cuts:
            outcome += room.house.commit_all(jobs[:size])
            del jobs[:size]
        told.append([_said(each) for each in outcome])
    assert told[0] == told[1]
    assert [row[1:7] for row in rows(alone)] == [row[1:7] for row in rows(together)]
    assert len({row[:2] for row in rows(alone)}) == len(rows(alone)) == str(told[0]).count("True")


def _said(outcome: Any) -> tuple[object, ...]:
    if isinstance(outcome, Refused):
        return (outcome.code,)
    return outcome.action_id, outcome.event.what, outcome.version, outcome.fresh


@pytest.mark.anyio
async def test_what_was_not_committed_is_not_acked_and_counts_once_when_it_is_sent_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = house.room().goto(Phase.OPEN)
    ann, bo = room.seats(2)
    jobs = [acting(room, who, an_action(action_id=f"{number:032x}")) for number in range(3) for who in (ann, bo)]

    def cut(*_: object) -> None:
        raise OSError("the disk is gone")

    async with writing(house.path) as writer:
        with monkeypatch.context() as broken:
            broken.setattr("server.store.writer._commit", cut)
            assert {type(error) for _, error in await outcomes(writer, list(jobs))} == {NotSaved}
        assert rows(room) == []
        assert [acted.fresh for acted, _ in await outcomes(writer, list(jobs))] == [True] * 6
        assert [acted.fresh for acted, _ in await outcomes(writer, list(jobs))] == [False] * 6
    assert [(row[0], row[1]) for row in rows(room)] == [(job.actor, job.action.action_id) for job in jobs]
