"""Splits on the course: offered after the reveal, decided once for a room, and never beside who moved."""

from __future__ import annotations

from functools import partial

import pytest

from server.activities.contract.activity import Activity
from server.phases import Phase
from server.reports import exports
from server.room import facilitation, previews
from server.room.comparing import Way
from server.room.facilitation import Stand, offers
from tests.house import House
from tests.splits import AGAIN, APART, HOUSE, SHOW, SHOW_BY, STEP, SplitRoom, by_role

LARGE, SMALL = {"front": 12, "boss": 9}, {"front": 12, "boss": 6}


def export(room: SplitRoom) -> None:
    """The facilitator downloads what may leave."""
    at = room.at
    at.house.commit(lambda tx: facilitation.seal(tx, at.id, exports.rounds_to_seal(tx.session, at.id)))


def why(room: SplitRoom) -> dict[str, str]:
    """What the desk offers to split by, and why not."""
    board = room.board
    return {offer.key: offer.why for offer in offers(board.facts(), Stand(board.item, board.stop, board.ended))}


def test_next_offers_the_split_after_the_reveal_and_the_talk_is_about_it(old_house: House) -> None:
    room = SplitRoom(old_house, LARGE, by_role(STEP)).vote(APART)
    assert [room.next() for _ in range(5)] == [
        ("closed", "step", 1),
        ("revealed", "step", 1),
        ("split", "step", 1),
        ("talk", "step", 1),
        ("open", "step", 2),
    ]


def test_talk_comes_first_where_a_group_is_small(old_house: House) -> None:
    room = SplitRoom(old_house, SMALL, by_role(STEP)).vote(APART).goto(Phase.REVEALED)
    assert [room.next() for _ in range(3)] == [("talk", "step", 1), ("split", "step", 1), ("open", "step", 2)]
    assert room.move("back")
    assert room.at.stands == ("split", "step", 1)
    assert room.move("back")
    assert room.at.stands == ("talk", "step", 1)
    assert room.move("back")
    assert room.at.stands == ("revealed", "step", 1)


@pytest.mark.parametrize("roles", [{"front": 12, "boss": 4}, {"front": 12}, {"front": 6, "boss": 5, "lead": 1}])
def test_nothing_is_split_where_fewer_than_two_groups_may_be_shown(old_house: House, roles: dict[str, int]) -> None:
    room = SplitRoom(old_house, roles, by_role(STEP)).vote(APART).goto(Phase.REVEALED)
    assert room.next(2) == ("open", "step", 2)
    assert room.board.ways == {}


def test_a_split_is_decided_once_and_seals_the_groups(old_house: House) -> None:
    room = SplitRoom(old_house, LARGE, by_role(STEP)).vote(APART).goto(Phase.SPLIT)
    assert room.board.ways == {"step": Way("role", 1, 1)}
    assert room.board.books["role", 1].released
    assert room.board.facts().released == {("role", 1), ("step", 1)}


def test_without_the_authors_by_the_desk_may_split_what_is_shown(old_house: House) -> None:
    room = SplitRoom(old_house, LARGE, STEP).vote(APART).goto(Phase.REVEALED)
    assert why(room) == {"role": ""}
    assert room.next() == ("talk", "step", 1)
    assert why(room) == {"role": ""}
    assert room.move("split:role")
    assert room.at.stands == ("split", "step", 1)
    assert why(room) == {}
    assert room.next() == ("talk", "step", 1)
    assert not room.move("split:role")


def test_a_small_group_is_split_behind_the_talk_by_the_desk_too(old_house: House) -> None:
    room = SplitRoom(old_house, SMALL, STEP).vote(APART).goto(Phase.REVEALED)
    assert why(room) == {"role": "talk"}
    assert not room.move("split:role")
    assert room.next() == ("talk", "step", 1)
    assert room.move("split:role")
    assert room.at.stands == ("split", "step", 1)
    assert room.next() == ("open", "step", 2)


def test_the_desk_says_why_groups_cannot_be_shown(old_house: House) -> None:
    room = SplitRoom(old_house, {"front": 12, "boss": 3}, STEP).vote(APART).goto(Phase.REVEALED)
    assert why(room) == {"role": "few"}
    assert not room.move("split:role")
    assert not room.move("split:step")
    assert not room.move("split:")


