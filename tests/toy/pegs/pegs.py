"""Pegs: of each of a few things people say whether to keep it. A kind that is not in the product; a test adds it to a
copy of the tree. Unlike the other toys it has several parts, and a question and a result of its own."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import ClassVar, Literal

from pydantic import Field, JsonValue

from server.activities.contract.activity import Activity
from server.activities.contract.course import ONCE
from server.activities.contract.pool import Pool
from server.activities.contract.question import Lean, Part, Place, Question
from server.activities.contract.result import Cell, Cells, Phrase, Picture, Prompt, Result, Seen
from server.activities.contract.text import LETTERS, Text, in_language
from server.charts.answers import answers
from server.charts.canvas import Canvas
from server.phases import Step
from server.refusals import Refused

DROP, KEEP = "1", "2"
PLACES = (Place(DROP, "Drop it"), Place(KEEP, "Keep it"))


class Pegged(Question):
    """1 or 2 for each thing, by its key; what is not there was skipped."""

    def __init__(self, things: Mapping[str, Text]) -> None:
        self.parts = tuple(Part(key, text, PLACES, ordered=True) for key, text in things.items())

    def accept(self, raw: JsonValue) -> JsonValue:
        """At least one thing there is."""
        if not isinstance(raw, dict) or not raw.keys() <= {part.key for part in self.parts}:
            raise Refused("wrong-value", "That is about none of these.")
        said = {part.key: raw[part.key] for part in self.parts if raw.get(part.key) is not None}
        if not said or any(type(level) is not int or level not in (1, 2) for level in said.values()):
            raise Refused("wrong-value", "Keep it or drop it.")
        return said

    def said(self, value: JsonValue, part: Part) -> str | None:
        """Kept or dropped."""
        level = value.get(part.key) if isinstance(value, dict) else None
        return None if level is None else str(level)

    def without(self, value: JsonValue, parts: Collection[str]) -> JsonValue:
        """The same of the others."""
        left = {key: level for key, level in value.items() if key not in parts} if isinstance(value, dict) else {}
        return left or None

    def guess(self, dice: Random, lean: Lean, before: JsonValue | None = None) -> JsonValue:
        """Most keep most."""
        return {part.key: 1 + (dice.random() > lean.favour) for part in self.parts}

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """A column a thing, by its number."""
        return {f"thing {at}": self.said(value, part) or "" for at, part in enumerate(self.parts, 1)}

    def describe(self, language: str) -> Mapping[str, JsonValue]:
        """The things, and what the two numbers mean."""
        things: list[JsonValue] = [{"key": part.key, "label": in_language(part.label, language)} for part in self.parts]
        return {"shape": "levels", "statements": things, "levels": [1, 2], "ends": ["Drop it", "Keep it"]}


@dataclass(frozen=True, slots=True)
class Kept(Result):
    """Who keeps each thing and who drops it."""

    rows: tuple[tuple[Part, int, int], ...]
    answered: int

    @property
    def people(self) -> int:
        """Who said anything."""
        return self.answered

    def cells(self) -> Cells:
        """Two rows a thing."""
        rows = [
            Cell(part.key, place.key, part.label, "", (people,))
            for part, *both in self.rows
            for place, people in zip(part.places, both, strict=True)
        ]
        return Cells((Phrase("People"),), tuple(rows))

    def finding(self) -> Phrase:
        """How many things most would keep."""
        kept = sum(keep > drop for _part, drop, keep in self.rows)
        return Phrase("Most would keep %(kept)s of %(all)s.", slots={"kept": kept, "all": len(self.rows)})

    def patterns(self) -> tuple[Seen, ...]:
        """Nothing in particular."""
        return (Seen("open", self.finding()),)

    def picture(self, canvas: Canvas) -> Picture:
        """Who keeps each."""
        lettered = list(zip(LETTERS, self.rows, strict=False))
        drawn = answers([(letter.lower(), keep) for letter, (_part, _drop, keep) in lettered], canvas)
        return Picture("answers", drawn, tuple(Place(part.key, part.label, a) for a, (part, *_) in lettered))


class Pegs(Activity):
    """Things on pegs."""

    columns: ClassVar[Mapping[str, str]] = {f"thing {at}": "1 to drop it, 2 to keep it" for at in range(1, 5)}
    prompts: ClassVar[Mapping[str, Prompt]] = {"open": Prompt("In pairs: which one was hard?")}

    kind: Literal["pegs"]
    things: dict[str, Text] = Field(min_length=2, max_length=4)

    def course(self) -> tuple[Step, ...]:
        """Once."""
        return ONCE

    @cached_property
    def _pegged(self) -> Pegged:
        return Pegged(self.things)

    def poses(self, token: str = "") -> Pegged:
        """Which to keep."""
        return self._pegged

    def pool(self, pool: Pool) -> Result:
        """The later round's people by thing."""
        rows = []
        for part in self._pegged.parts:
            said = self._pegged.column([each.value for each in pool.values], part)
            rows.append((part, said.count(DROP), said.count(KEEP)))
        return Kept(tuple(rows), pool.people)

    @property
    def talk_seconds(self) -> float:
        """Short."""
        return 60
