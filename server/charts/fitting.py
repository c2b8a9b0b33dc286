"""How large a text is set, by how long it is: measured once on the 1920 by 1080 drawing, for every template.

A size is part of a class name: the step of a card's text of 90 signs beside a chart is "long".
"""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

# For each place the most signs of each size, the largest first; what is longer gets the last.
SIZES: dict[str, tuple[tuple[int, str], ...]] = {
    "question": ((50, ""), (10_000, "long")),
    "finding": ((60, ""), (10_000, "long")),
    "story": ((420, ""), (10_000, "long")),
    "tall": ((80, ""), (105, "long"), (10_000, "longer")),
    "band": ((70, ""), (150, "long"), (10_000, "longer")),
    "marked": ((70, ""), (10_000, "long")),
    "message": ((32, ""), (10_000, "long")),
    "lifted": ((70, ""), (10_000, "long")),
    "row": ((44, ""), (88, "long"), (10_000, "longer")),
    "ask": ((34, "large"), (84, "middle"), (10_000, "small")),
}
ASK_HEIGHT = 516
# Height of a line and signs in it, for each size of a question that has narrower answers beside it, and of a story.
ASK_LINES = {"large": (97, 17), "middle": (70, 23), "small": (55, 30)}
STORY_LINE = (52, 38)


class Ask(NamedTuple):
    """How large a question is set while the room votes, and whether its story stands under it."""

    size: str
    told: bool


def size(text: str, place: str) -> str:
    """The size of a text in its place."""
    return next(name for most, name in SIZES[place] if len(text) <= most)


def ask(question: str, story: str) -> Ask:
    """The story comes along if a smaller question makes room for it; else it was read before, and stands on phones."""
    natural = size(question, "ask")
    sizes = list(ASK_LINES)
    for smaller in sizes[sizes.index(natural) :] if story else ():
        if _height(question, ASK_LINES[smaller]) + _height(story, STORY_LINE) <= ASK_HEIGHT:
            return Ask(smaller, True)
    return Ask(natural, False)


def _height(text: str, line: tuple[int, int]) -> int:
    high, signs = line
    return ceil(len(text) / signs) * high
