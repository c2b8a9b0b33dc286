"""How the made-up people of a rehearsal behave. No row holds it: they live in one process, and end with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FEWEST, MOST = 12, 5_000


class Temper(StrEnum):
    """How a made-up room answers."""

    EVEN = "even"
    ONE_SIDED = "one-sided"
    SCATTERED = "scattered"
    MOVING = "moving"


@dataclass(frozen=True, slots=True)
class Pretence:
    """So many people of a temper. `dropped`: the Wi-Fi of some has dropped; `silent`: nobody answers for now."""

    people: int = 40
    temper: Temper = Temper.EVEN
    dropped: bool = False
    silent: bool = False
