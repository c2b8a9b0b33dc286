"""Texts are set as large as their place allows, and templates do not count their signs."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.charts.fitting import ASK_HEIGHT, ASK_LINES, SIZES, STORY_LINE, Ask, ask, size

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.mark.parametrize("place", sorted(SIZES))
def test_a_longer_text_is_never_set_larger(place: str) -> None:
    names = [name for _, name in SIZES[place]]
    found = [names.index(size("x" * signs, place)) for signs in range(700)]
    assert found == sorted(found)
    assert set(found) == set(range(len(names)))


def test_a_story_comes_along_only_where_it_has_room() -> None:
    assert ask("What now?", "") == Ask("large", False)
    assert ask("What now?", "Friday, 16:40. " * 10) == Ask("large", True)
    assert ask("Who of us should have told them?", "Friday, 16:40. " * 16) == Ask("middle", True)
    assert ask("What now?", "Friday, 16:40. " * 36) == Ask("large", False)


@given(st.integers(1, 140), st.integers(1, 700))
def test_a_question_with_its_story_fits_into_its_column(question: int, story: int) -> None:
    fit = ask("x" * question, "y" * story)
    if fit.told:
        high, signs = ASK_LINES[fit.size]
        line, letters = STORY_LINE
        assert -(-question // signs) * high + -(-story // letters) * line <= ASK_HEIGHT


def test_no_template_measures_a_text_or_counts_people() -> None:
    measures = re.compile(r"length *[<>]|/ *10\)|[<>]=? *\d{2,}")
    for path in TEMPLATES.rglob("*.html"):
        code = " ".join(re.findall(r"{[%{].*?[%}]}", path.read_text()))
        assert not measures.search(code), path
