"""What a phone tells its owner, in every state that the room, the network and the person can be in."""

import gzip

import pytest
from playwright.sync_api import Locator, Page, Response, expect

from e2e.fake_room import FakeRoom, stored
from e2e.loopback import stop_the_clock
from e2e.smallest import fits, make_smallest
from server.charts.fan import place
from tests.boards import a_board

FIRST_LOAD_BYTES = 150_000
MISSED = "Voting closed before you were back. Your answer did not count; the next one will."


def choose(page: Page, key: str) -> None:
    """Tap an answer."""
    page.locator(f"[value={key}]").check()


def options(page: Page) -> list[str]:
    """The letters of the answers that are to be seen."""
    return page.locator("[data-place]:visible .letter").all_text_contents()


def heading(page: Page, words: str) -> None:
    """The one heading says this."""
    expect(page.get_by_role("heading", level=1, name=words, exact=True)).to_be_visible()


def test_an_answer_is_chosen_sent_confirmed_and_changed(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site)
    button = quiet.locator("#send")
    expect(button).to_be_disabled()
    choose(quiet, "evidence")
    assert room.answers == []
    expect(button).to_have_text("Send answer B")
    button.click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    room.acks()
    heading(quiet, "Your answer is in.")
    assert options(quiet) == ["B"]
    expect(quiet.locator("#scene h1")).to_be_focused()
    expect(quiet.get_by_role("status")).to_have_text("Answer B sent.")
    quiet.get_by_role("button", name="Change my answer").click()
    expect(quiet.locator("[value=evidence]")).to_be_focused()
    expect(button).to_have_text("Keep answer B")
    choose(quiet, "call")
    button.click()
    room.acks()
    heading(quiet, "Your answer is in.")
    assert options(quiet) == ["A"]
    assert [(answer["rev"], answer["value"]) for answer in room.answers] == [(1, "evidence"), (2, "call")]


def test_the_card_of_the_ticked_answer_says_so_in_an_attribute_that_every_browser_can_style(
    quiet: Page, site: str
) -> None:
    room, picked = FakeRoom(quiet, site), quiet.locator("[data-my-pick] .letter")
    expect(picked).to_have_count(0)
    for key, letter in {"evidence": "B", "call": "A"}.items():
        choose(quiet, key)
        expect(picked).to_have_text(letter)
    quiet.locator("#send").click()
    room.acks()
    expect(picked).to_have_count(0)


def test_the_count_is_shown_only_once_it_has_the_own_answer(quiet: Page, site: str) -> None:
    room, count = FakeRoom(quiet, site, a_board(60, answered=0)), quiet.locator("#answered")
    choose(quiet, "evidence")
    quiet.locator("#send").click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    room.acks()
    heading(quiet, "Your answer is in.")
    expect(count).to_be_hidden()
    room.counts(a_board(60, answered=1))
    expect(count).to_have_text("1 of 60 has answered")
    expect(count).to_be_visible()
    room.acks()  # again, as after a reconnect: it tells nothing new
    room.counts(a_board(60, answered=2))
    expect(count).to_have_text("2 of 60 have answered")
    expect(count).to_be_visible()


def test_in_a_second_vote_the_first_answer_stands_and_one_tap_stays_with_it(quiet: Page, site: str) -> None:
    room, button = FakeRoom(quiet, site, a_board(round=2), answers=stored(first="evidence")), quiet.locator("#send")
    kept = quiet.get_by_role("radio", name="You chose B")
    expect(kept).to_have_count(1)
    expect(kept).not_to_be_checked()
    expect(button).to_have_text("Stay with B")
    expect(quiet.get_by_text("stay with your answer, or change your mind")).to_be_visible()
    choose(quiet, "call")
    expect(button).to_have_text("Send answer A")
    expect(kept).to_have_count(1)
    choose(quiet, "evidence")
    expect(button).to_have_text("Stay with B")
    quiet.reload()
    expect(button).to_have_text("Stay with B")
    button.press("Enter")
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    room.acks()
    heading(quiet, "Your answer is in.")
    assert options(quiet) == ["B"]
    assert [(answer["round"], answer["rev"], answer["value"]) for answer in room.answers] == [(2, 1, "evidence")]


