"""Which groups of people a split may show: by a sealed earlier answer, part by part, and nobody by subtraction.

A group shows with at least the minimum of people who spoke of the part, and only if all who are not shown with it are
nobody or at least the minimum; else the smallest shown one joins the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.activities.contract.question import Place, Question
from server.activities.contract.result import Group

SMALL = 8
"""In a group of fewer, single answers can be guessed at: the room talks before it is shown."""
FEWEST = 2
"""Groups that a split needs."""
NOWHERE = -1
"""Where those stand who are in no group."""
Values = Mapping[int, JsonValue]


@dataclass(frozen=True, slots=True)
class Segment:
    """People by the place where an earlier answer put them; who gave none stands nowhere. `sensitive`: where they stand
    is as much of a secret as what they answer now."""

    places: tuple[Place, ...]
    of: Mapping[int, int]
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown of each group: by its place, the keys of the parts that it may speak of."""

    parts: Mapping[int, frozenset[str]]


def segment(question: Question, values: Values, sensitive: bool = False) -> Segment:
    """The groups that an earlier question makes."""
    (part,) = question.parts
    index = {place.key: at for at, place in enumerate(part.places)}
    said = zip(values, question.column(list(values.values()), part), strict=True)
    return Segment(part.places, {who: index[key] for who, key in said if key is not None}, sensitive)


class Turn(Enum):
    """When a result is split: not at all, before the room talks about it, or behind."""

    NEVER = "never"
    FIRST = "first"
    AFTER = "after"


def turn(question: Question, values: Values, groups: Segment, minimum: int) -> Turn:
    """When that may be: talk comes first where a group is small, so that nobody sits alone below an answer."""
    places = shown(question, values, groups, minimum).parts.keys()
    if len(places) < FEWEST:
        return Turn.NEVER
    people = Counter(groups.of.get(who, NOWHERE) for who in values)
    return Turn.AFTER if min(people[place] for place in places) < SMALL else Turn.FIRST


def shown(question: Question, values: Values, groups: Segment, minimum: int) -> Shown:
    """What may be shown of them, whatever is chosen of it: to show less of whole groups is always safe. How large a
    group is, taken from how many chose it before, tells where those stand who are silent now."""
    silent = len(groups.of.keys() - values.keys())
    if groups.sensitive and 0 < silent < minimum:
        return Shown({})
    stand, said = [groups.of.get(who, NOWHERE) for who in values], list(values.values())
    found: dict[int, set[str]] = {}
    for part in question.parts:
        spoke = [place for place, key in zip(stand, question.column(said, part), strict=True) if key is not None]
        for place in _large(Counter(spoke), minimum):
            found.setdefault(place, set()).add(part.key)
    if not question.parts:
        found = {place: set() for place in _large(Counter(stand), minimum)}
    return Shown({place: frozenset(parts) for place, parts in sorted(found.items())})


def _large(people: Mapping[int, int], minimum: int) -> set[int]:
    """The groups of one part."""
    kept = sorted(
        (place for place, n in people.items() if place >= 0 and n >= minimum), key=lambda at: (people[at], at)
    )
    rest = sum(people.values()) - sum(people[place] for place in kept)
    while kept and 0 < rest < minimum:
        rest += people[kept.pop(0)]
    return set(kept)


def furthest(activity: Activity, groups: Sequence[Group]) -> Collection[int]:
    """The places, by number, of as many groups as are shown side by side: those that are apart most."""
    most, apart = activity.most_groups, activity.apart
    if len(groups) <= most:
        return range(len(groups))
    pairs = {(i, j): apart(groups[i], groups[j]) for j in range(len(groups)) for i in range(j)}
    first, second = max(pairs, key=lambda pair: pairs[pair])
    chosen = [first, second]
    while len(chosen) < most:
        left = [at for at in range(len(groups)) if at not in chosen]
        chosen.append(max(left, key=lambda at: max(apart(groups[at], groups[other]) for other in chosen)))
    return sorted(chosen)
