"""A field of two lines: clouds of dots, each as near as there is room to where its person stands, around pills at the
middles; circles in a crowd, whose areas are people, and on phones where there are many dots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.charts.arrows import Arrow, arrow
from server.charts.canvas import Canvas, Use
from server.charts.circles import circles
from server.charts.clouds import Cloud
from server.charts.dealing import dealt
from server.charts.glyphs import Text
from server.charts.ground import PHONE, WALL, Box, Rect, Thing, ends
from server.charts.pills import Pill, pills
from server.shares import is_crowd

MOST_DOTS = 260  # on phones, where every byte counts


@dataclass(frozen=True, slots=True)
class Field:
    """Dots, one a person, or circles where it is not `dotted`. `arrow` leads from the second pill to the first."""

    use: Use
    box: Box
    clouds: tuple[Cloud, ...]
    pills: tuple[Pill, ...]
    arrow: Arrow | None
    dotted: bool

    @property
    def left(self) -> int:
        """Of how many places nothing is drawn."""
        return sum(cloud.left for cloud in self.clouds)


def field(things: Sequence[Thing], across: Sequence[Text], canvas: Canvas, minimum: int, people: int) -> Field:
    """One thing or two, a cloud each, on a line with these words at its ends; `people` are in the room."""
    box = PHONE if canvas.use.is_compact else WALL
    crowd = is_crowd(people)
    dotted = not crowd and not (canvas.use.is_compact and sum(thing.people for thing in things) > MOST_DOTS)
    words = ends(across, box) if dotted and box.words else []
    names = pills(things, words, box)
    leads = arrow(names[1], names[0]) if len(names) > 1 else None
    stands = [thing.stands for thing in things]
    if dotted:
        drawn = dealt(stands, [*words, *_covered(names, leads)] if box.words else [], box, canvas.salt)
    else:
        drawn = circles(stands, box, minimum if crowd else 1)
    return Field(canvas.use, box, drawn, names, leads, dotted)


def _covered(names: Sequence[Pill], leads: Arrow | None) -> list[Rect]:
    """Where dots make room for pills and the arrow."""
    return [*(pill.rect for pill in names), *(leads.rects() if leads else ())]
