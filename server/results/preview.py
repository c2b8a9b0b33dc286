"""The facilitator's private preview of a first round: which answers it covers, and when the next one is due."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Self

from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.activities.contract.question import Part, Question
from server.results.disclosure import pooled
from server.results.outcomes import Outcome, Withheld
from server.results.undrawn import Tell, no_state

BESIDE_GROUPS = 4
"""How many times the minimum previews lag and step where the result may be laid apart by groups: a smaller one, beside
them, would show single people."""


class Preview(NamedTuple):
    """What the facilitator may see of a first round while people still answer, as it was decided once and stored: how
    often each value was given by the first `covered` who answered, at that moment and in no order of people.

    At least the minimum stay uncovered, and the next preview covers at least the minimum more; of those who spoke of a
    part, too, or it says nothing of that part. So two previews, or a preview and the final result, always differ by at
    least the minimum of people, whatever anybody changes in between.
    """

    covered: int = 0
    shown: tuple[tuple[JsonValue, int], ...] = ()

    @classmethod
    def of(cls, values: Sequence[JsonValue], covered: int | None = None) -> Self:
        """The preview of these, which so many gave: all, or those who said something that may be seen."""
        counted = Counter(json.dumps(value, sort_keys=True) for value in values)
        shown = tuple((json.loads(value), people) for value, people in sorted(counted.items()))
        return cls(len(values) if covered is None else covered, shown)

    def due(self, answered: int, lag: int) -> int:
        """How many the next preview covers now that so many have answered; 0 while it is not due."""
        coverable = (answered - lag) // lag * lag
        return coverable if coverable >= self.covered + self.step(lag) else 0

    def step(self, lag: int) -> int:
        """How many more the next one covers at least: as many as it lags, in a crowd a tenth of what it shows."""
        return max(lag, self.covered // 10 // lag * lag)

    def tells(self, question: Question, part: Part) -> bool:
        """Whether it says anything of this part."""
        return any(question.said(value, part) is not None for value, _people in self.shown)

    def result(
        self, activity: Activity, answered: int, minimum: int, state: Tell = no_state, protected: bool = True
    ) -> Outcome:
        """As it may be seen."""
        if not self.covered:
            return Withheld(answered, minimum)
        return pooled(activity, self.values, minimum, state, early=True, protected=protected)

    @property
    def values(self) -> list[JsonValue]:
        """What it covers."""
        return [value for value, people in self.shown for _ in range(people)]


def covering(
    question: Question, values: Sequence[JsonValue], covers: int, minimum: int, told: Mapping[str, int]
) -> Preview:
    """The preview of the first so many. Of a part the newest preview that `told` of it covered some of them, and it is
    left out unless enough spoke of it since, and among the uncovered."""

    def is_thin(part: Part) -> bool:
        spoke = [key is not None for key in question.column(values, part)]
        return min(sum(spoke[told.get(part.key, 0) : covers]), sum(spoke[covers:])) < minimum

    hidden = [part.key for part in question.parts if is_thin(part)]
    kept = (question.without(value, hidden) if hidden else value for value in values[:covers])
    return Preview.of([value for value in kept if value is not None], covers)
