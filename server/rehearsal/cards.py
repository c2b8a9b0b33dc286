"""Cue cards of the author's that nothing calls: looked for in many made-up rooms of every temper."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from itertools import chain, product
from random import Random

from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.activities.contract.event import FACILITATOR, Event, State
from server.activities.contract.pool import Silence
from server.activities.contract.question import Lean, Place, Question
from server.dice import dice_of
from server.phases import Phase, Step
from server.rehearsal.faults import Fault
from server.results.disclosure import compared, pooled, split
from server.results.outcomes import Outcome, Released
from server.results.segments import Segment
from server.workshops.content import Workshop

Values = dict[int, JsonValue]

SIZES, FAVOURITES, SPREADS, CAMPS = (30, 13), 8, (0.0, 0.3, 0.6, 0.95), (0.0, 0.25, 0.5, 0.75)
SHARES = (0.5, 0.85)  # of a room that is in the first camp
SECOND_ROUNDS, SWAPPED, CROWD = 3, 0.25, 3_000
MINIMUM = 5


def faults(workshop: Workshop) -> Iterator[Fault]:
    """The cards that no pattern can call."""
    rounds: dict[str, int] = {}
    items = workshop.run_of_show()
    for item in items:
        rounds[item.activity.key] = max(rounds.get(item.activity.key, 1), *(step.round for step in item.steps))
    activities = {item.activity.key: item.activity for item in items}
    for activity in activities.values():
        awaited = activities.get(activity.awaits.activity) if activity.awaits else None
        for card in sorted(uncalled(activity, rounds[activity.key], awaited)):
            remedy = "take it out, or give it the name of a pattern that this activity can show"
            yield Fault(activity.key, f"nothing calls its card '{card}'", remedy)


def uncalled(activity: Activity, rounds: int, awaited: Activity | None = None) -> Collection[str]:
    """The author's cards that no made-up room has called, nor one that knows what it `awaited`."""
    wanted = {*activity.cues.patterns(), *(f"leads: {key}" for key in activity.cues.leads)}
    if not wanted or not activity.takes_answers:
        return wanted
    for shown in chain(_results(activity, rounds), _beside(activity, awaited) if awaited else ()):
        if isinstance(shown, Released):
            for seen in shown.result.patterns():
                wanted -= {seen.pattern, f"leads: {seen.leads}"}
        if not wanted:
            break
    return wanted


def _results(activity: Activity, rounds: int) -> Iterator[Outcome]:
    """Results of rooms that differ as much as made-up rooms can: first of one round, then of how two differ."""
    question, dice = activity.poses(), dice_of(activity.key)
    for values in _rooms(question, dice):
        tell, silent = partial(_state, activity, values, dice), Silence(dice.randrange(len(values)), 0)
        yield pooled(activity, values.values(), MINIMUM, tell, silent)
        if activity.can_split:
            yield split(activity, values, _halves(values), MINIMUM)
    if rounds > 1 and activity.token(2):
        yield from _about_texts(activity, dice)
    elif rounds > 1:
        for spread in SPREADS:  # of what is sensitive, small groups are told in a crowd only
            before = {who: question.guess(dice, Lean(0.5, spread)) for who in range(CROWD)}
            yield compared(activity, before, _swapped(dice, before), MINIMUM)
        for before in _rooms(question, dice):
            for _ in range(SECOND_ROUNDS):
                yield compared(activity, before, _after(question, dice, before), MINIMUM)


def _beside(activity: Activity, awaited: Activity) -> Iterator[Outcome]:
    """What such rooms guess, each beside what another one answers."""
    dice = dice_of(f"{activity.key}.{awaited.key}")
    for guesses, values in zip(_rooms(activity.poses(), dice), _shuffled(awaited, dice), strict=True):
        truth = pooled(awaited, values.values(), MINIMUM, partial(_state, awaited, values, dice))
        yield pooled(activity, guesses.values(), MINIMUM, others={awaited.key: truth})


def _shuffled(activity: Activity, dice: Random) -> list[Values]:
    rooms = list(_rooms(activity.poses(), dice))
    return dice.sample(rooms, len(rooms))


def _halves(values: Values) -> Segment:
    """Two groups of such a room: the first ones in it, who lean one way, and the others."""
    return Segment((Place("first", "First"), Place("other", "Other")), {who: who * 2 // len(values) for who in values})


def _about_texts(activity: Activity, dice: Random) -> Iterator[Outcome]:
    """What such rooms make of the texts that they have written."""
    for values in _rooms(activity.poses(), dice):
        tell = partial(_same, _state(activity, values, dice))
        first = pooled(activity, values.values(), MINIMUM, tell)
        texts = first.result.wall() if isinstance(first, Released) else ()
        question, lean = activity.asked(2).about(texts), Lean(dice.random(), dice.choice(SPREADS))
        marks = [question.guess(dice, lean) for _ in values]
        silent = Silence(dice.randrange(len(values)), 0)
        yield pooled(activity, marks, MINIMUM, tell, silent, round=2, about=list(values.values()))


def _same(state: State) -> State:
    return state


def _rooms(question: Question, dice: Random) -> Iterator[Values]:
    variety = product(SIZES, range(FAVOURITES), SPREADS, CAMPS, SHARES)
    for people, favourite, spread, camp, share in variety:
        favour = favourite / FAVOURITES
        leans = (Lean(favour, spread), Lean((favour + camp) % 1, spread))
        first = round(people * share)
        yield {who: question.guess(dice, leans[who >= first]) for who in range(people)}


def _after(question: Question, dice: Random, before: Values) -> Values:
    """A second round: some stay, some answer anew, all of these alike; or everybody says what another one said."""
    if dice.random() < SWAPPED:
        return _swapped(dice, before)
    lean, stays = Lean(dice.random(), dice.choice(SPREADS)), dice.random()
    return {
        who: value if dice.random() < stays else question.guess(dice, lean, dice.choice((None, value)))
        for who, value in before.items()
    }


def _swapped(dice: Random, before: Values) -> Values:
    return dict(zip(before, dice.sample(list(before.values()), len(before)), strict=True))


def _state(activity: Activity, values: Values, dice: Random) -> State:
    """What such a room does besides, folded."""
    state = activity.start(1, "", tuple(values))
    for phase in (Phase.OPEN, Phase.CLOSED):
        for deed in activity.pretend(Step(phase, 1), dice, values, state):
            accept = activity.act if deed.actor == FACILITATOR else activity.action
            state = activity.fold(state, Event(deed.actor, deed.what, accept(deed.what, deed.value), 0))
    return state
