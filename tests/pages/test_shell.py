"""The phones' page: drawn once a room, and never an old one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from markupsafe import Markup

from server.pages import shell
from server.phases import Phase
from server.room.board import Board
from server.scenes.render import page
from tests.house import RoomAt
from tests.pages.browsers import Served


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are drawn from now on."""
    names: list[str] = []

    def counted(template: str, context: Mapping[str, object], language: str) -> Markup:
        names.append(template)
        return page(template, context, language)

    monkeypatch.setattr(shell, "page", counted)
    return names


@pytest.fixture
def room(served: Served) -> RoomAt:
    return served.house.room()


def board_of(served: Served, room: RoomAt) -> Board:
    served.browser().get(f"/{room.row.code}")
    board: Board = served.app.state.stage.boards.get(room.id)
    return board


def afresh(board: Board) -> str:
    """The page drawn anew."""
    told = {"code": board.code, "title": board.workshop.title, "room": board.room}
    return page("pages/phone.html", told, board.language)


def test_a_hall_that_comes_in_has_one_page_drawn(served: Served, room: RoomAt, drawn: list[str]) -> None:
    path = f"/{room.row.code}"
    pages = {served.browser().get(path).text for _ in range(40)}
    assert drawn == ["pages/phone.html"]
    assert len(pages) == 1
    room.goto(Phase.OPEN)
    assert served.browser().get(path).text in pages, "wherever the room stands"
    served.app.state.stage.boards.forget(room.id)
    served.browser().get(path)
    assert len(drawn) == 2, "forgotten with the board"


@pytest.mark.parametrize(
    ("field", "value"), [("code", "999999"), ("room", 77), ("language", "ar"), ("title", {"en": "One & more"})]
)
def test_what_the_page_says_of_its_room_is_never_old(
    served: Served, room: RoomAt, drawn: list[str], field: str, value: Any
) -> None:
    board = board_of(served, room)
    if field == "title":
        board.workshop = board.workshop.model_copy(update={"title": value})
    else:
        setattr(board, field, value)
    answer = shell.phone_page(board)
    assert bytes(answer.body).decode() == afresh(board)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert len(drawn) == 2


def test_each_room_has_a_page_of_its_own(served: Served, room: RoomAt, drawn: list[str]) -> None:
    other = served.house.room()
    for at in (room, other, room, other):
        assert f'data-code="{at.row.code}"' in served.browser().get(f"/{at.row.code}").text
    assert len(drawn) == 2
