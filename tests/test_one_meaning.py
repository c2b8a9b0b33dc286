"""One word, one meaning: words that stood for two things in one file's sight stand for one."""

from __future__ import annotations

import re

import pytest

from server.bootstrap import ROOT

# What the word must not stand for any more, by a pattern, and where.
ELSEWHERE = {
    "desk, for the console": (r"\bdesk\b", ["server/scenes", "templates/scenes/console", "static/css", "static/js"]),
    "pace, for answers a second": (
        r"[Pp]ace\b",
        ["templates/scenes/console/answered.html", "static/js/console/rate.js"],
    ),
    "stage, for the dark theme": (r"theme.{1,4}stage\b", ["server", "templates", "static/css", "static/js"]),
}


@pytest.mark.parametrize(("pattern", "places"), ELSEWHERE.values(), ids=list(ELSEWHERE))
def test_a_word_does_not_stand_for_something_else_too(pattern: str, places: list[str]) -> None:
    files = [path for place in places for path in (ROOT / place, *(ROOT / place).rglob("*")) if path.is_file()]
    sources = [
        path for path in files if path.suffix in {".py", ".html", ".css", ".js"} and "migrations" not in path.parts
    ]
    assert sources
    assert [str(path) for path in sources if re.search(pattern, path.read_text())] == []
