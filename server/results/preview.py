"""The facilitator's private preview of a first round: which answers it covers, and when the next one is due."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, Self

from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.results.disclosure import Tell, no_state, pooled
from server.results.outcomes import Outcome, Withheld


class Preview(NamedTuple):
    """What the facilitator may see of a first round while people still answer, as it was decided once and stored: how
    often each value was given by the first `covered` who answered, at that moment and in no order of people.

    At least the minimum stay uncovered, and the next preview covers at least the minimum more. So two previews, or a
    preview and the final result, always differ by at least the minimum of people, whatever anybody changes in between.
    """

    covered: int = 0
    shown: tuple[tuple[JsonValue, int], ...] = ()

    @classmethod
    def of(cls, values: Sequence[JsonValue]) -> Self:
        """The preview that covers these."""
        counted = Counter(json.dumps(value, sort_keys=True) for value in values)
        return cls(len(values), tuple((json.loads(value), people) for value, people in sorted(counted.items())))

    def due(self, answered: int, minimum: int) -> int:
        """How many the next preview covers now that so many have answered; 0 while it is not due."""
        coverable = (answered - minimum) // minimum * minimum
        return coverable if coverable >= self.covered + self.step(minimum) else 0

    def step(self, minimum: int) -> int:
        """How many more the next one covers at least: the minimum, in a crowd a tenth of what it shows already."""
        return max(minimum, self.covered // 10 // minimum * minimum)

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
