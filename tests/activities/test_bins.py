"""What is told of amounts, whatever they are: bins, and nothing that depends on more."""

from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from tests.activities.test_amount import BINS, an_amount, shown

FIGURES = st.integers(0, 10_000)


@given(figures=st.lists(FIGURES, min_size=5, max_size=40))
def test_nothing_told_depends_on_more_than_bins(figures: list[int]) -> None:
    """Two rooms whose people lie in the same bins cannot be told apart."""
    question = an_amount().poses()
    coarse = [max(0, (*BINS, 10_000)[question.at(figure)]) for figure in figures]
    one, other = shown(list(figures)), shown(list(coarse))
    assert one.cells() == other.cells()
    assert one.finding() == other.finding()
    assert one.patterns() == other.patterns()
    assert one.median == other.median


@given(figures=st.lists(FIGURES, min_size=10, max_size=60), far=st.integers(0, 10_000))
def test_bins_that_are_nobodys_own_do_not_tell_how_far_out_one_person_is(figures: list[int], far: int) -> None:
    question = an_amount(bins=None).poses()
    figures.sort()
    further: list[JsonValue] = [*figures[:-1], max(figures[-1], far)]
    nearer: list[JsonValue] = [min(figures[0], far), *figures[1:]]
    edges = question.settled(list(figures), 5).edges
    assert edges == question.settled(further, 5).edges == question.settled(nearer, 5).edges
    assert len(edges) + question.settled(list(figures), 5).has_more <= 8
