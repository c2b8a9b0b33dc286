"""Moves that switch something and lead nowhere."""

from __future__ import annotations

from server.phases import Phase
from server.room.facilitation.making import Act
from server.store.models import Room
from server.store.transaction import Transaction


def blank(on: bool) -> Act:
    """Show nothing on the big screen, or show it again."""

    def act(_tx: Transaction, room: Room) -> bool:
        if room.blank == on:
            return False
        room.blank, room.inviting = on, False
        return True

    return act


def invite(on: bool) -> Act:
    """Show how to join, large, in the middle of the room."""

    def act(_tx: Transaction, room: Room) -> bool:
        if room.inviting == on or room.phase == Phase.LOBBY:  # the lobby is an invitation by itself
            return False
        room.inviting, room.blank = on, False
        return True

    return act


def lock(on: bool) -> Act:
    """Let nobody new in, or let them in again."""

    def act(_tx: Transaction, room: Room) -> bool:
        changed = room.locked != on
        room.locked = on
        return changed

    return act


def theme(name: str) -> Act:
    """Paper or dark, on all screens."""

    def act(_tx: Transaction, room: Room) -> bool:
        changed = room.theme != name
        room.theme = name
        return changed

    return act
