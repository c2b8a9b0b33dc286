"""Texts by group: unit rows beside their names, bars in a crowd."""

from __future__ import annotations

from collections.abc import Sequence

from server.charts.answers import DESK, PHONE, Answers, compact
from server.charts.canvas import Canvas, Use
from server.charts.rows import bars, units
from server.shares import is_crowd

WIDTH, DOTS, HEIGHT, BAR = 688.0, 528.0, 90.0, 58.0
BARS = WIDTH - 270  # beside the longest stand its share and how many that are
ALONE = 70.0
INK, RING = "ink", "ring"
"""The marks of dots that have no letter: a text in no group, and somebody who sent none."""


def heaps(counts: Sequence[tuple[str, int]], canvas: Canvas) -> Answers:
    """The rows of (mark, texts)."""
    if canvas.use.is_compact:
        return compact(
            counts,
            sum(people for _, people in counts),
            canvas.use,
            DESK if canvas.use is Use.DESK else PHONE,
            above=True,
        )
    if is_crowd(sum(people for _, people in counts)):
        return Answers(canvas.use, False, WIDTH, BAR, None, bars(counts, BARS, BAR))
    drawn = units(counts, DOTS, HEIGHT, canvas.salt, ALONE)
    return Answers(canvas.use, False, WIDTH, max(drawn.height, HEIGHT), drawn)
