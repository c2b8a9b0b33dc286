"""Wonders: what made-up people want to ask, and a made-up facilitator who shows it."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from server.activities.contract.event import FACILITATOR, Deed
from server.activities.measures.asking import Asking
from server.activities.measures.floor import ASK, TOO, Floor
from server.phases import Phase, Step

MOST, AGREE, LET_OUT = 40, 0.5, 0.9
QUESTIONS = (
    "What if my boss is the one who says no?",
    "Who pays when I decide and it was wrong?",
    "Does this count in my appraisal?",
    "Can we have the customers’ numbers?",
    "Do we tell customers that they were passed on nine times?",
    "Is passing on always wrong?",
    "What is the limit for refunds today?",
    "Will we see the results?",
    "Could we do this with our suppliers?",
)


def wonders(step: Step, dice: Random, people: Sequence[int], state: Asking, floor: Floor) -> list[Deed]:
    """While questions are asked, a few people ask one and some of these are shown; later many ask the same, and the
    first is lifted."""
    if step.phase is Phase.READ:
        some = dice.sample(people, min(MOST, -(-len(people) * 3 // 10)))
        texts = [dice.choice(QUESTIONS) for _ in some]
        return [
            *(Deed(who, ASK, text) for who, text in zip(some, texts, strict=True)),
            *_shown(texts, state, floor, dice),
        ]
    if step.phase is not Phase.TALK or not state.stands.out:
        return []
    marks = [mark for mark in state.stands.out if state.is_out(mark)]
    likely = [1 / place for place in range(1, len(marks) + 1)]
    votes = [(who, dice.choices(marks, likely)[0]) for who in people[: MOST * 8] if marks and dice.random() < AGREE]
    too = [Deed(who, TOO, {"question": mark, "too": True}) for who, mark in votes]
    return [*too, *(Deed(FACILITATOR, "lift", mark) for mark in marks[:1])]


def _shown(texts: Sequence[str], state: Asking, floor: Floor, dice: Random) -> list[Deed]:
    release = state.release
    return [
        Deed(FACILITATOR, "show", {"mark": release.mark(floor.words.wording(text)), "edition": release.edition(text)})
        for text in dict.fromkeys(texts)
        if dice.random() < LET_OUT
    ]
