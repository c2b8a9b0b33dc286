"""A sentence of one's own: written, kept through a reload and the end of the room, and on no other page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from e2e.cast import Cast
from e2e.fake_room import FakeRoom
from e2e.house import House
from e2e.smallest import can_be_touched, fits, make_smallest
from server.room.board import Board
from tests.boards import SAMPLER, a_board

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
        phone.page.locator("textarea").fill(text)
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
    fay.closes()
    ann.stands("ended")
    ann.reads(MINE)
    ann.reloads()
    ann.reads(MINE)
    cleo.stands("ended")
    expect(cleo.scene.locator(".keepsake")).to_be_hidden()
    for page in (wall.page, fay.page, cleo.page):
        assert MINE not in page.content()


def test_a_sentence_is_written_by_keys_and_lost_by_nothing(quiet: Page, site: str) -> None:
    make_smallest(quiet)
    room, field, button = FakeRoom(quiet, site, count_on_me()), quiet.locator("textarea"), quiet.locator("#send")
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
