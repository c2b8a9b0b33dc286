"""What made-up people ask without being asked, where a workshop has a place for it: written into a room as rows."""

from __future__ import annotations

import secrets

from server.activities.contract.activity import Activity
from server.dice import dice_of
from server.phases import Phase, Step
from server.room import actions, folding
from server.room.actions import Action
from server.store.models import Room
from server.store.transaction import Transaction
from server.workshops.content import Workshop


def hear(tx: Transaction, room: int, workshop: Workshop) -> None:
    """They ask; unless it is only collected now, others ask the same and one is lifted."""
    for activity in [item.activity for item in workshop.run_of_show() if item.activity.hears]:
        row = tx.session.get_one(Room, room)
        here, round = row.activity == activity.key, activity.course()[0].round
        if any(activity.may(what, here, "") for what in activity.rations):
            phases = (Phase.READ,) if here and row.phase == Phase.READ else (Phase.READ, Phase.TALK)
            for phase in phases:
                _pretend(tx, row, activity, Step(phase, round))


def _pretend(tx: Transaction, room: Room, activity: Activity, step: Step) -> None:
    assert room.id is not None
    rows = tx.driver.execute("SELECT id FROM participant WHERE room_id = ? ORDER BY id", (room.id,)).fetchall()
    state = folding.heard(tx.session, room, activity, step.round)
    for deed in activity.pretend(step, dice_of(61), dict.fromkeys(who for (who,) in rows), state):
        action = Action(secrets.token_hex(16), activity.key, step.round, deed.what, deed.value)
        actions.act(tx, room.id, deed.actor, activity, action)
