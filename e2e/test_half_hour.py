"""Half an hour for a paying audience, from the lobby to the page that is handed over: every shape of answer, three
phones, a late one, bad Wi-Fi, and ten people more. It is told twice: by hand, and by keyboard alone."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, expect

from e2e.cast import DESK, PROJECTOR, Cast
from e2e.dozen import TEN, Dozen
from e2e.hands import KEYS, TAPS, Taps
from e2e.house import House
from e2e.verbs import Facilitator, Phone, Wall
from server.trials.swarm.bystanders import bystanders
from server.trials.swarm.proxy_thread import ProxyInThread, proxy_in_thread
from tests.people import FAY

ROLE = {"A": 7, "B": 5, "C": 0, "D": 0, "E": 0}
HOTLINE, ME, RUDE = "The hotline", "Me. Tell me what happened.", "Ask somebody who cares"
STATEMENTS = ("advocate", "backed", "colleagues", "promise", "urgency")


@dataclass
class Company(Dozen):
    """Everybody, the Wi-Fi of Ann's phone, and what the wall has said of results."""

    wifi: ProxyInThread
    heads: list[str] = field(default_factory=list)

    def until(self, phase: str, round: int = 1) -> None:
        """Press Next until there; what the wall says of a result is remembered."""
        self.fay.until(phase, round)
        self.wall.stands(phase, round)
        self.ann.stands(phase)
        self.ann.hand.stay(self.ann.page)
        if phase != "open":
            self.heads.append(self.wall.scene.locator("h1").inner_text())


@pytest.fixture(params=[TAPS, KEYS], ids=["by hand", "by keyboard alone"])
def hand(request: pytest.FixtureRequest) -> Taps:
    """How Fay and Ann use their browsers."""
    hand: Taps = request.param
    return hand


@pytest.fixture
def fay(house: House, cast: Cast, hand: Taps) -> Facilitator:
    """Fay in her library, at a computer with a printer."""
    page = cast.page("Fay", cast.context(viewport=DESK))
    page.add_init_script("window.print = () => { window.printed = true }")
    fay = Facilitator(page, house.origin, hand)
    fay.signs_in(FAY.name, FAY.password)
    return fay


@pytest.fixture
def company(house: House, cast: Cast, fay: Facilitator, hand: Taps) -> Iterator[Company]:
    """The lobby, with twelve people in it; Ann's phone has a Wi-Fi of its own."""
    room = fay.opens("half-hour")
    wall = Wall(cast.watch("the big screen", fay.opens_the_screen()), house.origin)
    wall.page.set_viewport_size(PROJECTOR)
    wall.connected()
    fay.page.bring_to_front()  # her computer shows both; the tests' browser draws a page that lies behind once a second
    with proxy_in_thread(house.server.address) as wifi:
        ann, bo = cast.phone("Ann", wifi.address.origin, hand=hand), cast.phone("Bo", house.origin)
        ann.joins(room.code)
        bo.scans(room.code)
        with bystanders(house.server.address, room.code, TEN) as others:
            yield Company(room, fay, wall, ann, bo, others, wifi)


def test_the_half_hour_is_played_to_its_end(company: Company, house: House, cast: Cast) -> None:
    where_people_stand(company)
    cleo = cast.phone("Cleo", house.origin)
    ten_seconds(company, cleo)
    where_we_stand(company, cleo)
    who_counts_on_you(company)
    because(company)
    not_on_the_menu(company)
    asked_now(company, cleo)
    the_other_way_round(company, cleo)
    where_we_stand_now(company, cleo)
    handed_over(company)


def where_people_stand(company: Company) -> None:
    """The choice that later lays results apart."""
    company.until("open", 1)
    company.ann.answers("B")
    company.ann.changes_to("A")
    company.bo.answers("B")
    company.others.answer("role", 1, ["front-line"] * 6 + ["team-lead"] * 4)
    company.until("revealed", 1)
    assert company.wall.table() == {letter: [people] for letter, people in ROLE.items()}
    assert company.ann.counts() == company.bo.counts() == company.fay.counts() == ROLE


