"""The only gate for pooled results: screen, phones, console and exports all pass here.

It chooses what a kind gets to pool, so a kind cannot leak what it never received. The room's minimum applies to the
people pooled, part by part. Nothing let out earlier may, by subtraction, give away a group under it: previews lag by at
least the minimum. Changes of mind are told whole where the activity is ordinary; where it is sensitive, every from-to
group that the visible ones would betray is held back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.activities.contract.event import State
from server.activities.contract.pool import Pool, Silence, Value
from server.activities.contract.question import Question
from server.activities.contract.result import Group, Result
from server.activities.contract.texts import Texts, Written
from server.phases import FIRST_ROUND
from server.results import admitted, segments
from server.results.moving import moves_of
from server.results.outcomes import Kept, Outcome, Released, Sides, Undrawn, Withheld
from server.results.pairs import Values, pairs
from server.results.segments import Segment
from server.results.tables import people
from server.results.undrawn import Tell, no_state, spoken, undrawn


def pooled(
    activity: Activity,
    values: Iterable[JsonValue],
    minimum: int,
    state: Tell = no_state,
    silence: Silence | None = None,
    early: bool = False,
    protected: bool = True,
    round: int = FIRST_ROUND,
    about: Sequence[JsonValue] | None = None,
    others: Mapping[str, Outcome] | None = None,
) -> Outcome:
    """One round's result; `early`, before the room sees it. Where it is `about` the texts of an earlier round, that has
    enough people, too. Of `others` a kind gets what is released, and nothing early."""
    given = list(values)
    if len(given) < minimum or (about is not None and len(about) < minimum):
        return Withheld(len(given), minimum)
    try:
        happened = state()
        let_in = admitted.let_in(activity, given, minimum, happened, protected, round)
        texts = None
        if about is not None:
            texts = admitted.let_in(activity, about, minimum, happened, protected, activity.texts_of(round))
        told = {} if early else {key: each.result for key, each in (others or {}).items() if isinstance(each, Released)}
        pool = Pool(let_in, minimum, len(given), state=happened, silence=silence, early=early, texts=texts, others=told)
        return Released(spoken(activity.pool(pool)))
    except Exception as error:
        return undrawn(activity, len(given), error)


def kept(activity: Activity, values: Iterable[JsonValue], minimum: int, state: Tell = no_state) -> Outcome:
    """One round's result, as little as may be known of it while it is kept back."""
    given = list(values)
    outcome = pooled(activity, given, minimum, state)
    if isinstance(outcome, Undrawn):
        return outcome
    seen = outcome.result.patterns() if isinstance(outcome, Released) else ()
    return Kept(len(given), tuple(each.pattern for each in seen if each.pattern in activity.called_early))


def to_read(
    activity: Activity, values: Iterable[JsonValue], minimum: int, state: Tell, protected: bool
) -> object | Undrawn:
    """The texts of a round for whoever facilitates and nobody else, with no person, time or order; None where answers
    hold no texts, or are too few."""
    question, given = activity.poses(), list(values)
    if not isinstance(question, Written) or len(given) < minimum:
        return None
    try:
        happened = state()
        release = admitted.release(activity, given, happened, protected)
        texts = admitted.marked(question, given, release)
        marked = tuple(Value(mark, text) for mark, text, many in texts for _ in range(many))
        return activity.tray(Pool(marked, minimum, len(given), state=happened, release=release))
    except Exception as error:
        return undrawn(activity, len(given), error)


def heard(activity: Activity, here: int, minimum: int, state: Tell, protected: bool) -> Outcome:
    """What people were heard to say without being asked: live, what is out of it. Numbers are told once enough people
    are `here`."""
    try:
        pool = admitted.heard(activity, here, minimum, state(), protected)
        return Released(spoken(activity.pool(pool)))
    except Exception as error:
        return undrawn(activity, here, error)


