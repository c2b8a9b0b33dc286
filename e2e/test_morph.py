"""What htmx's morph keeps when a frame arrives by our own socket, in a real browser under our CSP."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from e2e.loopback import serving, visit, without_faults

SCRIPT = 'import { morph, patch } from "/static/js/morph.js"; Object.assign(window, { morph, patch });'
FORM = """<main id="scene" data-step="{step}"><h1 tabindex="-1">{title}</h1>{more}<p id="count">{count}</p>
<form><textarea name="text"></textarea><input name="word">
<label><input type="radio" name="value" value="a">A</label><label><input type="radio" name="value" value="b">B</label>
</form></main>"""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a page that has htmx and our morph module, and nothing else."""
    with serving(SCRIPT, body='<main id="scene"></main>') as address:
        yield address


def form(step: str = "1", title: str = "One", count: int = 0, more: str = "") -> str:
    """A scene with things people type into."""
    return FORM.format(step=step, title=title, count=count, more=more)


@pytest.fixture
def shown(page: Page, site: str) -> Iterator[Page]:
    """The page with the form in it; fails at the end if anything was refused or thrown."""
    with without_faults(page):
        visit(page, site)
        morph(page, form())
        yield page


def morph(page: Page, html: str, focus: bool = False) -> bool:
    """A frame arrives. True if it belongs to another step."""
    changed = page.evaluate("([html, focus]) => morph(html, {focus})", [html, focus])
    assert isinstance(changed, bool)
    return changed


def test_half_typed_text_keeps_focus_and_caret(shown: Page) -> None:
    field = shown.locator("textarea")
    field.fill("half a thought")
    field.evaluate("field => field.setSelectionRange(4, 4)")
    for count in range(1, 6):
        morph(shown, form(count=count, more="<p>News</p>" if count % 2 else ""))
        expect(shown.locator("#count")).to_have_text(str(count))
    expect(field).to_be_focused()
    shown.keyboard.type(" of")
    expect(field).to_have_value("half of a thought")


def test_a_one_line_field_keeps_its_words(shown: Page) -> None:
    field = shown.locator("input[name=word]")
    field.fill("trust")
    morph(shown, form(count=1, title="Other words"))
    expect(field).to_have_value("trust")
    expect(field).to_be_focused()


def test_a_chosen_answer_stays_chosen_and_focused(shown: Page) -> None:
    shown.locator("[value=b]").check()
    morph(shown, form(count=1, more="<section><p>Before</p></section>"))
    expect(shown.locator("[value=b]")).to_be_checked()
    expect(shown.locator("[value=b]")).to_be_focused()


def test_attributes_of_the_page_itself_survive(shown: Page) -> None:
    shown.locator("form").evaluate("form => form.setAttribute('data-my-answer', 'b')")
    morph(shown, form(count=1))
    expect(shown.locator("form")).to_have_attribute("data-my-answer", "b")


def test_the_morph_is_done_when_the_call_returns(shown: Page) -> None:
    seen = shown.evaluate("html => { morph(html); return document.getElementById('count').textContent }", form(count=7))
    assert seen == "7"


def test_a_new_step_moves_focus_to_its_heading(shown: Page) -> None:
    assert morph(shown, form(step="2", title="Two"), focus=True)
    expect(shown.locator("h1")).to_be_focused()
    assert not morph(shown, form(step="2", title="Two", count=1), focus=True)


def test_a_new_step_leaves_somebody_typing_alone(shown: Page) -> None:
    shown.locator("textarea").fill("still")
    morph(shown, form(step="2", title="Two"), focus=True)
    expect(shown.locator("textarea")).to_be_focused()


def test_a_patch_changes_only_the_inside_of_what_it_names(shown: Page) -> None:
    shown.locator("textarea").fill("mine")
    shown.evaluate("patch({count: '<strong>9</strong> of 12', missing: 'x'})")
    expect(shown.locator("#count")).to_have_text("9 of 12")
    expect(shown.locator("textarea")).to_have_value("mine")


def test_no_script_or_style_of_a_frame_runs(page: Page, site: str) -> None:
    visit(page, site)
    morph(page, '<main id="scene"><h1>x</h1><img src="x" onerror="window.bad=1"><script>window.bad=1</script></main>')
    assert page.evaluate("() => window.bad") is None
