"""How an activity's rounds are laid side by side: who moved between them, or one of them by groups. Decided once for a
room and stored, because both together, or two splits, would show single people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import takewhile
from typing import NamedTuple

from pydantic import JsonValue
from sqlmodel import Session, col, select

from server.activities.contract.activity import Activity
from server.results import segments
from server.results.admitted import is_sensitive
from server.results.preview import BESIDE_GROUPS
from server.results.segments import Segment, Turn
from server.store.models import Answer, Comparison, Preview, Room, Round
from server.store.transaction import Transaction
from server.workshops.items import Item

Key = tuple[str, int]
Values = Mapping[int, JsonValue]


class Way(NamedTuple):
    """The way of one activity: this `round` is split by the answers that another one, `by`, got in its `by_round`;
    without one, it is told who moved."""

    by: str = ""
    round: int = 0
    by_round: int = 0


Ways = Mapping[str, Way]


class Facts(NamedTuple):
    """What a decision rests on. `closed` are the rounds that take no answers now, `released` those that never will;
    of those that are `previewed` whoever facilitates has seen a part."""

    items: Sequence[Item]
    minimum: int
    ways: Ways
    closed: Set[Key]
    released: Set[Key]
    previewed: Set[Key]
    protected: bool
    values: Callable[[str, int], Values]

    def way(self, item: Item, round: int) -> Way | None:
        """How this result is split, or will be as its author planned; None if it is not."""
        key = item.activity.key
        decided = self.ways.get(key)
        if decided is not None:
            return decided if decided.by and decided.round == round else None
        newest = max((number for activity, number in self.released if activity == key), default=0)
        return self.by(item.by, round) if item.by and round == newest else None

    def way_of(self, activity: Activity, round: int) -> Way | None:
        """How this result was split, once it was."""
        way = self.ways.get(activity.key)
        return way if way is not None and way.by and way.round == round else None

    def by(self, key: str, round: int) -> Way | None:
        """The way by the newest answers of another activity that has enough of them."""
        rounds = [number for activity, number in self.closed if activity == key]
        enough = [number for number in rounds if len(self.values(key, number)) >= self.minimum]
        return Way(key, round, max(enough)) if enough else None

    def turn(self, item: Item, round: int) -> Turn:
        """When this result is split, if at all."""
        way = self.way(item, round)
        return Turn.NEVER if way is None else self.turn_of(item.activity, way)

    def turn_of(self, activity: Activity, way: Way) -> Turn:
        """The same, were it split in this way."""
        values = self.values(activity.key, way.round)
        return segments.turn(activity.poses(), values, self.segment(way), self.minimum)

    def segment(self, way: Way) -> Segment:
        """The groups of a way."""
        activity = next(item.activity for item in self.items if item.activity.key == way.by)
        secret = is_sensitive(activity, self.protected)
        return segments.segment(activity.poses(), self.values(way.by, way.by_round), secret)


def planned(items: Iterable[Item], key: str) -> str:
    """By which activity the author wants this one split; "" for none."""
    return next((item.by for item in items if item.by and item.activity.key == key), "")


def groups_follow(items: Iterable[Item], ways: Ways, key: str) -> bool:
    """Whether groups will be shown as the author wants it. Then there is no preview of the whole."""
    return key not in ways and bool(planned(items, key))


def may_split(items: Sequence[Item], ways: Ways, activity: Activity) -> bool:
    """Whether this could still be laid apart by an earlier choice."""
    earlier = takewhile(lambda item: item.activity.key != activity.key, items)
    return activity.can_split and activity.key not in ways and any(item.activity.poses().groups for item in earlier)


def lag(items: Sequence[Item], ways: Ways, activity: Activity, minimum: int) -> int:
    """By how many people a private preview of this activity lags: more as long as it may be split."""
    return minimum * BESIDE_GROUPS if may_split(items, ways, activity) else minimum


def tells_moves(items: Iterable[Item], ways: Ways, key: str) -> bool:
    """Whether it may be told who moved between this activity's rounds: then it is never split."""
    way = ways.get(key)
    return not way.by if way is not None else not planned(items, key)


def of_room(session: Session, room: int) -> dict[str, Way]:
    """What is decided in a room, by activity."""
    rows = session.exec(select(Comparison).where(Comparison.room_id == room))
    return {row.activity: Way(row.by, row.round, row.by_round) for row in rows}


def decide(tx: Transaction, room: int, activity: str, way: Way) -> None:
    """Decide, unless it is decided."""
    if activity not in of_room(tx.session, room):
        row = Comparison(room_id=room, activity=activity, by=way.by, round=way.round, by_round=way.by_round)
        tx.session.add(row)
        tx.session.flush()


def facts(session: Session, room: Room, items: Sequence[Item]) -> Facts:
    """What decisions in this room rest on, from rows."""
    assert room.id is not None
    rounds = list(session.exec(select(Round).where(Round.room_id == room.id, col(Round.closed_at).is_not(None))))
    known: dict[Key, Values] = {}

    def values(activity: str, round: int) -> Values:
        if (activity, round) not in known:
            mine = select(Answer.participant_id, Answer.value).where(
                Answer.room_id == room.id, Answer.activity == activity, Answer.round == round
            )
            known[activity, round] = {who: json.loads(value) for who, value in session.exec(mine)}
        return known[activity, round]

    return Facts(
        items,
        room.minimum,
        of_room(session, room.id),
        {(row.activity, row.round) for row in rounds},
        {(row.activity, row.round) for row in rounds if row.released_at is not None},
        set(session.exec(select(Preview.activity, Preview.round).where(Preview.room_id == room.id))),
        room.protected,
        values,
    )
