"""How words of different sizes flow into a field: side by side in lines, each with its dots below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, sqrt
from typing import NamedTuple

from server.charts.glyphs import Text, Type, widest

FULL, OF_SHARE, SMALLEST, LARGEST = 122.0, 0.28, 44.0, 136.0
SHRINKS = (1.0, 0.92, 0.85, 0.78, 0.71, 0.64, 0.57, 0.5, 0.44, 0.38)
ASCENT, DESCENT = 0.8, 0.24
APART, BETWEEN, BELOW = 40.0, 22.0, 6.0  # between words; between lines; between a word and its dots
FEWEST_DOTS = 8  # in a line below a short word
SHARE = 110.0  # what stands behind a word of a crowd
REST, REST_LINE = 30.0, 44.0  # size and line of what is said of others
WEIGHT, TIGHT = 780, -0.025


class Box(NamedTuple):
    """The room of a field, and how many words and lines it takes at most."""

    width: float
    height: float
    most: int
    lines: int


class Block(NamedTuple):
    """A word in its size, `wide` by itself, and its dots: an `outline` that begins `top` below the baseline."""

    size: float
    wide: float
    width: float
    below: float
    top: float
    outline: str


class Line(NamedTuple):
    """Words on one baseline, so far `above` which the line begins."""

    blocks: tuple[Block, ...]
    above: float
    height: float

    def places(self) -> Iterator[float]:
        """Where each of them begins."""
        x = 0.0
        for block in self.blocks:
            yield x
            x += block.width + APART


def size(people: int, whole: int) -> float:
    """Of a word, by its share."""
    return min(LARGEST, max(SMALLEST, FULL * sqrt(people / max(1, whole) / OF_SHARE)))


def laid(counted: Sequence[tuple[Text, int]], whole: int, box: Box, pitch: float) -> tuple[Line, ...] | None:
    """Words and how many put each first, as large as they all can be; None where even the smallest are too many."""
    for shrink in SHRINKS:
        blocks = [_block(label, people, size(people, whole) * shrink, box, pitch) for label, people in counted]
        lines = _lines(blocks, box)
        if len(lines) <= box.lines and sum(line.height for line in lines) <= box.height:
            return lines
    return None


def dots(people: int, width: float, pitch: float) -> tuple[int, int]:
    """Columns and lines, as even as can be."""
    lines = ceil(people / max(1, int(width // pitch)))
    return ceil(people / max(1, lines)), lines


def around(people: int, columns: int, pitch: float) -> str:
    """Around dots that fill line by line, so that the last one is short."""
    whole, left = divmod(people, columns) if columns else (0, 0)
    path = f"M0 0H{columns * pitch:g}V{whole * pitch:g}H0Z" if whole else ""
    return path + (f"M0 {whole * pitch:g}H{left * pitch:g}V{(whole + 1) * pitch:g}H0Z" if left else "")


def _block(label: Text, people: int, full: float, box: Box, pitch: float) -> Block:
    room = box.width - (0 if pitch else SHARE)
    high = max(SMALLEST * 0.8, full)
    wide = widest(label, Type(WEIGHT, high, spacing=TIGHT))
    if wide > room:
        high, wide = high * room / wide, room
    high, below = round(high, 1), DESCENT * high
    if not pitch:
        return Block(high, round(wide, 1), wide + SHARE, below, 0, "")
    columns, lines = dots(people, max(wide, FEWEST_DOTS * pitch), pitch)
    top = below + BELOW
    outline = around(people, columns, pitch)
    return Block(high, round(wide, 1), max(wide, columns * pitch), top + lines * pitch, round(top, 1), outline)


def _lines(blocks: Sequence[Block], box: Box) -> tuple[Line, ...]:
    lines: list[list[Block]] = []
    used = 0.0
    for block in blocks:
        if not lines or used + APART + block.width > box.width:
            lines.append([block])
            used = block.width
        else:
            lines[-1].append(block)
            used += APART + block.width
    return tuple(map(_line, lines))


def _line(blocks: Sequence[Block]) -> Line:
    above = max(ASCENT * block.size for block in blocks)
    return Line(tuple(blocks), above, above + max(block.below for block in blocks) + BETWEEN)
