"""Rooms with made-up people who vote, talk, and vote again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pydantic import JsonValue

from server.activities import Choice, Scale
from server.activities.choice import Option
from server.activities.contract.activity import Activity
from server.activities.contract.question import Part
from server.activities.contract.text import LETTERS
from server.activities.scale import Statement
from server.results import disclosure
from server.results.outcomes import Released
from server.results.tables import Cell, Table
from server.trials.torture.dice import Dice
from server.trials.torture.solvers.puzzle import Shift

SMALLEST, LARGEST, LARGEST_IN_ORDER = 5, 60, 30
MOST_OPTIONS = 6
HUNDRED = 100
Places = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Room:
    """A room after its second vote: what all see of it, and what really happened."""

    minimum: int
    part: Part
    shift: Shift
    truth: Table

    @property
    def small(self) -> list[Cell]:
        """The from-to groups that must not be found out; who came late or left is in one, too."""
        size = range(len(self.truth))
        return [(i, j) for i in size for j in size if 0 < self.truth[i][j] < self.minimum]


def a_room(dice: Dice, minimum: int) -> Room | None:
    """A room of a random size, with a random pull to one answer; None if too few voted twice."""
    options = 2 + dice.below(MOST_OPTIONS - 1)
    people = SMALLEST + dice.below(LARGEST - SMALLEST + 1)
    before, after = _votes(dice, people, options, ANYWHERE)
    return _seen(_choice(options), before, after, minimum)


def a_room_in_order(dice: Dice, minimum: int, people: int = 0) -> Room | None:
    """The same with one statement that is rated from low to high, where people mostly go a step or two; of a random
    size where none is given."""
    people = people or SMALLEST + dice.below(LARGEST_IN_ORDER - SMALLEST + 1)
    scale = _scale()
    before, after = _votes(dice, people, len(scale.poses().parts[0].places), dice.choose((ANYWHERE, A_STEP, UP)))
    return _seen(scale, before, after, minimum)


def _votes(dice: Dice, people: int, options: int, second: Second) -> tuple[Places, Places]:
    weights = [place for place in range(options) for _ in range(1 + dice.below(6))]
    pull, restless = dice.below(options), dice.below(60)
    once = dice.choose((0, 0, 3, 8))
    before, after = dict[int, int](), dict[int, int]()
    for person in range(people):
        first = then = dice.choose(weights)
        if dice.below(HUNDRED) < restless * second.restless:
            then = second.of(dice, first, pull, options)
        if dice.below(HUNDRED) >= once:
            before[person] = first
        if person not in before or dice.below(HUNDRED) >= once:
            after[person] = then
    return before, after


class Second(NamedTuple):
    """Where somebody goes who moves: from this place, with a pull to that one, of so many. `restless`: how many do."""

    of: Callable[[Dice, int, int, int], int]
    restless: int = 1


ANYWHERE = Second(lambda dice, _first, pull, options: pull if dice.below(2) else dice.below(options))
A_STEP = Second(lambda dice, first, _pull, options: max(0, min(options - 1, first + dice.choose((-1, 1)))))
UP = Second(lambda dice, first, _pull, options: min(options - 1, first + 1 + dice.below(2)), 2)


def _seen(activity: Activity, before: Places, after: Places, minimum: int) -> Room | None:
    (part,) = activity.poses().parts
    first, second = ({who: _answer(part, place) for who, place in votes.items()} for votes in (before, after))
    shown = disclosure.compared(activity, first, second, minimum)
    if not isinstance(shown, Released) or part.key not in shown.moves:
        return None
    truth = _truth(len(part.places), before, after)
    rows, columns = (tuple(map(sum, lines))[:-1] for lines in (truth, zip(*truth, strict=True)))
    return Room(minimum, part, Shift(rows, columns, shown.moves[part.key]), truth)


def _answer(part: Part, place: int) -> JsonValue:
    return {part.key: int(part.places[place].key)} if part.ordered else part.places[place].key


def _truth(options: int, before: Places, after: Places) -> Table:
    went = Counter((before.get(person, options), after.get(person, options)) for person in {*before, *after})
    return tuple(tuple(went[i, j] for j in range(options + 1)) for i in range(options + 1))


def _choice(options: int) -> Choice:
    """As little of a question as a shift asks for: its answers."""
    choices = tuple(Option(key=letter.lower(), text=letter) for letter in LETTERS[:options])
    return Choice.model_construct(options=choices, sensitive=True)


def _scale() -> Scale:
    """One statement."""
    said = (Statement(key="said", text="So it is."),)
    return Scale.model_construct(statements=said, low="no", high="yes", sensitive=True)
