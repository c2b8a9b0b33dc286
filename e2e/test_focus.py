"""Without eyes or without a mouse: where the focus is on a phone, and what a screen reader is told, come what may."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from e2e.fake_room import FakeRoom
from e2e.hands import KEYS, focus, heard, listen, reach
from e2e.loopback import stop_the_clock
from e2e.test_every_kind import KINDS
from e2e.test_words import WORDS
from server.room.board import Board
from tests.boards import SAMPLER, a_board


@pytest.fixture(autouse=True)
def _time_stands_still(page: Page) -> None:
    """What is told a moment later is told when the clock is turned, and never between two looks."""
    stop_the_clock(page)


def field(page: Page, nth: int = 0) -> Locator:
    """One of the inputs of what is asked."""
    return page.locator("[data-answer] :is(input:not([type=hidden]), textarea)").nth(nth)


def asked(key: str, phase: str = "open") -> Board:
    """A room of twelve at one of the sampler's questions."""
    return a_board(12, phase, 1, key, workshop=SAMPLER)


def answer(page: Page) -> None:
    """Answer whatever is asked."""
    first = field(page)
    if page.locator("[data-order]").count():
        KEYS.bring_down(page.locator("[data-order] > li").first, 1)
    elif page.locator("[data-field]").count():
        for turn in page.locator("[data-turn]").all():
            KEYS.press(turn)
            reach(page.locator("[data-field]"))
            page.keyboard.press("ArrowRight")
    elif page.locator("[data-pair]").count():
        for line in page.locator("[data-pair] [type=range]").all():
            KEYS.pull(line, 1)
    elif first.get_attribute("type") in ("radio", "checkbox"):
        KEYS.tick(field(page, 1))
    elif first.get_attribute("type") == "range":
        KEYS.pull(first, 10)
    else:
        KEYS.write(first, "120")
    if page.locator("[data-days]").count():
        KEYS.tick(page.locator("[data-days] [name=date]:enabled").nth(1))


@pytest.mark.parametrize("key", KINDS)
def test_it_is_answered_changed_and_closed_by_keys_and_the_focus_is_never_lost(page: Page, site: str, key: str) -> None:
    listen(page)
    page.set_viewport_size({"width": 320, "height": 568})
    room = FakeRoom(page, site, asked(key, "read"))
    room.shows(asked(key))
    heading = page.locator("#scene h1")
    expect(heading).to_be_focused()
    answer(page)
    KEYS.press(page.locator("#send"))
    expect(page.locator("body")).to_have_attribute("data-phone", "sending")
    heard(page)
    room.acks()
    expect(page.locator("body")).to_have_attribute("data-phone", "answered")
    expect(heading).to_be_focused()
    (told,) = heard(page)
    assert told.endswith((" sent.", " are in.", " is kept for you.")) or " is in: " in told
    KEYS.press(page.get_by_role("button", name="Change my answer"))
    expect(page.locator("[data-answer] :focus")).to_be_visible()
    assert focus(page) == ""
    reach(page.locator("#send"))
    room.shows(asked(key, "closed"))
    expect(heading).to_be_focused()


def test_a_second_answer_is_confirmed_in_words_like_the_first(page: Page, site: str) -> None:
    listen(page)
    room = FakeRoom(page, site, asked("tools"))
    told = [sent(page, room, field(page, 0))]
    KEYS.press(page.get_by_role("button", name="Change my answer"))
    page.keyboard.press("Space")
    told.append(sent(page, room, field(page, 1)))
    assert told == [["1 answer sent."]] * 2


def sent(page: Page, room: FakeRoom, box: Locator) -> list[str]:
    """Tick and send; what is told of it."""
    KEYS.tick(box)
    KEYS.press(page.locator("#send"))
    expect(page.locator("body")).to_have_attribute("data-phone", "sending")
    heard(page)
    room.acks()
    expect(page.locator("body")).to_have_attribute("data-phone", "answered")
    return heard(page)


def test_a_lost_line_is_told_once_and_so_is_its_return(page: Page, site: str) -> None:
    listen(page)
    room = FakeRoom(page, site, asked("lunch"))
    reach(field(page))
    heard(page)
    room.reachable = False
    room.drops()
    expect(page.locator("html")).to_have_attribute("data-link", "reconnecting")
    assert heard(page) == [], "a short gap is not worth a word"
    page.clock.fast_forward(5_000)
    expect(page.locator("html")).to_have_attribute("data-link", "offline")
    assert heard(page) == ["No connection Keep this page open. It comes back by itself."]
    page.clock.fast_forward(1_000)  # a socket younger than that is not given up for the news that we are online
    room.reachable = True
    page.evaluate("() => { dispatchEvent(new Event('online')) }")
    expect(page.locator("html")).to_have_attribute("data-link", "open")
    assert heard(page) == ["You are connected again."]
    expect(field(page)).to_be_focused()


def test_points_are_told_once(page: Page, site: str) -> None:
    listen(page)
    FakeRoom(page, site, asked("effort"))
    KEYS.pull(field(page), 2)
    heard(page)
    page.clock.fast_forward(400)
    KEYS.pull(field(page), 1)
    assert heard(page) == ["The work itself 20. 80 left"]
    page.clock.fast_forward(400)
    assert heard(page) == ["The work itself 30. 70 left"]


def test_a_result_is_told_once_as_a_sentence(page: Page, site: str) -> None:
    listen(page)
    room = FakeRoom(page, site, asked("lunch", "closed"))
    heard(page)
    room.shows(asked("lunch", "revealed"))
    expect(page.locator("#scene h1")).to_be_focused()
    (told,) = heard(page)
    assert told == page.locator("[data-announce]").inner_text()


def test_whoever_closes_a_note_is_at_the_heading(page: Page, site: str) -> None:
    listen(page)
    room = FakeRoom(page, site, asked("lunch"))
    KEYS.tick(field(page))
    room.shows(asked("lunch", "closed"))
    words = "Voting closed before you sent your choice. The next question is for you, too."
    assert heard(page).count(words) == 1
    reach(page.locator("#note-close"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#note")).to_be_hidden()
    expect(page.locator("#scene h1")).to_be_focused()


def test_whoever_asks_for_more_texts_goes_on_with_the_first_of_them(page: Page, site: str) -> None:
    pages = iter([range(12), range(12, 15)])

    def hang(route: Route) -> None:
        texts = [{"mark": f"m{n}", "words": f"Text {n}", "votes": None} for n in next(pages)]
        route.fulfill(json={"texts": texts, "more": len(texts) == 12})

    page.route("**/wall?*", hang)
    room = FakeRoom(page, site, a_board(12, "open", 2, "rewrite", workshop=WORDS))
    KEYS.press(page.get_by_role("button", name="Show more"))
    expect(page.get_by_role("checkbox", name="Text 12")).to_be_focused()
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    page.keyboard.press("Space")
    expect(page.locator("#send")).to_be_enabled()
    room.shows(a_board(12, "open", 2, "rewrite", workshop=WORDS, minimum=2))
    expect(page.get_by_text("In this small room, results show once two people have answered.")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Text 12")).to_be_focused()
    expect(page.get_by_role("checkbox", name="Text 12")).to_be_checked()
