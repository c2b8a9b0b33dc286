"""Words that a first reader stumbled over, and what stands in their place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READ = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "workshop_content").rglob("*.yaml"), ROOT / "README.md"]
TEXT = "\n".join(path.read_text() for path in READ)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (r"(people|answers) on\b[.;,]", "once two people have answered"),
        (r"is no longer good", "has expired"),
        (r"yours to take along", "yours to take with you"),
        (r'_\("Go on"\)', "Return to the room"),
        (r"cue card that comes", "Next cue card"),
        (r"Or hold the next of these", "Swap for"),
        (r"Whom do you tell", "Who do you tell first?"),
    ],
)
def test_what_was_no_english_is_gone(was: str, now: str) -> None:
    assert re.findall(was, TEXT) == []
    assert now in TEXT
