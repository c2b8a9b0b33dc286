"""What a phone that reads no HTML is told: enough to answer, and nothing that the room does not know yet."""

import json

import pytest

from server.activities.contract.activity import Activity
from server.phases import Phase
from server.scenes.step import step
from tests.activities.test_contract import EXAMPLES
from tests.boards import SAMPLER, a_board
from tests.scenes.test_phone import STEPS

PLACES = [
    {"key": "call", "letter": "A", "label": "Call the customer now, before they call us"},
    {"key": "evidence", "letter": "B", "label": "Get a firm date from the carrier, then call"},
    {"key": "re-ship", "letter": "C", "label": "Re-ship tonight, settle the cost later"},
    {"key": "hand-over", "letter": "D", "label": "Hand it to logistics, check on Monday"},
]


@pytest.mark.parametrize("phase", ["open", "closed"])
def test_an_open_or_closed_question_tells_its_places(phase: str) -> None:
    told = {"phase": phase, "round": 1, "activity": "first-step", "kind": "choice", "shape": "one", "places": PLACES}
    assert step(a_board(phase=phase)) == told


@pytest.mark.parametrize(("phase", "round"), [stop for stop in STEPS if stop[0] not in ("open", "closed")])
def test_every_other_phase_tells_where_the_room_stands_and_no_more(phase: str, round: int) -> None:
    nowhere = phase in ("lobby", "ended")
    told = step(a_board(phase=phase, round=round))
    assert told == {
        "phase": phase,
        "round": round,
        "activity": None if nowhere else "first-step",
        "kind": None if nowhere else "choice",
    }


def test_while_all_look_up_nothing_is_asked() -> None:
    assert step(a_board(blank=True)) == {
        "phase": "open",
        "round": 1,
        "activity": "first-step",
        "kind": "choice",
        "blank": True,
    }


@pytest.mark.parametrize(("phase", "round"), STEPS)
def test_whatever_the_room_answered_the_step_is_the_same(phase: str, round: int) -> None:
    one_sided, level = ({"A": 99, "B": 1}, {"A": 50, "B": 50})
    assert step(a_board(phase=phase, round=round, first=one_sided)) == step(
        a_board(phase=phase, round=round, first=level)
    )
    assert step(a_board(5, phase, round)) == step(a_board(300, phase, round))


@pytest.mark.parametrize("activity", EXAMPLES.values(), ids=EXAMPLES)
def test_every_kind_describes_itself_as_data(activity: Activity) -> None:
    for stop in activity.course():
        told = step(a_board(12, stop.phase, stop.round, activity.key, workshop=SAMPLER))
        assert json.loads(json.dumps(told)) == told
        if stop.phase is Phase.OPEN:
            assert told.keys() > {"phase", "round", "activity", "kind"}, "there is something to answer"
