"""What a room guesses of itself, and once that is out, what is true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple, cast

from server.activities.contract.awaits import Awaits
from server.activities.contract.pool import Pool
from server.activities.contract.result import (
    Cell,
    Cells,
    Percent,
    Phrase,
    Picture,
    Prompt,
    Result,
    Said,
    Seen,
    Slots,
    _,
)
from server.activities.contract.text import Text
from server.activities.measures.guesses import ALL, SHARES, STEP
from server.activities.measures.table import PEOPLE
from server.charts import guesses as drawing
from server.charts.canvas import Canvas
from server.shares import is_fifth, percent

FAR, NEAR = 15, 5  # points between what is guessed and what is true
LOW, HIGH = 20, 60  # guesses below the one, and above the other

PROMPTS: Mapping[str, Prompt] = {
    "over": Prompt(
        _("Ask someone who guessed %(guess)s or more: where did you see so many?"),
        _("Turn to your neighbour: where did you see so many?"),
    ),
    "under": Prompt(
        _("Ask someone who guessed %(guess)s or less: what did you not expect of us?"),
        _("Turn to your neighbour: what did you not expect of us?"),
    ),
    "right": Prompt(
        _("Ask two who guessed %(guess)s: how did you know?"),
        _("Turn to your neighbour: how did we know?"),
    ),
    "split": Prompt(
        _("Ask one who guessed low and one who guessed high: whom did you have in mind?"),
        _("Turn to your neighbour: whom did you have in mind?"),
    ),
    "open": Prompt(
        _("Ask one person: whom did you have in mind when you guessed?"),
        _("Turn to your neighbour: whom did you have in mind?"),
    ),
}


class Truth(NamedTuple):
    """What was guessed, as another result has it: so many of all chose what goes by this letter; `short` says it in a
    finding."""

    people: int
    whole: int
    letter: str
    short: Text | None

    @property
    def name(self) -> Text:
        """What it is called."""
        return self.short or self.letter

    @property
    def percent(self) -> int:
        """As it is shown."""
        return percent(self.people, self.whole)


@dataclass(frozen=True, slots=True)
class Guessed(Result):
    """`shares` are the guesses in order; `truth` is there once it is out."""

    shares: tuple[int, ...]
    truth: Truth | None = None

    @property
    def people(self) -> int:
        """Each guessed once."""
        return len(self.shares)

    @property
    def counts(self) -> tuple[int, ...]:
        """People by step."""
        people = Counter(self.shares)
        return tuple(people[share] for share in SHARES)

    @property
    def median(self) -> int:
        """What the middle one guesses, the lower of two."""
        return self.shares[(len(self.shares) - 1) // 2]

    @property
    def guess(self) -> Percent:
        """The same in a sentence."""
        return Percent(self.median, ALL)

    def cells(self) -> Cells:
        """A row a step."""
        steps = zip(SHARES, self.counts, strict=True)
        return Cells(PEOPLE, tuple(Cell("", str(share), f"{share}%", "", (people,)) for share, people in steps))

    def finding(self) -> Phrase:
        """What we guess, and what it is."""
        truth = self.truth
        if truth is None:
            return Phrase(_("We guess %(guess)s."), slots={"guess": self.guess})
        slots: Slots = {
            "guess": self.guess,
            "truth": Percent(truth.people, truth.whole),
            "n": truth.people,
            "people": truth.whole,
            "what": Said(truth.short) if truth.short else truth.letter,
        }
        if truth.short:
            return Phrase(_("We guessed %(guess)s. It is %(truth)s: %(n)s of %(people)s %(what)s."), slots=slots)
        if truth.letter:
            return Phrase(
                _("We guessed %(guess)s. It is %(truth)s: %(n)s of %(people)s are with %(what)s."), slots=slots
            )
        return Phrase(_("We guessed %(guess)s. It is %(truth)s: %(n)s of %(people)s."), slots=slots)

    def patterns(self) -> tuple[Seen, ...]:
        """Far above the truth or far below, right, two camps of guesses, then "open"."""
        low, high = sum(share < LOW for share in self.shares), sum(share > HIGH for share in self.shares)
        found = [self._against(self.truth)] if self.truth else []
        if is_fifth(low, self.people) and is_fifth(high, self.people):
            slots: Slots = {"low": Percent(LOW, ALL), "high": Percent(HIGH, ALL)}
            found.append(Seen("split", Phrase(_("Below %(low)s, and above %(high)s"), slots=slots)))
        return (*(each for each in found if each), Seen("open", self._head))

    @property
    def _head(self) -> Phrase:
        if self.truth is None:
            return Phrase(_("We guess %(guess)s"), slots={"guess": self.guess})
        slots: Slots = {"guess": self.guess, "truth": Percent(self.truth.people, self.truth.whole)}
        return Phrase(_("Guessed %(guess)s, and it is %(truth)s"), slots=slots)

    def _against(self, truth: Truth) -> Seen | None:
        """How the guess stands to the truth, and which guesses are far out, of which there is one at least."""
        above = self.median - truth.percent
        if above >= FAR:
            return Seen("over", self._head, {"guess": Percent(min(self.median + FAR, self.shares[-1]), ALL)})
        if above <= -FAR:
            return Seen("under", self._head, {"guess": Percent(max(self.median - FAR, self.shares[0]), ALL)})
        return Seen("right", self._head, {"guess": self.guess}) if abs(above) <= NEAR else None

    def picture(self, canvas: Canvas) -> Picture:
        """Guesses over their steps, and a flag where the truth is."""
        true = self.truth.percent / STEP if self.truth else None
        drawn = drawing.guesses(self.counts, self.median // STEP, canvas.use, true)
        return Picture("guesses", drawn, (self,), wide=True)


def guessed(pool: Pool, awaits: Awaits, short: Text | None) -> Guessed:
    """Pool guesses about an awaited result, which is there or is not; `short` says in a finding what people do."""
    awaited = pool.others.get(awaits.activity)
    truth = _truth(awaited, awaits.of, short) if awaited else None
    return Guessed(tuple(sorted(cast(int, each.value) for each in pool.values)), truth)


def _truth(result: Result, of: Collection[str], short: Text | None) -> Truth:
    """As the other result's own table has it: of several rows their sum."""
    rows = [row for row in result.cells().rows if (row.part or row.key) in of]
    people = sum(int(row.numbers[0] or 0) for row in rows)
    if len(rows) != 1:
        return Truth(people, result.out_of, "", short)
    return Truth(people, result.out_of, rows[0].letter, short or rows[0].short)
