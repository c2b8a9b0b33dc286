"""What is over says so: a deleted room on every page that shows it, a replaced link of the big screen, a wrong code."""

import pytest
from playwright.sync_api import Page, expect

from e2e.cast import Cast
from e2e.house import House
from server.trials.swarm.desk import RoomKey


@pytest.fixture
def room(house: House) -> RoomKey:
    """A room that votes."""
    room = house.desk.open_room("sampler", minimum=2)
    house.desk.advance(room.id, "open")
    return room


def heading(page: Page, words: str) -> None:
    """The one heading says this."""
    expect(page.get_by_role("heading", level=1)).to_have_text([words])


def test_a_deleted_room_says_so_on_phone_wall_and_desk(house: House, room: RoomKey, cast: Cast) -> None:
    fay, wall, ann = cast.facilitator(house), cast.wall(house.origin), cast.phone("Ann", house.origin)
    wall.page.goto(f"{house.origin}/screen/{room.screen_token}")
    wall.connected()
    ann.scans(room.code)
    fay.page.goto(f"{house.origin}/rooms/{room.id}")
    fay.connected()
    house.desk.post(f"/rooms/{room.id}/delete", {})
    for page in (ann.page, wall.page):
        heading(page, "This room was deleted.")
    expect(fay.page.locator("#trouble")).to_contain_text("This room was deleted")
    ann.page.reload()
    expect(ann.page.get_by_role("alert")).to_contain_text("No room has the code")
    wall.page.reload()
    heading(wall.page, "This screen link has expired.")
    fay.page.reload()
    heading(fay.page, "This room is gone.")


def test_a_replaced_link_of_the_big_screen_says_what_to_do_and_shows_no_old_picture(
    house: House, room: RoomKey, cast: Cast
) -> None:
    wall = cast.wall(house.origin)
    wall.page.goto(f"{house.origin}/screen/{room.screen_token}")
    wall.connected()
    wall.stands("open")
    house.desk.post(f"/rooms/{room.id}/screen-link", {})
    heading(wall.page, "This screen link has expired.")
    expect(wall.page.get_by_text("copies its new link from the console")).to_be_visible()
    wall.page.reload()
    heading(wall.page, "This screen link has expired.")


def test_back_and_reload_after_a_wrong_code_send_no_form_again(house: House, cast: Cast) -> None:
    page = cast.phone("Bo", house.origin).page
    page.goto(house.origin)
    for typed, words in (("000001", "No room has the code 000 001."), ("12", "A code has six digits.")):
        page.locator("[name=code]").fill(typed)
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text(words)
        with page.expect_request(lambda request: request.is_navigation_request()) as again:
            page.reload()
        assert again.value.method == "GET"
    page.go_back()
    expect(page.get_by_role("alert")).to_contain_text("No room has the code 000 001.")
    page.go_back()
    heading(page, "Take a seat.")
    expect(page.get_by_role("alert")).to_have_count(0)
