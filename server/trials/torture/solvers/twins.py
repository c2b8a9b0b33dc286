"""Two rooms in which people of one set have answered in each other's place. If both look the same to everybody, to the
last byte, then nobody who looks at one can tell these people apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from pydantic import JsonValue

from server.activities.contract.question import Question
from server.refusals import Refused
from server.trials.torture.solvers.played import House, Says, Script
from server.trials.torture.solvers.shown import Shown, Table, shown


def differences(house: House, script: Script, seen: Shown, dice: Random) -> Iterator[str]:
    """The pages on which a room and its twin differ."""
    other = shown(house, twin(script, seen, dice)).pages
    yield from (name for name in seen.pages.keys() | other.keys() if seen.pages.get(name) != other.get(name))


def twin(script: Script, seen: Shown, dice: Random) -> Script:
    """The same room, in which people whom no table tells apart have changed places. What they say in two rounds goes
    with them where it is told who moved; else each thing that they say may go its own way."""
    first, *later = script.says
    apart = sets(script, seen).values()
    places = _changed(apart, dice)
    says: Says = {who: first[places[who]] for who in first}
    if seen.is_split or not later:
        says = _mixed(script.activity.poses(), says, apart, script.minimum, dice)
        places |= _changed(map(list, later), dice)
    return replace(script, says=[says, *({who: each[places[who]] for who in each} for each in later)])


def _changed(sets: Iterable[Sequence[int]], dice: Random) -> dict[int, int]:
    """For everybody somebody of the same set."""
    return {who: other for each in sets for who, other in zip(each, dice.sample(each, len(each)), strict=True)}


def _mixed(question: Question, says: Says, sets: Iterable[Sequence[int]], minimum: int, dice: Random) -> Says:
    """The same, where some people of a set, and some of those of it whose rows in an export are the same, have changed
    places in one part of what they say, unless the rows tell it together with others."""
    values = list(says.values())
    told = question.settled(values, minimum)
    mixed, rows = dict(says), _rows(told, values)
    for one, other, part in _couples(told, says, sets, dice):
        first, second = _exchanged(question, part, mixed[one], mixed[other])
        changed = {**mixed, one: first, other: second}
        values = list(changed.values())
        if _rows(question.settled(values, minimum), values) == rows:
            mixed = changed
    return mixed


def _couples(told: Question, says: Says, sets: Iterable[Sequence[int]], dice: Random) -> Iterator[tuple[int, int, str]]:
    """Who may change places in which part."""
    for people in ([who for who in each if who in says] for each in sets):
        alike = defaultdict[str, list[int]](list)
        for who in people:
            alike[str(told.export(says[who]))].append(who)
        for group in (people, *alike.values()):
            for part in told.parts if len(group) > 1 else ():
                one, other = dice.sample(group, 2)
                yield one, other, part.key


def _rows(told: Question, values: Iterable[JsonValue]) -> Counter[tuple[str, str]]:
    """What tables say of a round, column by column."""
    return Counter(cell for value in values for cell in told.export(value).items())


def _exchanged(question: Question, part: str, one: JsonValue, other: JsonValue) -> tuple[JsonValue, JsonValue]:
    """Two answers that have changed places in one part, where it stands by itself: a level of a statement does, points
    out of a hundred do not."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return one, other
    mixed = ({**mine, part: theirs.get(part)} for mine, theirs in ((one, other), (other, one)))
    try:
        first, second = map(question.accept, mixed)
    except Refused:
        return one, other
    return first, second


def sets(script: Script, seen: Shown) -> Mapping[Sequence[Table], list[int]]:
    """The people of a room by all the tables that they are in."""
    found: dict[Sequence[Table], list[int]] = defaultdict(list)
    for who in dict.fromkeys(who for each in script.says for who in each):
        found[seen.tables(who)].append(who)
    return found
