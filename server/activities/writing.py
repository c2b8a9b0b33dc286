"""Writing: one or several short texts, let out by whoever facilitates, and sorted into groups where there are some."""

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from server.activities.contract.activity import Activity
from server.activities.contract.called import Called
from server.activities.contract.course import ONCE, vote
from server.activities.contract.pool import Pool
from server.activities.contract.question import Question
from server.activities.contract.result import Prompt, Result
from server.activities.contract.text import Language, Text
from server.activities.contract.typed import Typed
from server.activities.measures.group import NAME_BYTES, SOME, Name
from server.activities.measures.grouping import Grouping
from server.activities.measures.groups import PROMPTS, grouped
from server.activities.measures.marks import Marks
from server.activities.measures.passing import asked_in_passing
from server.activities.measures.stops import GROUPED, WALLED
from server.activities.measures.talked import Talked
from server.activities.measures.voted import voted
from server.activities.measures.wall import Wall
from server.activities.measures.wordings import COLUMNS, wordings
from server.activities.measures.words import Words
from server.phases import FIRST_ROUND, Phase, Step

Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=140)]
Hint = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=140)]
MARKS_ROUND = 2
MARKED = (*ONCE[:-1], *vote(MARKS_ROUND), Step(Phase.REVEALED, MARKS_ROUND), Step(Phase.TALK, MARKS_ROUND))
LONGEST_NAME = "x" * NAME_BYTES
_MARKS = Marks()


class Upvotes(BaseModel):
    """What is asked about the texts once they hang on the wall: "I would take that call"."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: Name | Annotated[dict[Language, Name], SOME]


class Writing(Talked, Grouping, Activity):
    """A question that is answered in people's own words."""

    icon: ClassVar[str] = "message-square-quote"
    asked_at_once: ClassVar[bool] = True
    splits: ClassVar[bool] = False
    prompts: ClassVar[Mapping[str, Prompt]] = PROMPTS
    columns: ClassVar[Mapping[str, str]] = COLUMNS

    kind: Literal["writing"]
    question: Asked | Annotated[dict[Language, Asked], SOME]
    hint: Hint | Annotated[dict[Language, Hint], SOME] | None = None
    begins: Hint | Annotated[dict[Language, Hint], SOME] | None = None
    texts: int = Field(default=1, ge=1, le=3)
    length: int = Field(default=140, ge=20, le=280)
    upvotes: Upvotes | None = None

    @classmethod
    def typed(cls, typed: Typed) -> Mapping[str, JsonValue]:
        """A question and perhaps a hint and groups."""
        return asked_in_passing(typed)

    @property
    def asks(self) -> Text:
        """The question."""
        return self.question

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, question, hint and beginnings; or, later, the groups, whatever they are called by then."""
        asked = self.upvotes.question if self.upvotes else None
        names = (LONGEST_NAME,) * self.most_sorted
        return (self.title, self.question, self.hint, *(self.begins,) * self.texts, asked, *names)

    def course(self) -> tuple[Step, ...]:
        """Read, write, see, talk."""
        return MARKED if self.upvotes else ONCE

    def called(self, step: Step) -> Called | None:
        """Ask, group, reveal; on a wall ask, let out, show."""
        return None if self.token(step.round) else (GROUPED if self.groups else WALLED).get(step.phase)

    def view(self, round: int) -> Text | None:
        """What is asked about the texts, in place of "Vote again"."""
        return self.upvotes.question if self.upvotes and self.token(round) else None

    def token(self, round: int) -> str:
        """The second round is about the texts of the first."""
        return "marks" if self.upvotes and round == MARKS_ROUND else ""

    def texts_of(self, round: int) -> int:
        """The first round's, where the second is about them."""
        return FIRST_ROUND if self.token(round) else round

    @property
    def counted(self) -> Collection[str]:
        """The author's groups."""
        return [group.key for group in self.groups]

    @property
    def most_sorted(self) -> int:
        """A wall that is marked stays a wall; any other can be sorted."""
        return 0 if self.upvotes and not self.groups else super().most_sorted

    @cached_property
    def words(self) -> Words:
        """Texts, as many and as long as the author wants them."""
        examples = [each for group in self.groups for each in group.examples]
        return Words(self.texts, self.length, self.begins, examples, self._foul)

    def poses(self, token: str = "") -> Question:
        """Some words; or which of them somebody would take."""
        return _MARKS if token else self.words

    def pool(self, pool: Pool) -> Result:
        """Groups, or a wall."""
        if pool.texts is not None:
            return voted(pool)
        found, places = wordings(pool.values), self.places_at(pool.state)
        if not places:
            return Wall(found, pool.people, pool.quiet)
        silent = {group.key for group in self.groups if group.silent}
        return grouped([(place, place.key in silent) for place in places], found, pool)
