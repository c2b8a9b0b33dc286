"""Questions typed in the middle of a room: where they come, that they come once, and the way back."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from server.activities.contract.activity import Activity
from server.activities.contract.typed import Typed
from server.phases import Phase
from server.room import facilitation
from server.room.facilitation import Moved
from server.store.models import Move
from server.store.transaction import Transaction
from server.workshops import asked
from server.workshops.content import Workshop
from tests.house import House, RoomAt


def question(text: str = "Well?") -> Activity:
    return asked.activity("choice", Typed([("question", text), ("answer", "Yes"), ("answer", "No")]), "en")


STATEMENTS = asked.activity(
    "scale", Typed([("question", "How?"), ("statement", "We do"), ("low", "never"), ("high", "always")]), "en"
)


class Asking:
    """A room in which Fay asks."""

    def __init__(self, room: RoomAt) -> None:
        self.room = room

    def ask(self, text: str = "Well?", expects: int | None = None) -> Moved:
        return self._does(partial(facilitation.ask, room_id=self.room.id, question=question(text)), expects)

    def reword(self, key: str, to: Activity, expects: int | None = None) -> Moved:
        return self._does(partial(facilitation.reword, room_id=self.room.id, key=key, question=to), expects)

    def take_out(self, key: str, expects: int | None = None) -> Moved:
        return self._does(partial(facilitation.take_out, room_id=self.room.id, key=key), expects)

    def _does(self, job: partial[Moved | None], expects: int | None) -> Moved:
        seen = self.room.row.moves if expects is None else expects

        def do(tx: Transaction) -> Moved | None:
            return job(tx, expects=seen)

        moved = self.room.house.commit(do)
        assert moved is not None
        return moved

    @property
    def keys(self) -> list[str]:
        return [item.activity.key for item in Workshop.model_validate(self.room.row.workshop).run_of_show()]

    def opens(self, key: str) -> None:
        """Press Next until it takes answers."""
        while self.room.stands[:2] != ("open", key):
            assert self.room.move("next").applied


@pytest.fixture
def asking(old_house: House) -> Asking:
    return Asking(old_house.room())


def test_it_comes_after_the_current_item_and_has_all_that_an_item_has(asking: Asking) -> None:
    asking.room.goto(Phase.OPEN)
    asking.ask()
    assert asking.keys == ["welcome", "plan", "asked-1", "agree", "plan"]
    assert asking.room.stands == ("open", "plan", 1)
    stood = []
    while asking.room.move("next").applied:
        if asking.room.stands[1] == "asked-1":
            stood.append(asking.room.stands[0])
    assert stood == ["read", "open", "closed", "revealed", "talk"]


def test_in_the_lobby_it_comes_first(asking: Asking) -> None:
    asking.ask()
    assert asking.keys[0] == "asked-1"
    asking.room.move("next")
    assert asking.room.stands == ("read", "asked-1", 1)


def test_two_laptops_put_in_one(asking: Asking) -> None:
    asking.room.goto(Phase.READ)
    seen = asking.room.row.moves
    assert asking.ask("One?", seen).applied
    assert not asking.ask("Two?", seen).applied
    assert asking.keys.count("asked-1") == 1
    assert "asked-2" not in asking.keys


def test_what_is_sent_again_after_a_lost_answer_is_there_once_and_told_so(asking: Asking) -> None:
    asking.room.goto(Phase.READ)
    seen = asking.room.row.moves
    assert asking.ask("One?", seen).applied
    version = asking.room.row.version
    for expects in (seen, seen + 1, 0):
        assert asking.ask("One?", expects).applied
    assert asking.room.row.version == version
    assert [key for key in asking.keys if key.startswith("asked")] == ["asked-1"]


def test_who_types_on_is_asked_in_that_order(asking: Asking) -> None:
    asking.room.goto(Phase.READ)
    for text in ("One?", "Two?", "Three?"):
        asking.ask(text)
    assert asking.keys[2:5] == ["asked-1", "asked-2", "asked-3"]
    asking.opens("asked-1")
    asking.ask("Four?")
    assert asking.keys[2:6] == ["asked-1", "asked-2", "asked-3", "asked-4"]


@pytest.mark.parametrize("reading", [False, True])
def test_until_it_opens_it_can_be_reworded_into_another_kind_under_a_new_key(asking: Asking, reading: bool) -> None:
    asking.room.goto(Phase.TALK)
    asking.ask()
    while reading and asking.room.stands[1] != "asked-1":
        asking.room.move("skip")
    assert asking.reword("asked-1", STATEMENTS).applied
    assert asking.keys == ["welcome", "plan", "asked-2", "agree", "plan"]
    assert asking.room.stands == (("read", "asked-2", 1) if reading else ("talk", "plan", 1))
    assert asking.reword("asked-1", STATEMENTS).applied, "it was sent before"
    assert not asking.reword("asked-1", question("Other?")).applied
    asking.opens("asked-2")
    assert asking.room.round("asked-2") is not None


def test_until_it_opens_it_can_be_taken_out_and_its_key_never_comes_again(asking: Asking) -> None:
    asking.room.goto(Phase.READ)
    asking.ask("One?")
    assert asking.take_out("asked-1").applied
    assert not asking.take_out("asked-1").applied
    asking.ask("Two?")
    assert asking.keys == ["welcome", "plan", "asked-2", "agree", "plan"]


def test_a_room_that_reads_what_is_taken_out_goes_back(asking: Asking) -> None:
    asking.room.goto(Phase.TALK)
    asking.ask()
    asking.room.move("skip")
    assert asking.room.stands == ("read", "asked-1", 1)
    assert asking.take_out("asked-1").applied
    assert asking.room.stands == ("talk", "plan", 1)
    assert asking.room.row.item == 1
    asking.room.move("skip")
    assert asking.room.stands == ("read", "agree", 1)


def test_one_that_was_skipped_unopened_can_be_taken_out_behind_the_room(asking: Asking) -> None:
    asking.room.goto(Phase.READ)
    asking.ask()
    asking.room.move("skip")
    asking.room.move("skip")
    assert asking.room.stands == ("read", "agree", 1)
    asking.take_out("asked-1")
    assert asking.room.stands == ("read", "agree", 1)
    assert asking.keys[asking.room.row.item] == "agree"
    asking.room.move("back")
    assert asking.room.stands == ("read", "plan", 1)


def test_one_that_was_opened_stays_as_it_is(asking: Asking) -> None:
    asking.room.goto(Phase.READ)
    asking.ask()
    asking.opens("asked-1")
    for _ in range(2):
        assert not asking.reword("asked-1", question("Other?")).applied
        assert not asking.take_out("asked-1").applied
        asking.room.move("back")
        asking.room.move("back")


@pytest.mark.parametrize("key", ["plan", "welcome", "asked-9", "", "asked-1' OR 1"])
def test_an_authors_activity_is_nobodys_to_change(asking: Asking, key: str) -> None:
    before = asking.room.row.workshop
    assert not asking.take_out(key).applied
    assert not asking.reword(key, question()).applied
    assert asking.room.row.workshop == before


def test_after_the_end_nothing_is_asked(asking: Asking) -> None:
    asking.room.move("end")
    before = asking.room.row.workshop
    assert not asking.ask().applied
    assert asking.room.row.workshop == before


def test_there_is_no_room(old_house: House) -> None:
    assert old_house.commit(lambda tx: facilitation.ask(tx, 10**6, question(), 0)) is None
    assert old_house.commit(lambda tx: facilitation.take_out(tx, 10**6, "asked-1", 0)) is None


def test_it_is_in_the_rooms_diary(asking: Asking) -> None:
    asking.ask()
    asking.reword("asked-1", STATEMENTS)
    asking.take_out("asked-2")
    diary = select(Move.verb).where(Move.room_id == asking.room.id)
    verbs = asking.room.house.read(lambda session: list(session.exec(diary)))
    assert verbs == ["ask", "reword", "take-out"]


@settings(max_examples=25, deadline=None)
@given(presses=st.lists(st.sampled_from(["next", "next", "next", "back", "skip", "ask", "reword", "take-out"])))
def test_whatever_is_pressed_the_room_stands_where_it_says(old_house: House, presses: list[str]) -> None:
    asking = Asking(old_house.room())
    for number, press in enumerate(presses):
        typed = [key for key in asking.keys if key.startswith("asked")]
        if press == "ask":
            asking.ask(f"{number}?")
        elif press == "reword":
            asking.reword((typed or ["none"])[0], question(f"{number}?"))
        elif press == "take-out":
            asking.take_out((typed or ["none"])[-1])
        else:
            asking.room.move(press)
        row = asking.room.row
        items = Workshop.model_validate(row.workshop).run_of_show()
        if row.item >= 0 and row.ended_at is None:
            assert items[row.item].activity.key == row.activity
            assert items[row.item].steps[row.stop] == (row.phase, row.round)
        assert [key for key in asking.keys if not key.startswith("asked")] == ["welcome", "plan", "agree", "plan"]
