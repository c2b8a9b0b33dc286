"""The cue cards of a step: the same for every surface, and none twice in one activity."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.activities.contract.cues import Cues
from server.phases import Phase
from server.room.board import Board
from server.scenes.cards import cards, held
from server.scenes.console import console
from server.scenes.phone import phone
from server.scenes.render import html
from server.scenes.screen import screen
from server.settings import Settings
from server.stage import rows
from server.workshops.content import Again, Module, Workshop
from tests.boards import NOW, a_board
from tests.house import PLAN, House, RoomAt

OWN = {"open": "Who has seen this happen?", "split": "One voice from each side."}
OURS = PLAN.model_copy(update={"cues": Cues.model_validate(OWN)})
THREE_ROUNDS = Workshop(
    workshop="plan",
    title="A plan",
    minutes=5,
    modules=(Module(module="plan", title="A plan", activities=(OURS, Again(again="plan"))),),
)


def board_of(room: RoomAt) -> Board:
    board = room.house.read(lambda session: rows.load(session, room.id, Settings()))
    assert board is not None
    return board


def card_of(room: RoomAt) -> str:
    """What is on the screen, as a server that has just started knows it."""
    card = held(board_of(room))
    return card.text if card else ""


@pytest.fixture
def room(house: House) -> RoomAt:
    """Ten people in two camps talk."""
    room = house.room(workshop=THREE_ROUNDS).goto(Phase.OPEN)
    room.answer((who, ("call", "ship")[who % 2]) for who in room.seats(10))
    return room.goto(Phase.TALK)


def shifted(room: RoomAt, round: int) -> str:
    """Nobody changes their mind; the card that comes."""
    people = [row.participant_id for row in room.rows() if row.round == 1]
    room.goto(Phase.OPEN, round=round)
    room.answer(((who, ("call", "ship")[who % 2]) for who in people), round=round)
    room.goto(Phase.SHIFT, round=round)
    return card_of(room)


def test_a_card_that_was_held_does_not_come_again_in_later_rounds(room: RoomAt) -> None:
    first = card_of(room)
    second = shifted(room, 2)
    third = shifted(room, 3)
    assert first == "One voice from each side."
    assert len({first, second, third}) == 3


def test_what_was_swapped_away_has_been_seen_too(room: RoomAt) -> None:
    first = [card_of(room)]
    room.move("cue")
    first.append(card_of(room))
    room.move("cue")
    first.append(card_of(room))
    deck = {card.text for card in cards(board_of(room))}
    assert shifted(room, 2) in deck - {*first}
    assert not {card.text for card in cards(board_of(room))} & {*first}


def test_back_in_the_first_talk_its_own_card_is_held_again(room: RoomAt) -> None:
    first = card_of(room)
    shifted(room, 2)
    while room.stands != (Phase.TALK, "plan", 1):
        room.move("back")
    assert card_of(room) == first


def test_a_talk_that_was_passed_over_held_no_card(house: House) -> None:
    room = house.room(workshop=THREE_ROUNDS).goto(Phase.OPEN)
    people = room.seats(10)
    room.answer((who, ("call", "ship")[who % 2]) for who in people)
    room.move("skip")
    assert shifted(room, 3) == "One voice from each side."


def shown_in(page: str) -> list[str]:
    """The texts of the cards in a page, without the marks of their letters."""
    found = re.findall(r'class="cue__text[^"]*">(.*?)</p>', page)
    return [unescape(re.sub(r"<[^>]+>", "", text)) for text in found]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=4, max_size=4).filter(any), st.integers(0, 3), st.booleans())
def test_screen_phones_and_desk_hold_the_same_card(people: list[int], swap: int, protected: bool) -> None:
    first = dict(zip("ABCD", people, strict=True))
    for phase, round in ((Phase.TALK, 1), (Phase.SHIFT, 2)):
        board = a_board(sum(people), phase, round, first=first, cue=swap, protected=protected)
        card = held(board)
        assert card
        for draw in (phone, screen, console):
            assert set(shown_in(html(draw(board, NOW), "en"))) == {card.text}
