"""The clock of a round on phones, wall and desk: the server's time, few words, and no order is lost by its end."""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from e2e.cast import Cast
from e2e.fake_room import FakeRoom
from e2e.hands import heard, listen
from e2e.house import House, house_at
from e2e.loopback import stop_the_clock, without_faults
from e2e.test_order import card, drag, order
from e2e.verbs import Room
from server.room.board import Board
from server.trials.swarm.desk import RoomKey
from server.trials.swarm.oracle import read_rows
from server.trials.swarm.proxy_thread import proxy_in_thread
from tests.boards import SAMPLER, a_board

OVER = "Time is over. Your order is sent as it stands."


def inbox(left: float, phase: str = "open", paused: bool = False) -> Board:
    """A room that orders messages, with so many seconds left."""
    return a_board(12, phase, 1, "inbox", workshop=SAMPLER, clock_left=left, talking=not paused)


def says(page: Page) -> Locator:
    """What the clock says."""
    return page.locator(".limit p").filter(visible=True)


def up(page: Page, nth: int) -> None:
    """Lift a card by one place."""
    page.locator("[data-order] > li").nth(nth).locator("[data-up]").click()


def is_back(page: Page) -> None:
    """Time goes by until the line is there again."""
    for _ in range(60):
        if page.locator("html[data-link=open]").count():
            break
        page.clock.run_for(500)
    expect(page.locator("html")).to_have_attribute("data-link", "open")


def test_a_phone_counts_on_the_server_s_clock_and_speaks_at_few_moments(page: Page, site: str) -> None:
    listen(page)
    stop_the_clock(page)
    with without_faults(page):
        room = FakeRoom(page, site, inbox(62))
        expect(says(page)).to_have_text("1:02 left, then your order is sent")
        expect(page.get_by_text("If you move nothing, nothing is sent.")).to_be_visible()
        said: list[str] = []
        for left, ms, face in ((62, 10_000, "0:52"), (33, 4_000, "0:29"), (12, 11_500, "0:01")):
            room.shows(inbox(left))
            page.clock.run_for(ms)
            expect(says(page)).to_have_text(f"{face} left, then your order is sent")
            said += heard(page)
        assert [words for words in said if "left" in words] == [
            "60 seconds left.",
            "30 seconds left.",
            "10 seconds left.",
        ]
        room.shows(inbox(61.5))
        expect(says(page)).to_have_text("1:02 left, then your order is sent")
        assert "There is more time now." in heard(page)
        room.drops()
        room.board = inbox(20)  # what its own clock counted meanwhile is nothing to go by
        is_back(page)
        expect(says(page)).to_contain_text("0:")
        assert page.evaluate("() => Number(document.querySelector('.limit progress').value)") >= 70_000
        room.shows(inbox(20, paused=True))
        page.clock.run_for(60_000)
        expect(says(page)).to_have_text("0:20 left, then your order is sent")
        room.shows(inbox(2))
        page.clock.run_for(2_500)
        expect(says(page)).to_have_text("Time is over. You moved nothing, so nothing is sent.")
        expect(page.locator("#dock")).to_be_hidden()
        expect(page.locator("[data-up]:visible")).to_have_count(0)
        assert heard(page)[-1] == "Time is over. You moved nothing, so nothing is sent."
        assert room.answers == []
        room.shows(inbox(60))
        expect(page.locator("[data-up]:visible")).not_to_have_count(0)


def test_at_the_end_the_order_as_it_stands_is_final_whatever_a_finger_was_doing(page: Page, site: str) -> None:
    stop_the_clock(page)
    with without_faults(page):
        room = FakeRoom(page, site, inbox(3))
        up(page, 2)
        room.acks()
        up(page, 1)
        half = order(page)
        drag(page, half[0], half[3], release=False)
        page.clock.run_for(3_250)
        page.mouse.up()
        assert order(page) == half == room.answers[-1]["value"]
        room.acks()
        expect(page.get_by_role("heading", name="Your answer is in.")).to_be_visible()
        expect(says(page)).to_have_text(OVER)
        expect(page.get_by_role("button", name="Change my answer")).to_be_hidden()
        assert len(room.answers) == 2
        room.shows(inbox(60))
        expect(says(page)).to_have_text("1:00 left, then your order is sent")
        page.get_by_role("button", name="Change my answer").click()
        up(page, 5)
        assert len(room.answers) == 3


