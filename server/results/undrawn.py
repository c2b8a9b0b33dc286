"""Kinds at arm's length: one that fails costs its own picture, and is noted without a word of what was said."""

from __future__ import annotations

from collections.abc import Callable

import structlog

from server.activities.contract.activity import Activity
from server.activities.contract.event import State
from server.activities.contract.result import Result
from server.charts.canvas import Canvas, Use
from server.results.outcomes import Undrawn
from server.stumbles import stumble

Tell = Callable[[], State]  # called only where it may raise
log = structlog.get_logger()


def no_state() -> State:
    """Nothing happened besides answers."""
    return None


def spoken(result: Result) -> Result:
    """It, once each of its faces has spoken: one that fails shall fail here, and not in the middle of a scene."""
    assert result.people >= 0
    result.cells(), result.finding(), result.patterns()
    for use in (Use.SCREEN, Use.PHONE):  # wide, and compact
        result.picture(Canvas(use))
    return result


def folded(activity: Activity, people: int, state: Tell) -> State | Undrawn:
    """What has come of a round's events, for a scene; or that its kind failed to say."""
    try:
        return state()
    except Exception as error:
        return undrawn(activity, people, error)


def undrawn(activity: Activity, people: int, error: Exception) -> Undrawn:
    """Note that a kind failed, and nothing of what it failed with."""
    log.error("not pooled", activity=activity.key, people=people, **stumble(error))
    return Undrawn(people)