def ten_seconds(company: Company, cleo: Phone) -> None:
    """Texts that wait for the host, sorted while others still come; one is hidden once it is out."""
    fay, wall, ann, bo = company.fay, company.wall, company.ann, company.bo
    company.until("open", 1)
    ann.reads("Your host reads it first.")
    ann.hand.write(ann.page.locator("[data-answer] textarea").first, "I am, and here is my nu")
    company.wifi.lose()
    expect(ann.page.locator("html")).not_to_have_attribute("data-link", "open")
    ann.hand.write(ann.page.locator("[data-answer] textarea").first, ME)
    ann.sends()
    company.others.answer("ten-seconds", 1, [[HOTLINE]] * 9 + [[RUDE]])
    expect(on_the_desk(fay, HOTLINE)).to_be_visible()
    into_group(fay, HOTLINE, "A department", "b")
    cleo.joins(company.room.code)
    writes(cleo, "the hotline!")
    writes(bo, ME)
    company.wifi.plan()
    ann.feels("answered")
    fay.next()
    expect(fay.scene.locator("[data-group='department'] [data-text]")).to_contain_text("10 times")
    into_group(fay, ME, "We all are", "a")
    lets_out(fay, ME)
    lets_out(fay, RUDE)
    fay.next()
    expect(wall.scene).to_contain_text(ME)
    assert wall.table() == {"A": [2], "B": [10], "C": [0], "D": [0], "E": [0], "N": [1]}
    hides(fay, RUDE)
    expect(wall.scene).not_to_contain_text(RUDE)


def where_we_stand(company: Company, cleo: Phone) -> None:
    """Statements, of which Bo leaves one out."""
    company.until("open", 1)
    for phone, level in ((company.ann, 2), (cleo, 3)):
        rates(phone, dict.fromkeys(STATEMENTS, level))
    rates(company.bo, dict.fromkeys(STATEMENTS[1:], 5))
    company.others.answer("baseline", 1, [dict.fromkeys(STATEMENTS, 2)] * TEN)
    company.until("revealed", 1)


def who_counts_on_you(company: Company) -> None:
    """Up to three texts; nobody minds if it is passed over quickly."""
    company.until("open", 1)
    company.others.answer("my-customers", 1, [["the night nurse", "the planners"]] * 6)
    company.until("revealed", 1)


def because(company: Company) -> None:
    """A hundred points, and then the same by role."""
    wall = company.wall
    company.until("open", 1)
    company.others.answer("impediments", 1, [{"people": 100}] * 6 + [{"message": 60, "machine": 40}] * 4)
    company.ann.hand.pull(company.ann.page.locator("[name=weather]"), 1)
    shares(company.bo, "message", 10)
    company.until("revealed", 1)
    expect(wall.scene.locator("h1")).to_have_text("55 of 100 points go to people.")
    company.until("split")
    expect(wall.scene.locator("h1")).to_have_text("Front line: 100 points to people. Team leads: 0.")
    expect(wall.scene).to_contain_text("Front line")


def not_on_the_menu(company: Company) -> None:
    """An amount, by role."""
    company.until("open", 1)
    company.ann.hand.write(company.ann.page.locator("[name=value]"), "250")
    company.ann.sends()
    company.ann.feels("answered")
    company.others.answer("menu", 1, [50] * 6 + [500] * 4)
    company.until("revealed", 1)
    expect(company.wall.scene.locator("h1")).to_have_text("Half of us say 50 euros or less.")


def asked_now(company: Company, cleo: Phone) -> None:
    """A question that nobody had planned."""
    fay = company.fay
    asks(fay, "Who may raise it?", "Me", "My boss")
    company.until("open", 1)
    for phone in (company.ann, company.bo, cleo):
        phone.answers("A")
    company.others.answer("asked-1", 1, ["a"] * 6)
    company.until("revealed", 1)


