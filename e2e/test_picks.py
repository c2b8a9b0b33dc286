"""Words picked on a phone in order, by touch and by keys, own ones among them; a hidden one leaves wall and phones."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from e2e.fake_room import FakeRoom
from e2e.loopback import without_faults
from e2e.smallest import can_be_touched, fits, make_smallest
from server.activities.contract.event import FACILITATOR, Event
from server.room import folding
from server.room.board import Board
from server.scenes import render
from server.scenes.screen import screen
from tests.boards import NOW, SAMPLER, a_board

SAY_MS = 400


@pytest.fixture
def quiet(page: Page) -> Iterator[Page]:
    """A page on which nothing may go wrong unseen, with a clock in our hands."""
    page.clock.install()
    with without_faults(page):
        yield page


def values(phase: str = "open", people: int = 12, blank: bool = False) -> Board:
    """A room that picks three of twelve words."""
    return a_board(people, phase, 1, "values", workshop=SAMPLER, blank=blank)


def test_words_are_tapped_in_order_taken_out_and_sent_with_an_own_one(quiet: Page, site: str) -> None:
    room, button = FakeRoom(quiet, site, values()), quiet.locator("#send")
    told, own = quiet.get_by_role("status"), quiet.get_by_label("Or a word of your own")
    expect(button).to_have_text("Choose at least one")
    expect(button).to_be_disabled()
    for word in ("calm", "patience"):
        quiet.get_by_role("checkbox", name=word).click()
    quiet.clock.fast_forward(SAY_MS)
    expect(told).to_have_text("patience, second of 3.")
    quiet.get_by_role("checkbox", name="calm").click()
    quiet.clock.fast_forward(SAY_MS)
    expect(told).to_have_text("calm taken out. 1 of 3 chosen.")
    own.press_sequentially("good  tea ")
    expect(button).to_have_text("Send 2 of 3")
    quiet.get_by_role("checkbox", name="care").click()
    quiet.get_by_role("checkbox", name="speed").click(force=True)
    quiet.clock.fast_forward(SAY_MS)
    expect(told).to_have_text("All 3 are chosen. Take one out first.")
    expect(quiet.locator("[value=speed]")).not_to_be_checked()
    room.shows(replace(values(), salt="another"))
    expect(own).to_have_value("good  tea")
    expect(quiet.locator("label[data-my-rank]")).to_have_count(3)
    button.click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    assert room.answers[-1]["value"] == ["patience", "~good  tea", "care"]
    room.acks()
    expect(quiet.get_by_role("heading", name="Your answer is in.")).to_be_visible()
    expect(quiet.locator("[data-picked]:visible li")).to_have_text(["patience", "good  tea", "care"])
    quiet.get_by_role("button", name="Change my answer").click()
    own.fill("")
    expect(button).to_have_text("Send 2 of 3")
    room.shows(values("closed"))
    expect(quiet.locator("[data-picked]:visible li")).to_have_text(["patience", "good  tea", "care"])


def test_by_keyboard_words_are_picked_and_put_in_their_places_and_nothing_is_sent(quiet: Page, site: str) -> None:
    room, keys = FakeRoom(quiet, site, values()), quiet.keyboard
    ranks = quiet.locator("label[data-my-rank]")
    quiet.locator("[value=honesty]").press("Space")
    keys.press("Tab")
    expect(quiet.locator("[value=patience]")).to_be_focused()
    keys.press("Space")
    keys.press("1")
    quiet.clock.fast_forward(SAY_MS)
    expect(quiet.get_by_role("status")).to_have_text("patience, first of 3.")
    expect(ranks.nth(0)).to_have_attribute("data-my-rank", "2")
    quiet.get_by_label("Or a word of your own").focus()
    keys.type("grit")
    keys.press("Enter")
    expect(ranks).to_have_count(3)
    expect(quiet.locator("body")).to_have_attribute("data-phone", "choosing")
    assert not room.answers


def test_a_half_made_choice_outlives_a_blank_screen(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site, values())
    quiet.locator("[value=calm]").click()
    quiet.get_by_label("Or a word of your own").fill("grit")
    room.shows(values(blank=True))
    expect(quiet.get_by_role("heading", name="Eyes up.")).to_be_visible()
    room.shows(values())
    expect(quiet.locator("#send")).to_have_text("Send 2 of 3")
    expect(quiet.get_by_label("Or a word of your own")).to_have_value("grit")


def written(*hidden: str) -> Board:
    """A revealed room in which five wrote the same word; what is hidden by now."""
    board = values("revealed")
    book = board.books["values", 1]
    book.values |= {who: ["~Grit", "calm"] for who in list(book.values)[:5]}
    assert board.activity is not None
    state = folding.state(board, board.activity, 1)
    for word in hidden:
        book.note(Event(FACILITATOR, "hide", state.release.mark(word), 0))
    book.unmake()
    return board


def test_a_hidden_word_leaves_wall_and_phones_at_once_and_ones_own_stays_marked_however_written(
    quiet: Page, site: str
) -> None:
    mine = {"values.1": {"answer_id": f"{1:032x}", "rev": 1, "value": ["~GRIT!", "calm"]}}
    room = FakeRoom(quiet, site, written(), answers=mine)
    expect(quiet.locator(".lexis [data-my-answer]").first).to_be_visible()
    expect(quiet.locator("[data-place='~Grit']")).to_have_attribute("data-my-answer", "")
    room.counts(written("grit"))
    expect(quiet.locator(".lexis li", has_text="words of their own")).to_be_visible()
    assert "Grit" not in quiet.content()
    assert "Grit" not in render.html(screen(written("grit"), NOW), "en")


def test_ones_own_words_are_there_once_more_when_the_room_is_over(quiet: Page, site: str) -> None:
    mine = {"values.1": {"answer_id": f"{1:032x}", "rev": 1, "value": ["patience", "~good tea"]}}
    FakeRoom(quiet, site, replace(values("talk"), ended=True), answers=mine)
    expect(quiet.locator("[data-kept-of=values] li:visible")).to_have_text(["patience", "good tea"])


def test_all_of_it_can_be_touched_on_the_smallest_phone(page: Page, site: str) -> None:
    make_smallest(page)
    room = FakeRoom(page, site, values())
    can_be_touched(page.locator(".picks label"))
    fits(room, (values(phase, 126) for phase in ("open", "closed", "talk")))
