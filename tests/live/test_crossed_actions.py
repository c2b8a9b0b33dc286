"""Two tabs of one person that keep the rules for actions, lines that stall and lose, a close in between: whatever was
acked is stored once, what was not refused is stored in the end, and each tab's in the order in which it was done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from server.live.decode import ActionMessage, decode
from server.live.messages import done, refusal
from server.phases import Phase
from server.refusals import Refused
from server.room.actions import Acted, Acting, Action
from tests.clapping import clapping
from tests.house import House, RoomAt

TABS = st.sampled_from((0, 1))
Message = dict[str, Any]


class Tab:
    """One browser tab: what it has sent last, and what is on its way in both directions."""

    def __init__(self) -> None:
        self.sent: str | None = None
        self.up: list[str] = []
        self.down: list[Message] = []


class CrossedActions(RuleBasedStateMachine):
    """The outbox of `docs/protocol.md` on one side, the server's rules on the other, any order between them."""

    house: House

    @initialize()
    def begin(self) -> None:
        """A room that votes, and somebody with two tabs that share what waits."""
        self.room: RoomAt = self.house.room().goto(Phase.OPEN)
        self.who = self.room.seat().participant
        self.tabs = (Tab(), Tab())
        self.waiting: list[str] = []
        self.done: list[str] = []
        self.acked: set[str] = set()
        self.refused: set[str] = set()

    @rule(tab=TABS)
    def clap(self, tab: int) -> None:
        """A tap: kept, then sent if nothing is before it."""
        self.done.append(f"{len(self.done):032x}")
        self.waiting.append(self.done[-1])
        self.go_on(tab)

    @rule(tab=TABS)
    def come_back(self, tab: int) -> None:
        """A new connection: what was on its way to the tab is lost, the other way it may still arrive."""
        self.tabs[tab].down.clear()
        self.tabs[tab].sent = None
        self.go_on(tab)

    @rule(tab=TABS)
    def lose(self, tab: int) -> None:
        """Nothing of what was on its way to the server arrives."""
        self.tabs[tab].up.clear()

    @rule(tab=TABS, commits=st.sampled_from((True, True, True, False)))
    def arrive(self, tab: int, commits: bool) -> None:
        """The server takes in one message; now and then the disk refuses."""
        if not self.tabs[tab].up:
            return
        message = decode(self.tabs[tab].up.pop(0))
        assert isinstance(message, ActionMessage)
        self.tabs[tab].down.append(self.reply(message, commits))

    @rule(tab=TABS)
    def hear(self, tab: int) -> None:
        """A tab takes in what came first."""
        if not self.tabs[tab].down:
            return
        message = self.tabs[tab].down.pop(0)
        action_id = message["action_id"]
        if message["type"] == "refused" and not message["final"]:
            self.tabs[tab].sent = None
            self.go_on(tab)
            return
        (self.acked if message["type"] == "ack" else self.refused).add(action_id)
        if action_id in self.waiting:
            self.waiting.remove(action_id)
        if action_id == self.tabs[tab].sent:
            self.tabs[tab].sent = None
            self.go_on(tab)

    @rule()
    def close_or_open_again(self) -> None:
        """The facilitator closes the vote, or takes that back."""
        self.room.move("back" if self.room.stands[0] == "closed" else "next")

    def go_on(self, tab: int) -> None:
        """Send the oldest, if nothing is on its way."""
        if self.tabs[tab].sent is None and self.waiting:
            self.tabs[tab].sent = oldest = self.waiting[0]
            body = {"type": "action", "action_id": oldest, "activity": "plan", "round": 1}
            self.tabs[tab].up.append(json.dumps({**body, "what": "clap", "value": None}))

    def reply(self, message: ActionMessage, commits: bool) -> Message:
        """What the server says."""
        job = Acting(self.room.id, self.who, self.room.activity("plan"), Action(*message[1:]))
        if not commits:
            return refusal(Refused("not-saved", "Not saved."), None, message.action_id)
        (outcome,) = self.house.commit_all([job])
        if isinstance(outcome, Acted):
            return done(outcome)
        return refusal(outcome, None, message.action_id)

    def stored(self) -> list[str]:
        """What is stored, in order."""
        found = "SELECT action_id FROM event WHERE room_id = ? ORDER BY version"
        return [action_id for (action_id,) in self.house.all(found, self.room.id)]

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        """What was acked is stored, each once, and what waits no more was acked or refused."""
        if not hasattr(self, "room"):
            return
        stored = self.stored()
        assert len(set(stored)) == len(stored)
        assert self.acked <= set(stored)
        assert set(self.done) == set(self.waiting) | self.acked | self.refused

    def teardown(self) -> None:
        """In the end every line works again in an open vote: nothing waits, and all that was not refused is stored."""
        if not hasattr(self, "room"):
            return
        if self.room.stands[0] == "closed":
            self.room.move("back")
        for tab in (0, 1):
            self.tabs[tab].up.clear()
            self.come_back(tab)
            while self.tabs[tab].up or self.tabs[tab].down:
                self.arrive(tab, commits=True)
                self.hear(tab)
        assert not self.waiting
        assert self.acked | self.refused == set(self.done)
        assert self.acked <= set(self.stored()) <= set(self.done)
        # One that was refused after a close may still come from a stalled line once the vote is open again.
        kept = [action_id for action_id in self.stored() if action_id not in self.refused]
        assert kept == [action_id for action_id in self.done if action_id in kept], "in the order in which it was done"


@pytest.fixture
def _machine(old_house: House) -> Iterator[None]:
    CrossedActions.house = old_house
    with clapping():
        yield


@pytest.mark.usefixtures("_machine")
def test_what_was_acked_is_stored_once_and_in_order_in_whatever_order_two_tabs_are_heard() -> None:
    run_state_machine_as_test(CrossedActions, settings=settings(max_examples=40, stateful_step_count=40, deadline=None))
