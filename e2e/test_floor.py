"""Questions from the room: asked beside an open vote, read, asked by others, too, lifted over it, and answered."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from e2e import looks
from e2e.cast import Cast
from e2e.company import Company
from e2e.hands import KEYS
from e2e.house import House
from e2e.verbs import Facilitator, Phone
from server.trials.swarm.proxy_thread import ProxyInThread

NO = "What if my boss is the one who says no?"
PAYS = "Who pays when I decide and it was wrong?"


def asks(phone: Phone, text: str) -> None:
    """Open the door, write, send."""
    door = phone.page.locator("#asks-door")
    if door.get_attribute("open") is None:
        door.locator("summary").click()
    phone.page.locator("#asks-text").fill(text)
    phone.page.locator("#asks-send").click()


def question(fay: Facilitator, text: str) -> Locator:
    """A question on the desk."""
    return fay.scene.locator(".question").filter(has_text=text)


def ask(phone: Phone, text: str) -> Locator:
    """A question on a phone: its button."""
    return phone.page.locator(".ask").filter(has_text=text).locator("button")


def test_a_question_is_asked_beside_a_vote_read_lifted_over_it_and_answered(company: Company, cast: Cast) -> None:
    fay, wall, (ann, bo, cleo) = company.fay, company.wall, company.phones
    fay.until("open", 1)
    expect(ann.page.locator("#asks-door")).to_be_hidden()
    fay.page.locator("#asks-take").click()
    ann.page.locator("[data-answer] textarea").fill("half of an answer")
    asks(ann, NO)
    ann.reads("Your question is sent. Your host reads it before it is shown.")
    expect(ann.page.locator("[data-answer] textarea")).to_have_value("half of an answer")
    asks(bo, NO.lower())
    asks(cleo, PAYS)
    fay.page.locator("#asks-read").click()
    question(fay, PAYS).get_by_role("button", name="Show").click()
    question(fay, NO).get_by_role("button", name="Show").click()
    expect(ask(cleo, NO)).to_have_accessible_name(f"Me too: {NO} 2 people ask this.")
    ask(cleo, NO).click()
    expect(ask(cleo, NO)).to_have_attribute("aria-pressed", "true")
    expect(ask(cleo, NO)).to_contain_text("3")
    expect(cleo.page.locator("#said")).to_have_text("3 people ask this. You too.")
    expect(ask(ann, NO)).to_have_attribute("aria-disabled", "true")
    expect(wall.scene).not_to_contain_text(NO)
    question(fay, NO).get_by_role("button", name="Lift").click()
    expect(wall.scene.locator("h1")).to_have_text(NO)
    expect(wall.scene).to_contain_text("3 people ask this too.")
    assert looks.axe(fay.page, cast) == []
    assert looks.axe(cleo.page, cast) == []
    assert looks.axe(wall.page, cast) == []
    fay.page.keyboard.press("Escape")
    moves = fay.scene.get_attribute("data-moves")
    expect(fay.page.locator("#next")).to_contain_text("Mark as answered")
    fay.page.keyboard.press(" ")
    fay.page.keyboard.press(" ")
    expect(wall.scene.locator("h1")).not_to_have_text(NO)
    expect(fay.page.locator("#next")).not_to_contain_text("Mark as answered")
    assert fay.scene.get_attribute("data-moves") == moves, "the second press of a nervous hand moves nothing"
    expect(ask(cleo, NO)).to_have_count(0)
    expect(ask(cleo, PAYS)).to_be_visible()
    fay.page.locator("#asks-read").click()
    question(fay, PAYS).get_by_role("button", name="Hide").click()
    expect(ask(ann, PAYS)).to_have_count(0)
    fay.page.keyboard.press("Escape")
    fay.page.locator("#asks-take").click()
    expect(ann.page.locator("#asks-door")).to_be_hidden()


def test_by_keyboard_alone_and_out_of_reach_nothing_is_asked_twice_and_no_words_are_lost(
    house: House, cast: Cast, wifi: ProxyInThread
) -> None:
    fay, wall = cast.facilitator(house), cast.wall(house.origin)
    room = fay.opens("floor", minimum=2)
    wall.opens(room)
    ann, bo = cast.phone("Ann", wifi.address.origin, hand=KEYS), cast.phone("Bo", house.origin, hand=KEYS)
    for phone in (ann, bo):
        phone.scans(room.code)
    fay.next()
    field, send = ann.page.locator("#asks-text"), ann.page.locator("#asks-send")
    expect(ann.page.locator("h1:visible")).to_have_text("What do you want to ask?")
    wifi.lose()
    expect(ann.page.locator("html")).not_to_have_attribute("data-link", "open")
    KEYS.write(field, NO)
    KEYS.press(send)
    ann.reads("No connection. Your question is kept here and sends itself.")
    KEYS.write(field, "and a half")
    wifi.plan()
    ann.reloads()
    expect(field).to_have_value("and a half")
    KEYS.press(question(fay, NO).get_by_role("button", name="Show"))
    expect(question(fay, NO)).to_have_count(1)
    expect(ask(ann, NO)).to_have_accessible_name(f"Yours: {NO} 1 person asks this.")
    KEYS.press(ask(bo, NO))
    expect(ask(bo, NO)).to_have_accessible_name(f"You too: {NO} 2 people ask this.")
    expect(wall.scene.locator("h1")).to_have_text("2 people ask the same question.")
    KEYS.press(ask(bo, NO))
    expect(ask(bo, NO)).to_have_accessible_name(f"Me too: {NO} 1 person asks this.")
    for number in (2, 3):
        KEYS.write(field, f"Question {number}?")
        KEYS.press(send)
        expect(question(fay, f"Question {number}?")).to_be_visible()
    KEYS.write(field, "One too many?")
    KEYS.press(send)
    ann.reads("You have asked three questions in two minutes. Yours is still in the field: send it a little later.")
    expect(field).to_have_value("One too many?")
    KEYS.press(question(fay, NO).get_by_role("button", name="Lift"))
    expect(wall.scene.locator(".floor__question")).to_have_text(NO)
    for page in (fay.page, ann.page, wall.page):
        assert looks.axe(page, cast) == []
    assert looks.at_320(ann.page) == []
    fay.page.keyboard.press("Space")
    expect(wall.scene.locator(".floor__question")).to_have_count(0)
    fay.next()
    fay.stands("talk", 0)
