"""A figure says how it did against its bar, and a void one says nothing."""

import pytest

from server.trials.bench.figure import Figure, of_runs, table


@pytest.mark.parametrize(
    ("runs", "void", "verdict"),
    [
        ([1.0, 2.0, 9.0], 0, "aim"),
        ([1.0, 3.0, 9.0], 0, "within bar"),
        ([6.0, 5.1, 0.1], 0, "MISSED"),
        ([6.0], 1, "MISSED"),
        ([], 3, "void"),
    ],
)
def test_the_median_is_held_against_the_bar(runs: list[float], void: int, verdict: str) -> None:
    assert of_runs("answer", runs, "", 5.0, 2.0, void=void).verdict == verdict


def test_without_a_bar_it_is_for_the_record() -> None:
    assert of_runs("joins", [812.0], "a second").verdict == "for the record"


def test_the_table_shows_every_figure() -> None:
    lines = table(
        [of_runs("CPU / echo", [2.0, 3.0], "", 5, 2.5, void=1), Figure("joins", 812, "a second")]
    ).splitlines()
    assert lines[1].split() == ["CPU", "/", "echo", "2.50", "5", "2.5", "2.00-3.00", "aim,", "1", "void"]
    assert lines[2].split() == ["joins", "812.00", "a", "second", "for", "the", "record"]


def test_a_void_figure_shows_no_value() -> None:
    assert table([of_runs("acked", [], "ms", 60, void=6)]).splitlines()[1].split() == [
        "acked",
        "60",
        "void,",
        "6",
        "void",
    ]
