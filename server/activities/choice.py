"""Choice: one answer out of two to eight, or several of them, in one round or two with talk between."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, model_validator

from server.activities.contract.activity import Activity
from server.activities.contract.course import HELD, ONCE, TWICE
from server.activities.contract.pool import Pool
from server.activities.contract.question import Place, Question
from server.activities.contract.result import Group, Prompt, Result, _
from server.activities.contract.text import LETTERS, Key, Language, Short, Text, must_differ, noun
from server.activities.contract.typed import Typed
from server.activities.measures import change, right, ticks
from server.activities.measures.change import Change, changed
from server.activities.measures.counts import Counts, counted
from server.activities.measures.nominal import Nominal
from server.activities.measures.right import Right
from server.activities.measures.several import Several
from server.activities.measures.sides import Sides
from server.activities.measures.swaps import swapped
from server.activities.measures.talked import Talked
from server.activities.measures.ticks import ticked
from server.phases import Step
from server.refusals import Refused

Story = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=700)]
Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=140)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
Because = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
SOME = Field(min_length=1)
RIGHT_BYTES = 200  # what a phone's frame takes more to say which answer is right, by how many, and whether it is yours


class Option(BaseModel):
    """One answer people can choose. Its letter, colour and mark follow from its position."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Key
    text: Label | Annotated[dict[Language, Label], SOME]
    short: Short | None = None


class Choice(Talked, Activity):
    """A question with options. Two rounds make it a scenario: vote, talk, vote again, see who moved. With `several` one
    may tick more than one; with `right` one of them is right, which nobody is told before the result; `hold` keeps the
    first result back until the room has voted again."""

    icon: ClassVar[str] = "split"
    asked_at_once: ClassVar[bool] = True
    found_first: ClassVar[bool] = False
    most_groups: ClassVar[int] = 3
    prompts: ClassVar[Mapping[str, Prompt]] = {**change.PROMPTS, **ticks.PROMPTS, **right.PROMPTS}
    columns: ClassVar[Mapping[str, str]] = {
        "letter": "the answer's letter on screen and phones",
        "answer": "its key",
        "text": "its words, in English where there are any",
        **{
            f"ticked {letter}": "1 where this one is among several answers, else 0; each column is shuffled by itself"
            for letter in LETTERS
        },
    }

    kind: Literal["choice"]
    story: Story | Annotated[dict[Language, Story], SOME] | None = None
    question: Asked | Annotated[dict[Language, Asked], SOME]
    options: tuple[Option, ...] = Field(min_length=2, max_length=len(LETTERS))
    rounds: Literal[1, 2] = 1
    several: bool = False
    most: int | None = Field(default=None, ge=2, le=len(LETTERS))
    right: Key | None = None
    because: Because | Annotated[dict[Language, Because], SOME] | None = None
    hold: bool = False

    @model_validator(mode="after")
    def _keys_differ(self) -> Self:
        must_differ("options", [option.key for option in self.options], ", because answers are stored by key")
        return self

    @model_validator(mode="after")
    def _fields_fit(self) -> Self:
        keys = [option.key for option in self.options]
        if self.most and not (self.several and self.most <= len(keys)):
            raise ValueError("'most' needs 'several: true', and at least so many options")
        if self.right is not None and (self.several or self.right not in keys):
            raise ValueError("'right' is the key of one of the options, where people choose one")
        if self.because is not None and self.right is None:
            raise ValueError("'because' says why an answer is right, so it needs 'right'")
        return self

    @classmethod
    def typed(cls, typed: Typed) -> Mapping[str, JsonValue]:
        """A question and its answers, one a field; their keys are their letters."""
        answers = typed.texts("answer")
        if len(answers) < 2:
            raise Refused("too-few", _("Write at least two answers."))
        if len({answer.casefold() for answer in answers}) < len(answers):
            raise Refused("twice", _("Two answers say the same."))
        keyed = zip(LETTERS.lower() + LETTERS, answers, strict=False)
        options: list[JsonValue] = [{"key": key, "text": answer} for key, answer in keyed]
        return {"question": typed.text("question"), "options": options}

    @property
    def asks(self) -> Text:
        """The question."""
        return self.question

    @property
    def question_stays(self) -> bool:
        """How many are right is a headline; how many chose what is not."""
        return self.right is None

    @property
    def explains(self) -> Text | None:
        """Why the right answer is right."""
        return self.because

    @property
    def manner(self) -> str:
        """Several answers have words of their own."""
        return "several" if self.several else ""

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, story, question and answers, and why one is right."""
        return (self.title, self.story, self.question, self.because, *(option.text for option in self.options))

    def _phone_bytes(self, language: str) -> int:
        return super()._phone_bytes(language) + (RIGHT_BYTES if self.right else 0)

    def course(self) -> tuple[Step, ...]:
        """Read, vote, reveal, talk; with two rounds also vote again and the shift; where it holds without a reveal."""
        return HELD if self.hold else TWICE if self.rounds == 2 else ONCE

    def holds(self, round: int) -> bool:
        """The first, where the author wants people to talk before they know."""
        return self.hold and round == 1

    @property
    def called_early(self) -> Collection[str]:
        """How many are right decides what to do next, and says nothing of which answer is."""
        return right.HOW_MANY

    @property
    def counted(self) -> Collection[str]:
        """Its options."""
        return [option.key for option in self.options]

    def places(self) -> tuple[Place, ...]:
        """One place an option."""
        lettered = zip(LETTERS, self.options, strict=False)
        return tuple(Place(option.key, option.text, letter, noun(option.short)) for letter, option in lettered)

    @cached_property
    def _nominal(self) -> Nominal:
        return Nominal(self.places())

    @cached_property
    def _several(self) -> Several:
        return Several(self.places(), self.most or len(self.options))

    def poses(self, token: str = "") -> Question:
        """Which option, or which of them."""
        return self._several if self.several else self._nominal

    def pool(self, pool: Pool) -> Result:
        """People by option, or who moved between options, and once the room may know, how many are right."""
        if self.several:
            values = [each.value for each in pool.values]
            return ticked(self.places(), values) if pool.before is None else swapped(self._several, pool)
        if pool.before is None:
            shown: Counts | Change = counted(self.places(), [str(each.value) for each in pool.values])
        else:
            shown = changed(self.places(), pool)
        rights = [place for place in self.places() if place.key == self.right]
        return Right(shown, rights[0]) if rights and not pool.early else shown

    def split(self, whole: Result, groups: Sequence[Group], others: int) -> Result:
        """Strips of equal length; what several ticks make of each group is no strip."""
        if self.several:
            return super().split(whole, groups, others)
        shown = [group.result.shown if isinstance(group.result, Right) else group.result for group in groups]
        plain = (group._replace(result=result) for group, result in zip(groups, shown, strict=True))
        return Sides(whole, tuple(plain), others)
