"""Draws every phase of every kind of the sampler, for everybody. `test_new_kind` runs it in a copy of the tree."""

from pathlib import Path

import pytest

from server.activities.base import Phase, Step
from server.render import html
from server.scenes.console import console
from server.scenes.phone import phone
from server.scenes.screen import screen
from server.workshops.loading import load
from tests.boards import NOW, a_board

CONTENT = Path(__file__).resolve().parents[1] / "workshop_content"
SAMPLER = load(CONTENT / "sampler", CONTENT)
STEPS = [
    (item.activity.key, item.activity.kind, step) for item in SAMPLER.run_of_show() for step in item.activity.course()
]


@pytest.mark.parametrize(("key", "kind", "step"), sorted(set(STEPS)))
def test_it_is_drawn(key: str, kind: str, step: Step) -> None:
    board = a_board(12, step.phase, step.round, key, workshop=SAMPLER)
    assert board.activity is not None
    assert board.activity.kind == kind
    for scene in (phone, screen, console):
        drawn = html(scene(board, NOW), "en")
        assert drawn.count('<main id="scene"') == 1
        assert "<h1" in drawn
        shown_on_phones = scene is phone and step.phase is Phase.OPEN
        assert not shown_on_phones or all(f'value="{place.key}"' in drawn for place in board.activity.places())
