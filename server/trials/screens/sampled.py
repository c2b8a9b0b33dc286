"""Examples of the sampler, each in a workshop of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from server.trials.screens.seed import CONTENT
from server.workshops.content import Workshop
from server.workshops.files import Files
from server.workshops.items import Item
from server.workshops.loading import load

Fields = dict[str, Any]


def called(key: str) -> Fields:
    """What the example of this key is made of."""
    return _fields(next(item for item in _examples() if item.activity.key == key))


def asking(way: type[Any]) -> Fields:
    """What the first example that asks in this way is made of."""
    return _fields(next(item for item in _examples() if isinstance(item.activity.poses(), way)))


def alone(key: str, title: str, *activities: Fields, minutes: int = 3, language: str = "en") -> Workshop:
    """A workshop of nothing else."""
    module = {"module": key, "title": title, "activities": activities}
    told = {"workshop": key, "title": title, "minutes": minutes, "languages": [language], "modules": [module]}
    return Workshop.model_validate(told)


def _examples() -> Sequence[Item]:
    """One of each kind, and of each thing that a kind can do."""
    return load(CONTENT / "sampler", Files(CONTENT)).run_of_show()


def _fields(item: Item) -> Fields:
    return item.activity.model_dump(mode="json", by_alias=True)
