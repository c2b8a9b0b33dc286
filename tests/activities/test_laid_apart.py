"""Every kind is laid apart by groups for everybody, in rooms of any size, with its longest content, within a frame."""

from __future__ import annotations

import pytest

from server.phases import Phase
from server.results.outcomes import Released
from server.room.board import Board
from server.room.book import Book
from server.room.comparing import Way
from server.scenes import step as steps
from server.scenes.console import console
from server.scenes.outcome import outcome
from server.scenes.phone import phone
from server.scenes.render import html
from server.scenes.screen import screen
from server.workshops.content import Module, Workshop
from tests.activities.test_contract import EXAMPLES, NAMES
from tests.activities.test_drawn import grown
from tests.boards import NOW, a_board
from tests.longest import SCRIPTS
from tests.scenes.test_phone import CHANGE_BYTES, wire
from tests.splits import ROLE, by_role

splitting = pytest.mark.parametrize("name", [name for name in NAMES if EXAMPLES[name].can_split])


def laid_apart(people: int, name: str, script: str = "Latin", items_first: bool = True) -> Board:
    """A room of three groups that sees its result by them."""
    activity = by_role(grown(name, SCRIPTS[script], items_first))
    workshop = Workshop(
        workshop="w", title="W", minutes=60, modules=(Module(module="m", title="M", activities=(ROLE, activity)),)
    )
    language = "ar" if script == "Arabic" else "en"
    board = a_board(people, "revealed", 1, activity.key, workshop=workshop, minimum=2, language=language)
    keys = [place.key for place in ROLE.places()][:3]
    roles = {who: keys[at % 3] for at, who in enumerate(board.people)}
    board.books["role", 1] = Book(dict(roles), closed_move=1, released=True)
    board.ways = {activity.key: Way("role", 1, 1)}
    steps_of_it = board.items[board.item].steps
    board.stop = next(at for at, step in enumerate(steps_of_it) if step.phase is Phase.SPLIT)
    return board


@splitting
@pytest.mark.parametrize("items_first", [True, False], ids=["many", "long"])
@pytest.mark.parametrize("script", SCRIPTS)
def test_the_longest_content_laid_apart_fits_into_its_frames(name: str, script: str, items_first: bool) -> None:
    board = laid_apart(300, name, script, items_first)
    assert isinstance(outcome(board), Released)
    drawn = html(phone(board, NOW), board.language)
    assert wire("frame", {"step": steps.step(board), "html": drawn}) <= CHANGE_BYTES


@splitting
@pytest.mark.parametrize("people", [9, 12, 126, 301, 5_000])
def test_groups_of_any_size_are_drawn_for_everybody(name: str, people: int) -> None:
    board = laid_apart(people, name, "Arabic" if people == 126 else "Latin")
    shown = outcome(board)
    assert isinstance(shown, Released)
    assert shown.sides is not None
    for scene in (screen, phone, console):
        drawn = html(scene(board, NOW), board.language)
        assert all(str(group.place.label) in drawn for group in shown.sides.groups)


def test_two_groups_that_answer_alike_keep_their_names_on_phones() -> None:
    board = laid_apart(12, "scale")
    book = board.book()
    assert book is not None
    keys = [part.key for part in EXAMPLES["scale"].poses().parts]
    for who in board.people:
        book.enter(who, dict.fromkeys(keys, 4))
    drawn = html(phone(board, NOW), "en")
    assert drawn.count("<span>Front line</span>") == drawn.count("<span>Team leads</span>") > 0
