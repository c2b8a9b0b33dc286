"""Grouping: what activities share whose texts are besides sorted into groups."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from server.activities.contract.pool import Pool
from server.activities.contract.question import Place
from server.activities.contract.text import must_differ
from server.activities.measures.group import MOST, Group, by_example, places
from server.activities.measures.hands import Hands
from server.activities.measures.moderated import Moderated
from server.activities.measures.reading import Tray, tray
from server.activities.measures.sorting import Sorting


class Grouping(Moderated):
    """Part of such a kind."""

    groups: tuple[Group, ...] = Field(default=(), max_length=MOST)

    @model_validator(mode="after")
    def _groups_differ(self) -> Self:
        keys = [group.key for group in self.groups]
        if len(keys) == 1:
            raise ValueError("one group sorts nothing; give a second one, or none")
        must_differ("groups", keys)
        return self

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

    @cached_property
    def hands(self) -> Hands:
        """They also put texts into groups, and name these."""
        return Hands(tuple(group.key for group in self.groups), self.most_sorted)

    def belong(self) -> Mapping[str, str]:
        """By the author's examples."""
        return by_example(self.groups, self.words.wording)

    def tray(self, pool: Pool) -> Tray:
        """What is to be read and sorted."""
        return tray(self.places_at(pool.state), self.most_sorted, self.words, pool)
