"""The table of verbs, and the only place that changes where a room stands.

Every move carries the move number it was made from, so two clicks or two laptops cannot skip one.
A move that does not apply is a normal result, not an error.
"""

from __future__ import annotations

from functools import partial

from sqlmodel import Session, select

from server.clock import now
from server.phases import FIRST_ROUND, Phase
from server.room import comparing
from server.room.comparing import Facts, Way, decide
from server.room.facilitation import clocks, flags, timer
from server.room.facilitation.arriving import arrive
from server.room.facilitation.course import Reached, Stand, ahead, behind, is_on, skipped
from server.room.facilitation.making import Act, Moved, made
from server.room.facilitation.offers import offers
from server.room.facilitation.rounds import close_round, show_card
from server.store.models import Move, Room
from server.store.transaction import Transaction
from server.workshops.content import Item, Workshop

SPLIT = "split:"
"""Before the key of the activity whose answers split a result."""


def move(tx: Transaction, room_id: int, verb: str, expects: int) -> Moved | None:
    """Make a move, or find that it does not apply; None if there is no such room."""
    act = partial(_split, by=verb.removeprefix(SPLIT)) if verb.startswith(SPLIT) else MOVES.get(verb)
    return made(tx, room_id, verb, expects, act)


def _next(tx: Transaction, room: Room) -> bool:
    facts = _facts(tx, room)
    return _go(tx, room, ahead(facts.items, _stand(room), facts.released, facts.turn))


def back(tx: Transaction, room: Room) -> bool:
    """To the nearest stop before that the room has been at."""
    facts = _facts(tx, room)
    been = reached(tx.session, room.id)
    return _go(tx, room, behind(facts.items, _stand(room), facts.released, been, facts.turn))


def _skip(tx: Transaction, room: Room) -> bool:
    facts = _facts(tx, room)
    return _go(tx, room, skipped(facts.items, _stand(room), facts.released, facts.turn))


def _split(tx: Transaction, room: Room, by: str) -> bool:
    """Lay the result that is shown apart by the answers to an earlier choice: decided once."""
    facts = _facts(tx, room)
    way = next((offer.way for offer in offers(facts, _stand(room)) if offer.key == by and not offer.why), None)
    if way is None or room.id is None:
        return False
    decide(tx, room.id, room.activity, way)
    facts = _facts(tx, room)
    item = facts.items[room.item]
    stops = (Stand(room.item, at) for at, step in enumerate(item.steps) if step == (Phase.SPLIT, way.round))
    return _go(tx, room, next((stop for stop in stops if is_on(item, stop.stop, facts.released, facts.turn)), None))


def _time(tx: Transaction, room: Room) -> bool:
    """The end of the clock closes a round, if it did not get more time meanwhile."""
    return clocks.is_over(room) and _next(tx, room)


def _end(tx: Transaction, room: Room) -> bool:
    return _go(tx, room, Stand(room.item, room.stop, ended=True))


def _go(tx: Transaction, room: Room, to: Stand | None) -> bool:
    if to is None:
        return False
    if room.phase == Phase.OPEN:
        close_round(tx, room)
    room.blank, room.inviting, room.cue = False, False, 0
    timer.clear(room)
    if to.ended:
        room.phase, room.activity, room.round, room.ended_at = Phase.ENDED, "", 0, now()
        room.open_code = None
        return True
    if to.item != room.item:
        room.item_since = now()
    room.started_at = room.started_at or now()
    room.item, room.stop = to.item, to.stop
    if to.item < 0:
        room.phase, room.activity, room.round = Phase.LOBBY, "", 0
        return True
    items = _items(room)
    room.activity = items[to.item].activity.key
    room.phase, room.round = items[to.item].steps[to.stop]
    arrive(tx, room, items)
    return True


def _look(tx: Transaction, room: Room) -> bool:
    """See the first answers early, and give up groups for it: laid beside each other, both would show single people."""
    facts, here = _facts(tx, room), (Phase.OPEN, Phase.CLOSED)
    if room.phase not in here or room.round != FIRST_ROUND or room.id is None:
        return False
    activity = facts.items[room.item].activity
    if not comparing.may_split(facts.items, facts.ways, activity):
        return False
    decide(tx, room.id, activity.key, Way())
    return True


def _cue(tx: Transaction, room: Room) -> bool:
    if room.item < 0 or room.ended_at is not None or not _items(room)[room.item].talks(room.stop):
        return False
    room.cue += 1
    show_card(tx, room)
    return True


MOVES: dict[str, Act] = {
    "next": _next,
    "back": back,
    "skip": _skip,
    "blank": flags.blank(True),
    "unblank": flags.blank(False),
    "invite": flags.invite(True),
    "uninvite": flags.invite(False),
    "pause": timer.pause,
    "resume": timer.resume,
    "minute": timer.minute,
    "time": _time,
    "clocks": clocks.again,
    "no-clocks": clocks.without,
    "lock": flags.lock(True),
    "unlock": flags.lock(False),
    "theme-paper": flags.theme("paper"),
    "theme-dark": flags.theme("dark"),
    "cue": _cue,
    "look": _look,
    "end": _end,
}


def _items(room: Room) -> tuple[Item, ...]:
    return Workshop.model_validate(room.workshop).run_of_show()


def _stand(room: Room) -> Stand:
    return Stand(room.item, room.stop, room.ended_at is not None)


def _facts(tx: Transaction, room: Room) -> Facts:
    return comparing.facts(tx.session, room, _items(room))


def reached(session: Session, room_id: int | None) -> Reached:
    """The stops that a room has been at."""
    return set(session.exec(select(Move.phase, Move.activity, Move.round).where(Move.room_id == room_id)))
