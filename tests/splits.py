"""A room whose people have said what their work is, and then answer something that can be split by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from server.activities import Choice, Scale
from server.activities.choice import Option
from server.activities.contract.activity import Activity
from server.activities.scale import Statement
from server.phases import Phase
from server.room.board import Board
from server.settings import Settings
from server.stage import rows
from server.workshops.content import Again, Module, Show, Workshop
from server.workshops.entries import Entry
from tests.house import PLAN, House, RoomAt

ROLE = Choice(
    key="role",
    kind="choice",
    title="Your role",
    minutes=2,
    question="Which is closest to your work?",
    options=tuple(
        Option(key=key, text=text, short=text)
        for key, text in (("front", "Front line"), ("lead", "Team leads"), ("boss", "Managers"), ("other", "Others"))
    ),
)
STEP = PLAN.model_copy(update={"key": "step", "title": "A step"})
HOUSE = Scale(
    key="house",
    kind="scale",
    title="Our house",
    minutes=5,
    question="How true is this?",
    low="never",
    high="always",
    statements=tuple(Statement(key=key, text=f"We {key} first.") for key in ("listen", "answer", "pay")),
)


def by_role(activity: Activity) -> Activity:
    """The same, and its author wants it split by role."""
    return activity.model_copy(update={"by": "role"})


def workshop(*entries: Entry) -> Workshop:
    """Role, then these."""
    return Workshop(
        workshop="split",
        title="Split",
        minutes=30,
        modules=(Module(module="m", title="M", activities=(ROLE, *entries)),),
    )


APART = {"front": ["call", "call", "wait"], "boss": ["ship"], "lead": ["wait"]}
"""Who says what of the step, by role: far apart."""
AGAIN, SHOW, SHOW_BY = Again(again="step"), Show(show="step"), Show(show="step", by="role")


class SplitRoom:
    """One room, in the verbs of these tests."""

    def __init__(self, house: House, roles: Mapping[str, int], *entries: Entry, minimum: int = 5) -> None:
        self.at: RoomAt = house.room(minimum, workshop(*entries))
        self.people = self.at.seats(sum(roles.values()))
        self.role = dict(zip(self.people, (role for role, n in roles.items() for _ in range(n)), strict=True))
        self.at.goto(Phase.OPEN, "role").answer(self.role.items(), "role")
        self.goto(Phase.REVEALED, "role")

    def goto(self, phase: Phase, activity: str = "step", round: int = 1) -> SplitRoom:
        """Press Next until the room stands there."""
        self.at.goto(phase, activity, round)
        return self

    def vote(self, says: Mapping[str, Sequence[str]], round: int = 1, activity: str = "step") -> SplitRoom:
        """Each role answers in turns; who is in none of these does not."""
        self.goto(Phase.OPEN, activity, round)
        seen: dict[str, int] = {}
        values: list[tuple[int, JsonValue]] = []
        for person, role in self.role.items():
            if role in says:
                at = seen[role] = seen.get(role, -1) + 1
                values.append((person, says[role][at % len(says[role])]))
        self.at.answer(values, activity, round)
        return self

    def next(self, times: int = 1) -> tuple[str, str, int]:
        """Where Next leads."""
        for _ in range(times):
            self.at.move("next")
        return self.at.stands

    def move(self, verb: str) -> bool:
        """Whether a move applies."""
        return self.at.move(verb).applied

    @property
    def board(self) -> Board:
        """The room as a process makes it that has just started."""
        made = self.at.house.read(lambda session: rows.load(session, self.at.id, Settings()))
        assert made is not None
        made.code = "482917"
        return made
