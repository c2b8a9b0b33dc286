"""A sentence of one's own: written, kept through a reload and the end of the room, and on no other page."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from e2e.cast import Cast
from e2e.company import lets_out
from e2e.fake_room import FakeRoom
from e2e.house import House
from e2e.smallest import can_be_touched, fits, make_smallest
from server.room.board import Board
from tests.boards import SAMPLER, a_board

PROMISE = "I’ll sit beside the night shift"
MINE, OTHER = "ring back before they ring me", "say what I do not know"


def count_on_me(phase: str = "open", people: int = 12, blank: bool = False) -> Board:
    """A room in which everybody ends a sentence."""
    return a_board(people, phase, 1, "count-on-me", workshop=SAMPLER, blank=blank)


def test_a_sentence_is_on_its_own_phone_to_the_end_and_nowhere_else(house: House, cast: Cast) -> None:
    fay, wall = cast.facilitator(house), cast.wall(house.origin)
    room = fay.opens("own", minimum=2)
    wall.opens(room)
    ann, bo, cleo = (cast.phone(name, house.origin) for name in ("Ann", "Bo", "Cleo"))
    for phone in (ann, bo, cleo):
        phone.joins(room.code)
    fay.until("open")
    ann.reads("Neither the room nor your host can read it.")
    for phone, text in ((ann, MINE), (bo, OTHER)):
        phone.page.locator("[data-answer] textarea").fill(text)
        expect(phone.page.locator("#send")).to_have_text("Keep my sentence")
        phone.sends()
        phone.feels("answered")
        phone.reads(text)
    ann.reloads()
    ann.reads(MINE)
    for phase in ("closed", "revealed", "talk"):
        fay.next()
        for phone, text in ((ann, MINE), (bo, OTHER)):
            phone.stands(phase)
            phone.reads(text)
    expect(wall.scene).to_contain_text("2 of us wrote a sentence to keep.")
    fay.until("open")
    for phone, text in ((ann, PROMISE), (bo, "I’ll ask Dana")):
        phone.page.locator("[data-answer] textarea").fill(text)
        expect(phone.page.locator("#send")).to_have_text("Write it and choose a day")
        phone.page.locator(".days label:visible").first.click()
        phone.sends()
        phone.feels("answered")
    fay.next()
    lets_out(fay, PROMISE)
    fay.next()
    for scene in (wall.scene, ann.scene, bo.scene, cleo.scene):
        expect(scene).to_contain_text(PROMISE)
        expect(scene).to_contain_text("2 mm")
    expect(wall.scene.locator(".ruled__lifted")).to_have_text(PROMISE)
    for scene in (wall.scene, ann.scene, cleo.scene):
        expect(scene).not_to_contain_text("Dana")
    fay.next()
    fay.closes()
    ann.stands("ended")
    ann.reads(MINE)
    ann.reloads()
    ann.reads(MINE)
    ann.reads(PROMISE)
    cleo.stands("ended")
    for each in cleo.scene.locator(".keepsake").all():
        expect(each).to_be_hidden()
    for page in (wall.page, fay.page, cleo.page):
        assert MINE not in page.content()


def test_a_sentence_is_written_by_keys_and_lost_by_nothing(quiet: Page, site: str) -> None:
    make_smallest(quiet)
    room, field, button = (
        FakeRoom(quiet, site, count_on_me()),
        quiet.locator("[data-answer] textarea"),
        quiet.locator("#send"),
    )
    can_be_touched(field)
    fits(room, [count_on_me()])
    field.press_sequentially("ring ba")
    room.shows(count_on_me(blank=True))
    expect(quiet.get_by_role("heading", name="Eyes up.")).to_be_visible()
    room.shows(count_on_me())
    quiet.reload()
    expect(field).to_have_value("ring ba")
    field.focus()
    quiet.keyboard.press("End")
    quiet.keyboard.type("ck")
    quiet.keyboard.press("Tab")
    expect(button).to_be_focused()
    assert not room.answers
    quiet.keyboard.press("Enter")
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    assert room.answers[-1]["value"] == ["ring back"]
    room.acks()
    expect(quiet.locator(".write__mine:visible")).to_have_text("ring back")
    room.shows(count_on_me("talk", 126))
    expect(quiet.locator(".write__mine:visible")).to_have_text("ring back")


THURSDAY, FRIDAY = datetime(2026, 11, 26, 12, tzinfo=UTC), datetime(2026, 11, 27, 12, tzinfo=UTC)


def promise(opened: datetime = THURSDAY, phase: str = "open", blank: bool = False) -> Board:
    """A room in which everybody promises something."""
    board = a_board(12, phase, 1, "millimetre", workshop=SAMPLER, blank=blank)
    board.books["millimetre", 1].opened_ms = round(opened.timestamp() * 1000)
    return board


def quick(page: Page) -> dict[str, str]:
    """The days that have a word, as they stand there."""
    expect(page.locator(".days label:visible")).to_have_count(10)
    chips = page.locator(".days label:has(b:not(:empty))").all()
    return {chip.locator("b").inner_text(): chip.locator("span").inner_text() for chip in chips}


def test_days_ahead_are_days_of_work_by_the_calendar_of_the_phone(page: Page, site: str) -> None:
    room = FakeRoom(page, site, promise(THURSDAY))
    assert quick(page) == {"tomorrow": "Fri 27 Nov", "next Monday": "Mon 30 Nov", "in a week": "Thu 3 Dec"}
    room.shows(promise(FRIDAY))
    assert quick(page) == {"next Monday": "Mon 30 Nov", "in a week": "Fri 4 Dec"}
    assert page.locator(".days label:visible").last.inner_text() == "Fri 11 Dec"
    expect(page.locator(".days input:checked")).to_have_count(0)


def test_a_promise_is_written_by_keys_kept_and_put_into_a_calendar(quiet: Page, site: str) -> None:
    make_smallest(quiet)
    room, field, button = (
        FakeRoom(quiet, site, promise()),
        quiet.locator("[data-answer] textarea"),
        quiet.locator("#send"),
    )
    can_be_touched(quiet.locator(".days label:visible"))
    fits(room, [promise()])
    expect(field).to_have_value("I’ll ")
    quiet.get_by_role("radio", name="tomorrow").focus()
    quiet.keyboard.press("Space")
    expect(button).to_have_text("Write it and choose a day")
    expect(button).to_be_disabled()
    quiet.keyboard.press("ArrowRight")
    expect(quiet.get_by_role("radio", name=re.compile("next Monday"))).to_be_checked()
    room.shows(promise(blank=True))
    expect(quiet.get_by_role("heading", name="Eyes up.")).to_be_visible()
    room.shows(promise())
    quiet.reload()
    expect(quiet.get_by_role("radio", name=re.compile("next Monday"))).to_be_checked()
    field.focus()
    quiet.keyboard.press("End")
    quiet.keyboard.type("ring, first; then write")
    expect(button).to_have_text("Send my promise")
    assert not room.answers
    button.press("Enter")
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    assert room.answers[-1]["value"] == {"text": "I’ll ring, first; then write", "date": "2026-11-30"}
    room.acks()
    expect(quiet.locator(".pledge:visible")).to_contain_text("From Monday 30 November")
    with quiet.expect_download() as coming:
        quiet.get_by_role("button", name="Put it in my calendar").click()
    entry = coming.value.path().read_bytes().decode()
    assert coming.value.suggested_filename == "2026-11-30.ics"
    lines = entry.replace("\r\n ", "").split("\r\n")
    for line in ("DTSTART:20261130T090000", "DTEND:20261130T091500", "DESCRIPTION:I’ll ring\\, first\\; then write"):
        assert line in lines
    assert all(len(line.encode()) <= 75 for line in entry.split("\r\n"))
