"""Suggesting: into which group a text may belong, because it is like one that a hand has put there. Never more than
that: it waits for a hand, and one that was let go does not come again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from server.activities.contract.question import Place
from server.activities.measures.likeness import Likeness

MOST_COMPARED = 200  # texts in groups; who facilitates has put each of them there


class Suggestion(NamedTuple):
    """A group, and the text in it that is most like the one asked about."""

    place: Place
    words: str


def suggestions(
    waiting: Iterable[tuple[str, str]],
    placed: Sequence[tuple[Place, str]],
    declined: Collection[tuple[str, str]],
) -> Mapping[str, Suggestion]:
    """For texts that wait, by mark and words: by those that are in groups, what most wrote first."""
    if not placed:
        return {}
    compared = placed[:MOST_COMPARED]
    likeness = Likeness([words for _place, words in compared])
    found = {}
    for mark, words in waiting:
        alike = (compared[each.at] for each in likeness.of(words))
        best = next(((place, other) for place, other in alike if (mark, place.key) not in declined), None)
        if best is not None:
            found[mark] = Suggestion(*best)
    return found
