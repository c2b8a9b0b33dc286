"""The way in, tried before anybody comes: a phone that finds out, and a desk that says so."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from e2e.cast import PHONE, Cast
from e2e.house import House
from e2e.verbs import Facilitator, Room
from server.trials.swarm.serving import serve

# As in static/js/link.js.
SOCKET_TRIES, RETRY_CAP_MS = 3, 4_000
# What a page sees of a Wi-Fi that lets no socket through.
BLOCKED = """
window.WebSocket = class {
  static OPEN = 1;
  readyState = 3;
  constructor() { window.tried = (window.tried ?? 0) + 1; setTimeout(() => this.onclose?.({ code: 1006 })); }
  close() {}
};
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server that takes itself to listen on every address of this machine."""
    with serve(tmp_path_factory.mktemp("way") / "data", ROOMFUL_ADDRESS="0.0.0.0:8000") as server:
        yield House(server, server.desk())


@pytest.fixture(scope="module")
def company(browser: Browser, playwright: Playwright) -> Iterator[Cast]:
    """Browsers that all these stories share."""
    with Cast(browser, playwright) as company:
        yield company


@pytest.fixture(scope="module")
def desk(company: Cast, house: House) -> Facilitator:
    """Fay's browser."""
    return company.facilitator(house)


@pytest.fixture
def room(house: House) -> Room:
    """A new room."""
    id, code, token = house.desk.open_room("late-shipment", minimum=2)
    return Room(id, code, f"/screen/{token}")


@pytest.fixture
def fay(desk: Facilitator, room: Room) -> Facilitator:
    """Fay, with the window about joining open."""
    desk.comes_back(room)
    desk.page.keyboard.press("f")
    expect(desk.page.locator("#joining")).to_be_visible()
    return desk


def a_phone(company: Cast, *, blocked: bool) -> Page:
    """Somebody's phone, in a Wi-Fi that lets sockets pass or does not."""
    context: BrowserContext = company.context(**PHONE)
    page = company.page("a phone", context)
    if blocked:
        page.add_init_script(BLOCKED)
    return page


@pytest.mark.parametrize(("blocked", "way"), [(False, "live updates pass"), (True, "works by plain HTTP, slower")])
def test_a_phone_tries_the_way_in_and_the_desk_says_what_came_of_it(
    company: Cast, house: House, fay: Facilitator, room: Room, blocked: bool, way: str
) -> None:
    expect(fay.page.locator(".trial")).to_contain_text("No phone has come yet.")
    phone = a_phone(company, blocked=blocked)
    phone.goto(f"{house.origin}/{room.code}/test")
    expect(phone.get_by_text("by plain HTTP" if blocked else "Live updates pass")).to_be_visible()
    expect(fay.page.locator(".trial")).to_contain_text(way)
    expect(fay.page.locator("#joining")).to_be_visible()
    phone.close()


def test_a_phone_whose_sockets_are_blocked_is_present(
    company: Cast, house: House, fay: Facilitator, room: Room
) -> None:
    phone = a_phone(company, blocked=True)
    phone.clock.install()
    phone.goto(f"{house.origin}/{room.code}")
    phone.wait_for_function("() => window.tried")
    while phone.evaluate("() => tried") < SOCKET_TRIES:
        phone.clock.run_for(1_000)
    phone.clock.run_for(RETRY_CAP_MS)
    expect(phone.locator("body")).to_have_attribute("data-phone", re.compile("."))
    expect(fay.scene.locator(".phones")).to_contain_text("1 phone connected.")
    expect(fay.scene.locator(".phones")).to_contain_text("by plain HTTP")
    expect(fay.scene.locator(".phones")).not_to_contain_text("reconnecting")
    phone.close()
