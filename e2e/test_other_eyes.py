"""The same pages for other eyes: colours that the reader chose, paper, and the last row of the hall."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright

from e2e.cast import DESK, PROJECTOR, Cast
from e2e.fake_desk import desk_page
from e2e.loopback import serving, visit
from server.activities import Choice
from server.activities.choice import Option
from server.scenes.render import html, page
from server.scenes.screen import screen
from server.workshops.content import Module, Workshop
from tests.boards import NOW, WORKSHOP, a_board

LOOKS = Path(__file__).with_name("other_eyes.js").read_text()
SENTENCE = "The pallet that your customer needs for the opening on Monday is still at the depot, and nobody told them. "


@pytest.fixture(scope="module")
def reader(browser: Browser, playwright: Playwright) -> Iterator[Page]:
    """A browser of somebody who looks at one page after another."""
    with Cast(browser, playwright) as cast:
        yield cast.page("a reader", cast.context(viewport=DESK))


def a_desk(phase: str) -> str:
    """The desk at a phase."""
    return desk_page(a_board(phase=phase))


def a_wall(phase: str, workshop: Workshop = WORKSHOP, activity: str = "first-step") -> str:
    """The big screen at a phase."""
    board = a_board(phase=phase, activity=activity, workshop=workshop)
    shell = {"room": 1, "token": "t", "theme": "paper"}
    return page("pages/screen.html", {**shell, "scene_html": html(screen(board, NOW), "en")}, "en")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", ["desk", "wall"])
def test_every_word_can_be_read_in_colours_that_the_reader_chose(reader: Page, where: str, scheme: str) -> None:
    shown = a_desk("talk") if where == "desk" else a_wall("talk")
    with serving(seen=shown) as address:
        reader.emulate_media(forced_colors="active", color_scheme="dark" if scheme == "dark" else "light")
        reader.goto(f"{address}seen")
        assert reader.locator(".cue__text").first.is_visible()
        assert reader.evaluate(f"({LOOKS}).unreadable()") == []
    reader.emulate_media(forced_colors="none", color_scheme="light")


def test_the_desk_prints_what_to_say_and_nothing_to_press(reader: Page) -> None:
    with serving(seen=a_desk("open")) as address:
        reader.emulate_media(media="print", color_scheme="dark")
        reader.goto(f"{address}seen")
        for kept in (".show__item--now", ".words__say", ".words__listen", ".console__head h1"):
            assert reader.locator(kept).is_visible(), kept
        for gone in ("button", "a", "dialog", "kbd", ".views", ".answered", ".countdown", ".phones", ".pace"):
            assert reader.locator(gone).filter(visible=True).count() == 0, gone
        assert reader.evaluate(f"({LOOKS}).coloured()") == []
    reader.emulate_media(media="screen", color_scheme="light")


def test_the_desks_clock_goes_on_with_a_plus(reader: Page) -> None:
    clock = """
        <p data-countdown data-ends="100000"></p><svg><rect class="countdown__gone" data-total="60000"/></svg>
        <p data-over data-words="{time} over."></p>
    """
    with serving('import { drawClocks } from "/static/js/console/clock.js"; drawClocks(180000);', clock) as address:
        visit(reader, address)
        assert reader.locator("[data-countdown]").inner_text() == "+1:20"
        assert reader.locator("[data-over]").inner_text() == "\u20681:20\u2069 over.", (
            "a time stands apart from words of any direction"
        )


def a_scenario(question: int, story: int) -> Workshop:
    """A workshop with one question and one story, as long as that."""
    options = tuple(Option(key=key, text=f"Say {key}") for key in ("call", "wait", "ship", "ask"))
    asked = Choice(
        key="asked",
        kind="choice",
        title="Asked",
        minutes=5,
        question=(SENTENCE * 2)[:question].strip() + "?",
        story=(SENTENCE * 8)[:story].strip(),
        options=options,
    )
    return Workshop(workshop="w", title="W", minutes=5, modules=(Module(module="w", title="W", activities=(asked,)),))


def test_a_story_beside_the_vote_is_38_px_and_whole_or_not_there(reader: Page) -> None:
    sizes = [(question, story) for question in (20, 60, 130) for story in (60, 140, 220, 300, 420, 690)]
    walls = {f"q{q}s{s}": a_wall("open", a_scenario(q, s), "asked") for q, s in sizes}
    told = []
    reader.set_viewport_size(PROJECTOR)
    with serving(**walls) as address:
        for name in walls:
            reader.goto(f"{address}{name}")
            reader.evaluate("document.fonts.ready")
            story = reader.locator(".vote__story")
            if story.count():
                told.append(name)
                assert float(story.evaluate("(story) => parseFloat(getComputedStyle(story).fontSize)")) >= 38, name
                assert story.evaluate(
                    "(story) => story.getBoundingClientRect().bottom"
                    " <= story.parentElement.getBoundingClientRect().bottom + 1"
                ), f"{name} is cut"
    assert "q20s140" in told
    assert "q130s690" not in told
    reader.set_viewport_size(DESK)
