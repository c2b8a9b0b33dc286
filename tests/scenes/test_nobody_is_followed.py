"""Nobody can be followed from a seat to an answer: who gave which answer changes not one byte of any picture."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import pytest

from server.room.board import Board
from server.room.book import Book
from server.scenes import Scene
from server.scenes.console import console
from server.scenes.phone import counts, phone
from server.scenes.render import html
from server.scenes.screen import screen
from server.trials.torture.dice import Dice
from tests.boards import NOW, a_board

T = TypeVar("T")

RESULTS = [("revealed", 1), ("talk", 1), ("shift", 2)]
SIZES = [3, 9, 61, 310]
VOTES = [("open", 1), ("closed", 1), ("open", 2), ("closed", 2)]
SCENES: list[Callable[[Board, float], Scene]] = [screen, phone, console]


def drawn(board: Board, scenes: list[Callable[[Board, float], Scene]] = SCENES) -> Sequence[str]:
    """Every picture of the room, and the small numbers that travel between moves."""
    small = [html(scene, board.language) for scene in counts(board, NOW).values()]
    return [html(scene(board, NOW), board.language) for scene in scenes] + small


def dealt(cards: Iterable[T], dice: Dice) -> list[T]:
    return sorted(cards, key=lambda _: dice.below(1_000_000))


def shuffled(board: Board, dice: Dice, everywhere: bool) -> None:
    """Give each answer to somebody else: to anybody who answered, in both rounds or in the last only."""
    people = list(board.people)
    turned = dict(zip(people, dealt(people, dice), strict=True))
    for key, book in board.books.items():
        assert board.activity is not None
        other = Book(opened_move=book.opened_move, closed_move=book.closed_move)
        if everywhere:
            values = {turned[who]: value for who, value in book.values.items()}
        else:
            values = dict(zip(book.values, dealt(book.values.values(), dice), strict=True))
        for who, value in values.items():
            other.enter(who, value)
        other.released = book.released
        board.books[key] = other


@pytest.mark.parametrize(("phase", "round"), RESULTS)
@pytest.mark.parametrize("people", SIZES)
def test_a_result_is_the_same_whoever_gave_it(phase: str, round: int, people: int) -> None:
    board = a_board(people, phase, round)
    before = drawn(board)
    shuffled(board, Dice(str(people)), everywhere=True)
    assert drawn(board) == before


@pytest.mark.parametrize(("phase", "round"), VOTES)
@pytest.mark.parametrize("people", SIZES)
def test_a_vote_looks_the_same_whatever_is_answered(phase: str, round: int, people: int) -> None:
    board = a_board(people, phase, round)
    before = drawn(board, [screen, phone])
    shuffled(board, Dice(str(people)), everywhere=False)
    assert drawn(board, [screen, phone]) == before


@pytest.mark.parametrize(("phase", "round"), RESULTS)
def test_where_results_are_no_seat_is_and_no_dot_has_a_name_of_before(phase: str, round: int) -> None:
    seats = set(re.findall(r'id="(s\d+)"', html(screen(a_board(126, "open", round), NOW), "en")))
    board = a_board(126, phase, round)
    board.salt = "one reveal"
    names = set(re.findall(r'id="(d[0-9a-f]+)"', html(screen(board, NOW), "en")))
    board.salt = "another"
    again = set(re.findall(r'id="(d[0-9a-f]+)"', html(screen(board, NOW), "en")))
    assert len(seats) >= 126
    assert len(names) >= 126
    assert not names & again
    assert not re.findall(r'id="s\d+"', html(screen(board, NOW), "en"))


@pytest.mark.parametrize(("phase", "round"), [*RESULTS, *VOTES])
def test_no_picture_names_a_participant_by_number(phase: str, round: int) -> None:
    board = a_board(12, phase, round)
    before = drawn(board)
    far = {who: who + 7_340_000 for who in board.people}
    board.people = {far[who]: person for who, person in board.people.items()}
    for book in board.books.values():
        book.values = {far[who]: value for who, value in book.values.items()}
    assert drawn(board) == before
    assert not any("734000" in picture for picture in drawn(board))
