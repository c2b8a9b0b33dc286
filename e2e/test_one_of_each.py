"""One of each: a room comes to every kind that the half hour does not have, and wall, desk, phones, results page and
export say the same of it."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from e2e.cast import Cast
from e2e.dozen import TEN, Dozen, a_dozen
from e2e.house import House
from e2e.test_floor import question

MINE, PROMISE = "ring back before they ring me", "I’ll call before they do."
OWN = "stubbornness"
WHO = "Who pays when I decide and it was wrong?"


@dataclass
class Company(Dozen):
    """Everybody, and what the wall has said of results."""

    heads: list[str] = field(default_factory=list)

    def comes_to(self, title: str, round: int = 1) -> None:
        """Press Next until this activity is asked."""
        while True:
            self.fay.until("open", round)
            if self.fay.scene.locator("h1").first.inner_text() == title:
                break
        self.wall.stands("open", round)
        self.ann.stands("open", round)
        self.bo.stands("open", round)

    def shows(self, headline: str, phase: str = "revealed", round: int = 1) -> None:
        """Press Next until a result is out; wall and console say what it came to."""
        self.fay.until(phase, round)
        expect(self.wall.scene.locator("h1")).to_have_text(headline)
        self.ann.stands(phase)
        self.heads.append(headline)


@pytest.fixture
def company(house: House, cast: Cast) -> Iterator[Company]:
    """The lobby of a room with twelve people in it."""
    with a_dozen(house, cast, "sampler") as dozen:
        yield Company(**vars(dozen))


def test_one_of_each_is_played_to_its_end(company: Company) -> None:
    a_guess_about_the_room(company)
    things_in_bins(company)
    two_places_on_a_field(company)
    a_sentence_for_oneself(company)
    two_lines(company)
    an_order_before_the_clock_ends(company)
    a_promise(company)
    a_question_from_the_room(company)
    the_first_three_of_many(company)
    handed_over(company)


def a_guess_about_the_room(company: Company) -> None:
    """The guess closes when the question opens, and stands beside the truth once that is out."""
    company.comes_to("Predict the room")
    for phone, steps in ((company.ann, 1), (company.bo, 3)):
        phone.page.get_by_role("button", name="More people").click(click_count=steps)
        phone.sends()
        phone.feels("answered")
    company.others.answer("share", 1, [30] * TEN)
    company.comes_to("How far is the Sun?")
    for phone in (company.ann, company.bo):
        phone.answers("A")
    company.others.answer("nearest", 1, ["january"] * 4 + ["july"] * 6)
    company.comes_to("How far is the Sun?", round=2)
    company.others.answer("nearest", 2, ["january"] * 7 + ["july"] * 3)
    company.fay.until("shift", 2)
    company.shows("We guessed 30%. It is 50%: 6 of 12 say January.")


def things_in_bins(company: Company) -> None:
    """Some sorted by hand, the others by ten."""
    company.comes_to("Manipulation or respect?")
    for phone in (company.ann, company.bo):
        phone.page.locator("[name=ringing][value=respect]").click()
        phone.page.locator("[name=discount][value=manipulation]").click()
        phone.sends()
        phone.feels("answered")
    company.others.answer(
        "respect", 1, [{"ringing": "respect", "discount": "respect"}] * 5 + [{"ringing": "respect"}] * 5
    )
    company.shows("“A discount that ends tonight” splits us 5 to 2.")


def two_places_on_a_field(company: Company) -> None:
    """Me and my company, tapped."""
    company.comes_to("Order taker or innovator?")
    for phone in (company.ann, company.bo):
        for across, up in ((4, 3), (-2, -2)):
            phone.page.touchscreen.tap(*on_the_field(phone.page, across, up))
        phone.sends()
        phone.feels("answered")
    company.others.answer("position", 1, [{"me": [3, 2], "company": [-1, -1]}] * TEN)
    company.shows("We place ourselves 4 steps ahead of our company.")


def on_the_field(page: Page, across: int, up: int) -> tuple[float, float]:
    """Where a step lies on a phone."""
    box = page.locator("[data-field]").bounding_box()
    assert box is not None
    return box["x"] + (across + 5.5) * box["width"] / 11, box["y"] + (5.5 - up) * box["height"] / 11


def a_sentence_for_oneself(company: Company) -> None:
    """Nobody else ever reads it."""
    company.comes_to("Count on me")
    company.ann.page.locator("[data-answer] textarea").fill(MINE)
    company.ann.sends()
    company.ann.feels("answered")
    company.others.answer("count-on-me", 1, [["say what I do not know"]] * 6)
    company.shows("7 of us wrote a sentence to keep.")


def two_lines(company: Company) -> None:
    """How people are treated, and treat others."""
    company.comes_to("Treated and treating")
    for phone in (company.ann, company.bo):
        for nth, step in ((0, 8), (1, 9)):
            line = phone.page.locator("[data-pair] [type=range]").nth(nth)
            line.press("Home")
            for _ in range(step):
                line.press("ArrowRight")
        phone.sends()
        phone.feels("answered")
    company.others.answer("treated", 1, [{"treated": 9, "treating": 9}] * 5 + [{"treated": 1, "treating": 2}] * 5)
    company.shows("Treated well, 7 of 7 treat well. Badly, 0 of 5.")


def an_order_before_the_clock_ends(company: Company) -> None:
    """What nobody has sent is sent by itself."""
    company.comes_to("Inbox: two urgencies")
    company.ann.reads("then your order is sent")
    company.ann.page.locator("[data-down]").first.click()
    company.others.answer("inbox", 1, [["till", "billed", "thursday", "orders", "forecast", "fields"]] * TEN)
    company.shows("None of our first three is our own dashboard’s.")


def a_promise(company: Company) -> None:
    """Words that the host reads first, and a day that stays with its person."""
    company.comes_to("One millimetre")
    day = company.ann.page.locator("[name=date]").first.get_attribute("value")
    company.ann.page.locator("[data-answer] textarea").fill(PROMISE)
    company.ann.hand.tick(company.ann.page.get_by_role("radio", name="in a week"))
    company.ann.sends()
    company.ann.feels("answered")
    company.others.answer("millimetre", 1, [{"text": f"I’ll ring customer {n}.", "date": day} for n in range(6)])
    company.fay.next()
    on_the_desk = company.fay.scene.locator("[data-text]").filter(has_text=PROMISE)
    company.fay.hand.sort(on_the_desk, "Let out", "o")
    company.shows("What small step beyond your job description will you take?")
    expect(company.wall.scene).to_contain_text(PROMISE)
    expect(company.wall.scene).not_to_contain_text("customer 3")


def a_question_from_the_room(company: Company) -> None:
    """Asked, read, lifted, and answered by Next."""
    fay = company.fay
    while fay.scene.locator("h1").first.inner_text() != "Questions from the room":
        fay.next()
    company.ann.page.locator("#asks-text").fill(WHO)
    company.ann.page.locator("#asks-send").click()
    for move in ("Show", "Lift"):
        question(fay, WHO).get_by_role("button", name=move).click()
    expect(company.wall.scene).to_contain_text(WHO)
    expect(fay.page.locator("#next")).to_contain_text("Mark as answered")
    fay.page.keyboard.press(" ")
    expect(fay.page.locator("#next")).not_to_contain_text("Mark as answered")


def the_first_three_of_many(company: Company) -> None:
    """Words that people would stand for; one that nobody else wrote is seen by nobody."""
    company.comes_to("Whatever happens")
    for word in ("calm", "patience"):
        company.ann.page.get_by_role("checkbox", name=word).click()
    company.ann.page.get_by_label("Or a word of your own").fill(OWN)
    company.ann.sends()
    company.ann.feels("answered")
    company.others.answer("values", 1, [["calm", "care"]] * 5 + [["speed"]] * 5)
    company.shows("Calm leads: 6 of 11 put it first.")
    expect(company.wall.scene).not_to_contain_text(OWN)


def handed_over(company: Company) -> None:
    """The results page and the export say what the wall said, and nothing that was for one person alone."""
    fay = company.fay
    while fay.page.locator("#next").get_attribute("value") != "end":
        fay.next()
    fay.closes()
    exported = fay.exports()
    fay.page.get_by_role("link", name="Results page").click()
    fay.page.wait_for_url(f"**/rooms/{company.room.id}/results")
    said = fay.page.locator("main").inner_text()
    assert [words for words in (*company.heads, PROMISE, WHO) if words not in said] == []
    with zipfile.ZipFile(io.BytesIO(exported)) as packed:
        files = {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}
    told = {row["activity"] for row in csv.DictReader(io.StringIO(files["totals.csv"]))}
    assert told >= {
        "share",
        "nearest",
        "respect",
        "position",
        "count-on-me",
        "treated",
        "inbox",
        "millimetre",
        "values",
    }
    for unseen in (MINE, OWN):
        assert unseen not in said + "".join(files.values())
    company.ann.reads(MINE)
