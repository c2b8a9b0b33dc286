"""Where the blocks of the shift stand: both votes stacked with one pitch, labels given their room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

A_LINE = 8
WIDEST_PITCH = 26.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The box of the picture. Blocks of the first vote end at `leave`, of the second begin at `arrive`."""

    width: float = 1744
    height: float = 560
    leave: float = 810
    arrive: float = 1138
    thread_gap: float = 8
    slot: float = 84
    gap: float = 18
    bar: float = 44


@dataclass(frozen=True, slots=True)
class Block:
    """One answer's block and the slot around it; the label stands in the middle of the slot."""

    x: float
    y: float
    width: float
    height: float
    slot: float

    @property
    def middle(self) -> float:
        """The height at which the answer's label and number stand."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Stacks:
    """Both columns of blocks, and the pitch of dots (of people, where there are no dots)."""

    before: tuple[Block, ...]
    after: tuple[Block, ...]
    pitch: float


def stacks(before: Sequence[int], after: Sequence[int], frame: Frame, crowd: bool) -> Stacks:
    """The two votes as columns that share one pitch, the largest that fits."""
    first, second = (people if crowd else [ceil(n / A_LINE) for n in people] for people in (before, after))
    gap = frame.gap if len(before) <= 5 else frame.gap / 2
    slot = min(frame.slot, (frame.height - gap * (len(before) - 1)) / len(before))
    low, high = 0.0, frame.height if crowd else WIDEST_PITCH
    if max(_tall(amounts, high, slot, gap) for amounts in (first, second)) > frame.height:
        for _ in range(40):
            middle = (low + high) / 2
            fits = max(_tall(amounts, middle, slot, gap) for amounts in (first, second)) <= frame.height
            low, high = (middle, high) if fits else (low, middle)
    else:
        low = high
    wide = frame.bar if crowd else A_LINE * low
    return Stacks(
        _column(first, frame.leave - wide, wide, low, slot, gap),
        _column(second, frame.arrive, wide, low, slot, gap),
        low,
    )


def _tall(amounts: Sequence[int], pitch: float, slot: float, gap: float) -> float:
    return sum(max(amount * pitch, slot) for amount in amounts) + gap * (len(amounts) - 1)


def _column(amounts: Sequence[int], x: float, width: float, pitch: float, slot: float, gap: float) -> tuple[Block, ...]:
    blocks, top = [], 0.0
    for amount in amounts:
        tall = amount * pitch
        room = max(tall, slot)
        blocks.append(Block(round(x, 1), round(top + (room - tall) / 2, 1), round(width, 1), round(tall, 1), room))
        top += room + gap
    return tuple(blocks)
