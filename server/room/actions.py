"""Acting inside an activity besides answering: the only place that writes events.

An action is stored in the order of commits and judged later, when events are folded: one that does not apply any more
changes nothing. So the writer knows no state of any kind, only where the room stands.
"""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from pydantic import JsonValue
from sqlmodel import Session

from server.activities.contract.activity import Activity
from server.activities.contract.event import CLOCK, FACILITATOR, Event
from server.phases import Phase
from server.refusals import Refused
from server.room import rationing, switching
from server.room.openings import was_open
from server.store.transaction import Row, Transaction, padded


class Action(NamedTuple):
    """What somebody wants to do, as parsed from the wire."""

    action_id: str
    activity: str
    round: int
    what: str
    value: JsonValue


class Acted(NamedTuple):
    """An action that is stored. `fresh` is False when the same action was stored before."""

    action_id: str
    activity: str
    round: int
    event: Event
    version: int
    fresh: bool


Key = tuple[int, int, str]  # room, actor, action


class Acting(NamedTuple):
    """An action on its way: a job for the writer, which the others of its group see coming. It is dated `at_ms`, by
    default when it is stored."""

    room: int
    actor: int
    activity: Activity
    action: Action
    at_ms: int | None = None

    @property
    def key(self) -> Key:
        """What it will be stored under."""
        return self.room, self.actor, self.action.action_id

    def __call__(self, tx: Transaction) -> Acted:
        """Do it."""
        return act(tx, *self)


class Stored(NamedTuple):
    """What a row holds beside its key."""

    activity: str
    round: int
    what: str
    value: str
    version: int
    at_ms: int


def act(tx: Transaction, room: int, actor: int, activity: Activity, action: Action, at_ms: int | None = None) -> Acted:
    """Store an action once, however often it is sent; raises `Refused`: wrong-action, wrong-value, reused-id, closed,
    wrong-round. Whoever facilitates may act wherever the room stands: moderating must not lose against Next."""
    value = _accepted(actor, activity, action)
    key = room, actor, action.action_id
    before = _known(tx, key)
    if before:
        if (*before[:3], json.loads(before.value)) != (*action[1:4], value):
            raise Refused("reused-id", "That was already sent with other words. Do it again as something new.")
        return _acted(actor, action, value, before, fresh=False)
    at_ms = round(tx.moment.timestamp() * 1000) if at_ms is None else at_ms
    _must_fit(tx, room, actor, activity, action)
    if ration := activity.rations.get(action.what) if actor > 0 else None:
        rationing.spend(tx, (room, actor, *action[1:4]), ration, at_ms)
    tx.memory[key] = now = Stored(*action[1:4], json.dumps(value), tx.next_version(room), at_ms)
    tx.gather(insert, key, (*key, *now))
    if actor == FACILITATOR and action.what in activity.switches:
        switching.note(tx, room, activity, action.what)
    return _acted(actor, action, value, now, fresh=True)


def _accepted(actor: int, activity: Activity, action: Action) -> JsonValue:
    if actor == CLOCK:
        return action.value  # its kind has made it
    accept = activity.act if actor == FACILITATOR else activity.action
    return accept(action.what, action.value)


def _acted(actor: int, action: Action, value: JsonValue, row: Stored, fresh: bool) -> Acted:
    return Acted(*action[:3], Event(actor, action.what, value, row.at_ms), row.version, fresh)


def _must_fit(tx: Transaction, room: int, actor: int, activity: Activity, action: Action) -> None:
    standing = tx.standing(room)
    if standing is None:
        raise Refused("closed", "This room is gone.")
    if actor == FACILITATOR:
        return
    phase, *where = standing
    acting = (Phase.OPEN,) if actor == CLOCK else activity.acting
    here = where == [action.activity, action.round] and phase in acting
    if activity.hears and phase != Phase.ENDED and action.round == activity.course()[0].round:
        here = activity.may(action.what, here, switching.newest(tx, room, activity))
    if here:
        return
    if activity.hears or was_open(tx, room, action.activity, action.round):
        raise Refused("closed", "The room had moved on before that arrived. It did not count.")
    raise Refused("wrong-round", "The room is not there now.")


def _known(tx: Transaction, key: Key) -> Stored | None:
    """What is stored under a key, or was done in this group. Read once, for all actions of the group."""
    if key not in tx.memory:
        coming = {key, *(job.key for job in tx.group if isinstance(job, Acting))} - tx.memory.keys()
        tx.memory.update(dict.fromkeys(coming))
        tx.memory.update(stored(tx, coming))
    found: Stored | None = tx.memory[key]
    return found


def stored(tx: Transaction, keys: Iterable[Key]) -> dict[Key, Stored]:
    """What is stored under these keys: one SELECT for all."""
    asked = padded(list(keys))
    rows = tx.execute(_select(len(asked)), [value for key in asked for value in key])
    return {(room, actor, action_id): Stored(*row) for room, actor, action_id, *row in rows}


@cache
def _select(keys: int) -> str:
    return f"WITH asked (a, b, c) AS (VALUES {', '.join(['(?, ?, ?)'] * keys)}) {_FOUND}"


def insert(tx: Transaction, rows: list[Row]) -> None:
    """Write the events of a group, many in one statement."""
    tx.write(rows, _insert)


@cache
def _insert(rows: int) -> str:
    return f"{_INSERT} {', '.join(['(?, ?, ?, ?, ?, ?, ?, ?, ?)'] * rows)}"


_FOUND = (
    "SELECT room_id, actor, action_id, activity, round, what, value, version, at_ms FROM asked CROSS JOIN event"
    " WHERE room_id = a AND actor = b AND action_id = c"  # SQLite looks through all events for (a, b, c) IN (VALUES ..)
)
_INSERT = "INSERT INTO event (room_id, actor, action_id, activity, round, what, value, version, at_ms) VALUES"


_OF_ROOM = "SELECT activity, round, actor, what, value, at_ms FROM event WHERE room_id = ? ORDER BY version"


def of_room(session: Session, room: int) -> Iterator[tuple[tuple[str, int], Event]]:
    """All events of a room by activity and round, in the order in which they were stored. Read by the driver: there
    may be many for each of the people."""
    for activity, round, actor, what, value, at_ms in session.connection().exec_driver_sql(_OF_ROOM, (room,)):
        yield (activity, round), Event(actor, what, json.loads(value), at_ms)
