"""Scale: one to six statements, each rated on five levels, in one round or two with talk between."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, model_validator

from server.activities.contract.activity import Activity
from server.activities.contract.course import ONCE, TWICE
from server.activities.contract.pool import Pool
from server.activities.contract.question import Part
from server.activities.contract.result import Group, Prompt, Result, _
from server.activities.contract.text import Key, Language, Short, Text, must_differ, noun, verb
from server.activities.contract.typed import Typed
from server.activities.measures.gaps import Gaps, furthest
from server.activities.measures.levels import rated
from server.activities.measures.ordinal import Ordinal, places
from server.activities.measures.rises import PROMPTS, risen
from server.activities.measures.talked import Talked
from server.charts.glyphs import Box
from server.phases import Step
from server.refusals import Refused

Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
End = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=18)]
SOME = Field(min_length=1)
MOST = 6


class Statement(BaseModel):
    """One sentence that people find more or less true."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Key
    text: Sentence | Annotated[dict[Language, Sentence], SOME]
    short: Short | None = None


class Scale(Talked, Activity):
    """Statements under one question. Any of them may be skipped."""

    icon: ClassVar[str] = "layers"
    answer_box: ClassVar[Box] = Box(244, 18, 122)
    asked_at_once: ClassVar[bool] = True
    field_bytes: ClassVar[int] = 75
    prompts: ClassVar[Mapping[str, Prompt]] = PROMPTS
    columns: ClassVar[Mapping[str, str]] = {
        f"rating {at}": f"of statement {at}, from 1 to 5; empty if skipped; each column is shuffled by itself"
        for at in range(1, MOST + 1)
    }

    kind: Literal["scale"]
    question: Asked | Annotated[dict[Language, Asked], SOME]
    low: End | Annotated[dict[Language, End], SOME]
    high: End | Annotated[dict[Language, End], SOME]
    statements: tuple[Statement, ...] = Field(min_length=1, max_length=MOST)
    rounds: Literal[1, 2] = 1

    @model_validator(mode="after")
    def _keys_differ(self) -> Self:
        must_differ("statements", [each.key for each in self.statements])
        return self

    @classmethod
    def typed(cls, typed: Typed) -> Mapping[str, JsonValue]:
        """A question, its statements, one a field, and the words for both ends."""
        statements = typed.texts("statement")
        if not statements:
            raise Refused("too-few", _("Write at least one statement."))
        keyed: list[JsonValue] = [{"key": f"s{at}", "text": text} for at, text in enumerate(statements, 1)]
        ends = {"low": typed.text("low"), "high": typed.text("high")}
        return {"question": typed.text("question"), **ends, "statements": keyed}

    @property
    def asks(self) -> Text:
        """The question above the statements."""
        return self.question

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, question, statements, and the words for the ends at each of them."""
        ends = (self.low, self.high) * len(self.statements)
        return (self.title, self.question, *(each.text for each in self.statements), *ends)

    def course(self) -> tuple[Step, ...]:
        """Read, rate, reveal, talk; with two rounds also rate again and who went up and down."""
        return TWICE if self.rounds == 2 else ONCE

    @cached_property
    def _ordinal(self) -> Ordinal:
        levels = places(self.low, self.high)
        return Ordinal(
            [Part(each.key, each.text, levels, True, noun(each.short), verb(each.short)) for each in self.statements]
        )

    def poses(self, token: str = "") -> Ordinal:
        """How true each statement is."""
        return self._ordinal

    def pool(self, pool: Pool) -> Result:
        """People by level, or who went up and down."""
        return rated(self._ordinal, pool.values, pool.people) if pool.before is None else risen(self._ordinal, pool)

    def split(self, whole: Result, groups: Sequence[Group], others: int) -> Result:
        """A line a group, statement by statement."""
        return Gaps(whole, tuple(groups), others)

    def apart(self, one: Group, other: Group) -> Fraction:
        """On the statement that divides them most."""
        gap = furthest([one, other])
        return gap.width if gap is not None else Fraction(0)
