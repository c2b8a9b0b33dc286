"""A rehearsal, as Fay has one before the hall opens: from the library to its last step, and nothing left of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from sqlmodel import Session, SQLModel, func, select

from e2e.cast import Cast
from e2e.hands import reach
from e2e.house import House
from e2e.looks import at_200_percent, at_320, axe
from e2e.verbs import Facilitator, Wall
from server.store.database import engine
from server.store.models import Answer, Deleted, Event, Move, Participant, Preview, Room, Round

TABLES: tuple[type[SQLModel], ...] = (Participant, Answer, Event, Round, Preview, Move, Deleted, Room)


def kept(house: House) -> dict[str, int]:
    """How many rows each table has of any room."""
    reads = engine(house.server.database, writes=False)
    with Session(reads) as session:
        rows = {table.__name__: session.exec(select(func.count()).select_from(table)).one() for table in TABLES}
    reads.dispose()
    return rows


@pytest.fixture
def fay(house: House, cast: Cast) -> Facilitator:
    """Fay in her library."""
    fay = cast.facilitator(house)
    fay.page.goto(f"{house.origin}/library")
    return fay


def rehearses(fay: Facilitator, people: int = 12) -> None:
    """Open a rehearsal of the late shipment."""
    form = fay.page.locator("form[action='/rehearsals']:has(input[value=late-shipment])")
    for closed in fay.page.locator("details", has=form).locator("> summary").all():
        closed.click()
    form.locator(f"label:has([name=people][value='{people}'])").click()
    form.locator("button").click()
    fay.page.wait_for_url(re.compile(r"/rooms/\d+$"))
    fay.connected()


def ends(fay: Facilitator) -> None:
    """End it in the middle; afterwards nothing of it is left for another story to find."""
    fay.page.get_by_role("button", name="End rehearsal").click()
    fay.page.wait_for_url("**/library")


def screen_of(fay: Facilitator) -> str:
    """The address of the big screen."""
    return fay.page.locator("header a[href^='/screen/']").get_attribute("href") or ""


def test_fay_rehearses_from_the_library_to_the_last_step_and_nothing_is_left(
    house: House, cast: Cast, fay: Facilitator
) -> None:
    before = kept(house)
    rehearses(fay)
    expect(fay.page.locator(".pretend-bar")).to_contain_text("These people do not exist, and nothing is kept.")
    expect(fay.page.get_by_text("12 pretend people")).to_be_visible()
    wall = Wall(cast.page("the big screen", cast.context()), house.origin)
    wall.page.goto(house.origin + screen_of(fay))
    expect(wall.page.locator(".big__rehearsal")).to_have_text("Rehearsal")
    fay.until("open", 1)
    answered = fay.page.locator(".answered__head")
    expect(answered).to_contain_text("of 12 pretend people answered")
    expect(answered).to_contain_text(re.compile(r"^\s*[5-9]|1[0-2] of 12"))
    fay.until("revealed")
    counted = sum(fay.counts().values())
    assert 5 <= counted <= 12
    expect(wall.scene.locator(".row__chart .unit")).to_have_count(counted)
    fay.until("talk")
    while not fay.page.locator("#next[data-asks=closing]").count():
        fay.next()
    fay.page.locator("#next").click()
    fay.page.locator("#closing button[value=yes]").click()
    expect(fay.page.get_by_role("heading", name="The rehearsal is over.")).to_be_visible()
    expect(fay.page.locator("#trouble")).to_contain_text("nothing of it is kept")
    assert kept(house) == before


def test_fay_leaves_in_the_middle_and_nothing_is_left(house: House, fay: Facilitator) -> None:
    before = kept(house)
    rehearses(fay, 40)
    expect(fay.page.get_by_text("40 pretend people")).to_be_visible()
    fay.until("open", 1)
    fay.page.get_by_role("button", name="Wi-Fi drops").click()
    expect(fay.page.get_by_text("Some are reconnecting, and come back by themselves.")).to_be_visible()
    ends(fay)
    assert kept(house) == before


def test_a_phone_is_told_why_it_cannot_join(house: House, cast: Cast, fay: Facilitator) -> None:
    rehearses(fay)
    wall = cast.page("the big screen", cast.context())
    wall.goto(house.origin + screen_of(fay))
    code = "".join(re.findall(r"\d", wall.locator(".lobby__code").inner_text()))
    ann = cast.page("Ann", cast.context())
    ann.goto(house.origin)
    ann.locator("[name=code]").fill(code)
    ann.locator("form button").click()
    expect(ann.get_by_role("alert")).to_contain_text("This is a rehearsal with made-up people. Nobody can join it")
    closed = ann.evaluate(
        """(code) => new Promise((told) => {
          new WebSocket(`ws://${location.host}/live/phone/${code}`).onclose = (end) => told([end.code, end.reason]);
        })""",
        code,
    )
    assert closed == [4404, "nobody can join a rehearsal"]
    ends(fay)


def test_a_rehearsal_is_had_by_keys_alone(house: House, fay: Facilitator) -> None:
    page, keys = fay.page, fay.page.keyboard
    reach(page.locator("summary:has-text('Rehearse with a pretend room')").first)
    keys.press("Enter")
    form = page.locator("form[action='/rehearsals']").first
    reach(form.locator("[name=people]:checked"))
    keys.press("ArrowLeft")
    expect(form.locator("[name=people][value='12']")).to_be_checked()
    reach(form.locator("button"))
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/rooms/\d+$"))
    fay.connected()
    reach(page.locator("#temper-moving"))
    keys.press("Enter")
    expect(page.locator("#temper-moving")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#temper-moving")).to_be_focused()
    fay.presses("Space")
    reach(page.locator("#end-rehearsal"))
    keys.press("Enter")
    page.wait_for_url("**/library")


def test_a_rehearsal_can_be_used_by_everybody(house: House, cast: Cast, fay: Facilitator) -> None:
    fay.page.get_by_text("Rehearse with a pretend room").first.click()
    assert axe(fay.page, cast) + at_320(fay.page) + at_200_percent(fay.page) == []
    rehearsed = fay.page.locator("details[open] summary")
    rehearsed.click()
    rehearses(fay)
    for phase in ("lobby", "open", "talk"):
        if phase != "lobby":
            fay.until(phase, 1)
        assert axe(fay.page, cast) + at_320(fay.page) + at_200_percent(fay.page) == [], phase
    ends(fay)