def test_who_missed_the_first_vote_has_nothing_to_stay_with(quiet: Page, site: str) -> None:
    FakeRoom(quiet, site, a_board(round=2))
    expect(quiet.locator("#send")).to_be_disabled()
    expect(quiet.get_by_text("Choose as you see it now.")).to_be_visible()
    expect(quiet.get_by_text("You chose")).to_have_count(0)


def test_in_a_second_vote_the_story_is_folded_and_stays_as_somebody_left_it(quiet: Page, site: str) -> None:
    room, story = FakeRoom(quiet, site, a_board()), quiet.locator(".story")
    expect(story).to_be_visible()
    expect(quiet.get_by_text("Read the story again")).to_have_count(0)
    room.shows(a_board(round=2))
    expect(story).to_be_hidden()
    fold = quiet.get_by_text("Read the story again")
    fold.click()
    expect(story).to_be_visible()
    room.shows(a_board(round=2, locked=True))
    expect(story).to_be_visible()
    fold.press("Enter")
    expect(story).to_be_hidden()


@pytest.mark.parametrize(("people", "answered"), [(12, 1), (12, 5), (12, 12), (126, 83), (300, 299)])
def test_while_voting_a_ring_is_somebody_who_has_not_answered(
    quiet: Page, site: str, people: int, answered: int
) -> None:
    room = FakeRoom(quiet, site, a_board(people, answered=0), answers=stored(first="evidence"), seat=people - 1)
    room.counts(a_board(people, answered=answered))
    rings = quiet.locator(".fan .dots--unanswered")
    expect(quiet.locator("#answered")).to_contain_text(f"{answered} of {people}")
    assert dots(rings) == people - answered
    assert dots(quiet.locator(".fan .dots").first) == answered - 1, "and the yellow dot, who is you"


def dots(path: Locator) -> int:
    """How many dots a path draws."""
    return (path.get_attribute("d") or "").count("h0")


def test_on_a_small_phone_the_button_leads_to_answers_that_lie_below(quiet: Page, site: str) -> None:
    quiet.set_viewport_size({"width": 320, "height": 568})
    room, button = FakeRoom(quiet, site, a_board(activity="longest")), quiet.locator("#send")
    first = quiet.locator("[data-answer] label").first
    expect(first).not_to_be_in_viewport()
    expect(button).to_have_text("See the answers")
    button.click()
    expect(first).to_be_in_viewport()
    expect(quiet.locator("[data-answer] input").first).to_be_focused()
    expect(button).to_have_text("Choose an answer")
    expect(button).to_be_disabled()
    assert room.answers == []


def test_offline_the_answer_is_kept_and_sends_itself(quiet: Page, site: str) -> None:
    stop_the_clock(quiet)
    room = FakeRoom(quiet, site)
    choose(quiet, "evidence")
    room.reachable = False
    room.drops()
    quiet.clock.fast_forward(1_000)
    expect(quiet.get_by_text("Reconnecting. You can keep answering.")).to_be_visible()
    expect(quiet.get_by_text("It goes out as soon as you are back.")).to_be_visible()
    quiet.locator("#send").click()
    heading(quiet, "Answer kept: B")
    quiet.clock.fast_forward(5_000)
    expect(quiet.locator(".banner").get_by_text("Your answer is kept here and sends itself.")).to_be_visible()
    quiet.clock.fast_forward(1_000)  # a socket younger than that is not given up for the news that we are online
    room.reachable = True
    quiet.evaluate("() => { dispatchEvent(new Event('online')) }")
    expect(quiet.locator("html")).to_have_attribute("data-link", "open")
    room.acks()
    heading(quiet, "Your answer is in.")


