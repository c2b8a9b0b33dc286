"""Moderated: what activities share whose texts somebody reads first, lets out, hides, and sorts into groups."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property
from random import Random
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, PrivateAttr, model_validator

from server.activities.contract.event import Deed, Event
from server.activities.contract.happenings import Happenings
from server.activities.contract.pool import Pool
from server.activities.contract.question import Place
from server.activities.contract.text import must_differ
from server.activities.contract.texts import IN_A_LARGE_ROOM, Release, Texts
from server.activities.measures.group import MOST, Group, by_example, places
from server.activities.measures.hands import Hands
from server.activities.measures.pretence import pretended
from server.activities.measures.reading import Tray, tray
from server.activities.measures.sorting import Sorting
from server.phases import Phase, Step


class Moderated(Happenings, BaseModel):
    """Part of a kind of texts; `words` is what it asks for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    groups: tuple[Group, ...] = Field(default=(), max_length=MOST)
    release: Literal["first"] | None = None
    _foul: tuple[str, ...] = PrivateAttr(default=())

    @model_validator(mode="after")
    def _groups_differ(self) -> Self:
        keys = [group.key for group in self.groups]
        if len(keys) == 1:
            raise ValueError("one group sorts nothing; give a second one, or none")
        must_differ("groups", keys)
        return self

    @property
    @abstractmethod
    def words(self) -> Texts:
        """What people are asked for."""

    def texts_of(self, round: int) -> int:
        """The round whose texts a round is about."""
        return round

    @property
    def most_sorted(self) -> int:
        """How many groups there may be at most, those among them that are made while the room runs."""
        return MOST

    @property
    def places(self) -> tuple[Place, ...]:
        """One place a group of the author's."""
        return places(self.groups, {})

    def places_at(self, state: Sorting | None) -> tuple[Place, ...]:
        """One place a group that there is by now, by its newest name."""
        return places(self.groups, state.now.names if state else {})

    def guarded(self, foul: tuple[str, ...]) -> Self:
        """Whoever writes one of these words waits until somebody has read the text."""
        guarded = self.model_copy()
        guarded._foul = foul
        guarded.__dict__.pop("words", None)  # made before the list was known
        return guarded

    @cached_property
    def _hands(self) -> Hands:
        return Hands(tuple(group.key for group in self.groups), self.most_sorted)

    def act(self, what: str, value: JsonValue) -> JsonValue:
        """Let a text out, hide it, put it into a group, name one, take the last of these back."""
        return self._hands.act(what, value)

    def start(self, round: int, seed: str, people: Sequence[int]) -> Sorting:
        """Nothing is out yet, unless texts need not wait."""
        return Sorting(seed, self.release == "first" or len(people) > IN_A_LARGE_ROOM)

    def fold(self, state: Sorting, event: Event) -> Sorting:
        """What a hand makes of it."""
        return self._hands.fold(state, event)

    def pretend(self, step: Step, dice: Random, values: Mapping[int, JsonValue], state: Sorting) -> Sequence[Deed]:
        """Whoever facilitates sorts and lets texts out once the round is closed."""
        if step.phase is not Phase.CLOSED or self.texts_of(step.round) != step.round:
            return ()
        written = sorted({text for value in values.values() for text in self.words.texts(value)})
        belongs = by_example(self.groups, self.words.wording)
        return pretended(written, self.words, state, self._hands.keys, belongs, dice)

    def release_of(self, state: Sorting | None) -> Release:
        """What is out."""
        return (state or Sorting(first=True)).release

    def tray(self, pool: Pool) -> Tray:
        """What is to be read and sorted."""
        return tray(self.places_at(pool.state), self.most_sorted, self.words, pool)
