"""Choice: one answer out of two to eight, in one round or two with talk between."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, model_validator

from server.activities.base import LETTERS, Activity, CueTexts, Key, Language, Place, Short, Text, in_language, noun
from server.phases import Phase, Step
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
    columns: ClassVar[dict[str, str]] = {
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
    cues: CueTexts = CueTexts()

    @model_validator(mode="after")
    def _keys_differ(self) -> Self:
        keys = [option.key for option in self.options]
        twice = [key for at, key in enumerate(keys) if key in keys[:at]]
        if twice:
            raise ValueError(
                f"two options have the key '{twice[0]}'; give each its own, because answers are stored by key"
            )
        return self

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, story, question and answers."""
        return (self.title, self.story, self.question, *(option.text for option in self.options))

    def course(self) -> tuple[Step, ...]:
        """Read, vote, reveal, talk; with two rounds also vote again and the shift."""
        first = tuple(Step(phase, 1) for phase in (Phase.READ, Phase.OPEN, Phase.CLOSED, Phase.REVEALED, Phase.TALK))
        second = tuple(Step(phase, 2) for phase in (Phase.OPEN, Phase.CLOSED, Phase.SHIFT))
        return first + second if self.rounds == 2 else first

    def accept(self, raw: JsonValue) -> JsonValue:
        """The key of one option."""
        if isinstance(raw, str) and any(option.key == raw for option in self.options):
            return raw
        raise Refused("wrong-value", "That is not one of the answers to this question.")

    def places(self) -> tuple[Place, ...]:
        """One place an option."""
        lettered = zip(LETTERS, self.options, strict=False)
        return tuple(Place(option.key, letter, option.text, noun(option.short)) for letter, option in lettered)

    def export(self, value: JsonValue) -> Mapping[str, str]:
        """The option's letter, key and text."""
        place = next(place for place in self.places() if place.key == value)
        return {"letter": place.letter, "answer": place.key, "text": in_language(place.label, "en")}

    @property
    def talk_seconds(self) -> float:
        """As the author planned."""
        return self.talk_minutes * 60

    @property
    def cue_texts(self) -> CueTexts:
        """What the author wrote for each pattern."""
        return self.cues
