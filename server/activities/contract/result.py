"""A result: what pooled answers amount to, as five faces. Nobody outside a kind knows more of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from server.activities.contract.question import Place, Shown
from server.activities.contract.text import Text
from server.charts.canvas import Canvas


class Share(NamedTuple):
    """People out of people: "51 of 126" while single people are visible, "40% of 1,240" beyond."""

    part: int
    whole: int


class Portion(NamedTuple):
    """The same without the whole: "51", or "40%" of a crowd."""

    part: int
    whole: int


class Percent(NamedTuple):
    """The same as percent in a room of any size: groups of different sizes are compared by nothing else."""

    part: int
    whole: int


class Measured(NamedTuple):
    """A number in its unit: "€50", as the author writes it with "{n}" in place of the number."""

    n: int
    unit: Text


class Series(NamedTuple):
    """Several in a row, as people of the room's language list them: "A, B and C"."""

    items: Sequence[Slot]


class Phrase(NamedTuple):
    """A sentence of Roomful's, not yet in any language. `many` is its plural, chosen by `n`."""

    one: str
    many: str = ""
    slots: Mapping[str, Slot] = {}
    n: int = 1


class Said(NamedTuple):
    """Words of the author's within a sentence of ours."""

    text: Text | None


class Filled(NamedTuple):
    """Words of the author's with something of ours in them, in place of "{name}"."""

    text: Text
    slots: Mapping[str, Slot]


Slots = Mapping[str, "Slot"]
Slot = int | str | Share | Portion | Percent | Measured | Series | Said | Filled | Phrase


class Seen(NamedTuple):
    """A pattern that a result shows. `head` is what there is to talk about; `slots` fill the prompt of our own card;
    `leads` is the key of the place or group that has most."""

    pattern: str
    head: Phrase
    slots: Mapping[str, Slot] = {}
    leads: str = ""


class Prompt(NamedTuple):
    """Our own card for a pattern: for a room, and for a crowd in which nobody can be asked alone."""

    room: str
    crowd: str = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """A result as a table: the hidden table of the chart, the totals of exports and reports. All surfaces read these.

    Each row has a key, what it is called, a letter where it has one, and a number for each of `columns`.
    """

    columns: tuple[Phrase, ...]
    rows: tuple[Cell, ...]


class Cell(NamedTuple):
    """One row of the table. `part` is the key of the part it belongs to; `short` its name in a finding, where it has
    one."""

    part: str
    key: str
    label: Text | Phrase
    letter: str
    numbers: tuple[int | float | None, ...]
    short: Text | None = None


class Sheet(NamedTuple):
    """Texts below one head, for paper."""

    label: Text | Phrase
    letter: str
    texts: Sequence[Shown]


class Picture(NamedTuple):
    """Geometry from `server/charts`, the macro file in `templates/pictures/` that draws it, and what its rows are
    called. A `wide` one has the whole width and its cue card below. `right` is the key of the place that is right;
    in an `own` one a phone can mark its own answer; a `live` one may change while it is shown, and is so small for
    phones that they get it with every change. So many things have no room in it: `more`; paper has texts on
    `sheets` that have none."""

    name: str
    drawing: object
    names: Sequence[object] = ()
    wide: bool = False
    right: str = ""
    own: bool = True
    live: bool = False
    more: int = 0
    sheets: Sequence[Sheet] = ()


class Result(ABC):
    """Immutable. Made by `Activity.pool` from what disclosure handed over."""

    @property
    @abstractmethod
    def people(self) -> int:
        """The conserved total: how many answered."""

    @property
    def out_of(self) -> int:
        """Of how many the numbers of its table are shares."""
        return self.people

    @abstractmethod
    def cells(self) -> Cells:
        """The table."""

    @abstractmethod
    def finding(self) -> Phrase | None:
        """The sentence that the result amounts to; None: the question stands as headline."""

    @property
    def tells(self) -> bool:
        """Whether its finding says more than the question, which stands as headline otherwise."""
        return True

    def wall(self) -> Sequence[Shown]:
        """The texts that are out, for phones, which fetch them in pages and each in an order of its own."""
        return ()

    def up(self) -> Shown | None:
        """The text that stands on the screen over whatever is shown."""
        return None

    def listed(self) -> Sequence[Mapping[str, str]]:
        """The rows that leave in an export where answers are texts: those that are out, in no order of people."""
        return ()

    @abstractmethod
    def patterns(self) -> tuple[Seen, ...]:
        """What it looks like, what fits best first; one of them is "open"."""

    @abstractmethod
    def picture(self, canvas: Canvas) -> Picture:
        """It, drawn."""


class Group(NamedTuple):
    """The people of one place of an earlier question, and what they amount to by themselves."""

    place: Place
    result: Result


def _(message: str) -> str:
    """Mark a sentence for the catalogue; it is looked up where the language is known."""
    return message


def ngettext(one: str, many: str) -> tuple[str, str]:
    """Mark a sentence and its plural for the catalogue."""
    return one, many
