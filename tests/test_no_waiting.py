"""No test waits for time to pass, and none measures it: time in tests is `server/clock.py`, turned by hand, and on
pages Playwright's clock. Waiting for a thread, a process or a page, with a limit, is another thing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.bootstrap import ROOT

ALLOWED = {
    "tests/waiting.py": "the limit of a wait for something that happens in a thread or a process",
    "e2e/test_faults.py": "notes when a vote closed, on the clock by which made-up phones note when they were acked",
}
SOURCES = sorted(path for folder in ("tests", "e2e") for path in (ROOT / folder).rglob("*.py"))


def measured_or_waited(source: str) -> Iterator[str]:
    """What of it takes time or reads the machine's clock; giving way to others (`sleep(0)`) does not."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names) if any(alias.name == "time" for alias in names):
                yield f"line {node.lineno}: import time"
            case ast.ImportFrom(module="time"):
                yield f"line {node.lineno}: from time"
            case ast.Call(func=ast.Attribute(attr="sleep") | ast.Name(id="sleep"), args=[ast.Constant(value=0)]):
                pass
            case ast.Call(func=ast.Attribute(attr="sleep" | "wait_for_timeout" | "call_later") | ast.Name(id="sleep")):
                yield f"line {node.lineno}: {ast.unparse(node.func)}"
            case ast.Constant(value=str(text)) if "sleep " in text and text.startswith("#!"):
                yield f"line {node.lineno}: a script that sleeps"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_test_waits_for_time_to_pass(path: Path) -> None:
    found = list(measured_or_waited(path.read_text()))
    assert bool(found) == (path.relative_to(ROOT).as_posix() in ALLOWED), found


@pytest.mark.parametrize(
    "source",
    [
        "import time",
        "from time import monotonic",
        "await asyncio.sleep(0.006)",
        "sleep(1)",
        "page.wait_for_timeout(500)",
        "loop.call_later(1, act)",
        '"""#!/bin/sh\nsleep 0.2"""',
    ],
)
def test_what_takes_time_is_found(source: str) -> None:
    assert len(list(measured_or_waited(source))) == 1


@pytest.mark.parametrize("source", ["await asyncio.sleep(0)", "def call_later(): pass", "clock.turn(5)"])
def test_what_takes_none_is_not(source: str) -> None:
    assert list(measured_or_waited(source)) == []
