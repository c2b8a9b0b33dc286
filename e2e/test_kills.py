"""Kills in short: a real server and phones on plain sockets. A file of its own, which runs beside the others."""

from __future__ import annotations

from pathlib import Path

from e2e.torment import RETRY, broken
from server.trials.torture.kills import kill


def test_ten_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    assert broken(kill(tmp_path / "data", times=10, people=60, first_retry=RETRY)) == []
