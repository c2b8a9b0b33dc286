"""That a rehearsal measures texts as a browser sets them: how wide words are, and how high questions and answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from e2e.cast import Cast
from e2e.house import House
from e2e.verbs import Phone
from server.activities.contract.text import in_language
from server.bootstrap import ROOT
from server.charts.glyphs import Type, width
from server.rehearsal.fits import answers, heights
from server.workshops.files import Files
from server.workshops.loading import load

WORDS = (
    "Verantwortung",
    "Geschäftsführung",
    "responsibility",
    "Kundenanwältinnen",
    "„Donnerstag, 15:20“",
    "Łódź",
    "MWMW",
    "illicit",
)
ARABIC = ("المسؤولية", "العميل", "اتصل", "الشحنة المتأخرة")
FIRST = "form :is([data-part], [data-place])"
SET = """([text, weight, size]) => {
  const line = document.body.appendChild(document.createElement("span"));
  Object.assign(line.style, {position: "absolute", whiteSpace: "nowrap", font: `${weight} ${size}px var(--font)`});
  line.textContent = text;
  const loaded = document.fonts.load(`${weight} ${size}px "Schibsted Grotesk"`, text);
  return loaded.then(() => line.getBoundingClientRect().width);
}"""


@pytest.fixture
def page(house: House, cast: Cast) -> Page:
    """A page of ours on the smallest phone."""
    page = cast.page("Ann", cast.context(viewport={"width": 320, "height": 568}))
    page.goto(house.origin)
    return page


@pytest.mark.parametrize("weight", [600, 780])
def test_words_are_as_wide_as_a_browser_sets_them(page: Page, weight: int) -> None:
    for text in WORDS:
        set_so = page.evaluate(SET, [text, weight, 100])
        assert width(text, Type(weight, 100)) == pytest.approx(set_so, rel=0.03), text


@pytest.mark.parametrize("weight", [600, 780])
def test_joined_words_are_measured_never_too_narrow(page: Page, weight: int) -> None:
    for text in ARABIC:
        set_so = page.evaluate(SET, [text, weight, 100])
        assert set_so * 0.97 < width(text, Type(weight, 100)) < set_so * 1.35, text


@pytest.mark.parametrize("name", ["sampler", "late-shipment"])
def test_questions_and_answers_take_the_height_that_was_foreseen(
    house: House, cast: Cast, page: Page, name: str
) -> None:
    content = ROOT / "workshop_content"
    items = load(content / name, Files(content)).run_of_show()
    asked = {item.activity.key: item.activity for item in items if item.activity.takes_answers}
    room = house.desk.open_room(name)
    Phone(page, house.origin).scans(room.code)
    while asked:
        activity = asked.pop(house.desk.advance(room.id, "open").activity, None)
        if activity is not None:
            page.locator(f"#scene[data-activity='{activity.key}'] form").wait_for()
            # Nothing stands on the answers of some kinds: theirs is a field, which any text fits.
            texts = answers(activity)
            # Each phone may have an order of its own.
            first = page.locator(FIRST).filter(has_text=in_language(texts[0], "en")) if texts else None
            seen = [page.locator("#question"), *([first] if first else [])]
            assert all(each.count() for each in seen), f"{activity.key}: its form has none of {seen}"
            boxes = [each.first.bounding_box() for each in seen]
            found = [box["height"] if box else 0 for box in boxes]
            foreseen = heights(activity, "en")[: len(seen)]
            assert found == pytest.approx(foreseen, abs=3), f"{activity.key}: question, first answer (`answer_box`)"
