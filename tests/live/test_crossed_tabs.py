"""Two tabs of one person, lines that stall and lose, a close in between: the newest answer is the one that counts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from server.live.decode import AnswerMessage, decode
from server.live.messages import ack, refusal
from server.phases import Phase
from server.refusals import Refused
from server.room.answers import Offer
from server.trials.swarm.outbox import Outbox
from tests.house import House, RoomAt

PLACE = ("plan", 1)
VALUES = ("call", "wait", "ship")
TABS = st.sampled_from((0, 1))
Message = dict[str, Any]


class Tab:
    """One browser tab. What is on its way to the server may be there long after the line was given up."""

    def __init__(self) -> None:
        self.up: list[bytes] = []
        self.down: list[Message] = []


class CrossedTabs(RuleBasedStateMachine):
    """The outbox of `docs/protocol.md` on one side, the server's rules on the other, any order between them."""

    house: House

    @initialize()
    def begin(self) -> None:
        """A room that votes, and somebody with two tabs that share their outbox."""
        self.room: RoomAt = self.house.room().goto(Phase.OPEN)
        self.who = self.room.seat().participant
        self.outbox, self.tabs = Outbox(), (Tab(), Tab())
        self.given: list[str] = []
        self.acked: list[str] = []
        self.stood: list[str] = []

    @rule(tab=TABS, value=st.sampled_from(VALUES))
    def answer(self, tab: int, value: str) -> None:
        """A tap."""
        pending = self.outbox.put(PLACE, value)
        self.given.append(pending.answer_id)
        self.outbox.send(pending, 1.0, self.tabs[tab].up.append)

    @rule(tab=TABS)
    def come_back(self, tab: int) -> None:
        """A new connection: what was on its way to the tab is lost, the other way it may still arrive."""
        own = self.stored()
        answers = {"plan.1": {"answer_id": own.answer_id, "rev": own.rev}} if own else {}
        self.tabs[tab].down = [{"type": "you", "answers": answers}]
        for pending in self.outbox.waiting.values():
            self.outbox.send(pending, 1.0, self.tabs[tab].up.append)

    @rule(tab=TABS)
    def lose(self, tab: int) -> None:
        """Nothing of what was on its way to the server arrives."""
        self.tabs[tab].up.clear()

    @rule(tab=TABS)
    def arrive(self, tab: int) -> None:
        """The server takes in one message of a tab, and answers; the other tab hears of what is stored."""
        if not self.tabs[tab].up:
            return
        message = decode(self.tabs[tab].up.pop(0).decode())
        assert isinstance(message, AnswerMessage)
        self.tabs[tab].down.append(self.reply(message))

    @precondition(lambda self: len(self.stood) > 1)
    @rule(which=st.integers(0, 50), above=st.integers(0, 5))
    def insist(self, which: int, above: int) -> None:
        """A client that does not keep the rules sends a superseded answer again, with any rev."""
        own = self.stored()
        old = self.stood[which % (len(self.stood) - 1)]
        message = {
            "type": "answer",
            "answer_id": old,
            "activity": "plan",
            "round": 1,
            "rev": own.rev + above,
            "value": "wait",
        }
        read = decode(json.dumps(message))
        assert isinstance(read, AnswerMessage)
        answered = self.reply(read)
        assert answered["code"] == "stale"

    @rule(tab=TABS)
    def hear(self, tab: int) -> None:
        """A tab takes in what came first."""
        if not self.tabs[tab].down:
            return
        message = self.tabs[tab].down.pop(0)
        if message["type"] == "ack":
            self.acked.append(message["answer_id"])
            self.outbox.acked(message, 1.0)
        elif message["type"] == "you":
            self.outbox.told(message)
        else:
            self.outbox.refused(message, 1.0)

    @rule()
    def close_or_open_again(self) -> None:
        """The facilitator closes the vote, or takes that back."""
        self.room.move("back" if self.room.stands[0] == "closed" else "next")

    def reply(self, message: AnswerMessage) -> Message:
        """What the server says to an answer."""
        offer = Offer(message.answer_id, message.activity, message.round, message.rev, message.value)
        try:
            return ack(self.room.give(self.who, offer))
        except Refused as refused:
            return refusal(refused, message.answer_id)

    def stored(self) -> Any:
        """The row, if there is one."""
        return next(iter(self.room.rows()), None)

    @invariant()
    def the_newer_one_stands(self) -> None:
        """What is stored was never given before what was stored, and never before what was acked."""
        if not hasattr(self, "room") or (own := self.stored()) is None:
            return
        if not self.stood or self.stood[-1] != own.answer_id:
            self.stood.append(own.answer_id)
        order = [self.given.index(answer_id) for answer_id in self.stood]
        assert order == sorted(set(order)), "an older answer took the place of a newer one"
        assert all(self.given.index(answer_id) <= order[-1] for answer_id in self.acked)

    def teardown(self) -> None:
        """In the end every line works again, and the outbox is empty; in an open vote the last tap counts."""
        if not hasattr(self, "room"):
            return
        is_open = self.room.stands[0] == "open"
        for tab in (0, 1):
            self.come_back(tab)
            while self.tabs[tab].up:
                self.arrive(tab)
            while self.tabs[tab].down:
                self.hear(tab)
        assert not self.outbox.waiting
        if is_open and self.given and not any(no.answer_id == self.given[-1] for no in self.outbox.diary.refused):
            assert self.stored().answer_id == self.given[-1]


@pytest.fixture
def _machine(old_house: House) -> None:
    CrossedTabs.house = old_house


@pytest.mark.usefixtures("_machine")
def test_the_newest_answer_counts_in_whatever_order_two_tabs_are_heard() -> None:
    run_state_machine_as_test(CrossedTabs, settings=settings(max_examples=40, stateful_step_count=40, deadline=None))
