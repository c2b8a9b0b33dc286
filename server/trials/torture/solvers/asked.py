"""A sensitive question asked twice, as solvers see it: what can be answered to it, and where that puts each part."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from random import Random

from server.activities.contract.activity import Activity
from server.activities.contract.question import Lean

Answer = str | None
Person = tuple[Answer, Answer]  # what somebody said in both rounds
Road = tuple[str, int, int]  # a part, and where somebody stood in both rounds; last of all those who stood nowhere
GUESSES = 300


class Asked:
    """A question, what can be answered to it, and which two answers two people may give in place of two others."""

    def __init__(self, activity: Activity, dice: Random) -> None:
        self.activity, self.question = activity, activity.poses()
        values = [self.question.guess(dice, Lean(dice.random(), 1.0)) for _ in range(GUESSES)]
        self.answers = sorted({json.dumps(value) for value in values})
        self.instead = defaultdict[object, list[tuple[str, str]]](list)
        for one, other in product(self.answers, self.answers):
            self.instead[self.both((one, other))].append((one, other))

    def both(self, pair: tuple[str, str]) -> object:
        """What tables say of two answers: every column by itself."""
        cells = Counter(cell for answer in pair for cell in self.question.export(json.loads(answer)).items())
        return frozenset(cells.items())

    @cached_property
    def stands(self) -> Mapping[Answer, Sequence[int]]:
        """Where an answer puts each part."""
        parts = self.question.parts
        places = [{place.key: at for at, place in enumerate(part.places)} for part in parts]
        found: dict[Answer, Sequence[int]] = {None: [len(part.places) for part in parts]}
        for answer in self.answers:
            said = (self.question.said(json.loads(answer), part) for part in parts)
            found[answer] = [len(of) if key is None else of[key] for of, key in zip(places, said, strict=True)]
        return found

    def roads(self, person: Person) -> Iterator[Road]:
        """Where somebody went, part by part."""
        first, second = (self.stands[answer] for answer in person)
        for part, origin, goal in zip(self.question.parts, first, second, strict=True):
            if not origin == goal == len(part.places):
                yield part.key, origin, goal
