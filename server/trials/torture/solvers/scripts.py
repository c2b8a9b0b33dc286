"""Made-up rooms for any question: what their people do, in which order, and who says nothing."""

from __future__ import annotations

from random import Random

from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.activities.contract.question import Lean, Question
from server.clock import now
from server.trials.torture.solvers.played import Says, Script
from server.trials.torture.solvers.questions import questions

SILENT, SKIPS, EVEN = 0.06, 0.15, 1 / 3
SPREADS = (0.1, 0.3, 0.6, 0.9)
FEW_ROLES = ((1, 1, 0), (5, 4, 1), (3, 2, 1))


def a_script(activity: Activity, people: int, dice: Random, asks_role: bool = True, secret: bool = False) -> Script:
    """One room. In one of three all answer everything, and there are two groups of one size."""
    role, question, even = questions()[0], activity.poses().opened(now()), dice.random() < EVEN
    roles = _roles(role.poses(), people, dice, even) if asks_role else {}
    lean = {key: Lean(dice.random(), dice.choice(SPREADS)) for key in [*roles.values(), None]}
    order = dice.sample(range(people), people)
    skips = 0 if even else dice.choice((0, SKIPS))
    first = {
        who: _said(question, dice, lean[roles.get(who)], skips) for who in order if even or dice.random() >= SILENT
    }
    later = {who: question.guess(dice, lean[None], first.get(who)) for who in order if even or dice.random() >= SILENT}
    rounds = max(step.round for step in activity.course())
    role = role.model_copy(update={"sensitive": secret})
    return Script(activity, role, people, roles, [first, later][:rounds])


def _roles(question: Question, people: int, dice: Random, even: bool) -> Says:
    keys = [place.key for place in question.parts[0].places]
    if even:
        return {who: keys[at * 2 // people] for at, who in enumerate(dice.sample(range(people), people))}
    weights = dice.choice(FEW_ROLES)
    return {who: dice.choices(keys, weights)[0] for who in range(people) if dice.random() >= SILENT}


def _said(question: Question, dice: Random, lean: Lean, skips: float) -> JsonValue:
    value = question.guess(dice, lean)
    left_out = [part.key for part in question.parts if dice.random() < skips]
    return question.without(value, left_out) or value if left_out else value
