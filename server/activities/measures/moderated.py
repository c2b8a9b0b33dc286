"""Moderated: what activities share whose texts somebody reads first, lets out and hides."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from random import Random
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, JsonValue, PrivateAttr

from server.activities.contract.event import Deed, Event
from server.activities.contract.happenings import Happenings
from server.activities.contract.pool import Pool
from server.activities.contract.rounds import Rounds
from server.activities.contract.texts import IN_A_LARGE_ROOM, Release, Written
from server.activities.measures.hands import Hands
from server.activities.measures.pretence import pretended
from server.activities.measures.reading import Tray, tray
from server.activities.measures.sorting import Sorting
from server.phases import Phase, Step


class Moderated(Happenings, Rounds, BaseModel):
    """Part of a kind of texts; `words` is what it asks for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    release: Literal["first"] | None = None
    _foul: tuple[str, ...] = PrivateAttr(default=())

    @property
    @abstractmethod
    def words(self) -> Written:
        """What people are asked for."""

    def guarded(self, foul: tuple[str, ...]) -> Self:
        """Whoever writes one of these words waits until somebody has read the text."""
        guarded = self.model_copy()
        guarded._foul = foul
        guarded.__dict__.pop("words", None)  # made before the list was known
        return guarded

    @property
    def hands(self) -> Hands:
        """What may be done with texts here."""
        return Hands((), 0)

    def act(self, what: str, value: JsonValue) -> JsonValue:
        """Let a text out, hide it, take the last of these back; and what else hands may do here."""
        return self.hands.act(what, value)

    def start(self, round: int, seed: str, people: Sequence[int]) -> Sorting:
        """Nothing is out yet, unless texts need not wait."""
        return Sorting(seed, self.release == "first" or len(people) > IN_A_LARGE_ROOM)

    def fold(self, state: Sorting, event: Event) -> Sorting:
        """What a hand makes of it."""
        return self.hands.fold(state, event)

    def belong(self) -> Mapping[str, str]:
        """In which group wordings are at home that an author gives as examples."""
        return {}

    def pretend(self, step: Step, dice: Random, values: Mapping[int, JsonValue], state: Sorting) -> Sequence[Deed]:
        """Whoever facilitates lets texts out, and sorts them, once the round is closed."""
        if step.phase is not Phase.CLOSED or self.texts_of(step.round) != step.round:
            return ()
        written = sorted({text for value in values.values() for text in self.words.texts(value)})
        return pretended(written, self.words, state, self.hands.keys, self.belong(), dice)

    def release_of(self, state: Sorting | None) -> Release:
        """What is out."""
        return (state or Sorting(first=True)).release

    def tray(self, pool: Pool) -> Tray:
        """What is to be read."""
        return tray((), 0, self.words, pool)
