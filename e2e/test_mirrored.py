"""Ten people in a room in Arabic: every page runs from right to left, and what must not turn does not."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Response, expect

from e2e import looks
from e2e.cast import Cast
from e2e.house import House
from e2e.verbs import Room
from server.trials.swarm.bystanders import Bystanders, bystanders

FIRST_LOAD_BYTES = 150_000
CALM: dict[str, Any] = {"reduced_motion": "reduce"}
FIRST, SECOND = ["call"] * 5 + ["date"] * 2 + ["again"], ["date"] * 5 + ["call"] * 2 + ["again"]


class Company:
    """Fay, the wall, two phones, and eight others."""

    def __init__(self, cast: Cast, house: House) -> None:
        self.fay, self.wall = cast.facilitator(house, **CALM), cast.wall(house.origin, **CALM)
        self.room: Room = self.fay.opens("arabic")
        self.wall.opens(self.room)
        self.ann, self.bo = (cast.phone(name, house.origin, **CALM) for name in ("Ann", "Bo"))
        for phone in (self.ann, self.bo):
            phone.scans(self.room.code)

    def until(self, phase: str, round: int) -> None:
        """Press Next until there; everybody shows it."""
        self.fay.until(phase, round)
        for each in (self.wall, self.ann, self.bo):
            each.stands(phase, round)

    @property
    def pages(self) -> list[Page]:
        return [self.fay.page, self.wall.page, self.ann.page]


@pytest.fixture
def company(cast: Cast, house: House) -> Company:
    return Company(cast, house)


@pytest.fixture
def others(company: Company, house: House) -> Iterator[Bystanders]:
    with bystanders(house.server.address, company.room.code, 8) as others:
        yield others


def box(place: Locator) -> tuple[float, float]:
    """Where an element starts and ends, from the left."""
    found = place.bounding_box()
    assert found is not None
    return found["x"], found["x"] + found["width"]


def boxes(places: Locator) -> list[tuple[float, float]]:
    return [box(place) for place in places.all()]


def middle(page: Page) -> float:
    assert page.viewport_size is not None
    return page.viewport_size["width"] / 2


def test_a_room_in_arabic_runs_from_right_to_left_all_the_way(company: Company, others: Bystanders) -> None:
    for page in company.pages:
        expect(page.locator("html")).to_have_attribute("lang", "ar")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
    the_lobby(company)
    company.until("open", 1)
    the_vote(company)
    company.ann.answers("A")
    company.bo.answers("B")
    others.answer("shipment", 1, FIRST)
    company.until("revealed", 1)
    the_rows(company)
    company.until("talk", 1)
    the_card(company)
    company.until("open", 2)
    for phone in (company.ann, company.bo):
        phone.answers("B")
    others.answer("shipment", 2, SECOND)
    company.until("shift", 2)
    the_shift(company)


def the_lobby(company: Company) -> None:
    """The code stands at the start, which is the right, and reads as everywhere."""
    wall = company.wall.scene
    code, scan = wall.locator(".lobby__code bdi"), wall.locator(".lobby__scan")
    assert box(code)[0] > box(scan)[1]
    for each in (code, wall.locator(".lobby__address bdi"), company.fay.scene.locator("bdi").first):
        assert each.evaluate("each => getComputedStyle(each).direction") == "ltr"
    wordmark = wall.locator(".wordmark")
    assert box(wordmark.locator("bdi").first)[1] <= box(wordmark.locator("svg"))[0] + 1
    assert box(company.fay.page.locator("#next"))[1] < middle(company.fay.page), "Next is at the left"
    assert box(company.fay.page.locator("#back"))[0] > middle(company.fay.page)


def the_vote(company: Company) -> None:
    """The question at the right, answers at the left, letters at the right of their words, the ticks at the left."""
    wall = company.wall.scene
    assert box(wall.locator(".vote__ask"))[0] > box(wall.locator(".vote__answers"))[1]
    answer = wall.locator(".vote__answer").first
    assert box(answer.locator(".letter"))[0] > box(answer.locator(".vote__text"))[0]
    card = company.ann.option("A")
    assert box(card.locator(".letter"))[0] > box(card.locator("input"))[1]
    turned = company.ann.page.locator("#send .icon").evaluate("icon => getComputedStyle(icon).transform")
    assert turned.startswith("matrix(-1"), "the paper plane flies where the line goes"
    for page in (company.ann.page, company.bo.page):
        assert looks.at_320(page) == []


def the_rows(company: Company) -> None:
    """Rows start at the right; the number of people follows the last dot to the left, its share further left."""
    wall, desk = company.wall.scene, company.fay.scene
    for scene in (wall, desk.locator(".preview")):
        row = scene.locator(".row__chart").first
        start, *_, end = sorted(boxes(row.locator(".unit")), reverse=True)
        right = box(row)[1]
        assert right - start[1] < start[1] - start[0], "the first dot stands at the right edge"
        number, aside = row.locator(".row__number"), row.locator(".row__aside")
        assert box(number)[1] <= end[0]
        assert box(aside)[1] < box(number)[1] - (start[1] - start[0]) / 4
        assert (aside.text_content() or "").strip("\u200e\u200f") == "60%"
    phone = company.ann.scene.locator(".rows li").first
    chart, number = phone.locator("svg.chart"), phone.locator("svg.chart text")
    mine = phone.locator(".dot--now")
    assert box(number)[1] < box(mine)[0] < box(chart)[1]
    assert box(number)[0] > box(chart)[0] + 40, "the number stands at its dots, not at the end of the line"
    assert number.evaluate("text => text.getScreenCTM().a") > 0, "digits are not mirrored"
    hole = company.ann.scene.locator("#pb use")
    assert "scale(-" in (hole.get_attribute("transform") or ""), "marks are turned back"


def the_card(company: Company) -> None:
    """The card at the left of the chart; the clock runs as clocks do."""
    wall, desk = company.wall.scene, company.fay.scene
    assert box(wall.locator(".cue--tall"))[1] < box(wall.locator(".rows"))[0]
    for clock in (wall.locator(".timer"), desk.locator(".countdown__face")):
        assert clock.evaluate("clock => getComputedStyle(clock).direction") == "ltr"
    gone = desk.locator(".countdown__bar")
    assert gone.evaluate("bar => getComputedStyle(bar).transform").startswith("matrix(-1")


def the_shift(company: Company) -> None:
    """Before at the right, after at the left, between them threads; each number at the left of its letter."""
    for flow in (company.wall.scene.locator(".flow"), company.fay.scene.locator(".preview .flow")):
        before, after = boxes(flow.locator(".flow__was")), boxes(flow.locator(".flow__is"))
        rings, came = boxes(flow.locator(".ring")), boxes(flow.locator(".came"))
        assert min(left for left, _ in before) > max(right for _, right in after)
        assert min(left for left, _ in rings) > max(right for _, right in came)
        threads = box(flow.locator(".thread").first)
        assert max(right for _, right in came) <= threads[0] + 1
        assert threads[1] <= max(left for left, _ in rings) + 1  # a short row has its thread from its last dot on
        letter = box(flow.locator(".flow__after .flow__letter").first)
        assert after[0][1] < letter[0]
        heads = boxes(flow.locator(".flow__head"))
        assert heads[0][0] > heads[1][1]
    road = company.fay.scene.locator(".counts__road").first
    origin, goal = boxes(road.locator(".letter"))
    assert origin[0] > goal[1], "from the right to the left"
    assert road.locator(".icon").evaluate("icon => getComputedStyle(icon).transform").startswith("matrix(-1")


def test_nothing_on_the_big_screen_is_cut_or_lies_over_something(company: Company, others: Bystanders) -> None:
    company.ann.page.set_viewport_size({"width": 320, "height": 568})
    rounds = {1: FIRST, 2: SECOND}
    wrong: dict[str, list[str]] = {}
    while True:
        step = company.fay.scene.get_attribute("data-step") or ""
        page = company.wall.page
        expect(company.wall.scene).to_have_attribute("data-step", company.fay.scene.get_attribute("data-moves") or "")
        for what, given in (("outside", [looks.SAFE_FRAME]), ("overlaps", []), ("halved", []), ("smallText", [28])):
            wrong[f"{step}, {what}"] = looks.measure(page, what, *given)
        wrong[f"{step}, phone"] = looks.measure(company.ann.page, "sideways")
        if company.fay.page.locator("#next").get_attribute("value") == "end":
            break
        company.fay.next()
        for round, votes in rounds.items():
            if company.fay.stands("open", round):
                others.answer("shipment", round, votes)
    assert {where: faults for where, faults in wrong.items() if faults} == {}


@pytest.mark.parametrize(("workshop", "reads_arabic"), [("arabic", True), ("extremes", False)])
def test_nobody_downloads_letters_they_do_not_read(cast: Cast, house: House, workshop: str, reads_arabic: bool) -> None:
    fay = cast.facilitator(house, **CALM)
    room = fay.opens(workshop)
    phone = cast.phone("Ann", house.origin, **CALM)
    loaded: list[Response] = []
    phone.page.on("response", lambda response: loaded.append(response))
    phone.scans(room.code)
    fay.until("open", 1)
    phone.stands("open")
    phone.page.evaluate("() => document.fonts.ready.then(() => true)")
    bodies = {each.url: each.body() for each in loaded if each.status == 200}
    assert any("vazirmatn" in url for url in bodies) is reads_arabic
    assert not any(re.search("latin-ext", url) for url in bodies)
    if not reads_arabic:
        assert sum(len(gzip.compress(body)) for body in bodies.values()) <= FIRST_LOAD_BYTES


def test_digits_stay_those_of_the_code(company: Company, others: Bystanders) -> None:
    for page in company.pages:
        assert re.search("[\u0660-\u0669\u06f0-\u06f9]", page.locator("body").inner_text()) is None
