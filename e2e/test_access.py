"""Everybody can use every page in every phase: axe, sizes, edges and motion, measured on one walk."""

import pytest
from playwright.sync_api import Browser, Playwright

from e2e.cast import Cast
from e2e.house import empty_house_at
from e2e.walk import Walk

Found = dict[str, list[str]]


@pytest.fixture(scope="module")
def found(browser: Browser, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What one walk finds, from the first visit to the room that is closed, by what was looked for."""
    data = tmp_path_factory.mktemp("access") / "data"
    with empty_house_at(data) as server, Cast(browser, playwright) as cast:
        broken = data / "workshops" / "broken" / "workshop.yaml"
        broken.parent.mkdir()
        broken.write_text("workshop: broken\n")
        walk = Walk(server, cast)
        walk.set_up()
        walk.play()
        walk.look_at_doors()
    return walk.found


def test_axe_finds_nothing_on_any_page_in_either_theme(found: Found) -> None:
    assert found["axe"] == []


def test_no_page_scrolls_sideways_at_320_px_or_with_text_twice_as_large(found: Found) -> None:
    assert found["sideways"] == []


def test_the_order_of_tab_follows_the_picture_on_every_page(found: Found) -> None:
    assert found["order"] == []


def test_a_thumb_hits_everything_on_a_phone(found: Found) -> None:
    assert found["targets"] == []


def test_no_text_on_the_big_screen_is_under_28_px(found: Found) -> None:
    assert found["text"] == []


def test_the_big_screen_keeps_its_safe_frame(found: Found) -> None:
    assert found["frame"] == []


def test_no_words_on_the_big_screen_lie_on_other_words(found: Found) -> None:
    assert found["overlaps"] == []


def test_no_line_on_the_big_screen_is_cut_in_two(found: Found) -> None:
    assert found["halved"] == []


def test_nothing_travels_where_less_motion_is_wanted(found: Found) -> None:
    assert found["motion"] == []
