"""Foul words are found however they are dressed up, and words that only hold their letters are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.activities.measures.foul import is_foul, words_of

HERE = Path(__file__).parent
LIST = words_of((HERE.parents[2] / "server" / "workshops" / "filter.txt").read_text())
FRIENDS = (HERE / "false_friends.txt").read_text().splitlines()
DISGUISED = (HERE / "disguised.txt").read_text().splitlines()


@pytest.mark.parametrize("text", FRIENDS)
def test_false_friends_pass(text: str) -> None:
    assert not is_foul(text, LIST)


@pytest.mark.parametrize("text", DISGUISED)
def test_disguises_are_looked_through(text: str) -> None:
    assert is_foul(f"Well, {text} we said", LIST)
    assert is_foul(text, LIST)


def test_a_list_is_what_somebody_wrote_into_a_file() -> None:
    words = words_of("# mine\n\nMud  # not here\nrot*\n*\nmud\n")
    assert words == ("Mud", "rot*", "mud")
    assert is_foul("MUD", words)
    assert is_foul("rotten", words)
    assert not is_foul("muddy", words)
    assert not is_foul("carrot", words)
    assert not is_foul("fuck", ())


@given(st.text(max_size=200))
def test_whatever_people_type_is_looked_at(text: str) -> None:
    assert is_foul(text, LIST) in (True, False)
