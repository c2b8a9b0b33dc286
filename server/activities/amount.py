"""Amount: one number in a unit, told to the room by bins only, in one round or two with talk between."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self, cast

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from server.activities.contract.activity import Activity
from server.activities.contract.course import ONCE, TWICE
from server.activities.contract.pool import Pool
from server.activities.contract.result import Group, Prompt, Result
from server.activities.contract.text import Language, Text
from server.activities.measures.bins import PROMPTS, Piles, apart, piled
from server.activities.measures.number import MOST_BINS, Number, ladder
from server.activities.measures.talked import Talked
from server.phases import Step

Story = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=700)]
Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=140)]
Corner = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=48)]
Hint = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Unit = Annotated[str, StringConstraints(strip_whitespace=True, max_length=24, pattern=r"^[^{}]*\{n\}[^{}]*$")]
SOME = Field(min_length=1)
MOST = 1_000_000_000
Figure = Annotated[int, Field(ge=0, le=MOST)]


class Amount(Talked, Activity):
    """How much, how many, how long."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    icon: ClassVar[str] = "banknote"
    field_bytes: ClassVar[int] = 150
    prompts: ClassVar[Mapping[str, Prompt]] = PROMPTS
    columns: ClassVar[Mapping[str, str]] = {
        "above": "the number lies above this one; empty for the lowest bin",
        "up to": "and is this one at most; empty for the highest bin",
    }

    kind: Literal["amount"]
    story: Story | Annotated[dict[Language, Story], SOME] | None = None
    question: Asked | Annotated[dict[Language, Asked], SOME]
    corner: Corner | Annotated[dict[Language, Corner], SOME] | None = None
    hint: Hint | Annotated[dict[Language, Hint], SOME] | None = None
    unit: Unit | Annotated[dict[Language, Unit], SOME] = "{n}"
    low: Figure = Field(default=0, alias="from")
    high: Figure = Field(alias="to")
    step: Annotated[int, Field(ge=1, le=MOST)] = 1
    bins: tuple[Figure, ...] | None = Field(default=None, min_length=1, max_length=MOST_BINS)
    starts: tuple[Figure, ...] = Field(default=(), max_length=6)
    rounds: Literal[1, 2] = 1

    @model_validator(mode="after")
    def _figures_make_sense(self) -> Self:
        if self.low >= self.high:
            raise ValueError("'from' is to be below 'to'")
        if self.bins and (list(self.bins) != sorted(set(self.bins)) or self.bins[-1] > self.high):
            raise ValueError("'bins' are upper ends, each above the one before, the last one at most 'to'")
        if self.bins and len(self.bins) == MOST_BINS and self.bins[-1] < self.high:
            raise ValueError(
                f"{MOST_BINS} bins at most, and the last one is what is above these: leave one of 'bins' out"
            )
        if not all(self.low <= start <= self.high for start in self.starts):
            raise ValueError("'starts' lie between 'from' and 'to'")
        return self

    @property
    def asks(self) -> Text:
        """The question."""
        return self.question

    @property
    def beside(self) -> Text | None:
        """The question in short, where the author gives it so."""
        return self.corner

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, story, question, hint, and the unit wherever a number stands."""
        return (self.title, self.story, self.question, self.hint, *(self.unit,) * (3 + len(self.starts)))

    def course(self) -> tuple[Step, ...]:
        """Read, answer, reveal, talk; with two rounds also answer again, and who went up and down."""
        return TWICE if self.rounds == 2 else ONCE

    @cached_property
    def _number(self) -> Number:
        edges = self.bins or ladder(self.low, self.high, self.step)
        return Number(self.low, self.high, edges, self.unit, is_own=bool(self.bins))

    def poses(self, token: str = "") -> Number:
        """Which number."""
        return self._number

    def pool(self, pool: Pool) -> Result:
        """People by bin, beside the round before where both are compared."""
        return piled(self._number, pool)

    def split(self, whole: Result, groups: Sequence[Group], others: int) -> Result:
        """Strips of the groups on the same bins."""
        return apart(cast(Piles, whole), groups, others)
