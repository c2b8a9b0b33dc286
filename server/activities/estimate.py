"""Estimate: what share of the room will choose something that is asked later; then guess against truth."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from server.activities.contract.activity import Activity
from server.activities.contract.awaits import Awaits
from server.activities.contract.called import Called
from server.activities.contract.course import ONCE
from server.activities.contract.pool import Pool
from server.activities.contract.result import Phrase, Prompt, Result, _
from server.activities.contract.text import Key, Language, ShortText, Text, must_differ
from server.activities.measures.guessed import PROMPTS, guessed
from server.activities.measures.guesses import Guesses
from server.activities.measures.talked import Talked
from server.charts.glyphs import Box
from server.phases import Phase, Step

Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Hint = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
SOME = Field(min_length=1)
MOST = 7
CALLED = {
    Phase.OPEN: Called(
        Phrase(_("Guess")),
        Phrase(_("Let them guess")),
        Phrase(_("Guess")),
        Phrase(_("Guesses stay hidden until the answer is out")),
    ),
    Phase.CLOSED: Called(Phrase(_("Close")), Phrase(_("Close the guesses")), Phrase(_("Guesses are closed"))),
}


class Estimate(Talked, Activity):
    """A guess about the room. It closes before what it is about opens, and is shown by a `show:` below that."""

    icon: ClassVar[str] = "flag"
    answer_box: ClassVar[Box] = Box(248, 18, 200)
    field_bytes: ClassVar[int] = 48
    splits: ClassVar[bool] = False
    prompts: ClassVar[Mapping[str, Prompt]] = PROMPTS
    columns: ClassVar[Mapping[str, str]] = {"guess": "of a hundred people, how many will; in steps of 5"}

    kind: Literal["estimate"]
    question: Asked | Annotated[dict[Language, Asked], SOME]
    hint: Hint | Annotated[dict[Language, Hint], SOME] | None = None
    about: Key
    of: Key | Annotated[tuple[Key, ...], Field(min_length=1, max_length=MOST)]
    short: ShortText | None = None
    talk_minutes: float = Field(default=1, gt=0, le=60)

    @model_validator(mode="after")
    def _keys_differ(self) -> Self:
        must_differ("answers of 'of'", self.awaits.of)
        return self

    @property
    def asks(self) -> Text:
        """The question."""
        return self.question

    @property
    def beside(self) -> Text:
        """The question, where the finding is the headline."""
        return self.question

    @property
    def awaits(self) -> Awaits:
        """The answers to the question that this one is about."""
        return Awaits(self.about, (self.of,) if isinstance(self.of, str) else self.of)

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, question and hint."""
        return (self.title, self.question, self.hint)

    def course(self) -> tuple[Step, ...]:
        """Read, guess; and later, guess against truth, and talk."""
        return ONCE

    def called(self, step: Step) -> Called | None:
        """Nobody votes."""
        return CALLED.get(step.phase)

    def poses(self, token: str = "") -> Guesses:
        """What share."""
        return _GUESSES

    def pool(self, pool: Pool) -> Result:
        """People by what they guess; beside the truth once it is out."""
        return guessed(pool, self.awaits, self.short)


_GUESSES = Guesses()
