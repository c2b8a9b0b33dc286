"""What made-up people think: each by a temper of the room and a seed, so that it is the same after a restart."""

from __future__ import annotations

from pydantic import JsonValue

from server.activities.contract.question import Lean, Question
from server.dice import dice_of
from server.room.pretence import Temper

OTHER_CAMP = 0.5  # how far apart two camps stand, as favourites of a question
OTHERS, GOLDEN = 0.5, 0.618034
AGREED, DIVIDED, SCATTERED = 0.15, 0.25, 0.95  # spreads
ANEW = 0.6  # of a room in which many move: these come over to its favourite


def opinion(question: Question, temper: Temper, seed: str, who: int, before: JsonValue | None = None) -> JsonValue:
    """What one person answers; `seed` names the room and the activity, `before` is their answer of the round before."""
    dice = dice_of(f"{seed}.{who}.{'' if before is None else 'again'}")
    if temper is Temper.MOVING and before is not None and dice.random() < ANEW:
        return question.guess(dice, Lean(_favourite(seed), AGREED))
    return question.guess(dice, lean(temper, seed, who), before)


def lean(temper: Temper, seed: str, who: int) -> Lean:
    """Which way one person leans. The room has a favourite; where it is nearly even, every other one has another."""
    favour = _favourite(seed)
    if temper is Temper.SCATTERED:
        return Lean(favour, SCATTERED)
    if temper is Temper.ONE_SIDED:
        return Lean(favour, AGREED)
    other = who * GOLDEN % 1 < OTHERS  # spread evenly over however many come
    return Lean((favour + OTHER_CAMP * other) % 1, DIVIDED)


def _favourite(seed: str) -> float:
    return dice_of(seed).random()
