"""What SECURITY promises is held by tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
SECURITY = (ROOT / "SECURITY.md").read_text()


def test_every_promise_names_a_test_that_is_there() -> None:
    rows = SECURITY.partition("| promised | held by |")[2].strip().splitlines()[1:]
    assert len(rows) >= 15
    for row in rows:
        files = re.findall(r"`((?:tests|e2e)/[\w/]+\.py)`", row)
        assert files, row
        for file in files:
            assert "\nasync def test_" in (text := (ROOT / file).read_text()) or "\ndef test_" in text, file


def test_every_test_that_is_named_along_the_way_is_there() -> None:
    there = {path.name for folder in ("tests", "e2e") for path in (ROOT / folder).rglob("test_*.py")}
    assert set(re.findall(r"`(?:[\w/]+/)?(test_\w+\.py)`", SECURITY)) <= there
