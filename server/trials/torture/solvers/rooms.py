"""Rooms with made-up people who vote, talk, and vote again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from server.activities import Choice
from server.activities.choice import Option
from server.activities.contract.text import LETTERS
from server.activities.measures.change import Change
from server.results import disclosure
from server.results.outcomes import Released, Withheld
from server.results.tables import Cell, Table
from server.trials.torture.dice import Dice

SMALLEST, LARGEST = 5, 60
MOST_OPTIONS = 6
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Room:
    """A room after its second vote: what all see of it, and what really happened."""

    minimum: int
    people: int
    shift: Change
    truth: Table

    @property
    def small(self) -> list[Cell]:
        """The from-to groups that must not be found out; who came late or left is in one, too."""
        size = range(len(self.truth))
        return [(i, j) for i in size for j in size if 0 < self.truth[i][j] < self.minimum]

    @property
    def says_nothing(self) -> bool:
        """Whether the shift adds nothing to both rounds' totals."""
        return not self.shift.moves.cells and self.shift.moves.moved is None


def a_room(dice: Dice, minimum: int) -> Room | None:
    """A room of a random size, with a random pull to one answer; None if too few voted twice."""
    options = 2 + dice.below(MOST_OPTIONS - 1)
    people = SMALLEST + dice.below(LARGEST - SMALLEST + 1)
    weights = [letter for letter in range(options) for _ in range(1 + dice.below(6))]
    pull, restless = dice.below(options), dice.below(60)
    once = dice.choose((0, 0, 3, 8))
    before, after = dict[int, str](), dict[int, str]()
    for person in range(people):
        first = second = dice.choose(weights)
        if dice.below(HUNDRED) < restless:
            second = pull if dice.below(2) else dice.below(options)
        if dice.below(HUNDRED) >= once:
            before[person] = _key(first)
        if person not in before or dice.below(HUNDRED) >= once:
            after[person] = _key(second)
    shown = disclosure.compared(_question(options), before, after, minimum)
    if isinstance(shown, Withheld):
        return None
    assert isinstance(shown, Released)
    assert isinstance(shown.result, Change)
    return Room(minimum, people, shown.result, _truth(options, before, after))


def _truth(options: int, before: dict[int, str], after: dict[int, str]) -> Table:
    places = {_key(number): number for number in range(options)}
    went = Counter(
        (places.get(before.get(person, ""), options), places.get(after.get(person, ""), options))
        for person in {*before, *after}
    )
    return tuple(tuple(went[i, j] for j in range(options + 1)) for i in range(options + 1))


def _question(options: int) -> Choice:
    """As little of a question as a shift asks for: its answers."""
    choices = tuple(Option(key=_key(number), text=LETTERS[number]) for number in range(options))
    return Choice.model_construct(options=choices, sensitive=True)


def _key(number: int) -> str:
    return LETTERS[number].lower()
