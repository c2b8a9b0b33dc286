"""What the phone reads from a form and writes into it, whatever the kind: in a real browser, with native inputs."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from e2e.loopback import serving, visit

SCRIPT = """import * as form from "/static/js/phone/form.js";
import { morph } from "/static/js/morph.js";
import { say } from "/static/js/phone/words.js";
window.form = form;
window.say = say;
window.show = (html) => morph(`<main id="scene"><form>${html}</form></main>`);
window.at = () => document.querySelector("form");
"""
WORDS = """<template id="words"><p data-word="send">Send {letter}</p></template>
<template data-words="rated"><p data-word="send">Send {done} of {all}</p></template>"""
BARE = '<input type="radio" name="value" value="a"><input type="radio" name="value" value="b">'
PARTS = "".join(
    f'<fieldset data-number data-part="{part}">'
    + "".join(f'<input type="radio" name="{part}" value="{level}">' for level in (1, 2, 3))
    + "</fieldset>"
    for part in ("own", "firm")
)
SEVERAL = "".join(f'<input type="checkbox" name="value" value="{key}">' for key in "abc")
TEXTS = '<div data-list><input name="value"><input name="value"></div><textarea name="why"></textarea>'


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """A page with nothing but a form."""
    with serving(SCRIPT, body=f'<main id="scene"></main>{WORDS}') as address:
        yield address


@pytest.fixture
def shown(page: Page, site: str) -> Page:
    """The page."""
    visit(page, site)
    return page


def show(page: Page, html: str) -> None:
    """A frame brings a form."""
    page.evaluate("html => { show(html) }", html)


def read(page: Page) -> Any:
    """What the form holds."""
    return page.evaluate("() => form.read(at())")


def write(page: Page, value: Any) -> Any:
    """Put a value in; what the form holds then."""
    page.evaluate("value => { form.write(at(), value) }", value)
    return read(page)


@pytest.mark.parametrize(
    ("html", "values"),
    [
        (BARE, ["a", "b"]),
        (PARTS, [{"own": 2, "firm": 3}, {"firm": 1}]),
        (SEVERAL, [["a"], ["a", "c"]]),
        (TEXTS, [{"value": ["one", "two"], "why": "because"}, {"why": "because"}, {"value": ["one"]}]),
        ('<span data-number><input name="value" type="number"></span>', [0, 12.5]),
    ],
    ids=["bare", "parts", "several", "texts", "number"],
)
def test_a_form_gives_back_what_was_written_and_nothing_where_nothing_is(
    shown: Page, html: str, values: list[Any]
) -> None:
    show(shown, html)
    assert read(shown) is None
    for value in [*values, *reversed(values)]:
        assert write(shown, value) == value
        assert write(shown, None) is None


def test_writing_spares_what_somebody_types_and_tells_what_draws_the_form(shown: Page) -> None:
    show(shown, TEXTS)
    shown.locator("textarea").type("half a wo")
    shown.evaluate("() => at().addEventListener('written', ({ detail }) => { window.heard = detail })")
    assert write(shown, {"why": "other", "value": ["one"]}) == {"value": ["one"], "why": "half a wo"}
    assert shown.evaluate("() => heard") == {"why": "other", "value": ["one"]}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a", "a", True), ("a", "b", False), ("1", 1, False), (None, None, True), (None, {}, False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True), ({"a": 1}, {"a": 2}, False), (["a", "b"], ["b", "a"], False),
        ({"a": {"x": 1, "y": [2]}}, {"a": {"y": [2], "x": 1}}, True),
    ],
)  # fmt: skip
def test_values_are_the_same_by_what_they_say(shown: Page, one: Any, other: Any, same: bool) -> None:
    assert shown.evaluate("([one, other]) => form.same(one, other)", [one, other]) is same


@pytest.mark.parametrize(
    ("value", "part", "place", "is_there"),
    [
        ("a", "", "a", True), ("a", "", "b", False), (None, "", "a", False), ({"own": 4}, "own", "4", True),
        ({"own": 4}, "firm", "4", False), (["a", "c"], "", "c", True), ({"top": ["a", "b"]}, "top", "b", True),
    ],
)  # fmt: skip
def test_you_are_where_your_value_says(shown: Page, value: Any, part: str, place: str, is_there: bool) -> None:
    found = shown.evaluate("([value, part, place]) => form.isAt(value, part, place)", [value, part, place])
    assert found is is_there


def test_a_kind_has_words_of_its_own_before_those_of_all(shown: Page) -> None:
    for kind, said in (("plain", "Send B"), ("rated", "Send 2 of 5"), ("", "Send B")):
        shown.evaluate("kind => { document.getElementById('scene').dataset.kind = kind }", kind)
        assert shown.evaluate("() => say('send', { letter: 'B', done: 2, all: 5 })") == said
