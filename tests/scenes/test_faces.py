"""The face of a clock."""

import pytest

from server.scenes.faces import face
from tests.boards import NOW, a_board
from tests.scenes.screens import words
from tests.scenes.test_console import drawn


@pytest.mark.parametrize(
    ("seconds", "reads"),
    [(380, "6:20"), (61, "1:01"), (0.2, "0:01"), (0, "0:00"), (-0.4, "0:00"), (-1, "+0:01"), (-80, "+1:20")],
)
def test_over_time_counts_up_with_a_plus(seconds: float, reads: str) -> None:
    assert face(seconds) == reads


def test_desk_and_big_screen_say_how_long_it_is_over() -> None:
    board = a_board(phase="talk", talk_left=-80)
    assert ">+1:20</p>" in drawn(board)
    assert "+1:20" in words(board)
    assert f'data-ends="{round((NOW - 80) * 1000)}"' in drawn(board), "and the browser counts on from there"
