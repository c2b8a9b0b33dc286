"""Bad Wi-Fi: an answer given without a connection is kept, sent, and counted once, or kindly refused."""

import pytest
from playwright.sync_api import expect

from e2e.cast import Cast
from e2e.house import House
from e2e.verbs import Phone
from server.trials.swarm.desk import RoomKey
from server.trials.swarm.oracle import read_rows
from server.trials.swarm.proxy_thread import ProxyInThread

IDLE_SECONDS, TAP_SECONDS = 25, 5


@pytest.fixture
def room(house: House) -> RoomKey:
    """A room that votes."""
    room = house.desk.open_room("sampler", minimum=2)
    house.desk.advance(room.id, "open")
    return room


@pytest.fixture
def ann(cast: Cast, room: RoomKey, wifi: ProxyInThread) -> Phone:
    """Ann, who has read the question. Her clock can be turned forward."""
    ann = cast.phone("Ann", wifi.address.origin)
    ann.page.clock.install()
    ann.scans(room.code)
    ann.feels("choosing")
    return ann


def answers(house: House, room: RoomKey) -> list[tuple[object, int]]:
    """Value and rev of every stored answer."""
    return [(row.value, row.rev) for row in read_rows(house.server.database, room.id)]


def test_an_answer_without_a_connection_is_kept_and_counted_once(
    ann: Phone, wifi: ProxyInThread, house: House, room: RoomKey
) -> None:
    wifi.lose()
    expect(ann.page.locator("html")).not_to_have_attribute("data-link", "open")
    ann.chooses("B")
    ann.sends()
    ann.reads("Answer kept: B")
    ann.page.clock.fast_forward(6_000)
    ann.reads("No connection")
    ann.reads("Your answer is kept here and sends itself.")
    assert answers(house, room) == []
    wifi.plan()
    ann.page.clock.fast_forward(4_000)
    ann.reads("Your answer is in.")
    assert answers(house, room) == [("canteen", 1)]


def test_a_kept_answer_outlives_a_reload(ann: Phone, wifi: ProxyInThread, house: House, room: RoomKey) -> None:
    wifi.lose()
    expect(ann.page.locator("html")).not_to_have_attribute("data-link", "open")
    ann.chooses("C")
    ann.sends()
    ann.feels("kept")
    wifi.plan()
    ann.reloads()
    ann.feels("answered")
    assert answers(house, room) == [("desk", 1)]


def test_a_vote_that_closed_meanwhile_refuses_kindly_and_keeps_the_answer_in_view(
    ann: Phone, wifi: ProxyInThread, house: House, room: RoomKey
) -> None:
    wifi.lose()
    expect(ann.page.locator("html")).not_to_have_attribute("data-link", "open")
    ann.chooses("B")
    ann.sends()
    ann.feels("kept")
    house.desk.advance(room.id, "closed")
    wifi.plan()
    ann.page.clock.fast_forward(4_000)
    ann.feels("missed")
    ann.reads("Too late for this one.")
    ann.reads("Voting closed before you were back. Your answer did not count; the next one will.")
    expect(ann.scene.locator("[data-my-answer]")).to_contain_text("In the canteen")
    assert answers(house, room) == []
    house.desk.advance(room.id, "open")
    ann.feels("choosing")
    ann.answers("A")
    assert answers(house, room) == [("outside", 1)]


def test_a_tap_notices_a_dead_line_within_seconds(ann: Phone, wifi: ProxyInThread, house: House, room: RoomKey) -> None:
    wifi.silence()
    ann.chooses("B")
    ann.sends()
    ann.feels("sending")
    ann.page.clock.fast_forward(TAP_SECONDS * 1_000)
    ann.feels("answered")
    assert answers(house, room) == [("canteen", 1)]


def test_an_idle_phone_notices_a_dead_line_and_catches_up(
    ann: Phone, wifi: ProxyInThread, house: House, room: RoomKey
) -> None:
    wifi.silence()
    house.desk.advance(room.id, "closed")
    ann.page.clock.fast_forward(IDLE_SECONDS * 1_000)
    ann.stands("closed")
