"""A page of a room is in the language of the room, from its first tag on."""

from __future__ import annotations

import pytest

from tests.house import WORKSHOP
from tests.pages.browsers import Served

PAGES = {
    "phone": "/{row.code}",
    "screen": "/screen/{row.screen_token}",
    "desk": "/rooms/{row.id}",
    "trial": "/{row.code}/test",
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("language", "starts"),
    [
        ("ar", '<html lang="ar" dir="rtl"'),
        ("de", '<html lang="de" dir="ltr"'),
        ("en", '<html lang="en" dir="ltr"'),
        ("fr", '<html lang="en" dir="ltr"'),
    ],
)
def test_every_page_of_a_room_is_in_its_language(served: Served, page: str, language: str, starts: str) -> None:
    room = served.house.room(workshop=WORKSHOP.model_copy(update={"languages": (language,)}))
    browser = served.fay() if page == "desk" else served.browser()
    assert starts in browser.get(PAGES[page].format(row=room.row)).text


def test_a_room_in_german_is_german_all_through(served: Served) -> None:
    room = served.house.room(workshop=WORKSHOP.model_copy(update={"languages": ("de",)}))
    told = served.browser().get(f"/{room.row.code}").text
    assert "Einen Moment." in told
    assert "One moment" not in told


def test_the_library_is_in_one_language_whatever_lies_in_it(served: Served) -> None:
    served.house.room(workshop=WORKSHOP.model_copy(update={"languages": ("ar",)}))
    told = served.fay().get("/library").text
    assert '<html lang="en" dir="ltr"' in told
    assert "<bdi>A small workshop</bdi>" in told, "a title has the direction of its own script"
