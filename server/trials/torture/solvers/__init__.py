"""Solvers against sensitive activities: made-up rooms, looked at by outsiders, insiders, late and double voters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from server.trials.torture.dice import Dice
from server.trials.torture.promise import Outcome
from server.trials.torture.solvers.attempts import found_out
from server.trials.torture.solvers.rooms import Room, a_room, a_room_in_order
from server.trials.torture.solvers.silence import Silence, learned_from_silence
from server.trials.torture.solvers.told import rates, what_is_told

ROOMS = 500
USUAL, TEAM = 5, 2
A_TEAM_IN = 5  # one room in so many is a small team with a minimum of two


@dataclass(slots=True)
class Findings:
    """What came of all rooms."""

    rooms: int = 0
    told: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    learned: Counter[tuple[int, Silence]] = field(default_factory=Counter)

    def look_at(self, room: Room, dice: Dice) -> None:
        """All onlookers try their best."""
        self.rooms += 1
        self.told[what_is_told(room)] += 1
        self.found += found_out(room, dice)
        self.learned[room.minimum, learned_from_silence(room, dice)] += 1


def look(rooms: int, seed: str, make: Callable[[Dice, int], Room | None] = a_room) -> Findings:
    """Made-up rooms, one after the other."""
    dice, findings = Dice(seed), Findings()
    while findings.rooms < rooms:
        room = make(dice, TEAM if findings.rooms % A_TEAM_IN == 0 else USUAL)
        if room is not None:
            findings.look_at(room, dice)
    return findings


def solve(rooms: int = ROOMS) -> list[Outcome]:
    """What is promised of sensitive activities, and what a reader of the rule learns all the same."""
    unordered, ordered = look(rooms, "solvers"), look(rooms, "in order", a_room_in_order)
    return [
        _outcome("in sensitive activities no onlooker finds a small group out", unordered),
        _outcome("nor where answers have an order and it is told which way people went", ordered, rates(rooms)),
    ]


def _outcome(promise: str, findings: Findings, more: str = "") -> Outcome:
    told = ", ".join(f"{what} {number}" for what, number in sorted(findings.told.items()))
    silence = "; ".join(_read_backwards(findings, minimum) for minimum in (TEAM, USUAL))
    whom = ", ".join(f"{who} {groups}" for who, groups in findings.found.items()) or "nobody"
    return Outcome(
        promise,
        not findings.found,
        f"{findings.rooms} rooms, found out by: {whom}; told: {told}; read backwards, the rule says more in {silence}"
        f"{more}",
    )


def _read_backwards(findings: Findings, minimum: int) -> str:
    said = {silence: findings.learned[minimum, silence] for silence in Silence}
    return (
        f"{said[Silence.SOMETHING]} and perhaps {said[Silence.MAYBE]} more of {sum(said.values())} rooms"
        f" with a minimum of {minimum}"
    )
