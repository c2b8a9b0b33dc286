"""Piles over the bins of a number: how large people stand in small rooms, and in two rounds."""

import pytest

from server.charts.canvas import Use
from server.charts.piles import WIDTH, piles

SIZES = (0, 1, 5, 12, 20, 126, 300)


def _counts(people: int, bins: int = 8) -> list[int]:
    """Most of them in the middle, nobody in the last bin."""
    counts = [people // 10] * (bins - 1) + [0]
    counts[3] += people - sum(counts)
    return counts


@pytest.mark.parametrize("people", SIZES)
def test_two_rounds_are_drawn_in_one_measure(people: int) -> None:
    now, before = piles(_counts(people), (), Use.SCREEN, _counts(people)[::-1]).rows
    assert now.pitch == before.pitch
    assert before.floor - max(pile.height for pile in before.piles) >= before.head > now.floor


@pytest.mark.parametrize("people", SIZES)
@pytest.mark.parametrize("bins", [4, 8])
def test_nobody_stands_in_the_next_pile_or_outside_the_picture(people: int, bins: int) -> None:
    for row in piles(_counts(people, bins), (_counts(people // 2, bins),) * 2, Use.SCREEN).rows:
        for at, pile in enumerate(row.piles):
            assert WIDTH / bins * at <= pile.x
            assert pile.x + pile.width <= WIDTH / bins * (at + 1)
            assert row.floor - pile.height >= row.head


def test_a_dozen_stand_larger_than_a_hundred() -> None:
    (dozen,), (hundred,) = (piles(_counts(people), (), Use.SCREEN).rows for people in (12, 126))
    assert dozen.pitch > 1.5 * hundred.pitch
