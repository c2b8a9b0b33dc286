"""A made-up facilitator, who reads quickly rather than fairly, and lets texts out and sorts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from server.activities.contract.event import FACILITATOR, Deed
from server.activities.contract.texts import Written
from server.activities.measures.sorting import Sorting

MOST, PLACED, LET_OUT = 60, 0.9, 0.9


def pretended(
    texts: Sequence[str],
    question: Written,
    state: Sorting,
    keys: Sequence[str],
    groups: Mapping[str, str],
    dice: Random,
) -> list[Deed]:
    """What they do with these texts: nearly all are let out, and most are put where `groups` say that such wordings
    belong, or anywhere among the `keys`."""
    deeds = []
    for text in texts[:MOST]:
        mark = state.release.mark(wording := question.wording(text))
        if keys and dice.random() < PLACED:
            deeds.append(Deed(FACILITATOR, "group", {"mark": mark, "group": groups.get(wording) or dice.choice(keys)}))
        if dice.random() < LET_OUT:
            deeds.append(Deed(FACILITATOR, "release", {"mark": mark, "edition": state.release.edition(text)}))
    return deeds
