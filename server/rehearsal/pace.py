"""When made-up people do something: at a human pace, and never so much at once that anybody else would feel it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Container, Iterable, Sequence
from contextlib import asynccontextmanager
from itertools import islice

from server.clock import monotonic
from server.dice import dice_of

CHUNK = 50
SHARE = 0.4
"""Of the time, at most, something of a rehearsal's is on its way through the loop or the writer."""
MEDIAN_SECONDS, LONGEST_SECONDS, SIGMA = 11, 55, 0.6
NEVER = 0.04  # of people, who leave a question out
PLANNED = 500  # people whose thinking is thought out in one beat

Opening = tuple[str, int, int]  # activity, round, the move that opened it


class Thoughts:
    """How long each of a crowd thinks about what is asked, from the moment it is."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._opening: Opening | None = None
        self._begun = 0.0
        self._until: dict[int, float] = {}

    def done(self, opening: Opening, people: Iterable[int], answered: Container[int]) -> list[int]:
        """Who has thought long enough, and has not answered yet."""
        if opening != self._opening:
            self._opening, self._begun, self._until = opening, monotonic(), {}
        waiting = [each for each in people if each not in answered]
        for each in islice((each for each in waiting if each not in self._until), PLANNED):
            self._until[each] = self._begun + _seconds(f"{self._seed}.{opening}.{each}")
        now = monotonic()
        return [each for each in waiting if self._until.get(each, now + 1) <= now]


def _seconds(seed: str) -> float:
    """Most are done within 40 seconds; some do not answer at all."""
    dice = dice_of(seed)
    if dice.random() < NEVER:
        return float("inf")
    return min(dice.lognormvariate(0, SIGMA) * MEDIAN_SECONDS, LONGEST_SECONDS)


def chunks(people: Sequence[int]) -> list[Sequence[int]]:
    """A crowd in parts that the writer commits beside what real people send."""
    return [people[at : at + CHUNK] for at in range(0, len(people), CHUNK)]


@asynccontextmanager
async def politely() -> AsyncIterator[None]:
    """What is done within takes at most its share of the time: afterwards nothing is done for as long as it takes."""
    begun = monotonic()
    yield
    busy = monotonic() - begun
    await asyncio.sleep(busy / SHARE - busy)
