"""An activity: one item of the run of show, of some kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, field_validator, model_validator

from server.activities.contract import apart
from server.activities.contract.apart import Apart
from server.activities.contract.awaits import Awaits
from server.activities.contract.cues import Cues
from server.activities.contract.gap import largest
from server.activities.contract.happenings import Happenings
from server.activities.contract.pool import Pool
from server.activities.contract.result import Group, Phrase, Prompt, Result
from server.activities.contract.rounds import Rounds
from server.activities.contract.say import Say
from server.activities.contract.text import Key, Text
from server.activities.contract.typed import Typed
from server.activities.contract.weight import on_a_phone
from server.charts.glyphs import Box

# With these a phone's frame has at most 8 kB: 4.5 kB of the longest one are ours, and some around every answer.
# Letters beyond English take two bytes or three, so these are not signs.
PHONE_BYTES = 3_450


class Activity(Happenings, Rounds, BaseModel):
    """Subclass it to make a kind; its `kind` is a one-word Literal."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    takes_answers: ClassVar[bool] = True
    icon: ClassVar[str] = "circle-help"
    columns: ClassVar[Mapping[str, str]] = {}
    """What the names in a question's `export` mean, for who opens the tables."""
    field_bytes: ClassVar[int] = 140
    """What a phone's form takes for each place of each part, beside the words in it."""
    found_first: ClassVar[bool] = True
    """Whether the finding is the headline of a result; else the question stays, and the finding is told."""
    asked_at_once: ClassVar[bool] = False
    """Whether it can be typed in the middle of a room, into the fields of its `ask.html`."""
    answer_box: ClassVar[Box] = Box(150, 18, 31)
    """What the words of one answer have on a phone 320 px wide."""
    prompts: ClassVar[Mapping[str, Prompt]] = {}
    """Our own cards, by the patterns that results of this kind can show; "open" serves when none fits."""
    splits: ClassVar[bool] = True
    """Whether a result may be shown by groups of people; texts never stand beside a group."""
    most_groups: ClassVar[int] = 2
    """How many groups a split shows side by side."""

    keeps: ClassVar[bool] = False
    """Whether each phone has its own answer once more when the room is over: the macro `kept` of its `phone.html`."""

    key: Key
    kind: str
    title: Text
    minutes: float = Field(gt=0, le=120)
    say: Say = Field(default_factory=dict)
    listen_for: tuple[Text, ...] = Field(default=(), max_length=6)
    sources: tuple[Annotated[str, StringConstraints(pattern=r"^S[0-9]$")], ...] = ()
    sensitive: bool = False
    cues: Cues = Field(default_factory=Cues)
    by: Key | None = None
    """The earlier choice by whose answers the first result is split."""

    @model_validator(mode="after")
    def _phones_can_hold_it(self) -> Self:
        languages = {"en"}.union(*(text for text in self.phone_texts() if isinstance(text, dict)))
        size = max(self._phone_bytes(language) for language in languages)
        if size > PHONE_BYTES:
            raise ValueError(
                f"what phones get of this takes {size:,} bytes, and on bad Wi-Fi they get {PHONE_BYTES:,} at most"
                f" (each answer its text twice and {self.field_bytes}); shorten the longest text"
            )
        return self

    def _phone_bytes(self, language: str) -> int:
        return on_a_phone(self.poses(), self.phone_texts(), self.cues.all(), self.field_bytes, language)

    @field_validator("cues")
    @classmethod
    def _cards_can_be_called(cls, cues: Cues) -> Cues:
        allowed = [*cls.all_prompts(), "leads"]
        for name in cues.patterns():
            if name not in allowed:
                close = get_close_matches(name, allowed, n=1)
                instead = f"did you mean '{close[0]}'?" if close else f"write one of: {', '.join(sorted(allowed))}"
                raise ValueError(f"'{name}' is not a key of 'cues'; {instead}")
        return cues

    @classmethod
    def typed(cls, typed: Typed) -> Mapping[str, JsonValue]:
        """The content that somebody typed, but for what all kinds have; raises `Refused` with a marked sentence."""
        raise TypeError(f"nobody types a {cls.__name__} in the middle of a room")

    @classmethod
    def of_the_room(cls, title: str) -> Self | None:
        """What of this kind is open beside everything in a room whose workshop has none of it."""
        return None

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Every text of the author's that one phone frame may hold at once; together they are limited."""
        return (self.title,)

    def guarded(self, foul: tuple[str, ...]) -> Self:
        """The same with the room's list of foul words (`measures/foul.py`), where people write texts."""
        return self

    def credited(self, credits: Sequence[str]) -> Self:
        """The same with the workshop's sources on it, each a line of Markdown, where the author wants them shown."""
        return self

    @property
    def question_stays(self) -> bool:
        """Whether the question stays the headline above a result."""
        return not self.found_first

    @property
    def asks(self) -> Text:
        """The question as people read it, where a kind has one in words."""
        return self.title

    @property
    def beside(self) -> Text | Phrase | None:
        """What stands in the corner of the big screen while a result is shown."""
        return None

    @property
    def awaits(self) -> Awaits | None:
        """The result of another activity that people guess about here, and that is told with what they guessed."""
        return None

    @property
    def counted(self) -> Collection[str]:
        """The keys in its table that tell how many people chose something, so that others may guess how many will."""
        return ()

    @property
    def called_early(self) -> Collection[str]:
        """The patterns whose cards may be held while a result is kept back: a card says that its pattern is there."""
        return ()

    @property
    def explains(self) -> Text | None:
        """What is told with a result, and not before: why an answer is right."""
        return None

    @property
    def manner(self) -> str:
        """Which of the kind's own words phones use, where it has several sets; "" for the usual one."""
        return ""

    def pool(self, pool: Pool) -> Result:
        """The result of what disclosure let in; with `pool.before`, of how two rounds differ."""
        raise TypeError(f"nobody answers a {self.kind}")

    def split(self, whole: Result, groups: Sequence[Group], others: int) -> Result:
        """The same result with the groups side by side that may be shown apart; `others` count in the whole only."""
        return Apart(whole, tuple(groups), others)

    @property
    def can_split(self) -> bool:
        """Whether its results may be laid apart: of two views that stand beside each other, neither is."""
        return self.takes_answers and self.splits and not self.has_views and not self.poses().own

    def apart(self, one: Group, other: Group) -> Fraction:
        """How far two groups are apart; those that are most are shown, where there are more than can be."""
        gap = largest([one, other])
        return gap.width if gap is not None else Fraction(0)

    @classmethod
    def all_prompts(cls) -> Mapping[str, Prompt]:
        """Our own cards, those for splits among them."""
        return {**apart.PROMPTS, **cls.prompts} if cls.splits and cls.takes_answers else cls.prompts

    @property
    def talk_seconds(self) -> float:
        """How long the room talks about a result; 0 where there is nothing to talk about."""
        return 0

    @property
    def answer_seconds(self) -> float:
        """How long a round is open before it closes by itself, where the author set a clock; 0: until Next closes it.
        Where it does, each change of an answer goes out at once (`data-autosend`), so that its end finds it here."""
        return 0
