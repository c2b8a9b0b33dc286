"""Ask now: a question typed in the middle of a room with phones in it, to the results page. No word of it is lost."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from e2e import looks
from e2e.cast import Cast
from e2e.house import House
from e2e.verbs import Facilitator, Phone, Room, Wall
from server.trials.swarm.bystanders import bystanders

QUESTION = "Who of you called a customer this week?"


@pytest.fixture
def fay(house: House, cast: Cast) -> Facilitator:
    return cast.facilitator(house, reduced_motion="reduce")


@pytest.fixture
def room(fay: Facilitator) -> Room:
    """A room for a small team, at its first item."""
    room = fay.opens("late-shipment", minimum=2)
    fay.next()
    return room


@pytest.fixture
def phones(house: House, cast: Cast, room: Room) -> tuple[Phone, Phone]:
    ann, bo = cast.phone("Ann", house.origin), cast.phone("Bo", house.origin)
    for phone in (ann, bo):
        phone.scans(room.code)
    return ann, bo


@pytest.fixture
def wall(house: House, cast: Cast, room: Room) -> Wall:
    wall = cast.wall(house.origin, reduced_motion="reduce")
    wall.opens(room)
    return wall


def dialog(fay: Facilitator) -> Locator:
    return fay.page.locator("#asking")


def lines(fay: Facilitator) -> Locator:
    """The questions that wait."""
    return fay.page.locator(".show__item", has=fay.page.locator("[data-rewords]"))


def types(fay: Facilitator, question: str = QUESTION, answers: tuple[str, ...] = ("I did", "Somebody else")) -> None:
    """Everything by keys: A opens the form, Enter goes from line to line."""
    keys = fay.page.keyboard
    keys.press("a")
    expect(dialog(fay)).to_be_visible()
    expect(fay.page.locator("[name=question]")).to_be_focused()
    keys.type(question)
    keys.press("Tab")
    keys.press("Tab")
    for answer in answers:
        keys.type(answer)
        keys.press("Enter")


def test_a_question_is_asked_in_the_middle_and_stands_on_the_results_page_and_in_the_export(
    fay: Facilitator, room: Room, phones: tuple[Phone, Phone], wall: Wall, house: House
) -> None:
    ann, bo = phones
    types(fay)
    fay.page.keyboard.press("Control+Enter")
    expect(dialog(fay)).to_be_hidden()
    expect(lines(fay)).to_contain_text(QUESTION)
    expect(fay.page.locator("#next")).to_contain_text("Next: Asked now")
    fay.until("open", 1)
    expect(lines(fay)).to_have_count(0)
    ann.reads(QUESTION)
    with bystanders(house.server.address, room.code, 3) as others:
        ann.answers("A")
        bo.answers("B")
        others.answer("asked-1", 1, ["a", "b", "b"])
        fay.until("revealed", 1)
        expect(wall.scene).to_contain_text(QUESTION)
        assert wall.table() == {"A": [2], "B": [3]}
        assert ann.counts() == bo.counts() == fay.counts() == {"A": 2, "B": 3}
        fay.until("talk", 1)
    page = fay.page.context.new_page()
    page.goto(f"{fay.origin}/rooms/{room.id}/results")
    expect(page.locator(".results__part")).to_have_count(1)
    expect(page.locator(".results__part")).to_contain_text(QUESTION)
    assert page.locator(".results__part tbody tr").all_text_contents() == ["A: I did2", "B: Somebody else3"]
    card = wall.scene.locator(".cue__text").inner_text()
    expect(page.locator(".results__card")).to_contain_text(card)
    fay.page.locator("button[value=end]").first.click()
    fay.page.locator("#closing button[value=yes]").click()
    with zipfile.ZipFile(io.BytesIO(fay.exports())) as packed:
        rows = list(csv.DictReader(io.StringIO(packed.read("answers.csv").decode("utf-8-sig"))))
    assert sorted(row["text"] for row in rows if row["activity"] == "asked-1") == ["I did"] * 2 + ["Somebody else"] * 3


def test_until_it_opens_it_is_reworded_into_statements_and_taken_out_again(fay: Facilitator, room: Room) -> None:
    types(fay)
    fay.page.keyboard.press("Enter")  # on a line that was left empty
    lines(fay).get_by_role("button", name="Reword").click()
    expect(fay.page.locator("[name=question]")).to_have_value(QUESTION)
    expect(fay.page.locator("[name=answer]").nth(1)).to_have_value("Somebody else")
    dialog(fay).locator("[name=kind][value=scale]").check(force=True)
    expect(fay.page.locator("[name=answer]").first).to_be_hidden()
    fay.page.locator("[name=statement]").first.fill("We call first.")
    dialog(fay).get_by_role("button", name="Reword it").click()
    expect(dialog(fay)).to_be_hidden()
    fay.next()
    expect(fay.scene).to_contain_text("We call first.")
    lines(fay).get_by_role("button", name="Reword").click()
    dialog(fay).get_by_role("button", name="Take it out").click()
    expect(lines(fay)).to_have_count(0)
    expect(fay.page.locator(".show__item", has_text=QUESTION)).to_have_count(0)
    assert fay.stands("read")
    assert room.id


def test_words_outlive_a_closed_window_a_reload_and_a_change_of_kind(fay: Facilitator, room: Room) -> None:
    types(fay)
    dialog(fay).locator("[name=kind][value=scale]").check(force=True)
    fay.page.keyboard.press("Escape")
    fay.reloads()
    fay.page.keyboard.press("a")
    expect(fay.page.locator("[name=question]")).to_have_value(QUESTION)
    expect(dialog(fay).locator("[name=kind][value=scale]")).to_be_checked()
    dialog(fay).locator("[name=kind][value=choice]").check(force=True)
    expect(fay.page.locator("[name=answer]").nth(1)).to_have_value("Somebody else")
    dialog(fay).get_by_role("button", name="Clear").click()
    expect(fay.page.locator("[name=question]")).to_have_value("")
    fay.reloads()
    fay.page.keyboard.press("a")
    expect(fay.page.locator("[name=question]")).to_have_value("")
    assert room.id


def test_words_outlive_a_server_that_does_not_answer_and_come_once(fay: Facilitator, room: Room) -> None:
    sent: list[str] = []

    def lost(route: Route) -> None:
        """The server has it, but its answer never comes."""
        sent.append(route.request.post_data or "")
        if len(sent) > 1:
            route.continue_()
        else:
            route.fetch()
            route.abort()

    fay.page.route(re.compile(r"/rooms/\d+/ask$"), lost)
    types(fay)
    fay.page.keyboard.press("Control+Enter")
    expect(dialog(fay).get_by_role("alert")).to_contain_text("The server did not answer.")
    expect(lines(fay)).to_have_count(1)
    fay.page.keyboard.press("Control+Enter")
    expect(dialog(fay)).to_be_hidden()
    expect(lines(fay)).to_have_count(1)
    assert len(sent) == 2
    assert sent[0] == sent[1], "from the same place in the room"
    assert room.id


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (422, '{"code": "does-not-fit", "message": "Shorten it."}', "Shorten it."),
        (503, '{"code": "not-saved", "message": "No."}', "The server could not do that"),
        (200, '{"applied": false, "moves": 9}', "The room moved on meanwhile"),
        (303, "", "You are signed out."),
    ],
)
def test_a_no_is_said_in_the_form_and_the_words_stay(
    fay: Facilitator, room: Room, status: int, body: str, words: str
) -> None:
    headers = {"location": "/signin"} if status == 303 else {"content-type": "application/json"}
    fay.page.route(
        re.compile(r"/rooms/\d+/ask$"), lambda route: route.fulfill(status=status, body=body, headers=headers)
    )
    types(fay)
    fay.page.keyboard.press("Control+Enter")
    expect(dialog(fay).get_by_role("alert")).to_contain_text(words)
    expect(fay.page.locator("[name=question]")).to_have_value(QUESTION)
    fay.reloads()
    fay.page.keyboard.press("a")
    expect(fay.page.locator("[name=question]")).to_have_value(QUESTION)
    assert room.id


def test_keys_of_the_room_are_letters_while_somebody_types(fay: Facilitator, room: Room) -> None:
    before = fay.scene.get_attribute("data-moves")
    types(fay, "b . q + f a ?", ("b", "q"))
    expect(fay.page.locator("[name=question]")).to_have_value("b . q + f a ?")
    expect(fay.scene).to_have_attribute("data-moves", before or "")
    assert room.id


def sheet(page: Page) -> dict[str, str]:
    """How the page would come out of a printer."""
    page.emulate_media(media="print", color_scheme="dark")
    found: dict[str, str] = page.evaluate(
        """() => {
          const look = (selector) => getComputedStyle(document.querySelector(selector));
          return {
            top: look(".results__top").display, seen: look(".results__seen").breakInside, head: look("h2").breakAfter,
            paper: look(":root").backgroundColor, card: look(".results__card").printColorAdjust,
          };
        }"""
    )
    return found


@pytest.fixture
def printed(fay: Facilitator, room: Room, house: House) -> Page:
    """The results page of a room in a dark hall, once something was talked about."""
    fay.page.locator("[data-opens=joining]").first.click()
    fay.moves(lambda: fay.page.locator("[value=theme-dark]").click())
    fay.until("open", 1)
    with bystanders(house.server.address, room.code, 6) as others:
        others.answer("role", 1, ["front-line"] * 4 + ["team-lead"] * 2)
        fay.until("talk", 1)
    page = fay.page.context.new_page()
    page.goto(f"{fay.origin}/rooms/{room.id}/results")
    return page


def test_the_results_page_goes_onto_paper_whole_and_light_and_everybody_can_read_it(printed: Page, cast: Cast) -> None:
    assert looks.axe(printed, cast) == []
    assert looks.at_320(printed) == []
    assert looks.at_200_percent(printed) == []
    expect(printed.get_by_role("button", name="Print, or save as PDF")).to_be_visible()
    assert sheet(printed) == {
        "top": "none",
        "seen": "avoid",
        "head": "avoid",
        "paper": "rgb(248, 249, 251)",
        "card": "exact",
    }
    for paper in ("A4", "Letter"):
        assert printed.pdf(format=paper).startswith(b"%PDF")
    widths = printed.evaluate("() => [...document.querySelectorAll('.drawn')].map((one) => one.scrollWidth)")
    assert widths
    assert max(widths) <= 680, "no wider than A4 between its margins"
