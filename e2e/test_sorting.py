"""Sorting texts on the console: nothing is cut, groups are made and renamed, suggestions wait, and the focus stays."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from e2e.company import HOTLINE, ME, UM, Company, card, in_group, to_the_second, waiting
from e2e.verbs import Facilitator

# A picture that got lost comes with the next heartbeat, after 15 s: what is there sooner came by itself.
BEFORE_A_BEAT_MS = 12_000
CUT = """() => [...document.querySelectorAll("[data-sort] button, [data-sort] summary")]
  .filter((each) => each.checkVisibility() && !each.closest("#sort-waiting"))
  .filter((each) => {
    const box = each.getBoundingClientRect();
    for (let at = each.parentElement; at; at = at.parentElement) {
      const around = at.getBoundingClientRect();
      const clips = getComputedStyle(at).overflowY !== "visible" && !at.matches("html, body");
      if (clips && (box.bottom > around.bottom + 1 || box.right > around.right + 1)) return true;
    }
    return box.right > innerWidth;
  })
  .map((each) => each.outerHTML)"""


def close_with(company: Company, *texts: str) -> Facilitator:
    """Everybody has written, and Fay begins to sort."""
    company.fay.until("open", 1)
    company.write(*texts)
    company.fay.next()
    expect(waiting(company.fay).first).to_be_visible()
    return company.fay


def groups(fay: Facilitator) -> list[str]:
    """What the groups are called."""
    return [head.inner_text() for head in fay.scene.locator("[data-group] h3").all()]


def group(fay: Facilitator, name: str) -> Locator:
    """A group by its name."""
    return fay.scene.locator("[data-group]").filter(has=fay.page.get_by_role("heading", name=name))


def test_no_hand_and_no_name_is_cut_off(company: Company) -> None:
    fay = close_with(company, HOTLINE, ME, UM)
    for key in ("all", "department", "hesitate"):
        fay.page.keyboard.press({"all": "a", "department": "b", "hesitate": "c"}[key])
        expect(in_group(fay, key)).to_have_count(1)
        in_group(fay, key).locator(".sort__words").click()
        expect(in_group(fay, key).get_by_role("button", name="Hide")).to_be_visible()
        assert fay.page.evaluate(CUT) == []
        fay.page.locator("#to-place").click()


def test_a_group_is_made_renamed_and_taken_back_while_texts_come(company: Company) -> None:
    fay = close_with(company, HOTLINE, ME, UM)
    waiting(fay).first.focus()
    fay.page.keyboard.press("g")
    field = fay.page.locator(".sort__field:focus")
    field.press_sequentially("Someone else")
    fay.page.keyboard.press("Enter")
    expect(group(fay, "Someone else")).to_be_visible()
    expect(fay.page.locator("summary:focus")).to_contain_text("New group")
    card(fay, HOTLINE).locator(".sort__words").click()
    fay.page.keyboard.press("d")
    expect(group(fay, "Someone else").locator("[data-text]")).to_contain_text(HOTLINE)
    group(fay, "We all are").locator("summary").click()
    fay.page.locator(".sort__field:visible").fill("All of us")
    fay.page.keyboard.press("Enter")
    expect(group(fay, "All of us")).to_be_visible()
    fay.next()
    expect(company.wall.scene).to_contain_text("Someone else")
    expect(company.wall.scene).to_contain_text("All of us")
    company.phones[0].reads("Someone else")
    for _hand in range(3):
        fay.page.locator("#sort-back").click()
    expect(fay.scene.locator("[data-group]")).to_have_count(3)
    expect(company.wall.scene).not_to_contain_text("Someone else")
    assert groups(fay) == ["We all are", "A department", "I would hesitate"]


def test_a_suggestion_waits_for_a_hand_and_one_that_is_let_go_does_not_come_back(company: Company) -> None:
    fay = close_with(company, "Customer care", "Our customer care team", "The customer care desk")
    card(fay, "Customer care").first.locator(".sort__words").click()
    expect(fay.scene.locator(".sort__like")).to_have_count(0)
    waiting(fay).filter(has_text="Our customer care team").locator(".sort__words").click()
    fay.page.keyboard.press("b")
    expect(in_group(fay, "department")).to_have_count(1)
    expect(fay.scene.locator(".sort__like:visible")).to_contain_text("Like “Our customer care team”")
    expect(waiting(fay)).to_have_count(2)
    fay.page.keyboard.press("n")
    expect(fay.scene.locator(".sort__like:visible")).to_have_count(0)
    expect(waiting(fay)).to_have_count(2)
    waiting(fay).filter(has=fay.page.locator(".sort__like")).locator(".sort__words").click()
    expect(fay.scene.locator(".sort__like:visible")).to_have_count(1)
    fay.page.keyboard.press("y")
    expect(in_group(fay, "department")).to_have_count(2)
    fay.page.reload()
    expect(waiting(fay)).to_have_count(1)
    expect(fay.scene.locator(".sort__like")).to_have_count(0)


@pytest.mark.parametrize("keys", ["Enter", "c"])
def test_the_focus_goes_on_with_the_texts(company: Company, keys: str) -> None:
    fay = close_with(company, HOTLINE, ME, UM)
    focused = fay.page.locator("[data-text]:focus")
    waiting(fay).first.focus()
    if keys == "Enter":
        waiting(fay).first.get_by_role("button", name="Into I would hesitate").focus()
    fay.page.keyboard.press(keys)
    expect(in_group(fay, "hesitate")).to_have_count(1)
    expect(focused).to_have_count(1)
    expect(waiting(fay).and_(focused)).to_have_count(1)
    fay.page.keyboard.press("ArrowDown")
    expect(waiting(fay).nth(1).and_(focused)).to_have_count(1)
    fay.page.keyboard.press("h")
    expect(waiting(fay)).to_have_count(1)
    expect(waiting(fay).and_(focused)).to_have_count(1)
    fay.page.keyboard.press("h")
    expect(waiting(fay)).to_have_count(0)
    expect(fay.page.locator("#sort-back:focus")).to_have_count(1)
    fay.page.keyboard.press("z")
    expect(waiting(fay)).to_have_count(1)


def test_a_text_of_a_group_is_moved_by_letter_and_goes_back_to_none(company: Company) -> None:
    fay = close_with(company, HOTLINE, ME, UM)
    card(fay, ME).locator(".sort__words").click()
    fay.page.keyboard.press("b")
    expect(in_group(fay, "department")).to_have_count(1)
    in_group(fay, "department").focus()
    fay.page.keyboard.press("a")
    expect(in_group(fay, "all")).to_contain_text(ME)
    card(fay, ME).locator(".sort__words").click()
    card(fay, ME).get_by_role("button", name="Back to the texts to place").click()
    expect(waiting(fay)).to_have_count(3)


def test_a_wall_that_is_marked_is_not_sorted(company: Company) -> None:
    fay = company.fay
    to_the_second(fay)
    company.write("So I have already rung them.", "So I have already sent a van.", "So I have already lied.")
    fay.next()
    expect(waiting(fay)).to_have_count(3)
    expect(fay.scene.get_by_text("New group")).to_have_count(0)


def test_texts_are_asked_for_now_and_sorted_into_groups_that_are_made_on_the_way(company: Company) -> None:
    fay = company.fay
    fay.next()
    fay.page.keyboard.press("a")
    asking = fay.page.locator("#asking")
    asking.locator("[name=question]").fill("What did you hear last week?")
    asking.locator("[name=kind]").last.check(force=True)
    asking.locator("[name=hint]").fill("One sentence.")
    asking.get_by_role("button", name="Put it next").click()
    expect(asking).to_be_hidden()
    fay.page.locator("#skip").click()
    fay.moves(lambda: fay.page.locator("#skipping button[value=yes]").click())
    fay.until("open", 1)
    company.phones[0].reads("What did you hear last week?")
    company.phones[0].reads("Your host reads it first.")
    company.write(HOTLINE, ME, UM)
    fay.next()
    fay.page.keyboard.press("g")
    fay.page.locator(".sort__field:focus").press_sequentially("Good to hear")
    fay.page.keyboard.press("Enter")
    expect(group(fay, "Good to hear")).to_be_visible()
    card(fay, ME).drag_to(group(fay, "Good to hear"))
    expect(group(fay, "Good to hear").locator("[data-text]")).to_contain_text(ME)
    fay.next()
    expect(company.wall.scene).to_contain_text("1 of 3 say “Good to hear”.")


def test_phones_follow_a_hand_after_the_reveal_at_once(company: Company) -> None:
    fay = close_with(company, HOTLINE, ME, UM)
    fay.next()
    for phone in company.phones:
        expect(phone.scene.locator("#found text")).to_have_text(["0", "0", "0", "3"])
    card(fay, ME).locator(".sort__words").click()
    fay.page.keyboard.press("a")
    for phone in company.phones:
        expect(phone.scene.locator("#found text")).to_have_text(["1", "0", "0", "2"], timeout=BEFORE_A_BEAT_MS)
    expect(company.wall.scene).to_contain_text("1 of 3 say “We all are”.")
    fay.page.keyboard.press("z")
    expect(company.phones[0].scene.locator("#found text")).to_have_text(["0", "0", "0", "3"], timeout=BEFORE_A_BEAT_MS)
