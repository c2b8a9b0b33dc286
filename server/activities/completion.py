"""Completion: the end of a sentence, which stays with whoever wrote it. The room learns how many did."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from server.activities.contract.activity import Activity
from server.activities.contract.called import Called
from server.activities.contract.course import ONCE
from server.activities.contract.pool import Pool
from server.activities.contract.result import Prompt
from server.activities.contract.text import Language, Text
from server.activities.measures.own import COLUMNS, PROMPTS, Own, Wrote, wrote
from server.activities.measures.stops import COUNTED
from server.activities.measures.talked import Talked
from server.phases import Step

Begun = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=140)]
SOME = Field(min_length=1)


class Completion(Talked, Activity):
    """The beginning of a sentence, to be ended by each for themselves. Whoever facilitates never reads one."""

    icon: ClassVar[str] = "notebook-pen"
    field_bytes: ClassVar[int] = 260
    splits: ClassVar[bool] = False
    keeps: ClassVar[bool] = True
    prompts: ClassVar[Mapping[str, Prompt]] = PROMPTS
    columns: ClassVar[Mapping[str, str]] = COLUMNS

    kind: Literal["completion"]
    question: Begun | Annotated[dict[Language, Begun], SOME]
    hint: Begun | Annotated[dict[Language, Begun], SOME] | None = None
    length: int = Field(default=140, ge=20, le=280)
    talk_minutes: float = Field(default=1, gt=0, le=60)

    @property
    def asks(self) -> Text:
        """How the sentence begins."""
        return self.question

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, beginning and hint."""
        return (self.title, self.question, self.hint)

    def course(self) -> tuple[Step, ...]:
        """Read, write, see how many wrote, talk."""
        return ONCE

    def called(self, step: Step) -> Called | None:
        """Ask, close, count."""
        return COUNTED.get(step.phase)

    @cached_property
    def _own(self) -> Own:
        return Own(self.length)

    def poses(self, token: str = "") -> Own:
        """One sentence."""
        return self._own

    def pool(self, pool: Pool) -> Wrote:
        """How many there are."""
        return wrote(pool)
