"""Where a room stands in the run of show, and where Next, Back and Skip lead. Pure."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from server.phases import Phase
from server.workshops.content import Item

Released = Set[tuple[str, int]]
Reached = Set[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class Stand:
    """A place in the run of show; item -1 is the lobby."""

    item: int
    stop: int
    ended: bool = False


def ahead(items: Sequence[Item], stand: Stand, released: Released = frozenset()) -> Stand | None:
    """Where Next leads. A round whose result was let out never reopens, so its voting is passed over."""
    if stand.ended:
        return None
    item, stop = (stand.item, stand.stop + 1) if stand.item >= 0 else (0, 0)
    while item < len(items):
        for at in range(stop, len(items[item].steps)):
            phase, round = items[item].steps[at]
            if phase not in (Phase.OPEN, Phase.CLOSED) or (items[item].activity.key, round) not in released:
                return Stand(item, at)
        item, stop = item + 1, 0
    return Stand(stand.item, stand.stop, ended=True)


def behind(items: Sequence[Item], stand: Stand, released: Released, reached: Reached) -> Stand | None:
    """Where Back leads: to the nearest stop before that the room has been at, so that going back shows
    no result and opens no vote that Skip passed over. None where there is nothing behind."""
    if stand.ended or stand.item < 0:
        return None
    item, stop = stand.item, stand.stop - 1
    while item >= 0:
        key = items[item].activity.key
        for at in range(stop, -1, -1):
            phase, round = items[item].steps[at]
            closed_for_good = phase is Phase.OPEN and (key, round) in released
            if (phase, key, round) in reached and not closed_for_good:
                return Stand(item, at)
        item -= 1
        stop = len(items[item].steps) - 1 if item >= 0 else -1
    return Stand(-1, 0)


def skipped(items: Sequence[Item], stand: Stand) -> Stand | None:
    """Where Skip leads: the next item of the run of show, if there is one."""
    if stand.ended or stand.item + 1 >= len(items):
        return None
    return Stand(stand.item + 1, 0)