def test_who_moved_was_shown_so_nothing_is_split_any_more(old_house: House) -> None:
    room = SplitRoom(old_house, LARGE, STEP, SHOW_BY.model_copy(update={"by": None})).vote(APART)
    room.vote(APART, 2).goto(Phase.SHIFT, "step", 2)
    assert room.board.ways == {"step": Way()}
    while room.at.stands[0] != Phase.TALK:
        assert room.move("back")
    assert why(room) == {"role": "moves"}
    assert not room.move("split:role")


def test_an_export_of_two_rounds_tells_who_moved_for_good(old_house: House) -> None:
    room = SplitRoom(old_house, LARGE, STEP).vote(APART).vote(APART, 2).goto(Phase.CLOSED, "step", 2)
    export(room)
    assert room.board.ways == {"step": Way()}
    assert room.move("back")
    assert room.at.stands[0] == Phase.TALK
    assert not room.move("split:role")


def test_an_export_before_a_planned_split_leaves_it_as_planned(old_house: House) -> None:
    room = SplitRoom(old_house, LARGE, STEP, SHOW_BY).vote(APART).vote(APART, 2).goto(Phase.SHIFT, "step", 2)
    export(room)
    assert room.board.ways == {}
    assert room.next() == ("split", "step", 2)
    assert room.board.ways == {"step": Way("role", 2, 1)}


def test_a_result_is_shown_once_more_as_the_newest_there_is(old_house: House) -> None:
    room = SplitRoom(old_house, LARGE, STEP, HOUSE, SHOW).vote(APART).vote(APART, 2).goto(Phase.READ, "house")
    assert room.move("skip")
    assert room.at.stands == ("shift", "step", 2)
    assert room.next() == ("ended", "", 0)


def test_the_first_result_is_shown_once_more_where_there_was_no_second_vote(old_house: House) -> None:
    room = SplitRoom(old_house, LARGE, STEP, HOUSE, SHOW).vote(APART).goto(Phase.TALK)
    assert room.move("skip")
    assert room.at.stands == ("read", "house", 1)
    assert room.move("skip")
    assert room.at.stands == ("revealed", "step", 1)


def test_what_is_not_out_is_not_shown_once_more(old_house: House) -> None:
    room = SplitRoom(old_house, LARGE, STEP, SHOW, SHOW_BY, HOUSE)
    room.goto(Phase.READ)
    assert room.move("skip")
    assert room.at.stands == ("read", "house", 1)


def test_the_groups_are_shown_once_more_as_they_were(old_house: House) -> None:
    room = SplitRoom(old_house, LARGE, by_role(STEP), SHOW_BY).vote(APART).vote(APART, 2).goto(Phase.SHIFT, "step", 2)
    assert room.next() == ("split", "step", 1)
    assert room.board.ways == {"step": Way("role", 1, 1)}


def test_one_round_more_has_its_result_and_no_second_split(old_house: House) -> None:
    room = SplitRoom(old_house, LARGE, by_role(STEP), AGAIN).vote(APART).vote(APART, 2).vote(APART, 3)
    assert room.next(2) == ("shift", "step", 3)
    assert room.board.ways == {"step": Way("role", 1, 1)}
    assert room.next() == ("ended", "", 0)


def test_what_is_sensitive_and_was_previewed_is_not_split_on_the_spot(old_house: House) -> None:
    for sensitive, word in ((False, ""), (True, "preview")):
        step = STEP.model_copy(update={"sensitive": sensitive})
        room = SplitRoom(old_house, LARGE, step).vote(APART)
        take = partial(previews.take, room=room.at.id, key=("step", 1), question=step.poses(), lag=5)
        assert room.at.house.commit(take) is not None
        room.goto(Phase.REVEALED)
        assert why(room) == {"role": word}
        assert room.move("split:role") is not sensitive


@pytest.mark.parametrize("step", [STEP, by_role(STEP)], ids=["left open", "planned"])
def test_who_sees_the_first_answers_sooner_gives_up_groups_for_good(old_house: House, step: Activity) -> None:
    room = SplitRoom(old_house, LARGE, step).vote(APART)
    assert not [offer for offer in why(room).values()]
    assert room.move("look")
    assert room.board.ways == {"step": Way()}
    assert not room.move("look"), "it is decided"
    room.goto(Phase.REVEALED)
    assert why(room) in ({"role": "moves"}, {})
    assert not room.move("split:role")
    assert [room.next() for _ in range(2)] == [("talk", "step", 1), ("open", "step", 2)]
    assert not room.move("look"), "a second vote has no preview"
