"""The rounds of an activity: where they stop, what each of them asks, and what it is called."""

from __future__ import annotations

from abc import ABC, abstractmethod

from server.activities.contract.called import Called
from server.activities.contract.course import vote
from server.activities.contract.question import Nothing, Question
from server.activities.contract.text import Text
from server.phases import FIRST_ROUND, Phase, Step


class Rounds(ABC):
    """Part of every activity. By default there is one question, and each round asks it."""

    @abstractmethod
    def course(self) -> tuple[Step, ...]:
        """The stops that Next walks through, in order."""

    def again(self, round: int) -> tuple[Step, ...]:
        """The stops of a later round, opened by `again:` in the run of show."""
        return (Step(Phase.READ, round), *vote(round), Step(Phase.SHIFT, round))

    def poses(self, token: str = "") -> Question:
        """What the opening that `token` names asks; "" where there is only one question."""
        return Nothing()

    def token(self, round: int) -> str:
        """Names what a round asks, where not all rounds ask the same."""
        return ""

    def asked(self, round: int) -> Question:
        """What a round asks."""
        return self.poses(self.token(round))

    def texts_of(self, round: int) -> int:
        """The round whose texts a round is about: its own, or an earlier one's."""
        return round

    def view(self, round: int) -> Text | None:
        """What a round is called where the rounds are two views of one thing: compared side by side, and no change of
        mind. All surfaces say it in place of "Vote" and "Vote again"."""
        return None

    def called(self, step: Step) -> Called | None:
        """What a stop is called where nobody votes. A closed round that has a name is a step of its own."""
        return None

    @property
    def has_views(self) -> bool:
        """Whether rounds are views."""
        return self.view(FIRST_ROUND) is not None

    def holds(self, round: int) -> bool:
        """Whether the result of this round is kept back until the next one was asked, and the room talks without it."""
        return False
