"""Commitment: what each will do, and from which day on. Promises that are out hang above a ruler of all of them."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from server.activities.contract.activity import Activity
from server.activities.contract.called import Called
from server.activities.contract.course import ONCE
from server.activities.contract.pool import Pool
from server.activities.contract.result import Phrase, Prompt, _
from server.activities.contract.text import Language, Text
from server.activities.measures.moderated import Moderated
from server.activities.measures.promise import Promise
from server.activities.measures.ruler import COLUMNS, PROMPTS, Ruler, ruled
from server.activities.measures.stops import WALLED
from server.activities.measures.talked import Talked
from server.phases import Step

Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=140)]
Begun = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
SOME = Field(min_length=1)


class Commitment(Talked, Moderated, Activity):
    """A text and a day. The day is for nobody else; the text is read first, and counts as one millimetre."""

    icon: ClassVar[str] = "ruler"
    field_bytes: ClassVar[int] = 2_100
    splits: ClassVar[bool] = False
    keeps: ClassVar[bool] = True
    prompts: ClassVar[Mapping[str, Prompt]] = PROMPTS
    columns: ClassVar[Mapping[str, str]] = COLUMNS

    kind: Literal["commitment"]
    question: Asked | Annotated[dict[Language, Asked], SOME]
    hint: Asked | Annotated[dict[Language, Asked], SOME] | None = None
    begins: Begun | Annotated[dict[Language, Begun], SOME] | None = None
    length: int = Field(default=100, ge=20, le=140)

    @property
    def opening(self) -> Text | None:
        """How the field begins: "I'll " of "I'll ..."."""
        if isinstance(self.begins, dict):
            return {language: _opening(words) for language, words in self.begins.items()}
        return _opening(self.begins) if self.begins else None

    @property
    def asks(self) -> Text:
        """The question."""
        return self.question

    @property
    def beside(self) -> Phrase:
        """What a promise is worth."""
        return Phrase(_("Each promise moves the room by one millimetre."))

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, once more in a calendar, question, hint and beginning."""
        return (self.title, self.title, self.question, self.hint, self.begins)

    def course(self) -> tuple[Step, ...]:
        """Read, promise, see, talk."""
        return ONCE

    def called(self, step: Step) -> Called | None:
        """Ask, let out, show."""
        return WALLED.get(step.phase)

    @cached_property
    def words(self) -> Promise:
        """A text and a day."""
        return Promise(self.length, self.begins, self._foul)

    def poses(self, token: str = "") -> Promise:
        """What somebody will do, and from when."""
        return self.words

    def pool(self, pool: Pool) -> Ruler:
        """All of them as millimetres, and the texts that are out."""
        return ruled(pool)


def _opening(words: str) -> str:
    return f"{words.rstrip('.… ')} "
