"""What hands do with texts and groups: names, suggestions, and taking all of it back."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import JsonValue

from server.activities.measures.reading import Card, Tray
from server.charts.canvas import Canvas, Use
from server.refusals import Refused
from server.results.disclosure import pooled, to_read
from server.results.outcomes import Released
from tests.activities.test_writing import FIVE, GROUPS, Host, a_writing

LIKE = ("Our customer care team", "The customer care desk", "Customer care!", "My boss", "Um")


def a_host(**more: Any) -> Host:
    return Host(a_writing(groups=GROUPS, **more))


def the_tray(host: Host, *texts: str) -> Tray:
    values: list[JsonValue] = [[text] for text in texts or FIVE]
    tray = to_read(host.activity, values, 5, lambda: host.state, protected=False)
    assert isinstance(tray, Tray)
    return tray


def names(host: Host) -> list[object]:
    """What the room calls the groups."""
    return [row.label for row in host.shown(*FIVE).cells().rows[:-1]]


def waiting(tray: Tray, words: str) -> Card:
    return next(card for card in tray.waiting.cards if card.words == words)


def test_a_group_gets_another_name_on_every_surface_and_back() -> None:
    host = a_host()
    host.does("name", {"group": "us", "name": "  All of us "})
    assert names(host) == ["All of us", "A department"]
    assert [place.label for place in the_tray(host).places] == ["All of us", "A department"]
    host.does("undo")
    assert names(host) == ["We all are", "A department"]


def test_a_new_group_takes_texts_and_stands_behind_the_others() -> None:
    host = a_host()
    host.does("name", {"group": "", "name": "Outside"})
    (*_, new) = the_tray(host).places
    assert (new.letter, new.label) == ("C", "Outside")
    host.groups("Nobody", new.key)
    assert [row.numbers for row in host.shown(*FIVE).cells().rows] == [(0,), (0,), (1,), (4,)]


def test_what_was_in_a_group_that_is_taken_back_waits_again_and_its_key_is_not_given_twice() -> None:
    host = a_host()
    host.does("name", {"group": "", "name": "Outside"})
    first = the_tray(host).places[-1].key
    host.does("undo")
    host.groups("Nobody", first)  # a late drop on another laptop
    host.does("name", {"group": "", "name": "Inside"})
    assert the_tray(host).places[-1].key != first
    assert [row.numbers for row in host.shown(*FIVE).cells().rows] == [(0,), (0,), (0,), (5,)]


def test_there_are_five_groups_at_most() -> None:
    host = a_host()
    for number in range(9):
        host.does("name", {"group": "", "name": f"Group {number}"})
    assert names(host) == ["We all are", "A department", "Group 0", "Group 1", "Group 2"]


def test_a_wall_becomes_groups_with_its_first_group_but_not_one_that_is_marked() -> None:
    host = Host(a_writing())
    host.does("name", {"group": "", "name": "Outside"})
    host.groups("Nobody", "new.1")
    assert [row.numbers for row in host.shown(*FIVE).cells().rows] == [(1,), (4,)]
    marked = a_writing(upvotes={"question": "I would take that call"})
    with pytest.raises(Refused):
        marked.act("name", {"group": "", "name": "Outside"})


@pytest.mark.parametrize(
    "value",
    [
        None,
        "us",
        {"group": "us"},
        {"group": "us", "name": " "},
        {"group": "us", "name": "\u202e"},
        {"group": "us", "name": "x" * 41},
        {"group": "us", "name": "😀" * 21},
        {"group": "us", "name": 7},
        {"group": "us", "name": "All", "more": ""},
        {"group": "nobody", "name": "All"},
        {"group": "new.0", "name": "All"},
        {"group": ["us"], "name": "All"},
    ],
)
def test_what_is_no_name_of_a_group_is_refused(value: JsonValue) -> None:
    with pytest.raises(Refused):
        a_host().activity.act("name", value)


def test_a_group_that_does_not_exist_is_not_made_by_putting_or_naming() -> None:
    host = a_host()
    before = host.state
    host.does("name", {"group": "new.1", "name": "Outside"})
    host.groups("Nobody", "new.1")
    assert host.state == before


def test_a_text_that_is_like_one_in_a_group_is_only_suggested() -> None:
    host = a_host()
    assert all(card.like is None for card in the_tray(host, *LIKE).waiting.cards)
    host.groups(LIKE[0], "dept")
    tray = the_tray(host, *LIKE)
    like = waiting(tray, "The customer care desk").like
    assert like is not None
    assert (like.place.key, like.words) == ("dept", LIKE[0])
    assert waiting(tray, "Um").like is None
    assert [row.numbers for row in host.shown(*LIKE).cells().rows] == [(0,), (1,), (4,)]


def test_a_suggestion_that_was_let_go_comes_back_only_with_its_hand() -> None:
    host = a_host()
    host.groups(LIKE[0], "dept")
    mark, _edition = host.names(LIKE[1])
    host.does("decline", {"mark": mark, "group": "dept"})
    assert waiting(the_tray(host, *LIKE), LIKE[1]).like is None
    assert waiting(the_tray(host, *LIKE), LIKE[2]).like is not None
    host.does("undo")
    assert waiting(the_tray(host, *LIKE), LIKE[1]).like is not None


def test_the_text_that_the_wall_shows_of_a_group_stands_first_where_it_can_be_hidden() -> None:
    host = a_host(sensitive=True)
    texts = [f"Text number {n}" for n in range(20)]
    for text in texts:
        host.groups(text, "us")
    host.lets_out("Text number 7")
    column = the_tray(host, *texts).columns[0]
    assert (column.cards[0].words, column.cards[0].out) == ("Text number 7", True)
    assert (len(column.cards), column.more, column.texts) == (12, 8, 20)


def test_paper_has_every_text_that_is_out_and_none_that_is_not() -> None:
    texts = [f"Text number {n}" for n in range(30)]
    host = Host(a_writing(release="first"))
    for text in texts[:25]:
        host.lets_out(text)
    picture = host.shown(*texts).picture(Canvas(Use.PRINT))
    hung: Any = picture.drawing
    (sheet,) = picture.sheets
    assert sorted([*(each.words for each in hung.texts), *(each.words for each in sheet.texts)]) == sorted(texts[:25])
    assert host.shown(*texts).picture(Canvas(Use.SCREEN)).sheets == ()


def test_paper_has_the_texts_that_are_out_group_by_group() -> None:
    host = a_host(release="first")
    for text, group in zip(FIVE, ("us", "us", "dept", "", "dept"), strict=True):
        host.groups(text, group)
    for text in FIVE[:4]:
        host.lets_out(text)
    sheets = host.shown(*FIVE).picture(Canvas(Use.PRINT)).sheets
    told = [(sheet.letter, sorted(each.words for each in sheet.texts)) for sheet in sheets]
    assert told == [("A", ["Me.", "The hotline"]), ("B", ["My boss"]), ("", ["Nobody"])]


def test_what_is_behind_the_six_that_are_marked_most_is_counted_on_the_wall_and_named_on_paper() -> None:
    texts = [f"Text number {n}" for n in range(9)]
    host = Host(a_writing(upvotes={"question": "I would take that call"}))
    votes: list[JsonValue] = [[host.names(text)[0]] for text in texts]
    about: list[JsonValue] = [[text] for text in texts]
    shown = pooled(host.activity, votes, 5, lambda: host.state, protected=False, round=2, about=about)
    assert isinstance(shown, Released)
    assert shown.result.picture(Canvas(Use.SCREEN)).more == 3
    (sheet,) = shown.result.picture(Canvas(Use.PRINT)).sheets
    assert [(each.texts, each.votes) for each in sheet.texts] == [(1, 1)] * 3
