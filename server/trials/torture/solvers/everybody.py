"""Solvers against whole rooms, with every kind of question: ordinary and sensitive ones, split as their author planned
or on the spot, previewed, asked twice."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path

from server.clock import turned
from server.dice import dice_of
from server.trials.torture.dice import Dice
from server.trials.torture.promise import Outcome
from server.trials.torture.solvers import waiting
from server.trials.torture.solvers.crossed import Crossed, small_sets
from server.trials.torture.solvers.played import House, Script
from server.trials.torture.solvers.questions import asks_little, questions
from server.trials.torture.solvers.scripts import a_script
from server.trials.torture.solvers.shown import shown
from server.trials.torture.solvers.twins import differences

TEN, MORE = 10, 45
MOST_SOLVED = 12  # in larger rooms there are too many pairs of people to look through their eyes


def scripts(seed: str) -> Iterator[Script]:
    """Rooms without end: every question in every manner, every second one with ten people."""
    for turn in count():
        for number, question in enumerate(questions()):
            dice = dice_of(f"{seed} {turn} {number}")
            manner = dice.randrange(16)
            rounds, secret, asks_role = 1 + manner % 2, bool(manner & 2), number > 0 and manner != 12
            by = questions()[0].key if manner & 4 and asks_role and question.can_split else None
            asked = asks_little(question, rounds=rounds, sensitive=secret, by=by)
            people = TEN if dice.random() < 0.5 else dice.randint(TEN, MORE)
            yield a_script(asked, people, dice, asks_role, secret=bool(manner & 8))


@dataclass(slots=True)
class Findings:
    """What came of all rooms."""

    rooms: Counter[str] = field(default_factory=Counter)
    small: list[str] = field(default_factory=list)
    differ: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)

    def look_at(self, house: House, script: Script, dice: Dice) -> None:
        """Everybody tries their best."""
        seen, key = shown(house, script), script.activity.key
        self.rooms["rooms"] += 1
        self.rooms["split"] += seen.is_split
        self.rooms["previewed"] += seen.is_previewed
        self.rooms["both"] += seen.is_split and seen.is_previewed
        self.small += [f"{len(people)} people of {key}" for people in small_sets(script, seen)]
        self.differ += [f"{key}: {page}" for page in differences(house, script, seen, dice_of(key))]
        if waiting.waits(script):
            self.rooms["with texts that wait"] += 1
            self.waiting += [f"{key}: {page}" for page in waiting.told(house, script, seen)]
        most = 2 if script.people <= MOST_SOLVED else 1
        self.found += Counter(Crossed(script, seen, dice).found_out(most))


def look(rooms: int, seed: str) -> Findings:
    """Made-up rooms, one after the other."""
    findings, dice = Findings(), Dice(seed)
    with turned(), tempfile.TemporaryDirectory(prefix="roomful-solvers-") as folder:
        house = House(Path(folder))
        for script in islice(scripts(seed), rooms):
            findings.look_at(house, script, dice)
    return findings


def solve(rooms: int) -> list[Outcome]:
    """What is promised of all that a room shows together."""
    found = look(rooms, "everybody")
    told = ", ".join(f"{many} {what}" for what, many in found.rooms.items())
    whom = ", ".join(f"{who} in {rooms} rooms" for who, rooms in found.found.items()) or "nobody"
    return [
        Outcome("no table, nor what is left of one, is of fewer than the minimum", *_none(found.small, told)),
        Outcome("who is in the same tables may have answered in each other's place", *_none(found.differ, told)),
        Outcome("no byte tells of texts that wait to be read", *_none(found.waiting, told)),
        Outcome("from all tables together nobody is found out", not found.found, f"{told}; found out by: {whom}"),
    ]


def _none(faults: list[str], told: str) -> tuple[bool, str]:
    return not faults, f"{told}; {len(faults)} otherwise" + (f", the first: {faults[0]}" if faults else "")