def test_who_comes_back_too_late_hears_it_kindly_and_once(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site)
    choose(quiet, "evidence")
    quiet.locator("#send").click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    room.refuses("closed", final=True)
    room.shows(a_board(phase="closed"))
    expect(quiet.get_by_text(MISSED)).to_be_visible()
    assert options(quiet) == ["B"]
    room.shows(a_board(phase="read", activity="agree"))
    assert quiet.get_by_text(MISSED).locator("visible=true").count() == 0


def test_a_disk_that_refuses_is_told_at_once_and_can_be_tried_again(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site)
    choose(quiet, "evidence")
    quiet.locator("#send").click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    room.refuses("not-saved", final=False)
    expect(quiet.get_by_role("alert")).to_contain_text("Your choice is still here.")
    quiet.get_by_role("button", name="Try again").click()
    assert [answer["rev"] for answer in room.answers] == [1, 1]
    room.acks()
    heading(quiet, "Your answer is in.")


def test_an_answer_that_another_tab_was_before_is_told_and_sent_again_by_one_tap(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site)
    choose(quiet, "evidence")
    quiet.locator("#send").click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    room.tells(stored(first="call"))
    room.refuses("stale", final=True)
    expect(quiet.get_by_role("alert")).to_contain_text("No.")
    assert len(room.answers) == 1, "nothing is sent by itself"
    quiet.locator("#send").click()
    expect(quiet.locator("body")).to_have_attribute("data-phone", "sending")
    overtaken, meant = room.answers
    assert (meant["rev"], meant["value"]) == (2, "evidence")
    assert meant["answer_id"] != overtaken["answer_id"]
    room.acks()
    heading(quiet, "Your answer is in.")
    assert options(quiet) == ["B"]


def test_a_half_chosen_answer_survives_what_the_room_does(quiet: Page, site: str) -> None:
    room = FakeRoom(quiet, site)
    choose(quiet, "re-ship")
    room.counts(a_board(answered=100))
    expect(quiet.locator("#answered")).to_contain_text("100")
    room.shows(a_board(blank=True))
    heading(quiet, "Eyes up.")
    room.shows(a_board())
    expect(quiet.locator("[value=re-ship]")).to_be_checked()
    room.shows(a_board(phase="closed"))
    expect(quiet.locator("#note")).to_contain_text("Voting closed before you sent your choice.")
    quiet.get_by_role("button", name="Close this note").click()
    expect(quiet.locator("#note")).to_be_hidden()


def test_no_scene_inherits_what_was_hidden_in_another(page: Page, site: str) -> None:
    room = FakeRoom(page, site, a_board(5_000, "talk"))
    room.shows(a_board(blank=True))
    heading(page, "Eyes up.")
    room.shows(a_board(phase="closed"))
    room.shows(a_board(phase="ended"))
    heading(page, "Thank you for being here.")


def test_voting_is_closed_with_and_without_an_answer_and_for_late_comers(page: Page, site: str) -> None:
    room = FakeRoom(page, site, a_board(phase="closed"))
    assert room.state == "silent"
    expect(page.get_by_text("No answer from you this time, and that’s fine.")).to_be_visible()
    FakeRoom(page, site, a_board(phase="closed"), answers=stored(first="call"))
    heading(page, "Voting is closed.")
    assert options(page) == ["A"]
    FakeRoom(page, site, a_board(phase="talk"), joined_move=50)
    expect(page.get_by_text("Welcome. The room is talking about this one.")).to_be_visible()


