"""Pick: the first few out of many words, in order, own words among them; in one round or two with talk between."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from server.activities.contract.activity import Activity
from server.activities.contract.course import ONCE, TWICE
from server.activities.contract.pool import Pool
from server.activities.contract.question import Place
from server.activities.contract.result import Group, Phrase, Prompt, Result, _
from server.activities.contract.text import Key, Language, Text, must_differ
from server.activities.contract.texts import Release
from server.activities.measures.firsts import PROMPTS, firsts
from server.activities.measures.folding import same
from server.activities.measures.lists import lists
from server.activities.measures.moderated import Moderated
from server.activities.measures.picks import Picks, spellings
from server.activities.measures.repicked import repicked
from server.activities.measures.sorting import Sorting
from server.activities.measures.talked import Talked
from server.phases import Step

Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=18)]
SOME = Field(min_length=1)
MOST_WORDS, MOST_PICKED, MOST_OWN = 16, 5, 3
BOX, FIELD = "x" * 60, "x" * 110
ENOUGH = 2  # people who wrote the same word: then it needs no hand


class Listed(BaseModel):
    """A word to choose."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Key
    text: Word | Annotated[dict[Language, Word], SOME]


class Pick(Talked, Moderated, Activity):
    """Words under one question, of which everybody takes a few."""

    icon: ClassVar[str] = "flag"
    keeps: ClassVar[bool] = True
    prompts: ClassVar[Mapping[str, Prompt]] = PROMPTS
    columns: ClassVar[Mapping[str, str]] = {
        f"chosen {at}": f"the key of word {at} of a person, or that it was one of their own; each column is shuffled"
        for at in range(1, MOST_PICKED + 1)
    }

    kind: Literal["pick"]
    question: Asked | Annotated[dict[Language, Asked], SOME]
    items: tuple[Listed, ...] = Field(min_length=3, max_length=MOST_WORDS)
    most: int = Field(default=3, ge=1, le=MOST_PICKED)
    own: int = Field(default=0, ge=0, le=MOST_OWN)
    rounds: Literal[1, 2] = 1

    @model_validator(mode="after")
    def _items_differ(self) -> Self:
        must_differ("items", [each.key for each in self.items])
        said: dict[str, str] = {}
        for place in self._places:
            for word in spellings(place):
                if said.setdefault(same(word), place.key) != place.key:
                    raise ValueError(f"two items say '{word}'; say each word once, in whatever language")
        return self

    @model_validator(mode="after")
    def _there_are_enough(self) -> Self:
        if self.most > len(self.items):
            raise ValueError("'most' asks for more words than there are; ask for fewer, or give more items")
        if self.own > self.most:
            raise ValueError("'own' is more than 'most'; nobody could write so many words")
        return self

    @property
    def asks(self) -> Text:
        """The question above the words."""
        return self.question

    @property
    def beside(self) -> Phrase:
        """What the picture shows of three."""
        return Phrase(_("Your first of %(n)s"), slots={"n": self.most})

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title, question and words; and what their boxes and the fields for own ones take."""
        boxes = (BOX + each.key for each in self.items)
        return (self.title, self.question, *(each.text for each in self.items), *boxes, *(FIELD,) * self.own)

    def course(self) -> tuple[Step, ...]:
        """Read, choose, reveal, talk; with two rounds also choose again and what leads now."""
        return TWICE if self.rounds == 2 else ONCE

    @property
    def _places(self) -> tuple[Place, ...]:
        return tuple(Place(each.key, each.text) for each in self.items)

    @cached_property
    def words(self) -> Picks:
        """Some of the words, or own ones."""
        return Picks(self._places, self.most, self.own, self._foul)

    def poses(self, token: str = "") -> Picks:
        """What comes first, second and so on."""
        return self.words

    def release_of(self, state: Sorting | None) -> Release:
        """Own words wait for a hand, in whatever room; or, if the author does not mind, for a second person."""
        return replace(super().release_of(state), first=True, several=0 if self.release else ENOUGH)

    def pool(self, pool: Pool) -> Result:
        """Who has what first, in one round or in both."""
        if pool.before is not None:
            return repicked(self.words, pool)
        return firsts(self.words.places, pool.values)

    def split(self, whole: Result, groups: Sequence[Group], others: int) -> Result:
        """A list a group."""
        return lists(whole, groups, others)
