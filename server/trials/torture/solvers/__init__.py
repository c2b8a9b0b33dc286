"""Solvers against sensitive activities: made-up rooms, looked at by outsiders, insiders, late and double voters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from server.trials.torture.dice import Dice
from server.trials.torture.promise import Outcome
from server.trials.torture.solvers.attempts import found_out
from server.trials.torture.solvers.rooms import Room, a_room
from server.trials.torture.solvers.silence import Silence, learned_from_silence

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
        self.told[_what_is_told(room)] += 1
        self.found += found_out(room, dice)
        self.learned[room.minimum, learned_from_silence(room, dice)] += 1


def look(rooms: int, seed: str) -> Findings:
    """Made-up rooms, one after the other."""
    dice, findings = Dice(seed), Findings()
    while findings.rooms < rooms:
        room = a_room(dice, TEAM if findings.rooms % A_TEAM_IN == 0 else USUAL)
        if room is not None:
            findings.look_at(room, dice)
    return findings


def solve(rooms: int = ROOMS) -> list[Outcome]:
    """What is promised of sensitive activities, and what a reader of the rule learns all the same."""
    findings = look(rooms, "solvers")
    told = ", ".join(f"{what} {number}" for what, number in sorted(findings.told.items()))
    silence = "; ".join(_read_backwards(findings, minimum) for minimum in (TEAM, USUAL))
    whom = ", ".join(f"{who} {groups}" for who, groups in findings.found.items()) or "nobody"
    return [
        Outcome(
            "in sensitive activities no onlooker finds a small group out",
            not findings.found,
            f"{rooms} rooms, found out by: {whom}; told: {told}; read backwards, the rule says more in {silence}",
        )
    ]


def _what_is_told(room: Room) -> str:
    moves = any(origin != goal for origin, goal in room.shift.moves.cells)
    if moves:
        return "groups"
    if room.shift.moves.moved is not None:
        return "the number"
    return "a bound" if room.shift.moves.at_least else "nothing"


def _read_backwards(findings: Findings, minimum: int) -> str:
    said = {silence: findings.learned[minimum, silence] for silence in Silence}
    return (
        f"{said[Silence.SOMETHING]} and perhaps {said[Silence.MAYBE]} more of {sum(said.values())} rooms"
        f" with a minimum of {minimum}"
    )
