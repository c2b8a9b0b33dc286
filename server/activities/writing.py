"""Writing: one or several short texts, let out by whoever facilitates, and sorted into groups where there are some."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from random import Random
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, PrivateAttr, StringConstraints, model_validator

from server.activities.contract.activity import Activity
from server.activities.contract.course import ONCE, vote
from server.activities.contract.event import Deed, Event
from server.activities.contract.pool import Pool
from server.activities.contract.question import Place, Question
from server.activities.contract.result import Prompt, Result
from server.activities.contract.text import Language, Text
from server.activities.contract.texts import IN_A_LARGE_ROOM, Release
from server.activities.measures.group import MOST as MOST_GROUPS
from server.activities.measures.group import NAME_BYTES, SOME, Group, Name, by_example, places
from server.activities.measures.groups import PROMPTS, grouped
from server.activities.measures.hands import Hands
from server.activities.measures.marks import Marks
from server.activities.measures.pretence import pretended
from server.activities.measures.reading import Tray, tray
from server.activities.measures.sorting import Sorting
from server.activities.measures.voted import voted
from server.activities.measures.wall import Wall
from server.activities.measures.wordings import wordings
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


class Writing(Activity):
    """A question that is answered in people's own words."""

    icon: ClassVar[str] = "message-square-quote"
    splits: ClassVar[bool] = False
    prompts: ClassVar[Mapping[str, Prompt]] = PROMPTS
    columns: ClassVar[Mapping[str, str]] = {
        "text": "one that was let out, as most wrote it; texts that were not are nowhere in an export",
        "group": "the key of the group it was put into",
        "written by": "how many texts say so in the same words",
        "marked by": "how many marked it when the room was asked about its texts",
    }

    kind: Literal["writing"]
    question: Asked | Annotated[dict[Language, Asked], SOME]
    hint: Hint | Annotated[dict[Language, Hint], SOME] | None = None
    begins: Hint | Annotated[dict[Language, Hint], SOME] | None = None
    texts: int = Field(default=1, ge=1, le=3)
    length: int = Field(default=140, ge=20, le=280)
    groups: tuple[Group, ...] = Field(default=(), max_length=MOST_GROUPS)
    release: Literal["first"] | None = None
    upvotes: Upvotes | None = None
    talk_minutes: float = Field(default=2, gt=0, le=60)
    _foul: tuple[str, ...] = PrivateAttr(default=())

    @model_validator(mode="after")
    def _groups_differ(self) -> Self:
        keys = [group.key for group in self.groups]
        if len(keys) == 1:
            raise ValueError("one group sorts nothing; give a second one, or none")
        twice = [key for at, key in enumerate(keys) if key in keys[:at]]
        if twice:
            raise ValueError(f"two groups have the key '{twice[0]}'; give each its own")
        return self

    def guarded(self, foul: tuple[str, ...]) -> Self:
        """Whoever writes one of these words waits until somebody has read the text."""
        guarded = self.model_copy()
        guarded._foul = foul
        guarded.__dict__.pop("_words", None)  # made before the list was known
        return guarded

    @property
    def asks(self) -> Text:
        """The question."""
        return self.question

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, question, hint and beginnings; or, later, the groups, whatever they are called by then."""
        return (
            self.title,
            self.question,
            self.hint,
            *(self.begins,) * self.texts,
            self.upvotes.question if self.upvotes else None,
            *(LONGEST_NAME,) * self._hands.most,
        )

    def course(self) -> tuple[Step, ...]:
        """Read, write, see, talk."""
        return MARKED if self.upvotes else ONCE

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
    def places(self) -> tuple[Place, ...]:
        """One place a group of the author's."""
        return places(self.groups, {})

    @cached_property
    def _hands(self) -> Hands:
        """A wall that is marked stays a wall; any other can be sorted."""
        return Hands(tuple(group.key for group in self.groups), 0 if self.upvotes and not self.groups else MOST_GROUPS)

    @cached_property
    def _words(self) -> Words:
        examples = [each for group in self.groups for each in group.examples]
        return Words(self.texts, self.length, self.begins, examples, self._foul)

    def poses(self, token: str = "") -> Question:
        """Some words; or which of them somebody would take."""
        return _MARKS if token else self._words

    def act(self, what: str, value: JsonValue) -> JsonValue:
        """Let a text out, hide it, put it into a group, name one, take the last of these back."""
        return self._hands.act(what, value)

    def start(self, round: int, seed: str, people: Sequence[int]) -> Sorting:
        """Nothing is out yet, unless texts need not wait."""
        return Sorting(seed, self.release == "first" or len(people) > IN_A_LARGE_ROOM)

    def fold(self, state: Sorting, event: Event) -> Sorting:
        """What a hand makes of it."""
        return self._hands.fold(state, event)

    def pretend(self, step: Step, dice: Random, values: Mapping[int, JsonValue], state: Sorting) -> Sequence[Deed]:
        """Whoever facilitates sorts and lets texts out once the round is closed."""
        if step.phase is not Phase.CLOSED or self.token(step.round):
            return ()
        written = sorted({text for value in values.values() for text in self._words.texts(value)})
        belongs = by_example(self.groups, self._words.wording)
        return pretended(written, self._words, state, self._hands.keys, belongs, dice)

    def release_of(self, state: Sorting | None) -> Release:
        """What is out."""
        return (state or Sorting(first=True)).release

    def pool(self, pool: Pool) -> Result:
        """Groups, or a wall."""
        if pool.texts is not None:
            return voted(pool)
        found, hand = wordings(pool.values), (pool.state or Sorting()).now
        into = places(self.groups, hand.names)
        if not into:
            return Wall(found, pool.people, pool.quiet)
        silent = {group.key for group in self.groups if group.silent}
        return grouped([(place, place.key in silent) for place in into], found, hand.placed, pool)

    def tray(self, pool: Pool) -> Tray:
        """What is to be read and sorted."""
        into = places(self.groups, (pool.state or Sorting()).now.names)
        return tray(into, self._hands.most, self._words, pool)

    @property
    def talk_seconds(self) -> float:
        """As the author planned."""
        return self.talk_minutes * 60
