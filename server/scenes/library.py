"""The facilitator's library: workshops as shapes of their hour, and rooms that run or have run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from server.activities.contract.text import Text
from server.charts.seats import Shape, arcs
from server.scenes import Scene
from server.scenes.days import day
from server.workshops.content import Item, Workshop
from server.workshops.library import Shelved

NARROWEST_NAMED = 8.0  # per cent
DEEP_ROUNDS = 2
EMPTY_SEATS = arcs(60, Shape(width=480, height=150, angle=0.32, widest=36))
"""Seats for the head of the page; the first of them is the middle one."""


@dataclass(frozen=True, slots=True)
class Block:
    """One item in the shape of the hour: start and width in per cent. `deep`: it has two rounds."""

    title: Text
    icon: str
    minutes: float
    deep: bool
    x: float
    width: float

    @property
    def named(self) -> bool:
        """Whether there is room for its title below it."""
        return self.width >= NARROWEST_NAMED


@dataclass(frozen=True, slots=True)
class Card:
    """One workshop to open."""

    key: str
    title: Text
    about: Text | None
    minutes: float
    activities: int
    own: bool
    blocks: tuple[Block, ...]


class RoomRow(Protocol):
    """One room of this facilitator."""

    @property
    def opened_at(self) -> datetime:
        """When, in UTC."""

    @property
    def ended(self) -> bool:
        """Whether it is over."""


def library(name: str, shelf: Iterable[Shelved], rooms: Iterable[RoomRow], own_folder: str, language: str) -> Scene:
    """The page after signing in: `rooms` the newest first, `own_folder` is where own workshops are put."""
    shelved, rows = list(shelf), list(rooms)
    return Scene(
        "pages/library.html",
        {
            "name": name,
            "cards": [card(each.workshop, each.own) for each in shelved if each.workshop],
            "faulty": [each for each in shelved if each.faults],
            "running": [row for row in rows if not row.ended],
            "past": [(row, day(row.opened_at, language)) for row in rows if row.ended],
            "own_folder": own_folder,
        },
    )


def card(workshop: Workshop, own: bool) -> Card:
    """A workshop with the shape of its hour."""
    blocks = _blocks(workshop.run_of_show())
    return Card(workshop.workshop, workshop.title, workshop.about, workshop.minutes, workshop.activities, own, blocks)


def _blocks(items: Sequence[Item]) -> tuple[Block, ...]:
    total = sum(item.minutes for item in items)
    blocks: list[Block] = []
    spent = 0.0
    for item in items:
        deep = len({step.round for step in item.steps if step.round}) >= DEEP_ROUNDS
        x, width = round(spent / total * 100, 2), round(item.minutes / total * 100, 2)
        blocks.append(Block(item.title, item.activity.icon, item.minutes, deep, x, width))
        spent += item.minutes
    return tuple(blocks)
