"""The smallest phone: whether all of a room fits on it, and can be touched there."""

from __future__ import annotations

from collections.abc import Iterable

from playwright.sync_api import Locator, Page

from e2e.fake_room import FakeRoom
from server.room.board import Board

WIDTH = 320
FINGER = 44


def make_smallest(page: Page) -> None:
    """From now on this page is on the smallest phone."""
    page.set_viewport_size({"width": WIDTH, "height": 568})


def can_be_touched(targets: Locator) -> None:
    """Each of these is as large as a finger."""
    for target in targets.all():
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= FINGER


def fits(room: FakeRoom, boards: Iterable[Board]) -> None:
    """Nothing is wider than the phone while the room moves on, nor for somebody who has text twice as large."""
    for board in boards:
        room.shows(board)
        for size in ("100%", "200%"):
            room.page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
            assert room.page.evaluate("() => document.documentElement.scrollWidth") <= WIDTH
