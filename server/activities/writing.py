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
from server.activities.contract.text import LETTERS, Key, Language, ShortText, Text
from server.activities.contract.texts import IN_A_LARGE_ROOM, Release
from server.activities.measures.groups import PROMPTS, grouped
from server.activities.measures.marks import Marks
from server.activities.measures.reading import Tray, tray
from server.activities.measures.sorting import Sorting, acted, folded, pretended
from server.activities.measures.voted import voted
from server.activities.measures.wall import Wall
from server.activities.measures.wordings import wordings
from server.activities.measures.words import Words
from server.phases import FIRST_ROUND, Phase, Step

Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=140)]
Hint = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=140)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
SOME = Field(min_length=1)
MARKS_ROUND = 2
MARKED = (*ONCE[:-1], *vote(MARKS_ROUND), Step(Phase.REVEALED, MARKS_ROUND), Step(Phase.TALK, MARKS_ROUND))
_MARKS = Marks()
MOST_GROUPS = 5


class Group(BaseModel):
    """What texts may be sorted into. Who writes one that belongs to a `silent` group had no answer ready."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Key
    text: Name | Annotated[dict[Language, Name], SOME]
    short: ShortText | None = None
    examples: tuple[Text, ...] = Field(default=(), max_length=4)
    silent: bool = False


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
        """Title, question, hint and beginnings; or, later, the groups."""
        return (
            self.title,
            self.question,
            self.hint,
            *(self.begins,) * self.texts,
            self.upvotes.question if self.upvotes else None,
            *(each.text for each in self.groups),
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

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """One place a group."""
        lettered = zip(LETTERS, self.groups, strict=False)
        return tuple(Place(group.key, group.text, letter, group.short) for letter, group in lettered)

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(group.key for group in self.groups)

    @cached_property
    def _example_groups(self) -> Mapping[str, str]:
        """Where examples of the author's belong, in any language."""
        return {
            self._words.wording(text): group.key
            for group in self.groups
            for example in group.examples
            for text in (example.values() if isinstance(example, dict) else [example])
        }

    @cached_property
    def _words(self) -> Words:
        examples = [each for group in self.groups for each in group.examples]
        return Words(self.texts, self.length, self.begins, examples, self._foul)

    def poses(self, token: str = "") -> Question:
        """Some words; or which of them somebody would take."""
        return _MARKS if token else self._words

    def act(self, what: str, value: JsonValue) -> JsonValue:
        """Let a text out, hide it, put it into a group, take the last of these back."""
        return acted(what, value, self._keys)

    def start(self, round: int, seed: str, people: Sequence[int]) -> Sorting:
        """Nothing is out yet, unless texts need not wait."""
        return Sorting(seed, self.release == "first" or len(people) > IN_A_LARGE_ROOM)

    def fold(self, state: Sorting, event: Event) -> Sorting:
        """What a hand makes of it."""
        return folded(state, event, self._keys)

    def pretend(self, step: Step, dice: Random, values: Mapping[int, JsonValue], state: Sorting) -> Sequence[Deed]:
        """Whoever facilitates sorts quickly rather than fairly once the round is closed, and lets texts out."""
        if step.phase is not Phase.CLOSED or self.token(step.round):
            return ()
        written = sorted({text for value in values.values() for text in self._words.texts(value)})
        return pretended(written, self._words, state, self._keys, self._example_groups, dice)

    def release_of(self, state: Sorting | None) -> Release:
        """What is out."""
        return (state or Sorting(first=True)).release

    def pool(self, pool: Pool) -> Result:
        """Groups, or a wall."""
        if pool.texts is not None:
            return voted(pool)
        found = wordings(pool.values)
        if not self.groups:
            return Wall(found, pool.people, pool.quiet)
        silent = [group.silent for group in self.groups]
        placed = pool.state.now.placed if pool.state else {}
        return grouped(list(zip(self.places, silent, strict=True)), found, placed, pool)

    def tray(self, pool: Pool) -> Tray:
        """What is to be read and sorted."""
        return tray(self.places, self._words, pool)

    @property
    def talk_seconds(self) -> float:
        """As the author planned."""
        return self.talk_minutes * 60
