"""Style sheets: nothing in them that nobody uses, nothing that the oldest browsers do not know."""

import re
from pathlib import Path

from server.charts.fitting import SIZES

ROOT = Path(__file__).parents[1]
SHEETS = {
    path: re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL) for path in ROOT.glob("static/css/**/*.css")
}
CSS = "\n".join(SHEETS.values())
SCRIPTS = "\n".join(path.read_text() for path in ROOT.glob("static/js/**/*.js"))
PAGES = "\n".join(path.read_text() for path in ROOT.glob("templates/**/*.html"))
PALETTE = r"--(answer|on)-[a-h]|--(paper|card|sunken|line|ink|spot|danger|ok|focus)\b.*"

# What iOS Safari 15.4, Chrome 99 and Firefox 115 do not know, and what breaks a page where it is not known.
TOO_NEW = {
    "light-dark()": r"light-dark\(",
    "ranges in media queries": r"@media[^{]*[<>]",
    "nesting": r"[;{]\s*&",
    "oklch() and color-mix()": r"(oklch|color-mix)\(",
    "@scope, @starting-style": r"@(scope|starting-style)",
    "view transitions": r"view-transition",
    ":has()": r":has\(",
    "units of a container": r"\dcq(w|h|i|b|min|max)\b",
    "translate, rotate and scale as properties": r"[;{\s](translate|rotate|scale):",
}
SMALL_WINDOWS = r"([\w-]+):[^;{}]*\d(dvh|dvb|svh|svb)\b"


def classes() -> set[str]:
    """Every class that a selector names."""
    selectors = re.findall(r"([^{}]+)\{", re.sub(r"url\([^)]*\)", "", CSS))
    return {
        name for selector in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", selector) if "@" not in selector
    }


def composed() -> set[str]:
    """What templates put together: stems before an expression, as in class="seat seat--{{ state }}", and sizes."""
    stems = set(re.findall(r"([\w-]+--)(?:\{|'|\")", PAGES))
    sized = re.findall(r"sized\([\"'](\w+)[\"'], [\"'](\w+)[\"']\)", PAGES)
    return stems | {f"{block}--{name}" for block, place in sized for _, name in SIZES[place]}


def test_every_class_in_a_style_sheet_is_used() -> None:
    words, made = set(re.findall(r"[\w-]+", PAGES + SCRIPTS)), composed()
    unused = {name for name in classes() if name not in words | made and name[: name.find("--") + 2] not in made}
    assert not unused


def test_every_property_of_our_own_is_read() -> None:
    made = set(re.findall(r"(?<![\w-])(--[\w-]+)\s*:", CSS))
    read = set(re.findall(r"var\((--[\w-]+)", CSS + SCRIPTS)) | set(re.findall(r"[\"'](--[\w-]+)[\"']", SCRIPTS))
    assert not {name for name in made - read if not re.fullmatch(PALETTE, name)}
    assert not read - made


def test_no_style_sheet_needs_a_browser_newer_than_the_oldest_that_must_work() -> None:
    for path, sheet in SHEETS.items():
        for what, pattern in TOO_NEW.items():
            assert not re.search(pattern, sheet), f"{what} in {path.name}"


def test_a_height_in_units_that_chrome_99_does_not_know_stands_after_one_that_it_knows() -> None:
    found = [(path.name, sheet, match) for path, sheet in SHEETS.items() for match in re.finditer(SMALL_WINDOWS, sheet)]
    assert found
    for name, sheet, match in found:
        before = sheet[: match.start()].rpartition("{")[2]
        assert re.search(rf"{match[1]}:[^;]*\dvh\b[^;]*;\s*$", before), f"{match[0]} in {name}"


def test_the_scripts_animate_nothing_that_chrome_99_leaves_still() -> None:
    assert not re.search(r"\{ (translate|rotate|scale):", SCRIPTS)
