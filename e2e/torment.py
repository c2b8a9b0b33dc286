"""Torture in short, for the stories of what a real server and its phones survive."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from server.trials.swarm.address import raise_file_limit
from server.trials.torture.promise import Outcome

RETRY = 0.3


def broken(torment: Coroutine[Any, Any, list[Outcome]]) -> list[str]:
    """The promises that were not kept, but for those about seconds: this machine has other work, too."""
    raise_file_limit()
    return [str(outcome) for outcome in asyncio.run(torment) if not outcome.kept and not outcome.timed]