def to_hear(activity: Activity, here: int, minimum: int, state: Tell, protected: bool) -> object | Undrawn:
    """The same for whoever facilitates and nobody else: all of it, with no person, time or order."""
    try:
        return activity.tray(admitted.heard(activity, here, minimum, state(), protected, all=True))
    except Exception as error:
        return undrawn(activity, here, error)


def split(activity: Activity, values: Values, by: Segment, minimum: int, state: Tell = no_state) -> Outcome:
    """One round's result by groups; withheld where fewer than two may be shown."""
    if not activity.can_split:
        return Withheld(len(values), minimum)
    question = activity.poses()
    try:
        happened, may_show = state(), segments.shown(question, values, by, minimum)
        groups = []
        for place, parts in may_show.parts.items():
            mine = [value for who, value in values.items() if by.of.get(who) == place]
            groups.append(Group(by.places[place], _of_group(activity, question, mine, parts, minimum, happened)))
        if len(groups) < segments.FEWEST:
            return Withheld(len(values), minimum)
        chosen = tuple(groups[at] for at in segments.furthest(activity, groups))
        others = len(values) - sum(group.result.people for group in chosen)
        let_in = admitted.told(activity, question, list(values.values()), happened)
        whole = Pool(admitted.seen(question, let_in, minimum), minimum, len(values), state=happened)
        result = activity.split(activity.pool(whole), chosen, others)
        sizes = Counter(by.of[who] for who in values.keys() & by.of.keys())
        return Released(spoken(result), sides=Sides(chosen, others, min(sizes.values()) < minimum))
    except Exception as error:
        return undrawn(activity, len(values), error)


def _of_group(
    activity: Activity,
    question: Question,
    values: Sequence[JsonValue],
    parts: Collection[str],
    minimum: int,
    state: State,
) -> Result:
    hidden = [part.key for part in question.parts if part.key not in parts]
    known = admitted.told(activity, question, values, state, by_hand=False)
    kept = (question.without(value, hidden) for value in known) if hidden else known
    told = tuple(Value("", value) for value in kept if value is not None)
    return activity.pool(Pool(told, minimum, len(values), state=state))


def compared(
    activity: Activity, before: Values, after: Values, minimum: int, protected: bool = False, state: Tell = no_state
) -> Outcome:
    """Who moved between two rounds, of those who answered in both; nothing under the minimum of them, part by part."""
    both = pairs(before, after)
    if both.both < minimum:
        return Withheld(both.both, minimum)
    strict = admitted.is_sensitive(activity, protected)
    try:
        question = activity.poses().settled(both.second, minimum)
        tables = [(part, both.table(question, part)) for part in question.parts if part.places]
        moves = {part.key: moves_of(part, table, minimum, strict) for part, table in tables if people(table) >= minimum}
        happened = state()
        later = admitted.let_in(activity, both.second, minimum, happened, protected)
        first = admitted.told(activity, question, both.first, happened, judged=both.second)
        earlier = () if isinstance(question, Texts) else admitted.seen(question, first, minimum)
        return Released(spoken(activity.pool(Pool(later, minimum, len(after), earlier, moves, happened))), moves)
    except Exception as error:
        return undrawn(activity, len(after), error)


def beside(activity: Activity, views: tuple[Values, Values], minimum: int, state: Tell = no_state) -> Outcome:
    """Two views of one thing side by side. Each has the minimum of people or shows nothing, whoever gave one of them
    counts there, and nothing tells who said what in both."""
    first, second = ({} if len(values) < minimum else values for values in views)
    if not first and not second:
        return Withheld(max(map(len, views)), minimum)
    question = activity.poses()
    try:
        happened = state()
        known = (admitted.told(activity, question, list(each.values()), happened) for each in (first, second))
        one, other = (admitted.seen(question, each, minimum) for each in known)
        return Released(spoken(activity.pool(Pool(other, minimum, len(second), one, state=happened))))
    except Exception as error:
        return undrawn(activity, len(second or first), error)