def the_other_way_round(company: Company, cleo: Phone) -> None:
    """Texts and a second question about them."""
    fay = company.fay
    company.until("open", 1)
    texts = [f"It will be late, so I have already rung customer {n}." for n in range(6)]
    company.others.answer("rewrite", 1, [[text] for text in texts])
    fay.next()
    for text in texts[:2]:
        lets_out(fay, text)
        expect(fay.scene.locator("[data-group=''] [data-text]").filter(has_text=text)).to_have_count(1)
    company.until("open", 2)
    for phone in (company.ann, company.bo, cleo):
        phone.hand.tick(phone.page.get_by_role("checkbox", name="customer 1."))
        phone.sends()
        phone.feels("answered")
    shown = company.bo.page.request.get(f"{company.bo.origin}/{company.room.code}/wall").json()["texts"]
    assert sorted(each["words"] for each in shown) == texts[:2]
    company.others.answer("rewrite", 2, [[each["mark"]] for each in shown])
    company.until("revealed", 2)
    expect(company.wall.scene.locator("h1")).to_have_text("4 of 5 marked the line on top.")


def where_we_stand_now(company: Company, cleo: Phone) -> None:
    """The same statements again: who went up and who went down."""
    wall = company.wall
    company.until("open", 2)
    for phone in (company.ann, company.bo, cleo):
        rates(phone, dict.fromkeys(STATEMENTS, 4))
    company.others.answer("baseline", 2, [dict.fromkeys(STATEMENTS, 4)] * TEN)
    company.until("shift", 2)
    expect(wall.scene.locator("h1")).to_have_text("13 of 13 moved on being backed, at least 12 of them up.")


def handed_over(company: Company) -> None:
    """What the page says is what the wall said, and so does the export."""
    fay = company.fay
    while fay.page.locator("#next").get_attribute("value") != "end":
        fay.next()
    fay.closes()
    exported = fay.exports()
    fay.hand.press(fay.page.get_by_role("link", name="Results page"))
    fay.page.wait_for_url(f"**/rooms/{company.room.id}/results")
    said = fay.page.locator("main").inner_text()
    fay.hand.press(fay.page.get_by_role("button", name="Print, or save as PDF"))
    assert fay.page.evaluate("() => window.printed")
    assert [head for head in company.heads if head not in said] == []
    assert ME in said
    with zipfile.ZipFile(io.BytesIO(exported)) as packed:
        files = {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}
    totals = list(csv.DictReader(io.StringIO(files["totals.csv"])))
    role = [row["people"] for row in totals if (row["activity"], row["what"]) == ("role", "answer")]
    assert role == [str(people) for people in ROLE.values()]
    assert {row["activity"] for row in totals if row["what"] == "by group"} == {"impediments"}
    for unseen in (RUDE, "customer 5."):
        assert unseen not in said
        assert all(unseen not in text for text in files.values())


def asks(fay: Facilitator, question: str, *answers: str) -> None:
    """Type a question, and have it asked next."""
    keys = fay.page.keyboard
    keys.press("a")
    expect(fay.page.locator("[name=question]")).to_be_focused()
    for text in (question, "", *answers):
        keys.type(text)
        keys.press("Tab")
    keys.press("Control+Enter")
    expect(fay.page.locator("#asking")).to_be_hidden()


def writes(phone: Phone, text: str) -> None:
    """Write, send, and be told that it is in."""
    phone.hand.write(phone.page.locator("[data-answer] textarea").first, text)
    phone.sends()
    phone.feels("answered")


def rates(phone: Phone, levels: dict[str, int]) -> None:
    """Choose a dot for each statement, and send."""
    for statement, level in levels.items():
        phone.hand.tick(phone.page.locator(f"[name={statement}][value='{level}']"))
    phone.sends()
    phone.feels("answered")


def shares(phone: Phone, key: str, times: int) -> None:
    """Give one thing so many tens, and send."""
    phone.hand.pull(phone.page.locator(f"[name={key}]"), times)
    phone.sends()
    phone.feels("answered")


def on_the_desk(fay: Facilitator, text: str) -> Locator:
    """A text on the console."""
    return fay.scene.locator("[data-text]").filter(has_text=re.compile(re.escape(text), re.IGNORECASE))


def into_group(fay: Facilitator, text: str, group: str, letter: str) -> None:
    fay.hand.sort(on_the_desk(fay, text), f"Into {group}", letter)


def lets_out(fay: Facilitator, text: str) -> None:
    fay.hand.sort(on_the_desk(fay, text), "Let out", "o")


def hides(fay: Facilitator, text: str) -> None:
    fay.hand.sort(on_the_desk(fay, text), "Hide", "h")
