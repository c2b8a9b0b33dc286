"""The fill dot: how full is the dot. One shape for "how much", on every surface: a rim, and in it a part of a disc."""

from __future__ import annotations

from math import acos, pi, sqrt

RADIUS, RIM, DISC = 10.0, 2.0, 7.0  # drawn with radius 10, like every mark
LEVELS = (0, 0.22, 0.5, 0.76, 1)
"""How full each of five levels is, from the lowest."""


def filled(share: float) -> str:
    """The path of a dot whose disc is filled from below to this share of its area; a full one has no gap to its rim.
    To be filled by even and odd."""
    if share >= 1:
        return _ring(RADIUS)
    rim = _ring(RADIUS) + _ring(RADIUS - RIM)
    if share <= 0:
        return rim
    level = _level(share) * DISC
    half = sqrt(DISC**2 - level**2)
    wide = 1 if level < 0 else 0  # more than half: the longer way round
    return f"{rim}M{-half:.2f} {level:.2f}A{DISC:g} {DISC:g} 0 {wide} 0 {half:.2f} {level:.2f}Z"


def _ring(radius: float) -> str:
    return f"M{-radius:g} 0a{radius:g} {radius:g} 0 1 0 {2 * radius:g} 0a{radius:g} {radius:g} 0 1 0 {-2 * radius:g} 0Z"


def _level(share: float) -> float:
    """How far below the middle of a disc of radius 1 the line stands under which this share of its area lies."""
    low, high = -1.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        below = (acos(middle) - middle * sqrt(1 - middle**2)) / pi
        low, high = (middle, high) if below > share else (low, middle)
    return (low + high) / 2
