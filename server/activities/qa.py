"""Questions from the room: asked by anybody at any time, read by whoever facilitates, and lifted onto the screen."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from random import Random
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, JsonValue, PrivateAttr, StringConstraints

from server.activities.contract.activity import Activity
from server.activities.contract.called import Called
from server.activities.contract.event import Deed, Event
from server.activities.contract.happenings import Ration
from server.activities.contract.pool import Pool
from server.activities.contract.result import Prompt, Result
from server.activities.contract.text import Language, Text
from server.activities.contract.texts import Heard, Release, Voice
from server.activities.measures.asking import Asking
from server.activities.measures.floor import ASK, SIGNS, STOP, TAKE, TOO, Floor
from server.activities.measures.moderating import Desk, desk
from server.activities.measures.passed import Passed
from server.activities.measures.questions import COLUMNS, PROMPTS, questions
from server.activities.measures.stops import ASKED
from server.activities.measures.talked import Talked
from server.activities.measures.wonders import wonders
from server.phases import Phase, Step

Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=140)]
ROUND = 0  # no round opens: they are asked whenever they may be


class Qa(Talked, Activity):
    """What people want to ask. As an item the room looks at all of them; the first is open beside everything, too."""

    takes_answers: ClassVar[bool] = False
    hears: ClassVar[bool] = True
    splits: ClassVar[bool] = False
    icon: ClassVar[str] = "circle-help"
    acting: ClassVar[Collection[Phase]] = (Phase.READ, Phase.TALK)
    switches: ClassVar[tuple[str, ...]] = (TAKE, STOP)
    prompts: ClassVar[Mapping[str, Prompt]] = PROMPTS
    columns: ClassVar[Mapping[str, str]] = COLUMNS
    rations: ClassVar[Mapping[str, Ration]] = {
        ASK: Ration(3, 120, "You have asked three questions in two minutes. Wait a little, then send this one again."),
        TOO: Ration(60, 60, "That was very often. Wait a little, then tap again."),
    }

    kind: Literal["qa"]
    question: Asked | Annotated[dict[Language, Asked], Field(min_length=1)] | None = None
    from_start: bool = False
    talk_minutes: float = Field(default=6, gt=0, le=60)
    _foul: tuple[str, ...] = PrivateAttr(default=())

    @classmethod
    def of_the_room(cls, title: str) -> Self:
        """One that opens when whoever facilitates wants it."""
        return cls(key="room-questions", kind="qa", title=title, minutes=5)

    @property
    def asks(self) -> Text:
        """What the author asks for, or the title."""
        return self.question or self.title

    def phone_texts(self) -> tuple[Text | None, ...]:
        """Title and question."""
        return (self.title, self.question)

    def course(self) -> tuple[Step, ...]:
        """Questions are collected, then answered."""
        return (Step(Phase.READ, ROUND), Step(Phase.TALK, ROUND))

    def called(self, step: Step) -> Called | None:
        """Ask, answer."""
        return ASKED.get(step.phase)

    def guarded(self, foul: tuple[str, ...]) -> Self:
        """Whoever writes one of these words waits until somebody has read the question."""
        guarded = self.model_copy()
        guarded._foul = foul
        guarded.__dict__.pop("_floor", None)  # made before the list was known
        return guarded

    @cached_property
    def _floor(self) -> Floor:
        return Floor(Passed(SIGNS, self._foul))

    def may(self, what: str, here: bool, switched: str) -> bool:
        """Questions, while they are taken; "Me too" as long as there is something to tap."""
        now = switched or (TAKE if self.from_start else "")
        return now == TAKE or (here and (what == TOO or not now))

    def switched(self, state: Asking) -> str:
        """Whether new ones are taken, where that was decided."""
        return state.switched

    def action(self, what: str, value: JsonValue) -> JsonValue:
        """Ask something, or ask it, too."""
        return self._floor.action(what, value)

    def act(self, what: str, value: JsonValue) -> JsonValue:
        """Show a question, hide it, lift it, mark it as answered; hold new ones or not, take some or none."""
        return self._floor.act(what, value)

    def start(self, round: int, seed: str, people: Sequence[int]) -> Asking:
        """Nobody has asked anything."""
        return Asking(seed)

    def fold(self, state: Asking, event: Event) -> Asking:
        """What the floor makes of it."""
        return self._floor.fold(state, event)

    def release_of(self, state: Asking | None) -> Release:
        """What was read and let out."""
        return (state or Asking()).release

    def heard(self, state: Asking) -> Heard:
        """All questions; what became of them stands apart from their words."""
        voices = [Voice(mark, asked.texts, asked.people) for mark, asked in state.asked.items()]
        people = {who for asked in state.asked.values() for who in asked.authors | asked.voters}
        stands = state.stands._replace(asked=len(state.asked))
        return Heard(Passed(SIGNS, self._foul, state.passed), voices, len(people), stands)

    def mine(self, state: Asking, participant: int) -> Mapping[str, JsonValue]:
        """The questions that are out and that this person asks, or asks, too."""
        told: dict[str, JsonValue] = {}
        for mark in state.stands.out:
            if state.is_out(mark) and participant in state.asked[mark].voters | state.asked[mark].authors:
                told[mark] = ASK if participant in state.asked[mark].authors else TOO
        return told

    def pool(self, pool: Pool) -> Result:
        """The questions that are out."""
        return questions(pool)

    def tray(self, pool: Pool) -> Desk:
        """All of them, to be read."""
        return desk(pool)

    def pretend(self, step: Step, dice: Random, values: Mapping[int, JsonValue], state: Asking) -> Sequence[Deed]:
        """Some ask and, once questions are shown, many ask the same; whoever facilitates shows most and lifts one."""
        return wonders(step, dice, sorted(values), state, self._floor)
