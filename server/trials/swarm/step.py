"""What a phone is asked: read from the `step` of its frames, and from nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from random import Random
from typing import Any

from server.trials.swarm.diary import Key
from server.trials.swarm.shapes import value


@lru_cache(64)
def step_of(frame: bytes) -> Mapping[str, Any]:
    """The step of a phone's frame; all phones of a room get the same bytes. Empty before the first frame."""
    step: Mapping[str, Any] = json.loads(frame)["step"] if frame else {}
    return step


def asks(step: Mapping[str, Any], key: Key) -> bool:
    """Whether it asks something in this round."""
    return (step.get("activity"), step.get("round")) == key and "shape" in step


def guess(step: Mapping[str, Any], key: Key, dice: Random) -> object | None:
    """A made-up answer in one round; None while the phone does not see that question."""
    return value(step, dice) if asks(step, key) else None
