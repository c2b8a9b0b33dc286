"""The same wording has one form; likeness puts what belongs together first, and is only ever a suggestion."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.activities.measures.cleaning import clean
from server.activities.measures.folding import same
from server.activities.measures.likeness import Likeness, like
from server.dice import dice_of

TEXTS = [
    "We were waiting for the carrier to confirm",
    "The carrier did not confirm in time",
    "Waiting for a confirmation of the carrier",
    "Sales promised a date without asking us",
    "A date was promised by sales, and nobody asked us",
    "The system was down",
    "System down again",
    "No idea",
]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We are!", "we are"),
        ("„Wir sind’s.“", "wir sinds"),
        ("STRASSE", "Straße"),
        ("the  client", "The client …"),
        ("\uff2f\uff2b", "ok"),
        ("أَنَا مُوَافِق", "انا موافق"),
        ("don't know", "Don’t know."),
        ("on-time", "on time"),
    ],
)
def test_the_same_wording_has_one_form(one: str, other: str) -> None:
    assert same(one) == same(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("schon", "schön"), ("we are", "we were"), ("का", "की"), ("5", "50"), ("no", "on"), ("👍", "👎"), ("?", "!")],
)
def test_other_words_have_other_forms(one: str, other: str) -> None:
    assert same(one) != same(other)


@given(st.text("aA öÖß!.’'-5\u0627\u0623\u064b\u0640ك👍", max_size=20))
def test_a_form_is_its_own_form(text: str) -> None:
    assert same(same(text)) == same(text)


@given(st.text(max_size=40))
def test_whatever_is_kept_has_a_form(text: str) -> None:
    assert same(clean(text)) or not clean(text)


def test_what_belongs_together_comes_first_and_the_rest_not_at_all() -> None:
    assert like("the carrier has not confirmed", TEXTS)[0].at in (0, 1, 2)
    assert {each.at for each in like("sales promised a date", TEXTS)} == {3, 4}
    assert {each.at for each in like("system down", TEXTS)} == {5, 6}
    assert like("nobody would pay for that", TEXTS) == []
    assert like("anything", []) == []


def test_the_same_wording_is_as_alike_as_can_be() -> None:
    found = Likeness([*TEXTS, "no idea!"]).of("No idea.")
    assert [(each.at, each.likeness) for each in found] == [(7, 1.0), (8, 1.0)]


@given(st.lists(st.text("abc de", max_size=20), max_size=12), st.text("abc de", max_size=20))
def test_likeness_is_between_nothing_and_all_and_in_order(texts: list[str], text: str) -> None:
    found = like(text, texts, least=0.01)
    assert all(0 < each.likeness <= 1 for each in found)
    assert found == sorted(found, key=lambda each: (-each.likeness, each.at))


def test_it_does_not_matter_in_which_order_texts_came() -> None:
    shuffled = dice_of(3).sample(TEXTS, len(TEXTS))
    found = {TEXTS[each.at]: each.likeness for each in like("waiting for the carrier", TEXTS)}
    assert {shuffled[each.at]: each.likeness for each in like("waiting for the carrier", shuffled)} == found
