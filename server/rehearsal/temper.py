"""What made-up people think: each by a temper of the room and a seed, so that it is the same after a restart."""

from __future__ import annotations

from enum import StrEnum
from random import Random

from pydantic import JsonValue

from server.activities.contract.question import Lean, Question

OTHER_CAMP = 0.5  # how far apart two camps stand, as favourites of a question
AGREED, DIVIDED, SCATTERED = 0.15, 0.25, 0.95  # spreads
ANEW = 0.6  # of a room in which many move


class Temper(StrEnum):
    """How a made-up room answers."""

    EVEN = "even"
    ONE_SIDED = "one-sided"
    SCATTERED = "scattered"
    MOVING = "moving"


def opinion(question: Question, temper: Temper, seed: str, who: int, before: JsonValue | None = None) -> JsonValue:
    """What one person answers; `seed` names the room and the activity, `before` is their answer of the round before."""
    dice = Random(f"{seed}.{who}.{'' if before is None else 'again'}")  # noqa: S311 - nothing secret
    if temper is Temper.MOVING and before is not None and dice.random() < ANEW:
        before = None
    return question.guess(dice, lean(temper, seed, dice, before is None), before)


def lean(temper: Temper, seed: str, dice: Random, first: bool = True) -> Lean:
    """Which way one person leans. The room has a favourite; where it is nearly even, half of it has another."""
    favour = Random(seed).random()  # noqa: S311 - nothing secret
    if temper is Temper.SCATTERED:
        return Lean(favour, SCATTERED)
    if temper is Temper.ONE_SIDED:
        return Lean(favour, AGREED)
    other = dice.random() < (0.5 if first else 0.2)
    return Lean((favour + OTHER_CAMP * other) % 1, DIVIDED)
