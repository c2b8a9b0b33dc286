"""Claps: people say whether they liked it, and clap. A kind that is not in the product; a test adds it to a copy of
the tree, because no kind that is in it has events yet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.activities.contract.course import ONCE
from server.activities.contract.event import CLOCK, FACILITATOR, Due, Event
from server.activities.contract.pool import Pool
from server.activities.contract.question import Place
from server.activities.contract.result import Phrase, Prompt, Result
from server.activities.contract.text import Text
from server.activities.measures.change import PROMPTS, changed
from server.activities.measures.counts import Counts, counted
from server.activities.measures.nominal import Nominal
from server.phases import Phase, Step
from server.refusals import Refused

PLACES = (Place("yes", "I liked it", "A"), Place("no", "I did not", "B"))
MOST = 20
ENDINGS = (Due(30, "fade"), Due(40, "end"))


class Applause(NamedTuple):
    """How often each has clapped since it was last cleared; the claps of one, drawn by lot, count double."""

    lead: int | None
    claps: Mapping[int, int] = {}
    ending: int = 0

    @property
    def total(self) -> int:
        """All together."""
        return sum(self.claps.values()) + self.claps.get(self.lead or 0, 0)


@dataclass(frozen=True, slots=True)
class Applauded(Counts):
    """Who liked it, and how often they clapped."""

    claps: int

    def finding(self) -> Phrase:
        """How often."""
        return Phrase("%(claps)s claps.", slots={"claps": self.claps})


class Claps(Activity):
    """A number on the stage, liked or not, and clapped for."""

    acting: ClassVar[Collection[Phase]] = (Phase.OPEN,)
    columns: ClassVar[Mapping[str, str]] = {"letter": "A or B", "answer": "yes or no", "text": "in words"}
    prompts: ClassVar[Mapping[str, Prompt]] = PROMPTS

    kind: Literal["claps"]
    number: Text

    @property
    def asks(self) -> Text:
        """What was played."""
        return self.number

    def course(self) -> tuple[Step, ...]:
        """Once."""
        return ONCE

    def poses(self, token: str = "") -> Nominal:
        """Whether they liked it."""
        return Nominal(PLACES)

    def action(self, what: str, value: JsonValue) -> JsonValue:
        """To clap."""
        return _nothing_but("clap", what, value)

    def act(self, what: str, value: JsonValue) -> JsonValue:
        """To begin again from nothing."""
        return _nothing_but("clear", what, value)

    def start(self, round: int, seed: str, people: Sequence[int]) -> Applause:
        """Nobody has clapped, and one is drawn who leads."""
        return Applause(people[int(seed, 16) % len(people)] if people else None)

    def fold(self, state: Applause, event: Event) -> Applause:
        """A clap counts for its people, up to so many each; what is cleared is gone."""
        if event.what == "clear" and event.actor == FACILITATOR:
            return state._replace(claps={})
        if event.actor == CLOCK:
            return state._replace(ending=state.ending + (event.what in ("fade", "end")))
        if state.ending == len(ENDINGS):
            return state
        clapped = state.claps.get(event.actor, 0)
        if event.what != "clap" or event.actor <= 0 or clapped == MOST:
            return state
        return state._replace(claps={**state.claps, event.actor: clapped + 1})

    def due(self, state: Applause) -> Due | None:
        """It fades after a while, and then it is over."""
        return ENDINGS[state.ending] if state.ending < len(ENDINGS) else None

    def pool(self, pool: Pool) -> Result:
        """People by side, and their claps."""
        if pool.before is not None:
            return changed(PLACES, pool)
        claps = pool.state.total if pool.state else 0
        return Applauded(counted(PLACES, [str(each.value) for each in pool.values]).rows, claps)

    @property
    def talk_seconds(self) -> float:
        """Short."""
        return 60


def _nothing_but(known: str, what: str, value: JsonValue) -> JsonValue:
    if what != known:
        raise Refused("wrong-action", "That cannot be done here.")
    if value is not None:
        raise Refused("wrong-value", "There is nothing more to say about it.")
    return None
