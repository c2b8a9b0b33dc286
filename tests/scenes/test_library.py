"""The library: what can be opened, what is wrong, and what was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import PurePosixPath

import pytest

from server.scenes.library import card, library
from server.scenes.render import page
from server.workshops.faults import Fault
from server.workshops.library import Shelved
from tests.boards import WORKSHOP

GOOD = Shelved("sample", WORKSHOP)
FAULT = Fault(PurePosixPath("mine/workshop.yaml"), 12, "did you mean 'minutes'?")
FAULTY = Shelved("mine", None, (FAULT,), own=True)


@dataclass(frozen=True)
class Row:
    """A room as the shelf hands it over."""

    id: int
    ended: bool
    people: int = 12
    answers: int = 1_283
    code: str = "482917"
    title: str = "The late shipment"
    opened_at: datetime = datetime(2031, 5, 30, 10, tzinfo=UTC)


def drawn(shelf: Sequence[Shelved] = (GOOD,), rooms: Sequence[Row] = ()) -> str:
    scene = library("Fay", shelf, rooms, "data/workshops", "en")
    return page(scene.template, scene.context, "en")


def test_the_shape_of_the_hour_has_the_width_of_its_minutes() -> None:
    blocks = card(WORKSHOP, own=False).blocks
    assert sum(block.width for block in blocks) == pytest.approx(100, abs=0.1)
    for block, following in pairwise(blocks):
        assert block.x + block.width == pytest.approx(following.x, abs=0.02)
        assert block.width / following.width == pytest.approx(block.minutes / following.minutes, rel=0.01)


def test_items_without_room_for_a_name_show_none() -> None:
    whole = sum(len(module.activities) for module in WORKSHOP.modules)
    short = WORKSHOP.modules[0].activities[0].model_copy(update={"minutes": 0.5})
    rest = WORKSHOP.modules[0].activities[1:]
    first = WORKSHOP.modules[0].model_copy(update={"activities": (short, *rest)})
    narrow = WORKSHOP.model_copy(update={"modules": (first, *WORKSHOP.modules[1:])})
    assert drawn([Shelved("narrow", narrow)]).count("<foreignObject") == whole - 1


def test_dark_blocks_are_those_with_two_rounds() -> None:
    assert [block.deep for block in card(WORKSHOP, own=False).blocks] == [False, True, False, True, True]


def test_a_workshop_can_be_opened_with_its_minimum_and_theme() -> None:
    found = re.search(r'<form class="hero__open" method="post" action="/rooms">.*?</form>', drawn(), re.DOTALL)
    assert found is not None
    assert 'name="workshop" value="sample"' in found[0]
    assert re.findall(r'name="minimum" value="(\d)"( checked)?', found[0]) == [("5", " checked"), ("2", "")]
    assert re.findall(r'name="theme" value="(\w+)"( checked)?', found[0]) == [("paper", " checked"), ("dark", "")]


def test_every_further_workshop_has_a_form_of_its_own() -> None:
    other = WORKSHOP.model_copy(update={"workshop": "other", "title": "Other"})
    forms = drawn((GOOD, Shelved("other", other))).count('action="/rooms"')
    assert forms == 2


def test_faults_name_file_line_and_what_to_write() -> None:
    shown = drawn((GOOD, FAULTY))
    assert "mine cannot be opened: 1 thing to put right" in shown
    assert "mine/workshop.yaml, line 12" in shown
    assert "did you mean &#39;minutes&#39;?" in shown


def test_nothing_to_open_says_so() -> None:
    assert "No workshop can be opened yet." in drawn((FAULTY,))


def test_running_rooms_go_on_and_past_ones_can_be_exported_and_deleted() -> None:
    shown = drawn(rooms=(Row(2, ended=False), Row(1, ended=True)))
    assert 'href="/rooms/2"' in shown
    assert 'action="/rooms/2/delete"' not in shown
    assert 'method="post" action="/rooms/1/export.zip"' in shown
    assert re.search(r'action="/rooms/1/delete" data-asks="deleting"', shown)
    assert "30 May 2031" in shown
    assert "1,283 answers" in shown


def test_without_past_rooms_it_says_what_will_stand_here() -> None:
    assert "No past rooms yet." in drawn()
    assert "Running now" not in drawn()


def test_no_page_of_the_desk_has_inline_style_or_script() -> None:
    for shown in (drawn(), page("pages/signin.html", {"error": "No.", "name": ""}, "en")):
        assert not re.search(r"<[^>]+ (style|on\w+)=", shown)
        assert "<script>" not in shown


def test_a_wrong_password_is_said_in_words_and_the_name_stays() -> None:
    shown = page("pages/signin.html", {"error": "They do not fit together.", "name": "Fay <3"}, "en")
    assert 'role="alert"' in shown
    assert 'value="Fay &lt;3"' in shown
    assert 'autocomplete="current-password"' in shown


def test_setting_up_carries_the_token_and_asks_for_a_new_password() -> None:
    shown = page("pages/setup.html", {"token": "abc", "error": "", "name": ""}, "en")
    assert '<input type="hidden" name="token" value="abc">' in shown
    assert 'autocomplete="new-password"' in shown
    assert 'role="alert"' not in shown


def test_an_error_says_what_happened_and_one_way_on() -> None:
    shown = page("pages/error.html", {"head": "This room is gone.", "text": "It was deleted."}, "en")
    assert "<h1>This room is gone.</h1>" in shown
    assert 'href="/"' in shown
