"""What crowds play holds together, so that a run of an hour does not end at a key that leads nowhere."""

from __future__ import annotations

from pathlib import Path

from server.trials.swarm.content import COUNTED, KINDS, write_kinds
from server.workshops.files import Files
from server.workshops.loading import load
from tests.boards import SAMPLER


def test_crowds_play_whatever_the_sampler_asks_so_many_times(tmp_path: Path) -> None:
    write_kinds(tmp_path, 2)
    items = load(tmp_path / "workshops" / KINDS, Files(tmp_path / "workshops")).run_of_show()
    asked = list(dict.fromkeys(item.activity.key for item in SAMPLER.run_of_show() if item.activity.takes_answers))
    turns = [f"{key}-{turn}" for turn in (0, 1) for key in asked]
    assert [item.activity.key for item in items if not item.shows] == [*turns, COUNTED]


def test_what_waits_for_another_question_is_shown_below_it(tmp_path: Path) -> None:
    write_kinds(tmp_path)
    items = load(tmp_path / "workshops" / KINDS, Files(tmp_path / "workshops")).run_of_show()
    keys = [(item.activity.key, item.shows) for item in items]
    awaiting = {item.activity.key: item.activity.awaits.activity for item in items if item.activity.awaits}
    assert awaiting
    assert all(keys.index((key, True)) > keys.index((about, False)) for key, about in awaiting.items())
