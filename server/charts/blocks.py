"""Where the blocks of the shift stand: both votes stacked with one pitch, labels given their room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

LINES = (4, 5, 6, 7, 8)
WIDE = 208.0
BAR = 44.0
THREE_LINES = 124.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The box of the picture and its columns: labels, `was` (numbers end there), blocks, and letters
    and numbers of the second vote from `letter` on. `many` answers have one line each."""

    width: float = 1744
    height: float = 560
    label: float = 540
    was: float = 685
    letter: float = 1423
    change: float = 198
    slot: float = 84
    gap: float = 18
    dot: float = 28
    label_height: float = 84
    many: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One answer's block; its label stands at its middle and has `room` from top to bottom."""

    x: float
    y: float
    width: float
    height: float
    room: float = 0

    @property
    def middle(self) -> float:
        """The height at which the answer's label and number stand."""
        return round(self.y + self.height / 2, 1)

    @property
    def three(self) -> bool:
        """Whether its label has room for three lines."""
        return self.room >= THREE_LINES

    def label(self, frame: Frame) -> tuple[float, float]:
        """Where its label begins, and how tall it can be."""
        tall = THREE_LINES if self.three and not frame.many else frame.label_height
        return round(self.middle - tall / 2, 1), tall


@dataclass(frozen=True, slots=True)
class Stacks:
    """Both columns of blocks, how many people stand in a `line`, and the pitch of dots (of people in a crowd, which
    has no dots). A block is as wide as its longest line; `start` and `end` are the edges of the columns."""

    before: tuple[Block, ...]
    after: tuple[Block, ...]
    pitch: float
    line: int
    start: float
    end: float


def frame_for(answers: int, most: int) -> Frame:
    """Room for the longest number, and low slots where there are many answers."""
    frame = Frame() if answers <= 5 else Frame(slot=46, gap=10, dot=22, label_height=42, many=True)
    if most < 100:
        return frame
    if most < 1_000:
        return replace(frame, letter=1391, change=240)
    return replace(frame, label=490, was=736, letter=1262, change=322)


def stacks(before: Sequence[int], after: Sequence[int], frame: Frame, crowd: bool) -> Stacks:
    """The two votes as columns that share one pitch, the largest that fits: few people stand in short lines."""
    if crowd:
        return _stood(before, after, frame, _pitch(before, after, frame, frame.height), 0)
    pitches = {line: _pitch(_lines(before, line), _lines(after, line), frame, WIDE / line) for line in LINES}
    line = max(pitches, key=lambda line: pitches[line])
    return _stood(before, after, frame, pitches[line], line)


def _lines(people: Sequence[int], line: int) -> Sequence[int]:
    """How many lines of so many each answer has; in a crowd (0) a line is one person's part of a bar."""
    return [ceil(n / line) for n in people] if line else people


def _pitch(first: Sequence[int], second: Sequence[int], frame: Frame, widest: float) -> float:
    low, high = 0.0, widest
    for _ in range(40):
        if max(_tall(first, high, frame), _tall(second, high, frame)) <= frame.height:
            return high
        middle = (low + high) / 2
        fits = max(_tall(first, middle, frame), _tall(second, middle, frame)) <= frame.height
        low, high = (middle, high) if fits else (low, middle)
    return low


def _tall(lines: Sequence[int], pitch: float, frame: Frame) -> float:
    return sum(max(amount * pitch, frame.slot) for amount in lines) + frame.gap * (len(lines) - 1)


def _stood(before: Sequence[int], after: Sequence[int], frame: Frame, pitch: float, line: int) -> Stacks:
    wide = line * pitch or BAR
    start, end = frame.was + 24, frame.letter - 77 - wide
    left, right = _column(before, start, pitch, line, frame), _column(after, end, pitch, line, frame)
    return Stacks(left, right, pitch, line, round(start + wide, 1), round(end, 1))


def _column(people: Sequence[int], x: float, pitch: float, line: int, frame: Frame) -> tuple[Block, ...]:
    # Few people leave height over; long labels can use it.
    lines = _lines(people, line)
    spare = (frame.height - _tall(lines, pitch, frame)) / len(lines)
    blocks, top = [], 0.0
    for number, amount in zip(people, lines, strict=True):
        wide, tall = min(number, line) * pitch if line else BAR, amount * pitch
        room = max(tall, min(frame.slot + spare, max(frame.slot, THREE_LINES)))
        y = round(top + (room - tall) / 2, 1)
        blocks.append(Block(round(x, 1), y, round(wide, 1), round(tall, 1), round(room, 1)))
        top += room + frame.gap
    return tuple(blocks)
