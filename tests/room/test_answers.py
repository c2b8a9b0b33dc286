"""The contract of an answer: stored before it is acknowledged, counted once, never after the close."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.phases import Phase
from server.refusals import Refused
from server.room import answers, facilitation
from server.room.answers import Given, Offer
from server.store.transaction import Transaction
from tests.house import House, RoomAt, an_offer

ID = "00112233445566778899aabbccddeeff"


def refusal(room: RoomAt, participant: int, offer: Offer) -> Refused:
    """Why an answer is refused."""
    with pytest.raises(Refused) as refused:
        room.give(participant, offer)
    return refused.value


@pytest.fixture
def room(old_house: House) -> RoomAt:
    return old_house.room().goto(Phase.OPEN)


@pytest.fixture
def ann(room: RoomAt) -> int:
    return room.seat().participant


def test_an_answer_is_stored_as_it_was_sent(room: RoomAt, ann: int) -> None:
    before = room.row.version
    given = room.give(ann, an_offer("wait", answer_id=ID))
    assert given == Given(ann, ID, "plan", 1, 1, "wait", before + 1, fresh=True)
    (row,) = room.rows()
    assert (row.participant_id, row.answer_id, row.rev, row.value, row.version) == (ann, ID, 1, '"wait"', before + 1)
    assert room.row.version == before + 1


def test_the_same_answer_again_has_the_same_ack_and_changes_nothing(room: RoomAt, ann: int) -> None:
    first = room.give(ann, an_offer(answer_id=ID))
    for rev in (1, 2, 7):
        assert room.give(ann, an_offer(rev=rev, answer_id=ID)) == first._replace(fresh=False)
    assert room.row.version == first.version
    assert len(room.rows()) == 1


def test_the_same_answer_has_its_ack_even_after_the_close_and_to_the_end(room: RoomAt, ann: int) -> None:
    first = room.give(ann, an_offer(answer_id=ID))
    for verb in ("next", "next", "end"):
        room.move(verb)
        assert room.give(ann, an_offer(answer_id=ID)) == first._replace(fresh=False)


def test_what_comes_after_the_close_in_the_same_group_is_too_late(room: RoomAt, ann: int) -> None:
    bo, moves, plan = room.seat().participant, room.row.moves, room.activity("plan")

    def group(tx: Transaction) -> None:
        answers.give(tx, room.id, ann, plan, an_offer("call"))
        facilitation.move(tx, room.id, "next", moves)
        with pytest.raises(Refused, match="Voting closed"):
            answers.give(tx, room.id, bo, plan, an_offer("call"))

    room.house.commit(group)
    assert [row.participant_id for row in room.rows()] == [ann]


def test_changing_keeps_one_row_in_its_place(room: RoomAt, ann: int) -> None:
    bo = room.seat().participant
    room.answer([(ann, "call"), (bo, "call"), (ann, "ship")])
    assert [(row.participant_id, row.rev, row.value) for row in room.rows()] == [(ann, 2, '"ship"'), (bo, 1, '"call"')]


@pytest.mark.parametrize("rev", [1, 2, 3])
def test_an_older_answer_is_stale_and_learns_the_current_rev(room: RoomAt, ann: int, rev: int) -> None:
    room.give(ann, an_offer("ship", rev=3))
    no = refusal(room, ann, an_offer("call", rev=rev))
    assert (no.code, no.rev) == ("stale", 3)
    assert room.rows()[0].value == '"ship"'


def test_who_answered_first_stays_first_whatever_happens_to_the_rows_ids(old_house: House) -> None:
    room = old_house.room().goto(Phase.OPEN)
    ann, bo, cleo = room.seats(3)
    room.answer([(bo, "call"), (ann, "call"), (cleo, "call"), (bo, "wait")])
    room.house.commit(lambda tx: tx.driver.execute("UPDATE answer SET id = -id WHERE room_id = ?", (room.id,)))
    assert [row.participant_id for row in room.rows()] == [bo, ann, cleo]
    assert [row.first_version < row.version for row in room.rows()] == [True, False, False]


@pytest.mark.parametrize("rev", [1, 2, 3, 999])
def test_a_superseded_answer_never_comes_back_whatever_its_rev(room: RoomAt, ann: int, rev: int) -> None:
    older, newer = an_offer("call", answer_id=ID), an_offer("ship", rev=2)
    room.give(ann, older)
    room.give(ann, newer)
    for _ in range(2):
        no = refusal(room, ann, older._replace(rev=rev))
        assert (no.code, no.rev) == ("stale", 2)
        room.move("next")
    assert room.give(ann, newer).rev == 2
    assert room.rows()[0].value == '"ship"'


def test_what_an_answer_took_the_place_of_does_not_grow_without_end(room: RoomAt, ann: int) -> None:
    ids = [f"{number:032x}" for number in range(100)]
    for rev, answer_id in enumerate(ids, 1):
        room.give(ann, an_offer(rev=rev, answer_id=answer_id))
    assert room.rows()[0].superseded.split() == ids[-33:-1]
    assert refusal(room, ann, an_offer(rev=101, answer_id=ids[-2])).code == "stale"


def test_an_id_stands_for_one_content(room: RoomAt, ann: int) -> None:
    room.give(ann, an_offer("call", answer_id=ID))
    assert refusal(room, ann, an_offer(value="ship", rev=2, answer_id=ID)).code == "reused-id"
    assert room.rows()[0].value == '"call"'


def test_two_people_may_happen_to_use_one_id(room: RoomAt, ann: int) -> None:
    bo = room.seat().participant
    for who in (ann, bo):
        assert room.give(who, an_offer(answer_id=ID)).fresh
    assert len(room.rows()) == 2


@pytest.mark.parametrize(
    ("stop", "code"),
    [
        ((Phase.READ, "plan", 1), "wrong-round"),
        ((Phase.CLOSED, "plan", 1), "closed"),
        ((Phase.REVEALED, "plan", 1), "closed"),
        ((Phase.TALK, "plan", 1), "closed"),
        ((Phase.OPEN, "plan", 2), "closed"),
        ((Phase.SHIFT, "plan", 2), "closed"),
        ((Phase.OPEN, "agree", 1), "closed"),
    ],
)
def test_only_the_open_round_takes_answers(old_house: House, stop: tuple[Phase, str, int], code: str) -> None:
    room = old_house.room().goto(*stop)
    assert refusal(room, room.seat().participant, an_offer()).code == code
    assert room.rows() == []


@pytest.mark.parametrize(("activity", "round"), [("plan", 0), ("plan", 2), ("plan", 7), ("agree", 1)])
def test_a_round_that_never_was_open_is_the_wrong_one(room: RoomAt, ann: int, activity: str, round: int) -> None:
    value = "call" if activity == "plan" else "yes"
    assert refusal(room, ann, an_offer(value=value, activity=activity, round=round)).code == "wrong-round"


@pytest.mark.parametrize("value", ["", "CALL", "yes", None, True, 1, 1.5, [], ["call"], {"key": "call"}])
def test_a_value_that_is_no_answer_is_refused_and_costs_nothing(room: RoomAt, ann: int, value: Any) -> None:
    room.give(ann, an_offer("ship"))
    before = room.row.version
    assert refusal(room, ann, an_offer(value=value, rev=2)).code == "wrong-value"
    assert (room.row.version, room.rows()[0].value) == (before, '"ship"')


def test_in_a_room_that_is_gone_everything_is_closed(room: RoomAt, ann: int) -> None:
    room.house.commit(lambda tx: tx.driver.execute("DELETE FROM room WHERE id = ?", (room.id,)))
    assert refusal(room, ann, an_offer()).code == "closed"


def test_a_round_that_was_closed_by_mistake_takes_answers_again(room: RoomAt, ann: int) -> None:
    room.give(ann, an_offer("call"))
    room.move("next")
    assert refusal(room, ann, an_offer(value="ship", rev=2)).code == "closed"
    room.move("back")
    assert room.give(ann, an_offer("ship", rev=2)).fresh


SENDS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(1, 5), st.sampled_from(("call", "wait", "ship")), st.integers(0, 4)),
    max_size=25,
)


@settings(max_examples=15)
@given(SENDS)
def test_whatever_is_sent_twice_late_or_out_of_order_counts_as_promised(
    old_house: House, sends: list[tuple[int, int, str, int]]
) -> None:
    room = old_house.room().goto(Phase.OPEN)
    people = room.seats(3)
    stored: dict[int, Given] = {}
    superseded: set[str] = set()
    for who, rev, value, number in sends:
        offer = an_offer(value, rev=rev, answer_id=f"{who:016x}{number:016x}")
        before = stored.get(who)
        if before is not None and before.answer_id == offer.answer_id:
            if before.value == value:
                assert room.give(people[who], offer) == before._replace(fresh=False)
            else:
                assert refusal(room, people[who], offer).code == "reused-id"
        elif before is not None and (rev <= before.rev or offer.answer_id in superseded):
            no = refusal(room, people[who], offer)
            assert (no.code, no.rev) == ("stale", before.rev)
        else:
            superseded |= {before.answer_id} if before else set()
            stored[who] = room.give(people[who], offer)
            assert stored[who].fresh
    kept = {row.participant_id: (row.answer_id, row.rev, row.value.strip('"')) for row in room.rows()}
    assert kept == {given.participant: (given.answer_id, given.rev, given.value) for given in stored.values()}
