"""What happens in an activity besides answers: what people and whoever facilitates do, and what comes of it."""

from collections.abc import Collection, Mapping, Sequence
from random import Random
from typing import ClassVar, NamedTuple

from pydantic import JsonValue

from server.activities.contract.event import Deed, Due, Event, State
from server.activities.contract.pool import Pool
from server.activities.contract.texts import Heard, Release
from server.phases import Phase, Step
from server.refusals import Refused


class Ration(NamedTuple):
    """So many within so many seconds, and the sentence for whoever wants more."""

    most: int
    seconds: float
    why: str


class Happenings:
    """Part of every activity. By default nothing happens."""

    acting: ClassVar[Collection[Phase]] = ()
    """Where participants may act besides answering."""
    hears: ClassVar[bool] = False
    """Whether its result is made of what people do, and not of answers: live, and with no round that opens. The first
    of the run of show, or one of the room's own, is open beside everything as long as whoever facilitates wants it."""
    switches: ClassVar[tuple[str, ...]] = ()
    """The acts of whoever facilitates that decide what participants may do; the newest one counts."""
    rations: ClassVar[Mapping[str, Ration]] = {}
    """How often one participant may do something."""

    def action(self, what: str, value: JsonValue) -> JsonValue:
        """What a participant does: the value as it is stored, stable under a second `action`; raises `Refused`."""
        raise Refused("wrong-action", "There is nothing to do here but to answer.")

    def act(self, what: str, value: JsonValue) -> JsonValue:
        """The same of what whoever facilitates does."""
        raise Refused("wrong-action", "There is nothing to moderate here.")

    def may(self, what: str, here: bool, switched: str) -> bool:
        """Whether participants may do something: `here`, the room stands where they act; `switched` is the newest of
        the `switches`, "" before the first."""
        return here

    def start(self, round: int, seed: str, people: Sequence[int]) -> State:
        """The state before anything happened, for those who were there when the round was opened, by their numbers.
        What is cast by lot comes from the seed, so it is the same wherever the state is made again."""
        return None

    def fold(self, state: State, event: Event) -> State:
        """The state after an event. Pure, and total: what does not apply, or is unknown, changes nothing."""
        return state

    def pretend(self, step: Step, dice: Random, values: Mapping[int, JsonValue], state: State) -> Sequence[Deed]:
        """What a made-up room does at a step besides answering, when its participants have given `values`: actions of
        theirs in the phases where they may act, and what whoever facilitates does."""
        return ()

    def switched(self, state: State) -> str:
        """The newest of the `switches`."""
        return ""

    def heard(self, state: State) -> Heard | None:
        """What people have said so far, where their doings are heard: disclosure hands what is out of it to `pool`."""
        return None

    def mine(self, state: State, participant: int) -> Mapping[str, JsonValue]:
        """What one of those who act is told of their own doings when their phone links: nothing that is not out."""
        return {}

    def due(self, state: State) -> Due | None:
        """What happens next by itself while the round is open. Pure; once its event is folded, something later."""
        return None

    def release_of(self, state: State) -> Release:
        """Which texts are out, where answers are texts."""
        return Release()

    def tray(self, pool: Pool) -> object:
        """What whoever facilitates is to read and sort, where answers are texts: the pool holds all that may be read by
        now, out or not, and its `release`. Nobody else sees it."""
        return None
