"""What made-up people think: their votes, as a picture of the design has them, or whatever else a question takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from server.activities.contract.question import Lean, Question
from server.activities.measures.nominal import Nominal
from server.dice import dice_of

LETTERS = "ABCDEFGH"

Votes = Mapping[str, int]
Moves = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Opinions:
    """Those of so many `people`, of whom so many have `answered`: who chose what at `first`, and who `moves`."""

    people: int
    answered: int
    first: Votes | None = None
    moves: Moves | None = None

    def values(self, question: Question, round: int, views: bool = False) -> list[JsonValue]:
        """By person: what the design shows, or where there is more to say, what made-up people say."""
        keys = [place.key for place in question.parts[0].places]
        if isinstance(question, Nominal):
            votes = self._votes(len(keys))
            return [keys[vote] for vote in (votes if round == 1 else self._second(votes))]
        dice = dice_of(self.people)
        first = [question.guess(dice, Lean(favour=0.9)) for _ in range(self.answered)]
        if views and round > 1:
            return [question.guess(dice, Lean(favour=0.4)) for _ in first]
        return first if round == 1 else [question.guess(dice, Lean(), value) for value in first]

    def _votes(self, options: int) -> list[int]:
        """By person: the given counts dealt out evenly, or shares like those of the design."""
        shares = (0.37, 0.405, 0.15, 0.075) if options == 4 else tuple(1 / options for _ in range(options))
        counts = [round(self.answered * share) for share in shares]
        if self.first is not None:
            counts = [self.first.get(letter, 0) for letter in LETTERS[:options]]
        counts[1 if options > 1 else 0] += self.answered - sum(counts) if self.first is None else 0
        left = [[option, count] for option, count in enumerate(counts)]
        votes = []
        for turn in range(sum(counts)):
            pick = max(left, key=lambda pair: (pair[1] / max(1, counts[pair[0]]), -((pair[0] + turn) % options)))
            pick[1] -= 1
            votes.append(pick[0])
        return votes

    def _second(self, votes: list[int]) -> list[int]:
        """The first votes again, but for those who move."""
        moved = list(votes)
        for (origin, goal), people in (self.moves or {}).items():
            movers = [who for who, vote in enumerate(moved) if vote == votes[who] == LETTERS.index(origin)][:people]
            for who in movers:
                moved[who] = LETTERS.index(goal)
        return moved
