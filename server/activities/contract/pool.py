"""What disclosure hands a kind to pool: only what may be known of a round, so that a kind cannot leak the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import JsonValue

from server.activities.contract.directions import Directions
from server.activities.contract.event import State
from server.activities.contract.question import Place
from server.activities.contract.result import Phrase, Result, Slots, _, ngettext
from server.activities.contract.texts import Release, Voice


class Value(NamedTuple):
    """One person's answer; or one text, None where it is not out. A text's `mark` names its wording and puts walls in
    order; it comes from a secret of the room, never from a client."""

    mark: str
    value: JsonValue


@dataclass(frozen=True, slots=True)
class Moves:
    """How the people who answered a part twice moved between its `places`; each number is None where it is withheld.

    `cells[i, j]` went from place i to place j (stayers on the diagonal); only told groups are there, and `others` moved
    in no told one. `at_least` bounds `moved` by what both rounds' totals prove. `joined` and `left` answered only once.
    Which `directions` they went is there where the places have an order.
    """

    places: tuple[Place, ...]
    paired: int
    joined: int
    left: int
    moved: int | None = None
    at_least: int = 0
    others: int | None = None
    cells: Mapping[tuple[int, int], int] = field(default_factory=dict)
    directions: Directions | None = None


class Silence(NamedTuple):
    """Who sent nothing, counted when the round closed: with a phone connected then, or without. Only of the first may
    anybody say that they hesitated."""

    connected: int
    away: int


@dataclass(frozen=True, slots=True)
class Pool:
    """The values of one round, of the round before where the step compares both, and what has come of its events.
    `people` answered; of some nothing is among the values, because too few said something of what they spoke of.
    `silence` is None while the round is open, and where one group is pooled by itself.
    `early`: the room does not see it yet, so nothing is told that people are to find out first. Answers that are texts
    are here text by text; `release` is for who reads them first. Where a round is about the `texts` of an earlier one,
    they are here, too. `others` are results of other activities, by key: of what a kind awaits, once it is released.
    Where people are heard without being asked, `voices` are what they say."""

    values: tuple[Value, ...]
    minimum: int
    people: int
    before: tuple[Value, ...] | None = None
    moves: Mapping[str, Moves] = field(default_factory=dict)
    state: State = None
    silence: Silence | None = None
    early: bool = False
    release: Release | None = None
    texts: tuple[Value, ...] | None = None
    others: Mapping[str, Result] = field(default_factory=dict)
    voices: tuple[Voice, ...] = ()

    @property
    def quiet(self) -> int:
        """Who was there at the close and had sent nothing, where that is known."""
        return self.silence.connected if self.silence else 0


def changes_of_mind(moves: Moves) -> Phrase:
    """How many changed their mind, as far as that is told or proved, and no more."""
    slots: Slots = {"moved": moves.at_least, "paired": moves.paired}
    if moves.moved is None:
        return Phrase(_("At least %(moved)s of %(paired)s changed their mind."), slots=slots)
    sentence = ngettext("%(moved)s of %(paired)s changed their mind.", "%(moved)s of %(paired)s changed their mind.")
    return Phrase(*sentence, slots, moves.at_least)
