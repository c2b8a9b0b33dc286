"""One place a person, wherever they look from: reloads, second laptops, second tabs, a server that restarts."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, Route, expect

from e2e.cast import ELSEWHERE, Cast
from e2e.house import House, house_at
from e2e.verbs import Facilitator, Phone, Room, Wall
from server.trials.swarm.desk import NAME, PASSWORD

# A page that comes back at once was away for less time than a test takes to look at it.
WATCH = """() => {
  window.lost = false;
  const look = () => { lost ||= document.documentElement.dataset.link !== "open"; };
  new MutationObserver(look).observe(document.documentElement, { attributeFilter: ["data-link"] });
}"""


@pytest.fixture(scope="module")
def company(house: House, browser: Browser, playwright: Playwright) -> Iterator[Cast]:
    """Browsers that all these stories share, because opening one takes longer than most of what is done in it."""
    with Cast(browser, playwright) as company:
        yield company


@pytest.fixture(scope="module")
def laptops(company: Cast, house: House) -> list[Facilitator]:
    """Fay's two laptops."""
    return [company.facilitator(house), company.facilitator(house)]


@pytest.fixture
def room(house: House, laptops: list[Facilitator]) -> Room:
    """A new room in its lobby, on the first laptop."""
    id, code, token = house.desk.open_room("sampler", minimum=2)
    room = Room(id, code, f"/screen/{token}")
    laptops[0].comes_back(room)
    return room


@pytest.fixture
def fay(laptops: list[Facilitator], room: Room) -> Facilitator:
    """Fay at her first laptop."""
    return laptops[0]


@pytest.fixture(scope="module")
def projector(company: Cast, house: House) -> Wall:
    """What hangs on the wall."""
    return company.wall(house.origin)


@pytest.fixture
def wall(projector: Wall, room: Room) -> Wall:
    """The big screen of the room."""
    projector.opens(room)
    return projector


@pytest.fixture(scope="module")
def pocket(company: Cast, house: House) -> Phone:
    """Ann's phone."""
    return company.phone("Ann", house.origin)


@pytest.fixture
def ann(pocket: Phone, room: Room) -> Phone:
    """Ann in her seat."""
    pocket.scans(room.code)
    return pocket


def test_a_second_laptop_a_second_tab_and_a_reload_show_the_same_room(
    fay: Facilitator, room: Room, laptops: list[Facilitator], company: Cast
) -> None:
    fay.until("open", 1)
    tab = Facilitator(company.page("Fay's tab", fay.page.context), fay.origin)
    for other in (laptops[1], tab):
        other.comes_back(room)
        assert other.stands("open", 1)
    fay.next()
    moves = fay.scene.get_attribute("data-moves") or ""
    for other in (laptops[1], tab):
        expect(other.scene).to_have_attribute("data-moves", moves)
    fay.reloads()
    expect(fay.scene).to_have_attribute("data-moves", moves)
    assert fay.stands("closed", 1)
    tab.page.close()


def test_two_laptops_that_press_next_together_move_the_room_by_one_step(room: Room, laptops: list[Facilitator]) -> None:
    laptops[1].comes_back(room)
    held: list[Route] = []
    for desk in laptops:
        desk.page.route("**/moves", lambda route: held.append(route), times=1)
        with desk.page.expect_request("**/moves"):
            desk.page.locator("#next").click()
    answers = [let_go(route) for route in held]
    assert answers == [{"applied": True, "moves": 1}, {"applied": False, "moves": 1}]
    for desk in laptops:
        expect(desk.scene).to_have_attribute("data-moves", "1")
    laptops[1].next()
    expect(laptops[0].scene).to_have_attribute("data-moves", "2")


def let_go(route: Route) -> object:
    """Let a request that was held back go on. The server's answer."""
    answer = route.fetch()
    route.fulfill(response=answer)
    return answer.json()


def test_two_tabs_of_one_phone_count_once(fay: Facilitator, wall: Wall, ann: Phone, room: Room, company: Cast) -> None:
    tab = Phone(company.page("Ann's tab", ann.page.context), ann.origin)
    tab.scans(room.code)
    expect(wall.scene).to_contain_text("1 person here so far")
    fay.until("open", 1)
    ann.answers("B")
    tab.feels("answered")
    expect(tab.scene.locator("[data-my-answer] .letter")).to_have_text("B")
    tab.changes_to("A")
    expect(ann.scene.locator("[data-my-answer] .letter")).to_have_text("A")
    expect(wall.scene).to_contain_text("1 of 1 has answered")
    expect(fay.scene.locator("#answered-head")).to_have_text("1 of 1 answered")
    tab.page.close()


def test_a_phone_that_left_comes_back_to_its_seat_and_answer(
    fay: Facilitator, wall: Wall, ann: Phone, room: Room, company: Cast
) -> None:
    bo = company.phone("Bo", ann.origin)
    bo.scans(room.code)
    expect(wall.scene).to_contain_text("2 people here so far")
    seat = ann.seat()
    ann.page.goto("about:blank")
    ann.joins(room.code)
    assert ann.seat() == seat != bo.seat()
    fay.until("open", 1)
    ann.answers("C")
    browser = ann.page.context
    ann.page.close()
    again = Phone(company.page("Ann", browser), ann.origin)
    again.scans(room.code)
    again.feels("answered")
    expect(again.scene.locator("[data-my-answer] .letter")).to_have_text("C")
    expect(wall.scene).to_contain_text("1 of 2 has answered")


def test_forms_work_in_a_lan_without_https(house: House, cast: Cast) -> None:
    room = house.desk.open_room("sampler")
    origin = f"http://{ELSEWHERE}:{house.server.address.port}"
    page = cast.page("Ann", cast.context())
    page.goto(origin)
    page.locator("[name=code]").fill(room.code)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{origin}/{room.code}")
    expect(page.get_by_role("heading", name="You’re in.")).to_be_visible()
    page.goto(f"{origin}/signin")
    page.locator("[name=name]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/library")


def test_a_restart_of_the_server_needs_nobody_to_sign_in_or_join_again(cast: Cast, tmp_path: Path) -> None:
    with house_at(tmp_path / "data", supervised=True) as house:
        fay, wall, ann = cast.facilitator(house), cast.wall(house.origin), cast.phone("Ann", house.origin)
        room = fay.opens("sampler", minimum=2)
        wall.opens(room)
        ann.scans(room.code)
        fay.until("open", 1)
        ann.answers("B")
        for each in (wall, ann, fay):
            each.page.evaluate(WATCH)
        os.kill(house.server.pid, signal.SIGKILL)
        for each in (wall, ann, fay):
            each.page.wait_for_function("() => lost")
        expect(wall.scene).to_contain_text("1 of 1 has answered")
        for each in (wall, ann, fay):
            expect(each.page.locator("html")).to_have_attribute("data-link", "open")
        expect(ann.scene.locator("[data-my-answer] .letter")).to_have_text("B")
        expect(wall.scene).to_contain_text("1 of 1 has answered")
        fay.next()
        for each in (wall, ann):
            each.stands("closed", 1)
        cast.leave()
