"""Cards put in order on a phone: by buttons, keys, taps and drag, sent change by change, lost by nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.cast import Cast
from e2e.fake_room import FakeRoom
from e2e.house import House
from e2e.loopback import without_faults
from e2e.smallest import fits, make_smallest
from server.room.board import Board
from server.trials.swarm.desk import RoomKey
from server.trials.swarm.oracle import read_rows
from server.trials.swarm.proxy_thread import ProxyInThread
from tests.boards import SAMPLER, a_board

AUTHORED = ["busy", "contact", "calls", "delivery"]
SAY_MS = 400


@pytest.fixture
def quiet(page: Page) -> Iterator[Page]:
    """A page on which nothing may go wrong unseen, with a clock in our hands."""
    page.clock.install()
    with without_faults(page):
        yield page


def silence(phase: str = "open", round: int = 1, blank: bool = False, people: int = 12) -> Board:
    """A room that puts four things in order, in two views."""
    return a_board(people, phase, round, "silence", workshop=SAMPLER, blank=blank)


def shows_more_people(page: Page, room: FakeRoom) -> None:
    """Another frame of the same step has come, and is on the page."""
    room.shows(silence(people=30))
    expect(page.locator("#answered")).to_contain_text("30")


def card(page: Page, key: str) -> Locator:
    """What is tapped, dragged and lifted."""
    return page.locator(f"[data-place={key}] [data-lift]")


def order(page: Page) -> list[str]:
    """The keys as they stand."""
    keys: list[str] = page.locator("#scene [data-order] > li").evaluate_all("all => all.map(li => li.dataset.place)")
    return keys


def sent(room: FakeRoom) -> object:
    """The newest answer that went out."""
    return room.answers[-1]["value"]


def button(page: Page) -> Locator:
    """The one that sends."""
    return page.locator("#send")


def test_an_order_that_nobody_touched_is_no_answer(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site, silence())
    assert order(quiet) == AUTHORED
    expect(button(quiet)).to_have_text("Move at least one")
    expect(button(quiet)).to_be_disabled()
    room.shows(silence("closed"))
    expect(quiet.get_by_text("No answer from you this time")).to_be_visible()
    assert room.answers == []


def test_each_change_goes_out_and_the_form_stays_until_its_owner_is_done(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site, silence())
    quiet.get_by_role("button", name="Move up: We only call when we want something").click()
    assert order(quiet) == ["busy", "calls", "contact", "delivery"] == sent(room)
    room.acks()
    expect(button(quiet)).to_have_text("Send my order")
    quiet.get_by_role("button", name="Move down: They are busy with their own deadline").click()
    assert order(quiet) == ["calls", "busy", "contact", "delivery"] == sent(room)
    assert [answer["rev"] for answer in room.answers] == [1, 2]
    room.acks()
    button(quiet).click()
    expect(quiet.get_by_role("heading", name="Your answer is in.")).to_be_visible()
    assert len(room.answers) == 2
    assert order(quiet) == ["calls", "busy", "contact", "delivery"]
    expect(quiet.locator("[data-up]:visible")).to_have_count(0)
    quiet.get_by_role("button", name="Change my answer").click()
    expect(card(quiet, "calls")).to_be_focused()
    assert order(quiet) == ["calls", "busy", "contact", "delivery"]


def test_whoever_is_done_before_the_answer_is_in_sends_nothing_twice(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site, silence())
    quiet.locator("[data-place=calls] [data-up]").click()
    button(quiet).click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    room.acks()
    expect(quiet.get_by_role("heading", name="Your answer is in.")).to_be_visible()
    assert len(room.answers) == 1


def test_by_keyboard_alone_a_card_is_lifted_moved_put_back_and_dropped_and_nothing_is_sent_but_the_order(
    quiet: Page, site: str
) -> None:
    FakeRoom(quiet, site, silence())
    told, keys = quiet.get_by_role("status"), quiet.keyboard
    card(quiet, "busy").focus()
    keys.press("ArrowDown")
    assert order(quiet) == AUTHORED
    keys.press("Space")
    expect(card(quiet, "busy")).to_have_attribute("aria-pressed", "true")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    quiet.clock.fast_forward(SAY_MS)
    expect(told).to_have_text("They are busy with their own deadline, place 3 of 4.")
    assert order(quiet) == ["contact", "calls", "busy", "delivery"]
    expect(card(quiet, "busy")).to_be_focused()
    keys.press("Escape")
    assert order(quiet) == AUTHORED
    expect(card(quiet, "busy")).to_have_attribute("aria-pressed", "false")
    keys.press("Enter")
    keys.press("ArrowDown")
    keys.press("Space")
    assert order(quiet) == ["contact", "busy", "calls", "delivery"]
    expect(card(quiet, "busy")).to_have_attribute("aria-pressed", "false")
    assert quiet.locator("body").get_attribute("data-phone") == "changing"


def test_several_changes_in_a_row_are_told_once(quiet: Page, site: str) -> None:
    FakeRoom(quiet, site, silence())
    quiet.evaluate("""() => {
      window.heard = [];
      new MutationObserver(() => heard.push(document.getElementById("said").textContent))
        .observe(document.getElementById("said"), { childList: true, subtree: true, characterData: true });
    }""")
    quiet.locator("[data-place=delivery] [data-up]").evaluate("up => { for (let at = 0; at < 3; at += 1) up.click(); }")
    quiet.clock.fast_forward(SAY_MS)
    expect(quiet.get_by_role("status")).to_have_text("Our last delivery fell short, place 1 of 4.")
    assert quiet.evaluate("() => heard") == ["Our last delivery fell short, place 1 of 4."]


def test_a_tapped_card_goes_where_is_tapped_next_and_a_second_tap_on_itself_leaves_it(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site, silence())
    card(quiet, "delivery").click()
    card(quiet, "contact").click()
    assert order(quiet) == ["busy", "delivery", "contact", "calls"] == sent(room)
    expect(quiet.locator("[data-my-lifted]")).to_have_count(0)
    card(quiet, "busy").click()
    card(quiet, "busy").click()
    expect(quiet.locator("[data-my-lifted]")).to_have_count(0)
    assert order(quiet) == ["busy", "delivery", "contact", "calls"]


def test_to_leave_a_lifted_card_where_it_is_makes_the_authors_order_ones_own(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site, silence())
    for _ in range(2):
        card(quiet, "busy").click()
    expect(button(quiet)).to_have_text("Send my order")
    assert sent(room) == AUTHORED


def drag(page: Page, key: str, over: str, release: bool = True) -> None:
    """By mouse, from the middle of one card to that of another."""
    start, goal = card(page, key).bounding_box(), card(page, over).bounding_box()
    assert start
    assert goal
    page.mouse.move(start["x"] + 60, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(goal["x"] + 60, goal["y"] + goal["height"] / 2 + (3 if goal["y"] > start["y"] else -3), steps=8)
    if release:
        page.mouse.up()


@pytest.mark.parametrize(
    ("key", "over", "ends"),
    [
        ("busy", "calls", ["contact", "calls", "busy", "delivery"]),
        ("delivery", "busy", ["delivery", "busy", "contact", "calls"]),
    ],
)
def test_a_card_is_dragged_to_its_place(quiet: Page, site: str, key: str, over: str, ends: list[str]) -> None:
    room = FakeRoom(quiet, site, silence())
    drag(quiet, key, over)
    assert order(quiet) == ends == sent(room)
    expect(quiet.locator("[data-my-lifted]")).to_have_count(0)


def test_a_frame_in_the_middle_of_a_drag_changes_nothing_under_the_finger(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site, silence())
    for _ in range(2):
        quiet.locator("[data-place=calls] [data-up]").click()
    drag(quiet, "calls", "delivery", release=False)
    shows_more_people(quiet, room)
    assert quiet.locator("[data-place=calls][data-my-lifted]").count() == 1  # now, and not after some later frame
    quiet.mouse.up()
    assert order(quiet) == ["busy", "contact", "delivery", "calls"] == sent(room)


def test_a_close_in_the_middle_of_a_drag_keeps_the_order_as_it_was_and_moves_on(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site, silence())
    quiet.locator("[data-place=calls] [data-up]").click()
    room.acks()
    drag(quiet, "busy", "delivery", release=False)
    room.shows(silence("closed"))
    quiet.mouse.up()
    expect(quiet.get_by_text("Your answer is in.")).to_be_visible()
    assert order(quiet) == ["busy", "calls", "contact", "delivery"] == sent(room)
    expect(quiet.locator("#note")).to_be_hidden()


def test_a_half_made_order_outlives_frames_a_blank_screen_and_a_reload(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site, silence())
    quiet.locator("[data-place=calls] [data-up]").click()
    half = ["busy", "calls", "contact", "delivery"]
    shows_more_people(quiet, room)
    assert order(quiet) == half
    room.shows(silence(blank=True))
    expect(quiet.get_by_role("heading", name="Eyes up.")).to_be_visible()
    room.shows(silence())
    expect(card(quiet, "busy")).to_be_visible()
    assert order(quiet) == half
    expect(button(quiet)).to_have_text("Send my order")
    quiet.reload()
    expect(quiet.locator("body[data-phone=sending]")).to_be_visible()
    assert order(quiet) == half == sent(room)


def test_another_view_begins_with_the_authors_order_and_offers_nothing_to_stay_with(quiet: Page, site: str) -> None:
    mine = {"silence.1": {"answer_id": f"{1:032x}", "rev": 1, "value": ["calls", "busy", "contact", "delivery"]}}
    FakeRoom(quiet, site, silence("open", 2), answers=mine)
    expect(quiet.locator("h1 .view")).to_have_text("As the customer")
    expect(button(quiet)).to_have_text("Move at least one")
    assert order(quiet) == AUTHORED


def test_the_result_of_two_views_marks_what_was_put_first_in_each(page: Page, site: str) -> None:
    mine = {
        f"silence.{round}": {"answer_id": f"{round:032x}", "rev": 1, "value": value}
        for round, value in ((1, ["busy", "calls"]), (2, ["calls", "contact", "busy", "delivery"]))
    }
    FakeRoom(page, site, silence("revealed", 2), answers=mine)
    marked = page.locator(".leaps [data-my-answer]:not(ol)")
    expect(marked).to_have_count(2)
    found = marked.evaluate_all("all => all.map(one => [one.dataset.place, 'before' in one.dataset])")
    assert sorted(found) == [["busy", True], ["calls", False]]


def test_cards_are_no_wider_than_the_smallest_phone(page: Page, site: str) -> None:
    make_smallest(page)
    room = FakeRoom(page, site, silence())
    fits(room, (silence(phase, round) for phase, round in (("open", 1), ("closed", 1), ("talk", 2))))


@pytest.fixture
def room(house: House) -> RoomKey:
    """A room that puts things in order."""
    room = house.desk.open_room("sampler", minimum=2)
    while house.desk.advance(room.id, "open").activity != "silence":
        pass
    return room


def test_who_is_offline_in_the_middle_of_an_order_loses_nothing(
    cast: Cast, house: House, room: RoomKey, wifi: ProxyInThread
) -> None:
    ann = cast.phone("Ann", wifi.address.origin)
    ann.page.clock.install()
    ann.scans(room.code)
    ann.feels("choosing")
    ann.page.locator("[data-place=calls] [data-up]").click()
    wifi.lose()
    expect(ann.page.locator("html")).not_to_have_attribute("data-link", "open")
    ann.page.locator("[data-place=calls] [data-up]").click()
    card(ann.page, "delivery").click()
    assert order(ann.page) == ["calls", "busy", "contact", "delivery"]
    wifi.plan()
    ann.page.clock.fast_forward(4_000)
    expect(ann.page.locator("html")).to_have_attribute("data-link", "open")
    expect(ann.page.locator("[data-place=delivery][data-my-lifted]")).to_have_count(1)
    card(ann.page, "busy").click()
    button(ann.page).click()
    ann.reads("Your answer is in.")
    (row,) = read_rows(house.server.database, room.id)
    assert row.value == ["calls", "delivery", "busy", "contact"]
