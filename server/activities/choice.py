"""Choice: one answer out of two to eight, in one round or two with talk between."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, model_validator

from server.activities.contract.activity import ONCE, TWICE, Activity
from server.activities.contract.pool import Pool
from server.activities.contract.question import Place
from server.activities.contract.result import Prompt, Result, _
from server.activities.contract.text import LETTERS, Key, Language, Short, Text, noun
from server.activities.contract.typed import Typed
from server.activities.measures.change import PROMPTS, changed
from server.activities.measures.counts import counted
from server.activities.measures.nominal import Nominal
from server.phases import Step
from server.refusals import Refused

Story = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=700)]
Question = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=140)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
SOME = Field(min_length=1)


class Option(BaseModel):
    """One answer people can choose. Its letter, colour and mark follow from its position."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Key
    text: Label | Annotated[dict[Language, Label], SOME]
    short: Short | None = None


class Choice(Activity):
    """A question with options. Two rounds make it a scenario: vote, talk, vote again, see who moved."""

    icon: ClassVar[str] = "split"
    asked_at_once: ClassVar[bool] = True
    found_first: ClassVar[bool] = False
    prompts: ClassVar[Mapping[str, Prompt]] = PROMPTS
    columns: ClassVar[Mapping[str, str]] = {
        "letter": "the answer's letter on screen and phones",
        "answer": "its key",
        "text": "its words, in English where there are any",
    }

    kind: Literal["choice"]
    story: Story | Annotated[dict[Language, Story], SOME] | None = None
    question: Question | Annotated[dict[Language, Question], SOME]
    options: tuple[Option, ...] = Field(min_length=2, max_length=len(LETTERS))
    rounds: Literal[1, 2] = 1
    talk_minutes: float = Field(default=2, gt=0, le=60)

    @model_validator(mode="after")
    def _keys_differ(self) -> Self:
        keys = [option.key for option in self.options]
        twice = [key for at, key in enumerate(keys) if key in keys[:at]]
        if twice:
            raise ValueError(
                f"two options have the key '{twice[0]}'; give each its own, because answers are stored by key"
            )
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

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, story, question and answers."""
        return (self.title, self.story, self.question, *(option.text for option in self.options))

    def course(self) -> tuple[Step, ...]:
        """Read, vote, reveal, talk; with two rounds also vote again and the shift."""
        return TWICE if self.rounds == 2 else ONCE

    def places(self) -> tuple[Place, ...]:
        """One place an option."""
        lettered = zip(LETTERS, self.options, strict=False)
        return tuple(Place(option.key, option.text, letter, noun(option.short)) for letter, option in lettered)

    @cached_property
    def _nominal(self) -> Nominal:
        return Nominal(self.places())

    def poses(self, token: str = "") -> Nominal:
        """Which option."""
        return self._nominal

    def pool(self, pool: Pool) -> Result:
        """People by option, or who moved between options."""
        if pool.before is not None:
            return changed(self.places(), pool)
        return counted(self.places(), [str(each.value) for each in pool.values])

    @property
    def talk_seconds(self) -> float:
        """As the author planned."""
        return self.talk_minutes * 60
