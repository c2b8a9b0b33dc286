"""How a made-up room is written into the database: its people, its moves, their answers."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pydantic import JsonValue
from sqlmodel import select

from server.activities.contract.activity import Activity
from server.activities.contract.question import Shown
from server.clock import now
from server.dice import dice_of
from server.people import identity
from server.phases import Phase, Step
from server.results.disclosure import pooled
from server.results.outcomes import Released
from server.room import actions, answer_rows, facilitation, folding, joining
from server.room.actions import Action
from server.store.models import Facilitator, Room, Round
from server.store.transaction import Transaction
from server.trials.screens.hearing import hear
from server.trials.screens.opinions import Opinions
from server.workshops.content import Workshop

Said = Mapping[str, Sequence[JsonValue]]


@dataclass(frozen=True)
class Place:
    """A room that stands somewhere: its id, code, screen link, the cookies of its first people, and whether it is
    over."""

    room: int
    code: str
    screen: str
    cookies: Sequence[tuple[str, str]]
    ended: bool


@dataclass(frozen=True)
class Scene:
    """What a room is to look like."""

    workshop: Workshop
    phase: str
    opinions: Opinions
    said: Said
    hands: float

    def into(self, tx: Transaction, theme: str, minimum: int, blank: bool) -> Place:
        """Write it."""
        fay = tx.session.exec(select(Facilitator.id)).one()
        assert fay is not None
        room = joining.open_room(tx, fay, self.workshop, minimum, theme)
        cookies = self._people(tx, room)
        self._walk(tx, room)
        hear(tx, room, self.workshop)
        row = tx.session.get_one(Room, room)
        if blank:
            facilitation.move(tx, room, "blank", row.moves)
        return Place(room, row.code, row.screen_token, cookies, row.phase == Phase.ENDED)

    def _people(self, tx: Transaction, room: int) -> list[tuple[str, str]]:
        tokens = [secrets.token_urlsafe(16) for _ in range(self.opinions.people)]
        at = now().strftime("%Y-%m-%d %H:%M:%S.%f")
        tx.driver.executemany(
            "INSERT INTO participant (room_id, token_hash, seat, joined_move, here, seen_at) VALUES (?, ?, ?, 0, 1, ?)",
            [(room, joining.hashed(token), seat, at) for seat, token in enumerate(tokens)],
        )
        tx.driver.execute("UPDATE room SET seats = ? WHERE id = ?", (self.opinions.people, room))
        return [(identity.participant_cookie(room, https=False), token) for token in tokens[:8]]

    def _walk(self, tx: Transaction, room: int) -> None:
        phase, _, round = self.phase.partition(" ")
        goal = (phase, int(round or 0))
        key = self._key()
        for _ in range(200):
            row = tx.session.get_one(Room, room)
            if row.activity in (key, *self.said) and row.phase == Phase.OPEN:
                self._answers(tx, room, row.activity, row.round)
            if row.activity == key and row.phase == Phase.CLOSED:
                self._moderate(tx, row)
            if phase == Phase.LOBBY or ((row.phase, row.round if round else 0) == goal and row.activity in (key, "")):
                return
            verb = "end" if phase == Phase.ENDED and row.phase == Phase.SHIFT else "next"
            facilitation.move(tx, room, verb, row.moves)
        raise LookupError(f"no {self.phase} in {self.workshop.workshop}")

    def _key(self) -> str:
        items = [item for item in self.workshop.run_of_show() if item.activity.takes_answers]
        items = items or [item for item in self.workshop.run_of_show() if item.activity.hears]
        if self.said:
            return items[-1].activity.key
        deep = [item for item in items if max(step.round for step in item.steps) > 1]
        return (deep or items)[0].activity.key

    def _answers(self, tx: Transaction, room: int, key: str, round: int) -> None:
        activity = next(item.activity for item in self.workshop.run_of_show() if item.activity.key == key)
        question = activity.asked(round).about(self._wall(tx, room, activity, round))
        views = activity.has_views or bool(activity.token(round))
        values = self.said[key] if key in self.said else self.opinions.values(question, round, views)
        people = [
            row[0] for row in tx.driver.execute("SELECT id FROM participant WHERE room_id = ? ORDER BY id", (room,))
        ]
        versions = [tx.next_version(room) for _ in values]
        tx.driver.executemany(
            "INSERT INTO answer (room_id, participant_id, activity, round, answer_id, rev, value, version,"
            " first_version) VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)",
            [
                (room, who, key, round, secrets.token_hex(16), json.dumps(value), version, version)
                for who, value, version in zip(people, values, versions, strict=False)
            ],
        )

    def _wall(self, tx: Transaction, room: int, activity: Activity, round: int) -> Sequence[Shown]:
        """The texts that a later round is about."""
        if not activity.token(round):
            return ()
        row = tx.session.get_one(Room, room)
        basis = Round.round == activity.texts_of(round)
        texts = tx.session.exec(select(Round).where(Round.room_id == room, Round.activity == activity.key, basis)).one()
        values = [json.loads(each.value) for each in answer_rows.of_room(tx.session, room)]
        shown = pooled(activity, values, row.minimum, partial(folding.of_rows, tx.session, row, activity, texts))
        return shown.result.wall() if isinstance(shown, Released) else ()

    def _moderate(self, tx: Transaction, room: Room) -> None:
        """What whoever facilitates does with the answers of a closed round."""
        which = (Round.room_id == room.id, Round.activity == room.activity, Round.round == room.round)
        round = tx.session.exec(select(Round).where(*which)).one()
        activity = next(item.activity for item in self.workshop.run_of_show() if item.activity.key == round.activity)
        values = {row.participant_id: json.loads(row.value) for row in answer_rows.of_room(tx.session, round.room_id)}
        state, dice = folding.of_rows(tx.session, room, activity, round), dice_of(61)
        deeds = activity.pretend(Step(Phase.CLOSED, round.round), dice, values, state)
        for deed in deeds[: int(len(deeds) * self.hands)]:
            action = Action(secrets.token_hex(16), activity.key, round.round, deed.what, deed.value)
            actions.act(tx, round.room_id, deed.actor, activity, action)


@dataclass(frozen=True)
class Walk(Scene):
    """A room that was led through its workshop, so many moves far."""

    steps: int

    def _walk(self, tx: Transaction, room: int) -> None:
        for _ in range(self.steps):
            row = tx.session.get_one(Room, room)
            if row.phase == Phase.OPEN:
                self._answers(tx, room, row.activity, row.round)
            elif row.phase == Phase.CLOSED:
                self._moderate(tx, row)
            facilitation.move(tx, room, "next", row.moves)
