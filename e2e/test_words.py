"""Texts from phone to wall: written, read first, let out, sorted by drag, key and button, hidden, and marked."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from e2e import looks
from e2e.cast import Cast
from e2e.company import HOTLINE, ME, UM, Company, card, in_group, lets_out, to_the_second, waiting
from e2e.fake_room import FakeRoom
from e2e.house import CONTENT
from e2e.verbs import Phone
from server.room.board import Board
from server.workshops.files import Files
from server.workshops.loading import load
from tests.boards import a_board

WORDS = load(CONTENT / "words", Files(CONTENT))


def test_texts_are_sorted_by_button_key_and_drag_and_taken_back(company: Company) -> None:
    fay, wall = company.fay, company.wall
    fay.until("open", 1)
    company.phones[0].reads("Your host reads it first.")
    company.write(HOTLINE, "the hotline!", ME)
    fay.next()
    expect(waiting(fay)).to_have_count(2)
    expect(card(fay, "hotline")).to_contain_text("2 times")
    card(fay, "hotline").locator(".sort__words").click()
    card(fay, "hotline").get_by_role("button", name="Into A department").click()
    expect(in_group(fay, "department")).to_have_count(1)
    fay.page.keyboard.press("a")
    expect(in_group(fay, "all")).to_contain_text(ME)
    expect(waiting(fay)).to_have_count(0)
    fay.page.keyboard.press("z")
    expect(waiting(fay)).to_have_count(1)
    card(fay, ME).drag_to(fay.scene.locator("[data-group='all']"))
    expect(in_group(fay, "all")).to_have_count(1)
    fay.next()
    expect(wall.scene).to_contain_text("1 of 3 say “We all are”.")
    assert wall.table() == {"A": [1], "B": [2], "C": [0], "N": [0]}
    assert wall.dots() == {"A": 1, "B": 2, "C": 0}
    expect(wall.scene).not_to_contain_text(ME)
    lets_out(fay, ME)
    expect(wall.scene).to_contain_text(ME)
    card(fay, ME).get_by_role("button", name="Hide").click()
    expect(wall.scene).not_to_contain_text(ME)


def test_letters_belong_to_the_texts_while_one_is_among_them(company: Company) -> None:
    fay = company.fay
    fay.until("open", 1)
    company.write(HOTLINE, UM, ME)
    fay.next()
    waiting(fay).first.focus()
    fay.page.keyboard.press("b")
    expect(in_group(fay, "department")).to_have_count(1)
    fay.page.keyboard.press("ArrowDown")
    fay.page.keyboard.press("b")
    expect(in_group(fay, "department")).to_have_count(2)
    expect(company.wall.scene.locator("h1")).to_be_visible()
    fay.page.locator("#next").focus()
    fay.moves(lambda: fay.page.keyboard.press("b"))
    expect(fay.page.locator("#blank")).to_contain_text("Show screen")


def test_a_wall_shows_what_is_out_and_phones_lose_what_is_hidden(company: Company) -> None:
    fay, wall, (ann, *_others) = company.fay, company.wall, company.phones
    to_the_second(fay)
    ann.reads("Your host reads it first.")
    company.write("So I have already rung them.", "So I have already sent a van.", "So I have already lied.")
    fay.next()
    for text in ("rung them", "lied"):
        lets_out(fay, text)
        expect(in_group(fay, "").filter(has_text=text)).to_have_count(1)
    expect(wall.scene).not_to_contain_text("rung them")
    fay.next()
    expect(wall.scene).to_contain_text("rung them")
    expect(wall.scene).not_to_contain_text("van")
    for phone in company.phones:
        expect(phone.scene.locator("[data-wall] li")).to_have_count(2)
    card(fay, "lied").get_by_role("button", name="Hide").click()
    expect(wall.scene).not_to_contain_text("lied")
    for phone in company.phones:
        expect(phone.scene).not_to_contain_text("lied")


def test_the_page_of_sorting_has_no_fault_that_axe_finds(company: Company, cast: Cast) -> None:
    fay = company.fay
    fay.until("open", 1)
    company.write(HOTLINE, UM, ME)
    fay.next()
    card(fay, HOTLINE).locator(".sort__words").click()
    card(fay, HOTLINE).get_by_role("button", name="Into A department").click()
    expect(in_group(fay, "department")).to_have_count(1)
    card(fay, UM).locator(".sort__words").click()
    card(fay, UM).get_by_role("button", name="Hide").click()
    expect(waiting(fay)).to_have_count(1)
    assert looks.axe(fay.page, cast) == []


def asked(phase: str = "open", activity: str = "ten-seconds", blank: bool = False) -> Board:
    """A room that writes."""
    return a_board(12, phase, 1, activity, workshop=WORDS, blank=blank)


def test_a_half_written_text_outlives_a_blank_screen_and_a_reload(quiet: Page, site: str) -> None:
    room, field = FakeRoom(quiet, site, asked()), quiet.locator("[data-answer] textarea")
    field.press_sequentially("Our service te")
    expect(quiet.get_by_text("14 of 140")).to_be_visible()
    room.shows(asked(blank=True))
    expect(quiet.get_by_role("heading", name="Eyes up.")).to_be_visible()
    room.shows(asked())
    expect(field).to_have_value("Our service te")
    quiet.reload()
    expect(field).to_have_value("Our service te")
    expect(quiet.locator("#send")).to_have_text("Send my answer")


def test_words_that_are_refused_stay_in_the_field(quiet: Page, site: str) -> None:
    room, field = FakeRoom(quiet, site, asked()), quiet.locator("[data-answer] textarea")
    field.fill("Our service team")
    quiet.locator("#send").click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    room.refuses("wrong-value", final=True)
    expect(quiet.get_by_text("Your words are still here.")).to_be_visible()
    expect(field).to_have_value("Our service team")


def test_a_field_begins_as_its_author_says_and_that_alone_is_no_answer(quiet: Page, site: str) -> None:
    FakeRoom(quiet, site, asked(activity="rewrite"))
    expect(quiet.locator("[data-answer] textarea")).to_have_value("It will be late because ..., so I have already ...")
    expect(quiet.locator("#send")).to_be_disabled()
    quiet.locator("[data-answer] textarea").fill("It will be late because of me, so I have already rung.")
    expect(quiet.locator("#send")).to_be_enabled()


def test_several_texts_keep_their_fields(quiet: Page, site: str) -> None:
    room, fields = FakeRoom(quiet, site, asked(activity="counts")), quiet.locator("[data-answer] textarea")
    fields.nth(1).press_sequentially("The night shift")
    expect(fields.nth(0)).to_have_value("")
    quiet.locator("#send").click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    assert room.answers[-1]["value"] == ["", "The night shift"]


def test_texts_are_marked_once_each_sealed_and_shown_by_their_marks(company: Company) -> None:
    fay, wall, (ann, bo, cleo) = company.fay, company.wall, company.phones
    to_the_second(fay)
    company.write("So I have already rung them.", "So I have already sent a van.", "So I have already lied.")
    fay.next()
    for text in ("rung them", "van", "lied"):
        lets_out(fay, text)
        expect(in_group(fay, "").filter(has_text=text)).to_have_count(1)
    fay.next()
    expect(fay.page.locator("#next")).to_contain_text("I would take that call")
    fay.next()
    expect(wall.scene).to_contain_text("I would take that call")
    expect(wall.scene).to_contain_text("van")
    marks(ann, "van")
    marks(bo, "van", "rung them")
    ann.reloads()
    ann.feels("answered")
    expect(wall.scene).to_contain_text("2 of 3 have answered")
    marks(cleo, "lied")
    card(fay, "lied").get_by_role("button", name="Hide").click()
    expect(wall.scene).not_to_contain_text("lied")
    fay.next()
    fay.next()
    expect(wall.scene).to_contain_text("2 of 3 marked the line on top.")
    assert [row.inner_text() for row in wall.scene.locator(".group__label").all()] == [
        "So I have already sent a van.",
        "So I have already rung them.",
    ]
    expect(ann.scene.locator("[data-wall] li").first).to_have_text("2 So I have already sent a van.")
    fay.next()
    expect(wall.scene).to_contain_text("2 marked the same line")


def marks(phone: Phone, *texts: str) -> None:
    """Tick texts, send, and be told that they are in."""
    for text in texts:
        phone.scene.locator("label.answer").filter(has_text=text).click()
    phone.sends()
    phone.feels("answered")
