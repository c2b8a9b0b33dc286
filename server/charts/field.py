"""A field of two lines: clouds of dots on a lattice, each as near as there is room to where its person stands, around
pills at the middles; circles in a crowd, whose areas are people, and on phones where there are many dots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, hypot, sqrt
from typing import NamedTuple

from server.charts.canvas import Canvas, Use
from server.charts.glyphs import Type, width
from server.charts.rows import DOT
from server.charts.seats import Point
from server.dice import dice_of
from server.shares import is_crowd

STEPS = 11  # on each line
FAR = STEPS // 2
SHARE = 0.2  # of the field that dots may take
MOST_DOTS = 260  # on phones, where every byte counts
BLOCK = 3  # steps across and up that circles are of, where single ones would leave out many
MOST_LEFT = 5  # a fifth
PILL, END = Type(780, 40), Type(600, 32)
PAD, HALO, MARGIN = 34.0, 14.0, 8.0
BESIDE = 62.0  # how far from the line across a pill stands that would be on its words
Text = str | dict[str, str]
Spot = tuple[int, int]
Rect = tuple[float, float, float, float]


class Box(NamedTuple):
    """The room of a field, the pitches of its dots, and how far beside a step the circles of two clouds stand, at most
    so large. Where it has `words`, names stand in it; circles are of any size, or of a few `sizes`."""

    width: float
    height: float
    widest: int
    narrowest: int
    beside: float
    largest: float
    words: bool
    sizes: int = 0


WALL = Box(width=1200, height=650, widest=37, narrowest=14, beside=25, largest=27, words=True)
PHONE = Box(width=350, height=228, widest=14, narrowest=5, beside=7, largest=9, words=False, sizes=6)


class Circle(NamedTuple):
    """One person, or all who stand at one step."""

    x: float
    y: float
    r: float


class Pill(NamedTuple):
    """A name at the middle of a cloud, `wide` in the language in which it is longest."""

    x: float
    y: float
    wide: float


@dataclass(frozen=True, slots=True)
class Cloud:
    """Circles of people; of `left`, too few at a step in a crowd, none is drawn."""

    circles: tuple[Circle, ...]
    left: int = 0

    @property
    def strokes(self) -> Sequence[tuple[float, str]]:
        """Circles that are alike as one line with round ends: how wide it is, and where it goes."""
        lines: dict[float, list[str]] = {}
        for circle in self.circles:
            lines.setdefault(circle.r, []).append(f"M{circle.x:g} {circle.y:g}h0")
        return [(round(2 * radius, 1), "".join(line)) for radius, line in sorted(lines.items())]


@dataclass(frozen=True, slots=True)
class Field:
    """Dots, one a person, or circles where it is not `dotted`. `arrow` leads from the second pill to the first."""

    use: Use
    box: Box
    clouds: tuple[Cloud, ...]
    pills: tuple[Pill, ...]
    arrow: tuple[Point, Point] | None
    dotted: bool

    @property
    def left(self) -> int:
        """Of how many places nothing is drawn."""
        return sum(cloud.left for cloud in self.clouds)


def field(
    clouds: Sequence[Mapping[Spot, int]],
    middles: Sequence[Spot],
    names: Sequence[Text],
    across: Sequence[Text],
    canvas: Canvas,
    minimum: int,
    people: int,
) -> Field:
    """Each cloud is how many stand at which steps from the middle; `people` are in the room."""
    box = PHONE if canvas.use.is_compact else WALL
    many = [sum(cloud.values()) for cloud in clouds]
    crowd = is_crowd(people)
    circles = crowd or (canvas.use.is_compact and sum(many) > MOST_DOTS)
    words = [] if circles or not box.words else _words(across, box)
    pills = _pills(middles, names, words, box)
    arrow = _arrow(pills) if len(pills) > 1 else None
    if circles:
        drawn = _circles(clouds, box, minimum if crowd else 1)
        return Field(canvas.use, box, drawn, pills, arrow, False)
    room = int(sqrt(SHARE * box.width * box.height / max(1, sum(many))))
    pitch = max(box.narrowest, min(box.widest, room))
    free = _Lattice(box, pitch, [*words, *_covered(pills, arrow, box)])
    return Field(canvas.use, box, free.deal(clouds, canvas.salt), pills, arrow, True)


def at(spot: Spot, box: Box) -> Point:
    """The middle of a step."""
    across, up = spot
    return Point(round((across + FAR + 0.5) * box.width / STEPS, 1), round((FAR - up + 0.5) * box.height / STEPS, 1))


def _circles(clouds: Sequence[Mapping[Spot, int]], box: Box, minimum: int) -> tuple[Cloud, ...]:
    """Where so few stand at most steps that many people would be left out, circles are of blocks of steps."""
    coarse = [_in_blocks(cloud) for cloud in clouds]
    whole = sum(sum(cloud.values()) for cloud in clouds)
    left = sum(people for cloud in clouds for people in cloud.values() if people < minimum)
    shown, large = (coarse, 1.7) if left * MOST_LEFT > whole else (clouds, 1.0)
    most = max((people for cloud in shown for people in cloud.values()), default=1)
    drawn = []
    for number, cloud in enumerate(shown):
        aside = large * box.beside * (0 if len(shown) == 1 else 1 if number else -1)
        told = {spot: people for spot, people in cloud.items() if people >= minimum}
        sizes = {spot: _size(people / most, box) * large * box.largest for spot, people in told.items()}
        circles = (_circle(at(spot, box), aside, size) for spot, size in sizes.items())
        drawn.append(Cloud(tuple(circles), sum(cloud.values()) - sum(told.values())))
    return tuple(drawn)


def _in_blocks(cloud: Mapping[Spot, int]) -> Mapping[Spot, int]:
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


def _words(across: Sequence[Text], box: Box) -> list[Rect]:
    """Where the words at both ends of the line across stand."""
    low, high = (_longest(end, END) + 3 * MARGIN for end in across)
    top, bottom = box.height / 2 - 24, box.height / 2 + 24
    return [(0, top, low, bottom), (box.width - high, top, box.width, bottom)]


def _pills(middles: Sequence[Spot], names: Sequence[Text], words: Sequence[Rect], box: Box) -> tuple[Pill, ...]:
    """Within the field, on no words, and not on each other."""
    pills: list[Pill] = []
    for spot, text in zip(middles, names, strict=True):
        wide = (_longest(text, PILL) + 2 * PAD) if box.words else 0
        middle = at(spot, box)
        x = max(wide / 2 + MARGIN, min(box.width - wide / 2 - MARGIN, middle.x))
        pill = Pill(round(x, 1), middle.y, round(wide, 1))
        if any(_is_on(pill, word) for word in words):
            pill = pill._replace(y=box.height / 2 + (-BESIDE if spot[1] > 0 else BESIDE))
        pills.append(pill)
    return _one_above_the_other(pills[0], pills[1], box) if len(pills) > 1 and box.words else tuple(pills)


def _is_on(pill: Pill, word: Rect) -> bool:
    left, top, right, bottom = word
    beside = pill.x + pill.wide / 2 < left or pill.x - pill.wide / 2 > right
    return not beside and top - BESIDE / 2 < pill.y < bottom + BESIDE / 2


def _one_above_the_other(one: Pill, other: Pill, box: Box) -> tuple[Pill, ...]:
    """Two that would stand on each other."""
    high = PILL.size * 1.5
    if not _overlap(one, other, high):
        return one, other
    middle = min(max((one.y + other.y) / 2, high + MARGIN), box.height - high - MARGIN)
    shift = (high / 2 + 4) * (-1 if one.y <= other.y else 1)
    return one._replace(y=round(middle + shift, 1)), other._replace(y=round(middle - shift, 1))


def _overlap(one: Pill, other: Pill, high: float) -> bool:
    return abs(one.x - other.x) < (one.wide + other.wide) / 2 + HALO and abs(one.y - other.y) < high + 8


def _arrow(pills: Sequence[Pill]) -> tuple[Point, Point] | None:
    """From edge to edge, where there is room between."""
    goal, origin = pills
    dx, dy = goal.x - origin.x, goal.y - origin.y
    far = hypot(dx, dy)
    if not far:
        return None
    starts, ends = (_edge(pill, dx / far, dy / far) for pill in (origin, goal))
    if starts + ends + 60 > far:
        return None
    return (
        Point(round(origin.x + dx / far * starts, 1), round(origin.y + dy / far * starts, 1)),
        Point(round(goal.x - dx / far * ends, 1), round(goal.y - dy / far * ends, 1)),
    )


def _edge(pill: Pill, dx: float, dy: float) -> float:
    """How far from its middle a pill ends in a direction, with some room."""
    half_high = PILL.size * 0.75
    to_side = pill.wide / 2 / abs(dx) if dx else float("inf")
    to_top = half_high / abs(dy) if dy else float("inf")
    return min(to_side, to_top) + HALO


def _longest(text: Text, type: Type) -> float:
    return max(width(words, type) for words in (text.values() if isinstance(text, dict) else [text]))


def _covered(pills: Sequence[Pill], arrow: tuple[Point, Point] | None, box: Box) -> Iterator[Rect]:
    """Where dots make room for pills and the arrow."""
    if box.words:
        high = PILL.size * 0.75 + MARGIN
        yield from ((pill.x - pill.wide / 2, pill.y - high, pill.x + pill.wide / 2, pill.y + high) for pill in pills)
        yield from _along(arrow)


def _along(arrow: tuple[Point, Point] | None) -> Iterator[Rect]:
    """Small squares over a line."""
    if arrow:
        (x, y), (to_x, to_y) = ((end.x, end.y) for end in arrow)
        pieces = int(hypot(to_x - x, to_y - y) / 8) + 1
        for piece in range(pieces + 1):
            a, b = x + (to_x - x) * piece / pieces, y + (to_y - y) * piece / pieces
            yield a - 6, b - 6, a + 6, b + 6


class _Lattice:
    """Places for dots, some of which are taken."""

    def __init__(self, box: Box, pitch: int, kept_out: Iterable[Rect]) -> None:
        self.box, self.pitch = box, pitch
        self.columns, self.rows = int(box.width / pitch), int(box.height / pitch)
        self.left, self.top = (box.width - self.columns * pitch) / 2, (box.height - self.rows * pitch) / 2
        self.taken = {place for rect in kept_out for place in self._under(rect)}

    def _under(self, rect: Rect) -> Iterator[tuple[int, int]]:
        left, top, right, bottom = rect
        radius = DOT * self.pitch
        for column in range(self._column(left - radius), self._column(right + radius) + 1):
            for row in range(self._row(top - radius), self._row(bottom + radius) + 1):
                yield column, row

    def _column(self, x: float) -> int:
        return max(0, min(self.columns - 1, int((x - self.left) / self.pitch)))

    def _row(self, y: float) -> int:
        return max(0, min(self.rows - 1, int((y - self.top) / self.pitch)))

    def deal(self, clouds: Sequence[Mapping[Spot, int]], salt: str) -> tuple[Cloud, ...]:
        """One dot a person, in an order drawn by lot, each at the nearest place that is free to somewhere in its step;
        told from the top, so that nothing of the lot is left."""
        lot = dice_of(f"field {salt}")
        people = [(at, spot) for at, cloud in enumerate(clouds) for spot, many in cloud.items() for _ in range(many)]
        lot.shuffle(people)
        dots: list[list[tuple[int, int]]] = [[] for _ in clouds]
        for at_cloud, spot in people:
            middle, wide, high = at(spot, self.box), self.box.width / STEPS, self.box.height / STEPS
            place = self._nearest(middle.x + (lot.random() - 0.5) * wide, middle.y + (lot.random() - 0.5) * high)
            self.taken.add(place)
            dots[at_cloud].append(place)
        return tuple(Cloud(tuple(self._dot(place) for place in sorted(each))) for each in dots)

    def _nearest(self, x: float, y: float) -> tuple[int, int]:
        column, row = self._column(x), self._row(y)
        for by_column, by_row in _outward(max(self.columns, self.rows)):
            place = column + by_column, row + by_row
            if place not in self.taken and 0 <= place[0] < self.columns and 0 <= place[1] < self.rows:
                return place
        raise AssertionError("dots take a part of the field only")

    def _dot(self, place: tuple[int, int]) -> Circle:
        x, y = (start + (number + 0.5) * self.pitch for start, number in zip((self.left, self.top), place, strict=True))
        return Circle(round(x, 1), round(y, 1), round(DOT * self.pitch, 2))


@cache
def _outward(far: int) -> tuple[tuple[int, int], ...]:
    """All steps on a lattice up to so far, the nearest first."""
    reach = range(-far, far + 1)
    return tuple(sorted(((x, y) for x in reach for y in reach), key=lambda step: step[0] ** 2 + step[1] ** 2))
