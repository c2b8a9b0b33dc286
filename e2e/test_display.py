"""Display settings: what somebody picks under "Aa" holds at once, is there before the first picture of the next page,
and never leaves the browser; the wall has larger text, and everything still stands on it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from e2e.cast import PROJECTOR, Cast
from e2e.fake_room import CODE, FakeRoom
from e2e.loopback import serving
from e2e.smallest import can_be_touched, make_smallest
from e2e.walk import CALM, Looker
from server.phases import Phase
from server.room.board import Board
from server.scenes.render import html, page
from server.scenes.screen import screen
from tests.boards import NOW, SAMPLER, a_board

KINDS = [item.activity for item in SAMPLER.run_of_show() if item.activity.takes_answers]
# What stands on the page when its body begins: nothing can have been painted before.
EARLY = """new MutationObserver(() => {
  if (document.body) window.early ??= {...document.documentElement.dataset};
}).observe(document, {childList: true, subtree: true})"""

NO_STORE = """localStorage.setItem("roomful.display", "{");
const set = Storage.prototype.setItem;
Storage.prototype.setItem = function (name, value) {
  if (name === "roomful.display") throw new DOMException("full", "QuotaExceededError");
  set.call(this, name, value);
}"""


def shown(tab: Page, what: str) -> str:
    """A computed value of the root."""
    value: str = tab.evaluate("(what) => getComputedStyle(document.documentElement).getPropertyValue(what)", what)
    return value


def test_what_is_picked_by_keys_holds_at_once_and_before_the_first_picture_of_the_next_page(
    quiet: Page, site: str
) -> None:
    room, dialog = FakeRoom(quiet, site), quiet.get_by_role("dialog", name="Display settings")
    usual = {what: shown(quiet, what) for what in ("font-size", "--edge")}
    opener = quiet.get_by_role("button", name="Display settings")
    quiet.keyboard.press("Tab")
    expect(opener).to_be_focused()
    quiet.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    for name, way in (("Text size", "Largest"), ("Contrast", "More"), ("Motion", "Less"), ("Marks in dots", "Hidden")):
        group = dialog.get_by_role("group", name=name)
        group.get_by_role("radio").first.focus()
        while not group.get_by_role("radio", name=way).is_checked():
            quiet.keyboard.press("ArrowDown")
    room.shows(a_board(12, "talk", 1))
    expect(dialog).to_be_visible()
    quiet.keyboard.press("Escape")
    expect(opener).to_be_focused()
    assert (usual["font-size"], shown(quiet, "font-size")) == ("16px", "24px")
    assert shown(quiet, "--edge") == shown(quiet, "--ink") != usual["--edge"]
    assert quiet.evaluate("() => getComputedStyle(document.querySelector('use[href$=mark-b]')).fillRule") == "nonzero"
    assert quiet.evaluate("() => getComputedStyle(document.getElementById('send')).transitionDuration") == "0s"
    quiet.add_init_script(EARLY)
    quiet.reload()
    expect(quiet.locator("body[data-phone]")).to_be_visible()
    picked = {"size": "largest", "contrast": "more", "motion": "less", "marks": "off"}
    assert picked.items() <= quiet.evaluate("() => window.early").items()
    opener.click()
    expect(dialog.get_by_role("radio", name="Largest")).to_be_checked()
    dialog.get_by_role("radio", name="Usual").first.check()
    assert shown(quiet, "font-size") == "16px"
    dialog.get_by_role("button", name="Done").click()
    expect(dialog).to_be_hidden()
    assert quiet.context.cookies() == []


def test_it_holds_while_the_page_stands_where_nothing_can_be_stored_and_is_not_there_without_scripts(
    quiet: Page, site: str, browser: Browser
) -> None:
    quiet.add_init_script(NO_STORE)
    FakeRoom(quiet, site)
    quiet.get_by_role("button", name="Display settings").click()
    quiet.get_by_role("radio", name="Larger").check()
    assert shown(quiet, "font-size") == "19.2px"
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(site + CODE)
    expect(plain.get_by_role("heading", name="One moment.")).to_be_visible()
    expect(plain.locator("#aa")).to_be_hidden()
    expect(plain.locator("#display")).to_be_hidden()
    plain.context.close()


def test_the_largest_text_can_be_used_on_the_smallest_phone(page: Page, site: str) -> None:
    make_smallest(page)
    page.add_init_script("localStorage.setItem('roomful.display', JSON.stringify({size: 'largest'}))")
    room = FakeRoom(page, site, a_board(12, "open", 1, KINDS[0].key, workshop=SAMPLER))
    page.get_by_role("button", name="Display settings").click()
    can_be_touched(page.locator("#display :is(label, button)"))
    page.get_by_role("button", name="Done").click()
    for activity in KINDS:
        room.shows(a_board(12, "open", 1, activity.key, workshop=SAMPLER))
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 320, activity.key
        page.locator("#send").scroll_into_view_if_needed()
        expect(page.locator("#send")).to_be_in_viewport(ratio=1)


@pytest.fixture
def looker(browser: Browser, playwright: Playwright) -> Iterator[Looker]:
    """Somebody who looks closely."""
    with Cast(browser, playwright) as cast:
        yield Looker(cast)


def wall(board: Board) -> str:
    """The big screen."""
    shell = {"room": 1, "token": "t", "theme": board.theme}
    return page("pages/screen.html", {**shell, "scene_html": html(screen(board, NOW), board.language)}, board.language)


def test_larger_text_is_put_on_by_a_key_and_stays_and_nothing_falls_off_the_wall(looker: Looker) -> None:
    tab = looker.cast.page("the wall", looker.cast.context(viewport=PROJECTOR, **CALM))
    stops = {
        f"{activity.key}-{phase}-{people}": a_board(people, phase, 1, activity.key, workshop=SAMPLER)
        for activity in KINDS
        for phase, people in ((Phase.OPEN, 126), (Phase.TALK, 126))
    }
    talks = [board for name, board in stops.items() if name.endswith("talk-126")]
    stops |= {f"arabic-{at}": replace(board, language="ar") for at, board in enumerate(talks[::3])}
    with serving(**{name: wall(board) for name, board in stops.items()}) as site:
        for name in stops:
            tab.goto(site + name)
            if name == next(iter(stops)):
                before = tab.evaluate(
                    "() => parseFloat(getComputedStyle(document.querySelector('.big__head')).fontSize)"
                )
                tab.keyboard.press("l")
                assert (
                    tab.evaluate("() => parseFloat(getComputedStyle(document.querySelector('.big__head')).fontSize)")
                    > before
                )
            expect(tab.locator("[data-larger]")).to_have_attribute("aria-pressed", "true")
            looker.look_up(name, tab, axe=False)
        looker.look_up("with its button", tab)
        tab.locator("[data-larger]").press("Enter")
        expect(tab.locator("html")).not_to_have_attribute("data-text", "larger")
    assert {what: where for what, where in looker.found.items() if where} == {}
