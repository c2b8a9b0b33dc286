"""Restarts and cut lines in short: a real server and phones on plain sockets."""

from __future__ import annotations

from pathlib import Path

from e2e.torment import RETRY, broken
from server.trials.torture.cuts import cut
from server.trials.torture.kills import restart


def test_three_restarts_lose_and_double_nothing(tmp_path: Path) -> None:
    assert broken(restart(tmp_path / "data", times=3, people=60, first_retry=RETRY)) == []


def test_forty_cuts_lose_and_double_nothing(tmp_path: Path) -> None:
    assert broken(cut(tmp_path / "data", times=40, first_retry=RETRY)) == []