def test_the_result_marks_one_dot_of_the_own_row_only(page: Page, site: str) -> None:
    FakeRoom(page, site, a_board(phase="revealed"), answers=stored(first="re-ship"))
    marked = page.locator("[data-place]:has(.dot--now:visible) .letter")
    expect(marked).to_have_text(["C"])
    expect(page.get_by_text("The yellow dot is you.")).to_be_visible()
    FakeRoom(page, site, a_board(phase="revealed"))
    expect(marked).to_have_count(0)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"first": "evidence", "second": "call"}, "You moved from B to A."),
        ({"first": "call", "second": "call"}, "You stayed with A."),
        ({"second": "call"}, "What do you do first?"),
        ({}, "What do you do first?"),
    ],
)
def test_the_shift_says_what_this_person_did(page: Page, site: str, answers: dict[str, str], words: str) -> None:
    FakeRoom(page, site, a_board(phase="shift", round=2), answers=stored(**answers))
    heading(page, words)
    assert page.get_by_text("So did 26 others.").count() == (words == "You moved from B to A.")


def test_who_moved_alone_is_not_told_that_nobody_did_the_same(page: Page, site: str) -> None:
    alone = a_board(10, "shift", 2, first={"A": 5, "B": 5}, moves={("B", "A"): 1, ("A", "B"): 3})
    FakeRoom(page, site, alone, answers=stored(first="evidence", second="call"))
    heading(page, "You moved from B to A.")
    expect(page.locator("[data-roads]")).to_have_text("")


def test_the_yellow_dot_sits_in_the_own_seat(page: Page, site: str) -> None:
    FakeRoom(page, site, a_board(64, "lobby"), seat=41)
    dot, seat = page.locator(".fan .dot--now"), place(90, 41)
    assert float(dot.get_attribute("cx") or 0) == pytest.approx(seat.x, abs=0.2)
    assert float(dot.get_attribute("cy") or 0) == pytest.approx(seat.y, abs=0.2)


def test_a_new_phase_moves_focus_to_its_heading(page: Page, site: str) -> None:
    room = FakeRoom(page, site)
    choose(page, "call")
    room.shows(a_board(phase="closed"))
    expect(page.locator("#scene h1")).to_be_focused()


@pytest.mark.parametrize(("code", "words"), [(4404, "The door is closed."), (4410, "This room was deleted.")])
def test_a_room_that_is_gone_says_so_and_shows_the_way(page: Page, site: str, code: int, words: str) -> None:
    FakeRoom(page, site).drops(code)
    heading(page, words)
    expect(page.get_by_role("link", name="Type another code")).to_be_visible()


def test_a_lost_cookie_takes_a_new_seat_by_itself(page: Page, site: str) -> None:
    room = FakeRoom(page, site)
    with page.expect_request("**/seat"):
        room.drops(4401)
    expect(page.locator("html")).to_have_attribute("data-link", "open")


def test_nothing_is_wider_than_the_smallest_phone(page: Page, site: str) -> None:
    make_smallest(page)
    room = FakeRoom(page, site, a_board(300, "lobby"), answers=stored(first="call"))
    boards = [a_board(300, phase) for phase in ("read", "open", "closed", "talk", "ended")]
    crowded = a_board(5_000, "talk"), a_board(activity="longest"), a_board(300, "talk", activity="eight")
    fits(room, (*boards, *crowded))


def test_the_first_load_is_small(page: Page, site: str) -> None:
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))
    FakeRoom(page, site, a_board(300, "lobby"))
    page.evaluate("() => document.fonts.ready.then(() => true)")
    bodies = {response.url: response.body() for response in loaded if response.status == 200}
    assert any(url.endswith(".woff2") for url in bodies)
    assert sum(len(gzip.compress(body)) for body in bodies.values()) <= FIRST_LOAD_BYTES


def test_the_door_takes_typed_and_pasted_codes_in_digits_of_any_script(page: Page, site: str) -> None:
    page.goto(site + "door")
    cells, field = page.locator(".code__cells i"), page.get_by_label("Room code, six digits")
    expect(field).to_be_focused()
    page.keyboard.type("48 2x9")
    expect(cells).to_have_text(["4", "8", "2", "9", "", ""])
    field.fill("482 917 ")
    expect(cells).to_have_text(list("482917"))
    field.fill("٤٨٢٩١٧")
    expect(field).to_have_value("482917")