def test_a_line_lost_in_the_last_second_brings_the_order_when_it_is_back(page: Page, site: str) -> None:
    stop_the_clock(page)
    with without_faults(page):
        room = FakeRoom(page, site, inbox(3))
        page.clock.run_for(2_200)
        room.reachable = False
        room.drops()
        expect(page.locator("html")).not_to_have_attribute("data-link", "open")
        up(page, 4)
        half = order(page)
        page.clock.run_for(1_000)
        expect(says(page)).to_have_text(OVER)
        expect(page.locator("body")).to_have_attribute("data-phone", "kept")
        before = len(room.answers)
        room.reachable, room.board = True, inbox(-2)
        is_back(page)
        came = room.answers[before:]
        assert came
        assert all((answer["value"], answer["answer_id"]) == (half, came[0]["answer_id"]) for answer in came)
        room.acks()
        expect(page.get_by_role("heading", name="Your answer is in.")).to_be_visible()


def test_each_phone_begins_with_an_order_of_its_own_that_a_reload_keeps(page: Page, site: str) -> None:
    stop_the_clock(page)
    firsts = set()
    for seat in range(3):
        FakeRoom(page, site, inbox(60), seat=seat)
        begun = order(page)
        page.reload()
        expect(card(page, "till")).to_be_visible()
        assert order(page) == begun
        assert sorted(begun) == sorted(["till", "billed", "thursday", "forecast", "orders", "fields"])
        firsts.add(begun[0])
    assert len(firsts) >= 2


def clocked(house: House, stands: str) -> RoomKey:
    """A room of the sampler at the one item that has a clock."""
    room = house.desk.open_room("sampler", minimum=2)
    while house.desk.stands(room.id).activity != "inbox":
        house.desk.move(room.id, "skip")
    while house.desk.stands(room.id).phase != stands:
        house.desk.move(room.id, "next")
    return room


def test_the_desk_gives_a_minute_and_does_without_the_clock_before_and_during(cast: Cast, house: House) -> None:
    at = clocked(house, "read")
    fay, ann, wall = cast.facilitator(house), cast.phone("Ann", house.origin), cast.wall(house.origin)
    ann.scans(at.code)
    fay.comes_back(Room(at.id, at.code, ""))
    wall.page.goto(f"{house.origin}/screen/{at.screen_token}")
    expect(fay.page.locator(".clocked")).to_contain_text("closes by itself after 1:30")
    fay.moves(lambda: fay.page.get_by_role("button", name="Do without the clock").click())
    fay.next()
    ann.feels("choosing")
    for page in (ann.page, wall.page):
        expect(page.locator(".timer")).to_have_count(0)
    expect(fay.page.locator(".countdown")).to_contain_text("Time left here")
    fay.moves(lambda: fay.page.get_by_role("button", name="Use the clock again").click())
    for page in (ann.page, wall.page):
        expect(page.locator(".timer")).to_contain_text("1:2")
    expect(fay.page.locator(".countdown")).to_contain_text("Time to answer")
    fay.moves(lambda: fay.page.locator("#minute").click())
    for page in (ann.page, wall.page):
        expect(page.locator(".timer")).to_contain_text("2:")
    fay.moves(lambda: fay.page.get_by_role("button", name="Do without the clock").click())
    expect(ann.page.locator(".timer")).to_have_count(0)
    fay.next()
    ann.stands("closed")


def test_a_server_killed_in_the_last_second_closes_by_itself_with_the_order_that_a_phone_had_kept(
    cast: Cast, tmp_path: Path
) -> None:
    with house_at(tmp_path / "data", supervised=True) as house, proxy_in_thread(house.server.address) as wifi:
        at = clocked(house, "open")
        for _ in range(5):  # slow machines take their time
            assert house.desk.move(at.id, "minute")
        ann = cast.phone("Ann", wifi.address.origin)
        ann.scans(at.code)
        ann.feels("choosing")
        up(ann.page, 3)
        wifi.lose()
        expect(ann.page.locator("html")).not_to_have_attribute("data-link", "open")
        up(ann.page, 2)
        half, old = order(ann.page), house.server.pid
        os.kill(old, signal.SIGKILL)
        house.server.wait_until(lambda: house.server.pid != old and house.server.is_ready())
        with closing(sqlite3.connect(house.server.database)) as rows, rows:  # nobody has asked for the room yet
            rows.execute("UPDATE room SET timer_ends_at = datetime(timer_ends_at, '-900 seconds') || '.000000'")
        wifi.plan()
        ann.stands("closed")
        ann.reads("Your answer is in.")
        assert [row.value for row in read_rows(house.server.database, at.id)] == [half]
        with closing(sqlite3.connect(house.server.database)) as rows:
            (closes,) = rows.execute("SELECT count(*) FROM move WHERE verb = 'time'").fetchone()
        assert closes == 1
