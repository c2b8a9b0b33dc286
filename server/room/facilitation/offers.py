"""By what the result that is shown could be laid apart, where its author left that open, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from server.activities.contract.activity import Activity
from server.phases import Phase
from server.results.admitted import is_sensitive
from server.results.segments import Turn
from server.room.comparing import Facts, Way, planned
from server.room.facilitation.course import Stand


class Offer(NamedTuple):
    """One choice that people answered before; `why` not, in a word: moves, preview, few, talk. "" if it can be done."""

    key: str
    activity: Activity
    way: Way
    why: str = ""


def offers(facts: Facts, stand: Stand) -> Iterator[Offer]:
    """In the order in which they were asked; none where a result is not shown, or it is split already."""
    if stand.ended or stand.item < 0:
        return
    item = facts.items[stand.item]
    (phase, round), key = item.steps[stand.stop], item.activity.key
    decided = facts.ways.get(key)
    wanted = phase in (Phase.REVEALED, Phase.TALK) and not item.shows and item.activity.can_split
    if not wanted or (key, round) not in facts.released or planned(facts.items, key) or (decided and decided.by):
        return
    earlier = {each.activity.key: each.activity for each in facts.items[: stand.item] if each.activity.poses().groups}
    for other, activity in earlier.items():
        way = facts.by(other, round) if other != key else None
        if way is not None:
            yield Offer(other, activity, way, "moves" if decided else _why(facts, item.activity, way, phase))


def _why(facts: Facts, activity: Activity, way: Way, phase: Phase) -> str:
    # A preview is another cut through the same people: where both cross, few may stand.
    if (activity.key, way.round) in facts.previewed and is_sensitive(activity, facts.protected):
        return "preview"
    turn = facts.turn_of(activity, way)
    return "few" if turn is Turn.NEVER else "talk" if turn is Turn.AFTER and phase is Phase.REVEALED else ""
