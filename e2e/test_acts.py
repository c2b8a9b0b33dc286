"""More than answering: a button on the phone, and a form on the desk, as kinds write them into their templates."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Route, expect

from e2e.fake_room import FakeRoom, phone_pages
from e2e.loopback import serving, visit, without_faults
from server.room.board import Board

BUTTON = '<button type="button" data-act="upvote" data-value="[17]">Upvote</button>'
DESK = """import { takeOverActs } from "/static/js/console/acts.js";
window.told = [];
takeOverActs((status) => told.push(status));
"""
FORM = (
    '<form data-act method="post" action="/rooms/7/acts"><input type="hidden" name="activity" value="plan">'
    '<button name="what" value="clear">Clear</button></form>'
)
LATE = "That came too late, or cannot be done here. It did not count."


class Upvoting(FakeRoom):
    """A room in which one can do something; what phones do is in `actions`."""

    def __init__(self, *given: Any, **said: Any) -> None:
        self.actions: list[dict[str, Any]] = []
        super().__init__(*given, **said)

    def _frame(self, board: Board) -> dict[str, Any]:
        frame = super()._frame(board)
        return {**frame, "html": str(frame["html"]).replace("</form>", f"</form>{BUTTON}")}

    def _hear(self, text: str | bytes) -> None:
        super()._hear(text)
        message = json.loads(text)
        if message["type"] == "action":
            self.actions.append(message)

    def says(self, kind: str, **said: Any) -> None:
        """What comes of the newest action."""
        self._send({"type": kind, "action_id": self.actions[-1]["action_id"], "version": 2, **said})


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with phone_pages() as address:
        yield address


def press(page: Page, room: Upvoting, times: int) -> None:
    """So many taps, and the first of them has gone out."""
    for _ in range(times):
        page.get_by_role("button", name="Upvote").click()
    until(page, room, 1)


def until(page: Page, room: Upvoting, many: int) -> None:
    """That many messages came: each question to the page hears them, too."""
    for _ in range(5_000):
        if len(room.actions) >= many:
            return
        page.evaluate("() => new Promise((wake) => requestAnimationFrame(wake))")
    raise AssertionError(f"only {len(room.actions)} came")


def test_taps_go_out_in_order_and_an_answer_beside_them_is_not_touched(page: Page, site: str) -> None:
    with without_faults(page):
        room = Upvoting(page, site)
        page.locator("[value=evidence]").check()
        press(page, room, 3)
        for number in range(1, 4):
            until(page, room, number)
            assert len(room.actions) == number
            room.says("ack", activity="first-step", round=1)
        assert len({each["action_id"] for each in room.actions}) == 3
        said = {name: value for name, value in room.actions[0].items() if name != "action_id"}
        assert said == {"type": "action", "activity": "first-step", "round": 1, "what": "upvote", "value": [17]}
        expect(page.locator("#send")).to_have_text("Send answer B")


def test_a_tap_in_a_lift_goes_out_on_the_next_connection_and_no_is_told(page: Page, site: str) -> None:
    room = Upvoting(page, site)
    press(page, room, 1)
    room.drops()
    until(page, room, 2)
    assert room.actions[0] == room.actions[1]
    room.says("refused", code="closed", message="No.", rev=None, final=True)
    expect(page.get_by_text(LATE).first).to_be_visible()
    assert page.evaluate("() => Object.keys(localStorage).filter((key) => key.includes('act:'))") == []


def test_the_desk_tries_again_under_the_same_id(page: Page) -> None:
    bodies: list[dict[str, list[str]]] = []
    statuses = iter((503, 200, 422))

    def answer(route: Route) -> None:
        bodies.append(parse_qs(route.request.post_data or ""))
        route.fulfill(status=next(statuses), body="{}")

    page.clock.install(time=0)
    with serving(DESK, FORM) as address:
        page.route("**/rooms/7/acts", answer)
        visit(page, address)
        page.get_by_role("button", name="Clear").click()
        page.wait_for_function("() => told.length === 1")
        page.clock.run_for(2_000)
        page.wait_for_function("() => told.length === 2")
        page.get_by_role("button", name="Clear").click()
        page.wait_for_function("() => told.length === 3")
        page.clock.run_for(20_000)
        assert page.evaluate("() => told") == [503, None, 422]
    assert bodies[0] == bodies[1] == {"activity": ["plan"], "what": ["clear"], "action_id": bodies[0]["action_id"]}
    assert bodies[2]["action_id"] != bodies[0]["action_id"]
