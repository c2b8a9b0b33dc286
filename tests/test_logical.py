"""Styles say start and end, never left and right, so that a page can run from right to left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from server.bootstrap import ROOT

CSS = ROOT / "static" / "css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"(?:^|[{;])\s*([\w-]+)\s*:\s*([^;{}]+)")
SIDE = re.compile(r"\b(?:left|right)\b")
ACROSS = re.compile(r"translate(?:X|3d)?\((?!0[,)])")
FOUR_SIDES = re.compile(r"(?:margin|padding|inset|border-(?:width|radius|style|color))$")
EXCEPTIONS = {
    "screen/result.css": "where bars grow from; the next line says it for the other direction",
}


def physical(css: str) -> list[str]:
    """Declarations that know left from right."""
    return [f"{name}: {value}" for name, value in DECLARATION.findall(COMMENT.sub("", css)) if _knows(name, value)]


def _knows(name: str, value: str) -> bool:
    if SIDE.search(name) or (SIDE.search(value) and not name.startswith(("--", "animation", "content"))):
        return True
    if FOUR_SIDES.match(name):
        sides = _sides(value)
        return len(sides) == 4 and sides[1] != sides[3]
    return bool(ACROSS.search(value)) or (name == "transform-origin" and "center" not in value)


def _sides(value: str) -> list[str]:
    """The values of the sides, which may be sums in brackets."""
    sides, depth, word = [], 0, ""
    for sign in value.strip() + " ":
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign.isspace() and not depth:
            sides += [word] if word else []
            word = ""
        else:
            word += sign
    return sides


def test_no_style_knows_left_from_right() -> None:
    found = {str(path.relative_to(CSS)): physical(path.read_text()) for path in CSS.rglob("*.css")}
    wrong = {path: each for path, each in found.items() if each}
    assert {path: each for path, each in wrong.items() if path not in EXCEPTIONS} == {}
    assert wrong.keys() == EXCEPTIONS.keys(), "an exception that nobody needs any more"
    assert wrong["screen/result.css"] == ["transform-origin: 0 50%", "transform-origin: 100% 50%"]


@pytest.mark.parametrize(
    "css",
    [
        "a { margin-left: 1px }",
        "a{left:0}",
        "a { text-align: right; }",
        "a { padding: 1px 2px 3px 4px; }",
        "a { border-top-left-radius: 3px }",
        "a { transform: translateX(-50%) }",
        "a { float: left }",
        "a { border-left: 0 }",
    ],
)
def test_left_and_right_are_found(css: str) -> None:
    assert len(physical(css)) == 1


@pytest.mark.parametrize(
    "css",
    [
        "a { margin-inline-start: 1px }",
        "a { padding: 1px 2px 3px; }",
        "a { padding: 1px 2px 3px 2px; }",
        "a { text-align: start }",
        "/* left: 1px */",
        "a { inset: 0 }",
        "a { animation-name: from-left }",
    ],
)
def test_what_turns_by_itself_is_none(css: str) -> None:
    assert physical(css) == []


def test_no_template_or_script_sets_them_either() -> None:
    inline = re.compile(
        r"style\.(?:left|right|margin(?:Left|Right)|padding(?:Left|Right))|style=\"[^\"]*(?:left|right)"
    )
    paths = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static" / "js").rglob("*.js")]
    assert [str(path.relative_to(ROOT)) for path in paths if inline.search(Path(path).read_text())] == []
