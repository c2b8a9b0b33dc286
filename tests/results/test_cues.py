"""Cue cards: the first rule that fits, with its boundaries, and what can be held instead."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.activities.choice import Choice, Option
from server.activities.contract.activity import Activity
from server.activities.contract.cues import Cues
from server.activities.contract.question import Place
from server.activities.contract.text import LETTERS
from server.activities.measures.counts import Counts
from server.activities.measures.leads import Row
from server.results.cues import Card, deck
from server.results.outcomes import Outcome, Released, Withheld
from tests.results.changes import changed

few = settings(max_examples=40, deadline=None)

PLACES = tuple(Place(letter.lower(), letter, letter) for letter in LETTERS)
AUTHOR = Cues.model_validate(
    dict(
        split={"en": "Author on a split"},
        one_sided="Author on one side",
        scattered={"en": "Author on many"},
        moved={"en": "Author on moves", "de": "Autor"},
        open={"en": "Author's own question"},
    )
)
TOO_FEW, SPLIT, ONE_SIDED, SCATTERED, MOVED, OPEN = "too_few", "split", "one_sided", "scattered", "moved", "open"
PAIRS = "Turn to your neighbour: one minute each way."


def activity(texts: Cues | None = None) -> Activity:
    """An activity with these cue texts, which are all that the cards know of it."""
    return Choice(
        key="any",
        kind="choice",
        title="Any",
        minutes=1,
        question="Any?",
        options=(Option(key="a", text="A"), Option(key="b", text="B")),
        cues=texts or Cues(),
    )


def released(*people: int) -> Released:
    """A result with so many people in A, B, C ..."""
    return Released(Counts(tuple(map(Row, PLACES, people))))


def shift(moved: int | None, paired: int, *after: int) -> Released:
    """So many of those who voted twice moved, and the room stands like this."""
    return changed(PLACES, after, after, moved, {}, paired)


def unsaid(paired: int, before: tuple[int, ...], after: tuple[int, ...]) -> Released:
    """A shift of which the totals alone say something."""
    return changed(PLACES, before, after, None, {}, paired)


def pattern_of(outcome: Outcome) -> str:
    """What calls the card that is held."""
    return deck(activity(), outcome, 126, "en")[0].pattern


@pytest.mark.parametrize(
    ("result", "pattern"),
    [
        (Withheld(4, 5), TOO_FEW),
        (Withheld(9, 5), TOO_FEW),
        # the top two within 10 points
        (released(55, 45), SPLIT),
        (released(50, 40, 10), SPLIT),
        (released(51, 40, 9), OPEN),
        (released(34, 33, 33), SCATTERED),
        # two camps hold two thirds of the room, and no third is near either
        (released(36, 30, 11, 12, 11), OPEN),
        (released(37, 30, 11, 11, 11), SPLIT),
        (released(39, 31, 21, 9), SCATTERED),
        (released(38, 32, 22, 8), SCATTERED),
        (released(38, 33, 20, 9), SPLIT),
        (released(1, 1), SPLIT),
        (released(25, 25, 25, 25), SCATTERED),
        (released(30, 27, 27, 16), SCATTERED),
        # one answer with 75 % or more
        (released(75, 25), ONE_SIDED),
        (released(74, 26), OPEN),
        (released(0, 0, 9), ONE_SIDED),
        # three or more above 20 %
        (released(40, 28, 21, 11), SCATTERED),
        (released(42, 21, 21, 16), SCATTERED),
        (released(42, 23, 20, 15), OPEN),
        (released(40, 20, 20, 20), OPEN),
        # a quarter or more moved
        (shift(25, 100, 55, 45), MOVED),
        (shift(24, 100, 55, 45), SPLIT),
        (shift(24, 100, 90, 10), ONE_SIDED),
        (shift(0, 100, 70, 30), OPEN),
        (shift(None, 100, 55, 45), SPLIT),
        (unsaid(100, (75, 25), (50, 50)), MOVED),
        (unsaid(100, (74, 26), (50, 50)), SPLIT),
        (shift(2, 8, 8, 0), MOVED),
    ],
)
def test_the_first_rule_that_fits(result: Outcome, pattern: str) -> None:
    assert pattern_of(result) == pattern


@pytest.mark.parametrize(
    ("result", "head", "text"),
    [
        (Withheld(1, 5), "Few answers so far", "In pairs: what makes this hard to answer?"),
        (
            released(47, 51, 19, 9),
            "Two camps, nearly even: 51 / 47",
            "Ask one person from A and one from B to argue the case of the other side.",
        ),
        (
            released(0, 6, 0, 6),
            "Two camps, even: 6 each",
            "Ask one person from B and one from D to argue the case of the other side.",
        ),
        (
            released(34, 33, 33),
            "A, B and C are close",
            "In pairs: which answer surprised you?",
        ),
        (
            released(30, 25, 12, 11, 11, 11),
            "A and B are close",
            "Ask one person: what did you have in mind when you chose?",
        ),
        (released(5, 95), "Nearly everyone chose B", "What would have to be true for A to be right?"),
        (released(10, 80, 4, 6), "Most of you chose B", "What would have to be true for C to be right?"),
        (released(12, 0, 0), "Everyone chose A", "What would have to be true for B to be right?"),
        (released(40, 28, 21, 11), "Spread over 3 answers", "In pairs: which answer surprised you?"),
        (released(60, 40), "A is ahead", "Ask one person: what did you have in mind when you chose?"),
        (released(8, 8, 8, 8, 7, 8), "6 answers are close", "In pairs: which answer surprised you?"),
        (unsaid(10, (7, 3), (4, 6)), "At least 3 of you moved", "Ask someone who moved: what did you hear?"),
        (shift(43, 126, 79, 24, 18, 5), "43 of you moved", "Ask someone who moved: what did you hear?"),
        (shift(430, 1260, 790, 240, 180, 50), "34% of you moved", "Ask someone who moved: what did you hear?"),
    ],
)
def test_default_cards(result: Outcome, head: str, text: str) -> None:
    card, *_ = deck(activity(), result, 126, "en")
    assert card == Card(pattern_of(result), "Talk about it", head, text)


@pytest.mark.parametrize(
    ("result", "text"),
    [
        (released(50, 50), "Author on a split"),
        (released(90, 10), "Author on one side"),
        (released(40, 28, 21, 11), "Author on many"),
        (shift(25, 100, 55, 45), "Author on moves"),
        (released(60, 40), "Author's own question"),
    ],
)
def test_the_authors_words_win(result: Outcome, text: str) -> None:
    assert deck(activity(AUTHOR), result, 126, "en")[0].text == text


def test_the_authors_words_come_in_the_language_of_the_room() -> None:
    assert deck(activity(AUTHOR), shift(25, 100, 55, 45), 126, "de")[0].text == "Autor"


@pytest.mark.parametrize("result", [released(200, 200), released(300, 200), shift(200, 400, 250, 150)])
def test_in_a_crowd_nobody_is_asked_alone(result: Outcome) -> None:
    assert deck(activity(), result, 300, "en")[0].text.startswith("Ask ")
    for card in deck(activity(), result, 301, "en"):
        assert "Ask " not in card.text
    for written in (activity(), activity(AUTHOR)):
        assert deck(written, result, 301, "en")[0].text.startswith("Turn to your neighbour: ")
    assert any(card.text.startswith("Author") for card in deck(activity(AUTHOR), result, 301, "en")[1:])


def test_what_can_be_held_instead() -> None:
    texts = [card.text for card in deck(activity(AUTHOR), released(50, 50), 126, "en")[1:]]
    assert texts == [
        "Ask one person from A and one from B to argue the case of the other side.",
        "Author's own question",
        PAIRS,
        "Author on one side",
        "Author on many",
    ]


def test_moves_are_talked_about_only_when_somebody_moved() -> None:
    def held(result: Outcome) -> set[str]:
        return {card.text for card in deck(activity(AUTHOR), result, 126, "en")[1:]}

    assert "Author on moves" in held(shift(1, 100, 60, 40))
    for result in (released(60, 40), shift(0, 100, 60, 40), shift(None, 100, 60, 40)):
        assert "Author on moves" not in held(result)


def test_with_too_few_answers_no_card_speaks_of_results() -> None:
    texts = [card.text for card in deck(activity(AUTHOR), Withheld(3, 5), 126, "en")[1:]]
    assert texts == ["Author's own question", PAIRS]


VOTES = st.lists(st.integers(0, 500), min_size=2, max_size=8).filter(any)
RESULTS = st.one_of(
    st.builds(Withheld, st.integers(0, 9), st.integers(2, 9)),
    VOTES.map(lambda people: released(*people)),
    st.builds(
        lambda after, moved: shift(None if moved > sum(after) else moved, sum(after), *after),
        VOTES,
        st.integers(0, 900),
    ),
)


@few
@given(RESULTS, st.sampled_from([None, AUTHOR]), st.integers(0, 5_000), st.integers(0, 40))
def test_every_result_has_a_card_and_each_swap_brings_the_next(
    result: Outcome, texts: Cues | None, people: int, swap: int
) -> None:
    kind = activity(texts)
    card, *others = cards = deck(kind, result, people, "en", swap)
    assert card.head
    assert card.text
    assert "%(" not in card.head + card.text
    assert deck(kind, result, people, "en", swap + 1) == (*others, card)
    assert len({each.text for each in cards}) == len(cards)
    assert deck(kind, result, people, "en", swap + len(cards)) == cards


@few
@given(RESULTS, st.sampled_from([None, AUTHOR]), st.integers(0, 5_000), st.sets(st.integers(0, 9)))
def test_what_was_held_before_is_in_no_later_deck(
    result: Outcome, texts: Cues | None, people: int, places: set[int]
) -> None:
    whole = deck(activity(texts), result, people, "en")
    held = {card.text for place, card in enumerate(whole) if place in places}
    left = deck(activity(texts), result, people, "en", 0, held)
    assert left == tuple(card for card in whole if card.text not in held)


@few
@given(VOTES)
def test_the_pattern_does_not_depend_on_the_order_of_answers(people: list[int]) -> None:
    assert pattern_of(released(*people)) == pattern_of(released(*sorted(people)))
