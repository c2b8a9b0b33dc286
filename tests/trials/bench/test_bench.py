"""Which figures are measured, and what each is held to."""

import pytest

from server.trials import bench
from server.trials.bench.bursts import SIZES
from server.trials.bench.kinds import RESULTS, pictures
from tests.boards import SAMPLER

ALONE = "no two alike"


def test_a_part_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        bench.main(["--only", "answers,burst-7"])
    assert "there is no part burst-7; there are answers, kinds, joins," in capsys.readouterr().err


def test_bursts_are_held_to_what_was_promised() -> None:
    assert {bars.people: (bars.screen, bars.ack) for bars in SIZES} == {
        1_000: ((200, 120), (60, 20)),
        5_000: ((200, 110), (40, 15)),
        10_000: ((400, 200), (100, 35)),
        20_000: (None, None),
    }
    assert [part for part in bench.PARTS if part not in bench.QUICK_PARTS] == [
        "burst-5000",
        "burst-10000",
        "burst-20000",
        "burst-5000-levels",
        "burst-5000-order",
    ]


def test_every_question_of_the_sampler_is_drawn_at_each_of_its_results() -> None:
    drawn = [
        f"{step.phase} of {item.activity.key}"
        for item in SAMPLER.run_of_show()
        for step in item.steps
        if step.phase in RESULTS
    ]
    names = [figure.name for figure in pictures(12, 1)]
    assert [name for name in names if ALONE not in name] == [
        f"12 pooled and drawn, {result}: {audience}" for result in drawn for audience in ("screen", "phones")
    ]
    assert any("ten-seconds" in name for name in names if ALONE in name)
    assert not any("lunch" in name for name in names if ALONE in name)
