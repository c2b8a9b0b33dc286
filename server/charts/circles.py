"""Circles of a crowd on a field, whose areas are people: one a step, or one a block of steps."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, sqrt

from server.charts.clouds import Circle, Cloud
from server.charts.ground import FAR, Box, Spot, Stands
from server.charts.seats import Point

BLOCK = 3  # steps across and up that circles are of, where single ones would leave out many
LARGE = 1.7  # times as large is the circle of a block
MOST_LEFT = 5  # a fifth


def circles(clouds: Sequence[Stands], box: Box, minimum: int) -> tuple[Cloud, ...]:
    """Of so many people at least. Where so few stand at most steps that many would be left out, of blocks."""
    whole = sum(sum(cloud.values()) for cloud in clouds)
    left = sum(people for cloud in clouds for people in cloud.values() if people < minimum)
    shown, large = ([_in_blocks(cloud) for cloud in clouds], LARGE) if left * MOST_LEFT > whole else (clouds, 1.0)
    most = max((people for cloud in shown for people in cloud.values()), default=1)
    drawn = []
    for number, cloud in enumerate(shown):
        aside = large * box.beside * (0 if len(shown) == 1 else 1 if number else -1)
        told = {spot: people for spot, people in cloud.items() if people >= minimum}
        sizes = {spot: _size(people / most, box) * large * box.largest for spot, people in told.items()}
        around = (_circle(box.at(spot), aside, size) for spot, size in sizes.items())
        drawn.append(Cloud(tuple(around), sum(cloud.values()) - sum(told.values())))
    return tuple(drawn)


def _in_blocks(cloud: Stands) -> Stands:
    """By the middle of the block that a step is in; the outermost steps are blocks of their own."""
    blocks: dict[Spot, int] = {}
    for (across, up), people in cloud.items():
        block = _block(across), _block(up)
        blocks[block] = blocks.get(block, 0) + people
    return blocks


def _block(step: int) -> int:
    return max(-FAR, min(FAR, (step + BLOCK // 2) // BLOCK * BLOCK))


def _size(share: float, box: Box) -> float:
    """Of a radius, so that areas are people; on phones by one of a few sizes, which take fewer bytes."""
    return sqrt(ceil(share * box.sizes) / box.sizes if box.sizes else share)


def _circle(middle: Point, aside: float, radius: float) -> Circle:
    return Circle(round(middle.x + aside, 1), middle.y, round(radius, 1))
