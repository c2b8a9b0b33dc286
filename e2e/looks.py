"""What can be measured on a page: axe's rules, sizes, edges, and how much moves."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from e2e.cast import Cast

LOOKS = Path(__file__).with_name("looks.js").read_text()
AXE: str = import_module("axe_playwright_python.base").AXE_SCRIPT
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
RUN = "(only) => axe.run({runOnly: only, resultTypes: ['violations'], preload: false})"
SAFE_FRAME = {"left": 88, "top": 56, "right": 1920 - 88, "bottom": 1080 - 44}
MOTION = """
window.moved = [];
const calm = /^(opacity|fill|stroke|.*color)$/;
const note = (element, name) =>
  calm.test(name) || window.moved.push(`${element.localName}${element.id && "#"}${element.id}: ${name}`);
const animate = Element.prototype.animate;
Element.prototype.animate = function (frames, options) {
  for (const name of new Set([...frames].flatMap((frame) => Object.keys(frame)))) note(this, name);
  return animate.call(this, frames, options);
};
addEventListener("transitionrun", ({ target, propertyName }) => note(target, propertyName), true);
addEventListener("animationstart", ({ target, animationName }) => note(target, animationName), true);
"""


def axe(page: Page, cast: Cast, rules: list[str] | None = None) -> list[str]:
    """What axe finds on a page, under our own policy."""
    before = list(cast.faults)
    settle(page)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found = page.evaluate(RUN, only)["violations"]
    # axe measures with inline styles, which our policy refuses; only what the page itself did counts.
    cast.faults[:] = before
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def settle(page: Page) -> None:
    """Wait until nothing moves: half-way between two colours nothing has the contrast it is about to have."""
    page.wait_for_function("() => document.getAnimations().every(({ playState }) => playState !== 'running')")


def measure(page: Page, what: str, *given: Any) -> list[str]:
    """One of the measurements of looks.js, on a page that stands still."""
    settle(page)
    wrong: list[str] = page.evaluate(f"(given) => ({LOOKS.strip().rstrip(';')}).{what}(...given)", list(given))
    return wrong


def at_320(page: Page) -> list[str]:
    """Whether a page scrolls sideways on the narrowest screen; it gets its own size back."""
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": 320, "height": 568})
    wrong = measure(page, "sideways")
    page.set_viewport_size(size)
    return wrong


def at_200_percent(page: Page) -> list[str]:
    """Whether a page scrolls sideways for somebody who told the browser to set text twice as large."""
    line = page.context.new_cdp_session(page)
    line.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    assert page.evaluate("() => getComputedStyle(document.documentElement).fontSize") == "32px"
    wrong = measure(page, "sideways")
    line.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})
    line.detach()
    return wrong


def moved(page: Page) -> list[str]:
    """What travelled, grew or turned since the last time, on a page that was asked for less motion."""
    wrong: list[str] = page.evaluate("() => window.moved.splice(0)")
    return wrong
