"""A field of words: each as large as its share, with a dot below it for each person; of a crowd the share behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from server.charts import wordflow
from server.charts.canvas import Use
from server.charts.glyphs import Text, Type, widest
from server.charts.lattice import Lattice
from server.charts.wordflow import Block, Box
from server.shares import is_crowd, percent

INK, SIDES = "ink", ("a", "b")
ON_PHONES, SMALLEST_PHONE = (17, 22, 28, 34, 40), 262.0  # sizes there in px, by step; the room of a word
PITCH, ROOMY, FEW = 20.0, 28.0, 20  # of dots; in a room of so few
ALONE, BESIDE = Box(1200, 690, 9, 4), Box(820, 550, 9, 4)
LOWER = 476.0  # with a line about others below
LINES_OF_A_CROWD = 6
PAPER, PAPER_BESIDE = Box(1200, 1400, 24, 12), Box(820, 1100, 24, 12)
PHONE, PHONE_BESIDE, DESK = 9, 6, 12


class Entry(NamedTuple):
    """A word, and how many put it first."""

    key: str
    label: Text
    people: int


class Heap(NamedTuple):
    """What so many people put first: `entries`, what most did first, and so many something that nobody may see."""

    entries: Sequence[Entry]
    untold: int
    people: int


class Item(NamedTuple):
    """A word as it is drawn, where it stands, and its size among five."""

    entry: Entry
    percent: int
    step: int
    block: Block | None = None
    x: float = 0
    y: float = 0


class Rest(NamedTuple):
    """People whose words do not stand there: so many `words`, or 0 where these are not out."""

    words: int
    people: int
    percent: int
    outline: str = ""
    x: float = 0
    y: float = 0


@dataclass(frozen=True, slots=True)
class Field:
    """The words of one heap, and who is not among them."""

    items: tuple[Item, ...]
    rests: tuple[Rest, ...]
    people: int
    height: float = 0


@dataclass(frozen=True, slots=True)
class Words(Lattice):
    """One field, or two side by side; with dots unless it is a crowd's."""

    use: Use
    fields: tuple[Field, ...]
    crowd: bool
    width: float
    room: float
    pitch: float
    marks: Sequence[str]

    @property
    def height(self) -> float:
        """Of the highest, or as high as there is room, so that no word grows beyond its size."""
        return max(self.room, *(each.height for each in self.fields))


def words(heaps: Sequence[Heap], people: int, use: Use, marks: Sequence[str] = (INK, INK), others: int = 0) -> Words:
    """The fields of these, in a room of so many; dots have the marks of two sides, or are ink. So many `others` are in
    none."""
    two, crowd = len(heaps) > 1, is_crowd(people)
    pitch = ROOMY if max(heap.people for heap in heaps) <= FEW else PITCH
    if use.is_compact:
        most = DESK if use is Use.DESK else PHONE_BESIDE if two else PHONE
        return Words(use, tuple(_listed(heap, most) for heap in heaps), crowd, 0, 0, pitch, marks)
    box = _box(use, two, crowd, others)
    fields = tuple(_laid(heap, box, 0 if crowd else pitch) for heap in heaps)
    return Words(use, fields, crowd, box.width, 0 if use is Use.PRINT else box.height, pitch, marks)


def _box(use: Use, two: bool, crowd: bool, others: int) -> Box:
    """The room of each field."""
    if use is Use.PRINT:
        return PAPER_BESIDE if two else PAPER
    box = BESIDE if two else ALONE
    box = box._replace(height=LOWER) if others else box
    return box._replace(lines=LINES_OF_A_CROWD) if crowd else box


def _listed(heap: Heap, most: int) -> Field:
    """The words alone."""
    shown = heap.entries[:most]
    return Field(tuple(_item(each, heap) for each in shown), tuple(_rests(heap, len(shown))), heap.people)


def _laid(heap: Heap, box: Box, pitch: float) -> Field:
    """As many words as fit, as large as they all can be then."""
    counted = [(each.label, each.people) for each in heap.entries[: box.most]]
    for most in range(len(counted), -1, -1):
        rests = _placed(_rests(heap, most), box, pitch)
        below = max((each.y for each in rests), default=0)
        lines = wordflow.laid(counted[:most], heap.people, box._replace(height=box.height - below), pitch)
        if lines is not None:
            break
    items: list[Item] = []
    y = 0.0
    for line in lines or ():
        at = zip(line.blocks, line.places(), strict=True)
        entries = heap.entries[len(items) :]
        items += [_item(each, heap, block, x, y + line.above) for each, (block, x) in zip(entries, at, strict=False)]
        y += line.height
    moved = tuple(each._replace(y=round(y + wordflow.REST, 1)) for each in rests)
    return Field(tuple(items), moved, heap.people, round(y + below, 1))


def _item(entry: Entry, heap: Heap, block: Block | None = None, x: float = 0, y: float = 0) -> Item:
    share = percent(entry.people, heap.people)
    return Item(entry, share, _step(entry, heap.people), block, round(x, 1), round(y, 1))


def _step(entry: Entry, people: int) -> int:
    """Its size among five, small enough for no word to be broken."""
    full, most = wordflow.size(entry.people, people), len(ON_PHONES) - 1
    step = round((full - wordflow.SMALLEST) / (wordflow.LARGEST - wordflow.SMALLEST) * most)
    wide = widest(entry.label, Type(wordflow.WEIGHT, 1))
    fitting = (at for at in range(step + 1) if wide * ON_PHONES[at] <= SMALLEST_PHONE)
    return 1 + max(fitting, default=0)


def _rests(heap: Heap, shown: int) -> Iterator[Rest]:
    left = heap.entries[shown:]
    for many, people in ((len(left), sum(each.people for each in left)), (0, heap.untold)):
        if people:
            yield Rest(many, people, percent(people, heap.people))


def _placed(rests: Iterator[Rest], box: Box, pitch: float) -> tuple[Rest, ...]:
    """Side by side in the last line; `y` is how high that is."""
    half = box.width / 2
    made = []
    for at, rest in enumerate(rests):
        columns, lines = wordflow.dots(rest.people, half - wordflow.APART, pitch) if pitch else (0, 0)
        high = wordflow.REST_LINE + lines * pitch
        made.append(rest._replace(outline=wordflow.around(rest.people, columns, pitch), x=at * half, y=high))
    return tuple(made)
