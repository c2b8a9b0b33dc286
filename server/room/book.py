"""The book of one round: who answered what, what happened besides, and what was made of both."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from pydantic import JsonValue

from server.activities.contract.event import Event, State
from server.activities.contract.pool import Silence
from server.results.outcomes import Outcome
from server.results.preview import Preview

# What this process alone knows. Everything else on a board comes from rows, and is taken over when it catches up.
LOCAL = {"local": True}


class Folded(NamedTuple):
    """The state after so many events; or that folding them failed, which it would again."""

    events: int
    state: State
    failed: Exception | None = None


@dataclass(slots=True)
class Book:
    """The answers of one round by participant id, in the order of first answers, and what happened besides. What is
    made of them waits here until something changes: `folded` the state after events, `pooled` of this round alone,
    `kept` while its result is kept back, `compared` with the round before, `apart` by groups; `heard` without being
    asked, while so many are there. In `pooled` is what it `awaited` of another activity."""

    values: dict[int, JsonValue] = field(default_factory=dict)
    opened_move: int = 0
    opened_ms: int = 0
    closed_move: int | None = None
    released: bool = False
    shown: bool = False
    events: list[Event] = field(default_factory=list)
    preview: Preview = field(default_factory=Preview)
    cards: int = 0
    silence: Silence | None = None
    folded: Folded | None = field(default=None, compare=False, metadata=LOCAL)
    pooled: Outcome | None = field(default=None, compare=False, metadata=LOCAL)
    awaited: Outcome | None = field(default=None, compare=False, metadata=LOCAL)
    kept: Outcome | None = field(default=None, compare=False, metadata=LOCAL)
    compared: Outcome | None = field(default=None, compare=False, metadata=LOCAL)
    apart: Outcome | None = field(default=None, compare=False, metadata=LOCAL)
    heard: tuple[int, Outcome] | None = field(default=None, compare=False, metadata=LOCAL)

    @property
    def moment(self) -> datetime:
        """When the round was opened."""
        return datetime.fromtimestamp(self.opened_ms / 1000, UTC)

    def enter(self, participant: int, value: JsonValue) -> None:
        """Note an answer in place of what the same person gave before."""
        self.values[participant] = value
        self.unmake()

    def note(self, event: Event) -> None:
        """Something happened."""
        self.events.append(event)
        self.unmake()

    def unmake(self) -> None:
        """Something that results rest on has changed: they are made anew when they are due."""
        self.pooled = self.kept = self.compared = self.apart = self.heard = None

    def opened(self, move: int, at_ms: int) -> None:
        """The move that opened the round: whoever had come by then was there; and the wall clock then."""
        self.opened_ms = at_ms
        if move != self.opened_move:
            self.opened_move, self.folded = move, None
