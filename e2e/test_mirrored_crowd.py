"""A hall in Arabic: bars instead of dots, ribbons instead of threads, eight long answers, all from right to left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright

from e2e import looks
from e2e.cast import PROJECTOR, Cast
from e2e.loopback import serving
from server.addresses import Address
from server.room.board import Board
from server.scenes.console import console
from server.scenes.doorway import doorway
from server.scenes.render import html, page
from server.scenes.screen import screen
from tests.boards import NOW, a_board

HALL = 1_240


@pytest.fixture
def reader(browser: Browser, playwright: Playwright) -> Iterator[Page]:
    """The browser of the big screen."""
    with Cast(browser, playwright) as cast:
        yield cast.page("a reader", cast.context(viewport=PROJECTOR))


def wall(board: Board) -> str:
    """The big screen of a room in Arabic."""
    shell = {"room": 1, "token": "t", "theme": "paper", "scene_html": html(screen(board, NOW), "ar")}
    return page("pages/screen.html", shell, "ar")


def desk(board: Board) -> str:
    """The desk of the same room."""
    way_in = doorway(board, [Address(f"http://{board.address}")], public=False).context
    shell = {"room": 1, "title": "X", "screen": "/", "rehearsal": board.rehearsal}
    return page("pages/console.html", {**shell, **way_in, "scene_html": html(console(board, NOW), "ar")}, "ar")


def in_arabic(people: int, phase: str, activity: str = "first-step") -> Board:
    return replace(a_board(people, phase, 2 if phase == "shift" else 1, activity=activity), language="ar")


def box(place: Locator) -> tuple[float, float]:
    found = place.bounding_box()
    assert found is not None
    return found["x"], found["x"] + found["width"]


def test_bars_start_at_the_right_and_their_number_follows_to_the_left(reader: Page) -> None:
    with serving(seen=wall(in_arabic(HALL, "revealed"))) as address:
        reader.goto(f"{address}seen")
        looks.settle(reader)
        for row in reader.locator(".row__chart").all():
            bar, number = box(row.locator(".bar")), box(row.locator(".row__number"))
            assert abs(bar[1] - box(row)[1]) < 1
            assert number[1] < bar[0]
            for mark in row.locator(".bar__mark").all():
                assert bar[0] <= box(mark)[0]
                assert box(mark)[1] <= bar[1]


def test_the_desks_bars_start_beside_their_letters(reader: Page) -> None:
    with serving(seen=desk(in_arabic(HALL, "talk"))) as address:
        reader.set_viewport_size({"width": 1440, "height": 900})
        reader.goto(f"{address}seen")
        for row in reader.locator(".private .counts__row, .views__box .counts__row").all():
            bar, letter, number = (
                box(row.locator(each)) for each in (".counts__bar rect", ".letter", ".counts__number")
            )
            assert number[1] <= bar[0] + 1
            assert 0 < letter[0] - bar[1] < 40


def test_ribbons_run_from_the_right_to_the_left(reader: Page) -> None:
    with serving(seen=wall(in_arabic(HALL, "shift"))) as address:
        reader.goto(f"{address}seen")
        looks.settle(reader)
        bars = sorted((box(bar) for bar in reader.locator(".flow .bar").all()), reverse=True)
        half = len(bars) // 2
        before, after = bars[:half], bars[half:]
        ribbon = box(reader.locator(".ribbon").first)
        assert max(right for _, right in after) <= ribbon[0] + 9
        assert ribbon[1] <= min(left for left, _ in before) + 9
        assert box(reader.locator(".flow__was").first)[0] > before[0][1]


@pytest.mark.parametrize("phase", ["open", "talk", "shift"])
@pytest.mark.parametrize("activity", ["eight", "longest"])
def test_nothing_is_cut_or_covered_where_texts_are_long(reader: Page, activity: str, phase: str) -> None:
    with serving(seen=wall(in_arabic(126, phase, activity))) as address:
        reader.goto(f"{address}seen")
        reader.evaluate("() => document.fonts.ready.then(() => true)")
        wrong = {what: looks.measure(reader, what) for what in ("overlaps", "halved")}
        wrong["outside"] = looks.measure(reader, "outside", looks.SAFE_FRAME)
        assert {what: found for what, found in wrong.items() if found} == {}
