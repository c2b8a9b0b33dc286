"""What two lines have to do with each other: people by cell, and in words whether both go together. No coefficient, and
nothing that the shown cells do not tell of fewer people than the minimum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.activities.contract.pool import Pool
from server.activities.contract.result import (
    Cell,
    Cells,
    Filled,
    Percent,
    Phrase,
    Picture,
    Portion,
    Result,
    Said,
    Seen,
    Share,
    Slots,
    _,
)
from server.activities.contract.text import Text
from server.activities.measures.middles import Middles, middle
from server.activities.measures.pairs import FIVE, Field, Pair, Pairs, told
from server.activities.measures.table import PEOPLE
from server.activities.measures.together import TWICE, together
from server.activities.measures.whereabouts import name
from server.charts import pairs as drawing
from server.charts.canvas import Canvas
from server.shares import is_crowd, percent

WHOLE = ""  # of an answer: no cell tells of one line alone
HIGH, LOW = 7, 4  # from where on a step is high, and up to where it is low


@dataclass(frozen=True, slots=True)
class Related(Result):
    """`field` are the cells that may be shown, `hidden` everybody else, of whom nothing is told but in groups of the
    minimum. `sides` are the author's names for who is higher on the second line, and on the first; `found` are the
    author's headlines."""

    question: Pairs
    field: Field
    hidden: Counter[Pair]
    minimum: int
    found: Mapping[str, Text]
    sides: tuple[Text | None, ...]
    together: tuple[Seen, ...] = ()

    @property
    def people(self) -> int:
        """Who set both lines."""
        return sum(self.field.cells.values()) + self.field.thin

    def cells(self) -> Cells:
        """A row a shown cell, and one for who is spread thin."""
        first, second = self.question.parts
        rows = []
        for (x, y), people in self.field.cells.items():
            bands = [self.field.bands[at] for at in (x, y)]
            slots: Slots = {"first": name(first), "x": str(bands[0]), "second": name(second), "y": str(bands[1])}
            label = Phrase(_("%(first)s: %(x)s, %(second)s: %(y)s"), slots=slots)
            rows.append(Cell(WHOLE, f"{x}-{y}", label, "", (people,)))
        thin = [Cell(WHOLE, "thin", Phrase(_("Spread thin")), "", (self.field.thin,))] if self.field.thin else []
        return Cells(PEOPLE, (*rows, *thin))

    def finding(self) -> Phrase | None:
        """How many who are high on the first line are so on the second, and how many who are low; else how many are
        high on both, or where most are. Of people in other cells nothing is told that the shown ones do not prove."""
        return self._when() or self._both() or self._least() or self._fullest()

    def _when(self) -> Phrase | None:
        highest_low = max((band.high for band in self.field.bands if band.high <= LOW), default=None)
        if highest_low is None:
            return None

        def stands(x: int, y: int) -> tuple[int, bool]:
            way = (x >= self._high) - (x <= highest_low)
            return way, way != 0 and y >= self._high

        many = self._told(stands) or self._as_good_as_told(stands)
        if many is None or min(_of(many, 1), _of(many, -1)) < self.minimum:
            return None
        share = Percent if is_crowd(self.people) else Share
        slots: Slots = {"high": share(many[1, True], _of(many, 1)), "low": share(many[-1, True], _of(many, -1))}
        return self._say("when", _("High on the first line, %(high)s are on the second. Low, %(low)s."), slots)

    def _both(self) -> Phrase | None:
        many = self._told(lambda x, y: (x >= self._high) + (y >= self._high))
        if many is None:
            return None
        slots: Slots = {"both": Portion(many[2], self.people), "neither": Portion(many[0], self.people)}
        return self._say("both", _("%(both)s are high on both lines. %(neither)s on neither."), slots)

    def _least(self) -> Phrase | None:
        both = self._shown(lambda x, y: x >= self._high and y >= self._high)[True]
        slots: Slots = {"both": Portion(both, self.people)}
        return self._say("least", _("At least %(both)s are high on both lines."), slots) if both else None

    def _fullest(self) -> Phrase:
        (x, y), people = max(self.field.cells.items(), key=lambda cell: (cell[1], cell[0]))
        first, second = self.question.parts
        slots: Slots = {"n": Portion(people, self.people), "first": name(first), "x": str(self.field.bands[x])}
        slots = {**slots, "second": name(second), "y": str(self.field.bands[y])}
        return Phrase(_("%(n)s of us: %(first)s %(x)s, %(second)s %(y)s."), slots=slots)

    @property
    def _high(self) -> int:
        """From where on a step is high: 7, and where cells are coarsest the upper half."""
        return self.field.bands[-1].low if len(self.field.bands) < len(FIVE) else HIGH

    def _shown(self, of: Callable[[int, int], Hashable]) -> Counter[Any]:
        """People in shown cells by something that is the same for all in a cell."""
        many = Counter[Any]()
        for (x, y), people in self.field.cells.items():
            many[of(self.field.bands[x].low, self.field.bands[y].low)] += people
        return many

    def _told(self, of: Callable[[int, int], Hashable]) -> Counter[Any] | None:
        """The same of everybody, where everybody stands in shown cells."""
        return None if self.hidden else self._shown(of)

    def _as_good_as_told(self, of: Callable[[int, int], Hashable]) -> Counter[Any] | None:
        """Of a crowd, in which shares are told: where they are the same without those who are not shown."""
        shown = self._shown(of)
        everybody = Counter(shown)
        for pair, people in self.hidden.items():
            everybody[of(*pair)] += people
        shares = [[percent(many[way, True], _of(many, way)) for way in (1, -1)] for many in (shown, everybody)]
        return shown if is_crowd(self.people) and shares[0] == shares[1] else None

    def _say(self, which: str, ours: str, slots: Slots) -> Phrase:
        if which in self.found:
            return Phrase("%(found)s", slots={"found": Filled(self.found[which], slots)})
        return Phrase(ours, slots=slots)

    @property
    def ways(self) -> tuple[int, int]:
        """How many in shown cells are higher on the second line, and on the first."""
        cells = self.field.cells.items()
        return sum(n for (x, y), n in cells if y > x), sum(n for (x, y), n in cells if y < x)

    def side(self, way: str) -> Phrase:
        """What people are called who are higher on the second line (a), on the first (b), or at the same height."""
        first, second = self.question.parts
        more, less = self.sides
        match way:
            case "a" if more:
                return Phrase("%(side)s", slots={"side": Said(more)})
            case "b" if less:
                return Phrase("%(side)s", slots={"side": Said(less)})
            case "a":
                return Phrase(_("higher on %(second)s"), slots={"second": name(second)})
            case "b":
                return Phrase(_("higher on %(second)s"), slots={"second": name(first)})
        return Phrase(_("about the same"))

    def patterns(self) -> tuple[Seen, ...]:
        """Whether most are higher on the second line, and whether both go together."""
        more, less = self.ways
        head = self._say(
            "more", _("%(n)s are higher on %(second)s"),
            {"n": Portion(more, self.people), "second": name(self.question.parts[1])},
        )  # fmt: skip
        give = [Seen("give", head)] if more and more >= TWICE * less else []
        return (*give, *self.together, Seen("open", Phrase(_("Same people, two lines"))))

    def picture(self, canvas: Canvas) -> Picture:
        """Cells of dots, or of boxes whose areas are people."""
        drawn = drawing.pairs(len(self.field.bands), self.field.cells, self.field.thin, canvas.use)
        return Picture("pairs", drawn, (self,))


def related(question: Pairs, pool: Pool, found: Mapping[str, Text], sides: Sequence[Text | None]) -> Result:
    """Pool pairs: by cell, or where that tells too much only by the middles of both lines. Before the room sees it, and
    where two rounds are compared, it is these, too."""
    pairs = [question.pair(each.value) for each in pool.values]
    field = told(pairs, pool.minimum) if pool.before is None and not pool.early else None
    if field is None:
        before = None if pool.before is None else [question.pair(each.value) for each in pool.before]
        return Middles(question, pool.people, middle(pairs), middle(before) if before else None)
    hidden = Counter({pair: many for pair, many in Counter(pairs).items() if field.cell(pair) not in field.cells})
    seen = together(field, pool.minimum)
    return Related(question, field, hidden, pool.minimum, found, tuple(sides), seen)


def _of(many: Counter[Any], way: int) -> int:
    return many[way, True] + many[way, False]
