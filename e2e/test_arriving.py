"""A phone that cannot take part says so: no cookies, no script, the wrong address. It never looks joined."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from e2e.cast import Cast
from e2e.fake_room import CODE, FakeRoom
from e2e.house import House
from e2e.loopback import stop_the_clock, without_faults
from server.trials.swarm.desk import Desk, RoomKey
from server.trials.swarm.serving import Server
from tests.boards import a_board

PATIENCE_MS = 8_000


@pytest.fixture
def room(house: House) -> RoomKey:
    """A room in its lobby."""
    return house.desk.open_room("sampler")


def heading(page: Page, words: str) -> None:
    """The one heading says this."""
    expect(page.get_by_role("heading", level=1, name=words, exact=True)).to_be_visible()


def without_cookies(page: Page, server: Server) -> list[str]:
    """Take seats for a browser that keeps no cookie; the addresses asked."""
    asked: list[str] = []

    def seat(route: Route) -> None:
        asked.append(route.request.url)
        answer = Desk(server.address, server.database).post(urlsplit(route.request.url).path, {})
        route.fulfill(status=answer.status)

    page.route("**/seat", seat)
    return asked


def test_a_browser_without_cookies_takes_two_seats_at_most_and_is_told_why(
    house: House, room: RoomKey, cast: Cast
) -> None:
    wall, phone = cast.wall(house.origin), cast.phone("Bo", house.origin)
    wall.page.goto(f"{house.origin}/screen/{room.screen_token}")
    asked = without_cookies(phone.page, house.server)
    phone.page.goto(f"{house.origin}/{room.code}")
    heading(phone.page, "This browser keeps no cookies.")
    expect(phone.page.get_by_text("Allow cookies for this address")).to_be_visible()
    assert len(asked) == 2
    cast.phone("Ann", house.origin).scans(room.code)
    expect(wall.scene).to_contain_text("1 person here so far")


def test_a_phone_on_plain_http_of_a_room_on_https_is_shown_the_address_to_open(page: Page, site: str) -> None:
    to = f"https://rooms.example/{CODE}"
    refusal = {"code": "elsewhere", "message": f"Open {to} instead.", "to": to}
    page.route("**/seat", lambda route: route.fulfill(status=421, json=refusal))
    page.goto(site + CODE)
    heading(page, "The room is at another address.")
    expect(page.get_by_text(f"Open {to} instead")).to_be_visible()
    expect(page.get_by_role("link", name="Open that address")).to_have_attribute("href", to)


def test_a_refusal_that_is_no_json_ends_the_asking(page: Page, site: str) -> None:
    page.route("**/seat", lambda route: route.fulfill(status=403, body="<h1>No.</h1>"))
    page.goto(site + CODE)
    heading(page, "The door is closed.")


def test_a_page_whose_script_is_blocked_says_what_to_do_and_never_looks_joined(page: Page, site: str) -> None:
    stop_the_clock(page)
    page.route("**/js/phone.js", lambda route: route.abort())
    page.goto(site + CODE)
    heading(page, "One moment.")
    expect(page.locator("#late")).to_be_hidden()
    page.clock.fast_forward(PATIENCE_MS)
    expect(page.get_by_text("this browser does not run the page")).to_be_visible()
    expect(page.get_by_text("This takes longer than usual")).to_be_hidden()
    expect(page.get_by_role("link", name="Reload")).to_be_visible()
    assert page.get_by_text(re.compile("You.re in|answer is in|No connection")).filter(visible=True).count() == 0


def test_without_javascript_the_page_asks_for_it(cast: Cast, site: str) -> None:
    page = cast.phone("Bo", site, java_script_enabled=False).page
    page.goto(site + CODE)
    heading(page, "One moment.")
    asks = page.locator("noscript p")  # Playwright's search for words passes over noscript
    expect(asks).to_be_visible()
    expect(asks).to_contain_text("this page needs JavaScript")
    assert page.get_by_text(re.compile("You.re in|answer is in|No connection")).filter(visible=True).count() == 0


def test_a_slow_line_that_comes_after_all_brings_the_room(page: Page, site: str) -> None:
    held: list[Route] = []

    def slowly() -> None:
        stop_the_clock(page)
        page.route("**/seat", lambda route: held.append(route))
        with page.expect_request("**/seat"):
            page.goto(site + CODE)
        page.clock.fast_forward(PATIENCE_MS)
        expect(page.get_by_text("This takes longer than usual.")).to_be_visible()
        expect(page.get_by_text("this browser does not run the page")).to_be_hidden()
        held[0].continue_()

    with without_faults(page):
        FakeRoom(page, site, a_board(12, "lobby"), come=slowly)
        heading(page, "You’re in.")
        expect(page.locator("#late")).to_have_count(0)
        expect(page.locator("#said")).to_have_text("You’re in.")


def test_the_script_for_old_browsers_is_old_itself() -> None:
    script = Path("static/js/late.js").read_text()
    assert not re.search(
        r"=>|`|\b(const|let|import|async|class)\b|\?\.", re.sub(r"/\*.*?\*/", "", script, flags=re.DOTALL)
    )
