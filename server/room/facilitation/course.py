"""Where a room stands in the run of show, and where Next, Back and Skip lead. Pure."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from server.phases import FIRST_ROUND, Phase
from server.results.segments import Turn
from server.workshops.items import Item

Released = Set[tuple[str, int]]
Reached = Set[tuple[str, str, int]]
Turns = Callable[[Item, int], Turn]


def never(_item: Item, _round: int) -> Turn:
    """No result is split."""
    return Turn.NEVER


@dataclass(frozen=True, slots=True)
class Stand:
    """A place in the run of show; item -1 is the lobby."""

    item: int
    stop: int
    ended: bool = False


def ahead(items: Sequence[Item], stand: Stand, released: Released = frozenset(), turns: Turns = never) -> Stand | None:
    """Where Next leads. A round whose result was let out never reopens, so its voting is passed over; so is a split
    that is not due, and a result that is not out when it shall be shown once more."""
    if stand.ended:
        return None
    item, stop = (stand.item, stand.stop + 1) if stand.item >= 0 else (0, 0)
    while item < len(items):
        for at in range(stop, len(items[item].steps)):
            phase, round = items[item].steps[at]
            voting_is_over = phase in (Phase.OPEN, Phase.CLOSED) and _is_over(items[item], round, released)
            if not voting_is_over and is_on(items[item], at, released, turns):
                return Stand(item, at)
        item, stop = item + 1, 0
    return Stand(stand.item, stand.stop, ended=True)


def behind(
    items: Sequence[Item], stand: Stand, released: Released, reached: Reached, turns: Turns = never
) -> Stand | None:
    """Where Back leads: to the nearest stop before that the room has been at, so that going back shows
    no result and opens no vote that Skip passed over. None where there is nothing behind."""
    if stand.ended or stand.item < 0:
        return None
    item, stop = stand.item, stand.stop - 1
    while item >= 0:
        key = items[item].activity.key
        for at in range(stop, -1, -1):
            phase, round = items[item].steps[at]
            closed_for_good = phase is Phase.OPEN and _is_over(items[item], round, released)
            if (phase, key, round) in reached and not closed_for_good and is_on(items[item], at, released, turns):
                return Stand(item, at)
        item -= 1
        stop = len(items[item].steps) - 1 if item >= 0 else -1
    return Stand(-1, 0)


def skipped(
    items: Sequence[Item], stand: Stand, released: Released = frozenset(), turns: Turns = never
) -> Stand | None:
    """Where Skip leads: the next item of the run of show, if there is one."""
    if stand.ended or stand.item + 1 >= len(items):
        return None
    last = len(items[stand.item].steps) - 1 if stand.item >= 0 else 0
    to = ahead(items, Stand(stand.item, last), released, turns)
    return None if to is None or to.ended else to


def _is_over(item: Item, round: int, released: Released) -> bool:
    """Whether a round takes no answers any more: its result is out, or what people guess there is known."""
    return (item.activity.key, round) in released or (item.activity.awaits is not None and _is_known(item, released))


def _is_known(item: Item, released: Released) -> bool:
    awaits = item.activity.awaits
    return awaits is None or (awaits.activity, FIRST_ROUND) in released


def is_on(item: Item, at: int, released: Released, turns: Turns) -> bool:
    """Whether there is this stop: a split is before the talk or behind it, a result shown once more is the newest, and
    one that waits for another comes once that is out."""
    phase, round = item.steps[at]
    if phase is Phase.SPLIT:
        turn = turns(item, round)
        return turn is not Turn.NEVER and (item.shows or (turn is Turn.FIRST) == item.comes_before_talk(at))
    if item.shows:
        key = item.activity.key
        newer = {step.round for step in item.steps[at + 1 :]} - {round}
        return (key, round) in released and _is_known(item, released) and not any((key, n) in released for n in newer)
    return True
