"""Results in words: plain, true, in A to H order, and the catalogue that holds all words."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server import locales
from server.activities.choice import Choice, Option
from server.activities.contract.question import Place
from server.activities.contract.text import LETTERS
from server.activities.measures.counts import Counts
from server.activities.measures.leads import Row
from server.commands.words import outdated
from server.locales import direction, spoken, words
from server.results import cues
from server.results.numbers import number, percentage
from server.results.outcomes import Released, Withheld
from server.results.texts import finding
from tests.results.changes import changed

CHOICE = Choice(
    key="role",
    kind="choice",
    title="Role",
    minutes=1,
    question="Which?",
    options=(Option(key="a", text="A"), Option(key="b", text="B")),
)
few = settings(max_examples=40, deadline=None)

PLACES = tuple(Place(letter.lower(), letter, letter) for letter in LETTERS)


def released(*people: int) -> Released:
    """A result with so many people in A, B, C ..."""
    return Released(Counts(tuple(map(Row, PLACES, people))))


def shift(
    before: tuple[int, ...],
    after: tuple[int, ...],
    moved: int | None,
    cells: dict[tuple[int, int], int] | None = None,
    paired: int = 126,
) -> Released:
    """A shift of which only what the sentence needs is filled in."""
    return changed(PLACES, before, after, moved, cells or {}, paired)


@pytest.mark.parametrize(
    ("people", "minimum", "sentence"),
    [
        (0, 5, "Nobody yet. Who goes first? Results can be shown once five people have answered."),
        (1, 5, "One answer in. Results can be shown once five people have answered."),
        (4, 5, "4 answers in. Results can be shown once five people have answered."),
        (1, 2, "One answer in. Results can be shown once two people have answered."),
        (3, 10, "3 answers in. Results can be shown once ten people have answered."),
        (3, 12, "3 answers in. Results can be shown once 12 people have answered."),
        (5, 5, "5 answers in."),
        (1_829, 5, "1,829 answers in."),
    ],
)
def test_withheld(people: int, minimum: int, sentence: str) -> None:
    assert finding(Withheld(people, minimum), "en") == sentence


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        ((60, 40, 0, 26), "A leads: 60 of 126."),
        ((47, 51, 19, 9), "B is just ahead of A: 51 of 126."),
        ((40, 50, 10), "B is just ahead of A: 50 of 100."),
        ((39, 50, 11), "B leads: 50 of 100."),
        ((75, 25), "Most chose A: 75 of 100."),
        ((74, 26), "A leads: 74 of 100."),
        ((0, 12), "Everyone chose B."),
        ((5, 5, 2), "A and B are level: 5 of 12 each."),
        ((2, 1, 2, 2), "A, C and D are level: 2 of 7 each."),
        ((200, 100), "A leads: 200 of 300."),
        ((201, 100), "A leads: 67% of 301."),
        ((700, 1_000, 129), "B leads: 55% of 1,829."),
    ],
)
def test_released(people: tuple[int, ...], sentence: str) -> None:
    assert finding(released(*people), "en") == sentence


ROLES = tuple(
    Place(letter.lower(), letter, letter, {"en": short})
    for letter, short in zip("ABC", ("front line", "team leads", "owners"), strict=True)
)


@pytest.mark.parametrize(
    ("people", "headline", "card"),
    [
        ((60, 20, 20), "Most of you: front line, 60 of 100.", "Most of you: front line"),
        ((46, 30, 24), "Most often: front line, 46 of 100.", "Spread over 3 answers"),
        ((10, 85, 5), "Most of you: team leads, 85 of 100.", "Most of you: team leads"),
        ((4, 94, 2), "Nearly all of you: team leads, 94 of 100.", "Nearly all of you: team leads"),
        ((0, 12, 0), "All of you: team leads, 12 of 12.", "All of you: team leads"),
        ((48, 42, 10), "Nearly level: front line, 48 of 100, and team leads, 42.", "Two camps, nearly even: 48 / 42"),
        ((45, 45, 10), "Level: front line and team leads, 45 of 100 each.", "Two camps, even: 45 each"),
        ((190, 60, 54), "Most of you: front line, 63% of 304.", "Most of you: front line"),
    ],
)
def test_answers_with_a_short_form_are_called_by_it(people: tuple[int, ...], headline: str, card: str) -> None:
    result = Released(Counts(tuple(map(Row, ROLES, people))))
    assert finding(result, "en") == headline
    assert cues.deck(CHOICE, result, sum(people), "en")[0].head == card


def test_an_answer_without_a_short_form_keeps_its_letter_beside_others_that_have_one() -> None:
    mixed = (Row(ROLES[0], 20), Row(PLACES[1], 60), Row(ROLES[2], 20))
    assert finding(Released(Counts(mixed)), "en") == "B leads: 60 of 100."


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (
            shift((47, 51, 19, 9), (79, 24, 18, 5), 43, {(0, 0): 44, (1, 0): 27, (2, 0): 6}),
            "43 of 126 changed their mind. 27 went from B to A.",
        ),
        (shift((5, 5), (4, 6), 1, {(0, 1): 1}, 10), "1 of 10 changed their mind. 1 went from A to B."),
        (shift((5, 8), (11, 2), 6, {(1, 0): 6}, 13), "6 of 13 changed their mind, all from B to A."),
        (shift((5, 5), (5, 5), 2, {(0, 1): 1, (1, 0): 1}, 10), "2 of 10 changed their mind. 1 went from A to B."),
        (shift((5, 5), (4, 6), 7, {(0, 0): 3}, 10), "7 of 10 changed their mind."),
        (shift((5, 5), (5, 5), 0, {(0, 0): 5, (1, 1): 5}, 10), "Nobody changed their mind."),
        (shift((3, 7), (6, 4), None, paired=10), "At least 3 of 10 changed their mind."),
        (
            shift((30, 20), (18, 32), None, {(0, 1): 23, (1, 1): 9}, paired=50),
            "At least 23 of 50 changed their mind. 23 went from A to B.",
        ),
        (shift((3, 2), (8, 2), None, paired=5), "A grew from 3 to 8."),
        (shift((5, 5), (5, 3), None, paired=8), "B went from 5 to 3."),
        (shift((5, 5), (5, 5), None, paired=10), "Every answer has as many people as before."),
    ],
)
def test_shift(result: Released, sentence: str) -> None:
    assert finding(result, "en") == sentence


@few
@given(st.lists(st.integers(0, 400), min_size=1, max_size=8).filter(any))
def test_the_sentence_names_only_answers_that_lead(people: list[int]) -> None:
    sentence = finding(released(*people), "en")
    named = re.match(r"(?:Most chose |Everyone chose )?([A-H])\b", sentence)
    assert named
    assert people[LETTERS.index(named[1])] == max(people)


@few
@given(st.integers(0, 50), st.integers(2, 12))
def test_a_withheld_result_says_no_more_than_how_many(people: int, minimum: int) -> None:
    assert not re.search(r"\b[A-H]\b", finding(Withheld(people, minimum), "en"))


def test_numbers_are_grouped_as_people_write_them() -> None:
    assert number(1_829, "en") == "1,829"
    assert number(1_829, "nobody-speaks-this") == "1,829"


@pytest.mark.parametrize("language", ["en", "xx", "../en", "de_DE; rm"])
def test_a_language_without_a_catalogue_is_english_all_through(language: str) -> None:
    assert (spoken(language), direction(language)) == ("en", "ltr")
    assert words(language).gettext("One answer in.") == "One answer in."
    assert finding(released(40, 40, 20), language) == "A and B are level: 40 of 100 each."
    assert number(1_829, language) == "1,829"


def test_a_finding_is_in_one_language_down_to_the_and_between_two_letters() -> None:
    assert finding(released(40, 40, 20), "de") == "A und B liegen gleichauf: je 40 von 100."
    assert finding(released(40, 40, 20), "ar") == "الإجابات A وB متساوية: 40 من 100 لكل منها."


def test_a_percentage_stays_in_one_piece_where_words_run_to_the_left() -> None:
    assert percentage(63, "ar") == "\N{LEFT-TO-RIGHT MARK}63%\N{LEFT-TO-RIGHT MARK}"
    assert percentage(63, "en") == "63%"


def test_a_catalogue_that_lacks_one_sentence_is_not_spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a page would be half in one language and half in another, with commas of a third."""
    monkeypatch.setattr(locales, "FOLDER", tmp_path)
    for language, lacking in (("en", ""), ("fr", ""), ("ar", 'msgid "Blank"\nmsgstr ""\n')):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "roomful.po").write_text(f'msgid "One answer in."\nmsgstr "[{language}]"\n\n{lacking}')
    caches = (locales.languages, locales._is_whole, locales._compiled)
    for each in caches:
        each.cache_clear()
    try:
        assert [(spoken(one), words(one).gettext("One answer in.")) for one in ("fr", "ar")] == [
            ("fr", "[fr]"),
            ("en", "[en]"),
        ]
        assert direction("ar") == "ltr"
    finally:
        for each in caches:
            each.cache_clear()


def test_the_catalogue_holds_the_words_of_the_sources() -> None:
    assert not outdated(), "Words changed. Run: python -m server.commands.words"
