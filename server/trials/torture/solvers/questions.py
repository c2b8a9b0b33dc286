"""What solvers look at: one of every kind that the sampler asks, and of everything that a kind can do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from annotated_types import MinLen
from pydantic.fields import FieldInfo

from server.activities.contract.activity import Activity
from server.trials.swarm.content import LATER, SAMPLER
from server.workshops.files import Files
from server.workshops.loading import load

FEW = 3  # options, items, statements: people in small rooms are easier to find out where little can be said
LEFT_OUT = {*LATER, "cues", "most"}


@cache
def questions() -> Sequence[Activity]:
    """The first one can split all others."""
    folder: Path = SAMPLER.parent
    items = load(folder, Files(folder.parent)).run_of_show()
    asked = {item.activity.key: item.activity for item in items if item.activity.takes_answers}
    return tuple(map(asks_little, asked.values()))


def asks_little(activity: Activity, **others: Any) -> Activity:
    """The same with few things to say, in one round but where these fields say otherwise."""
    fields = activity.model_dump(by_alias=True, exclude_unset=True)
    known = {field.alias or name: field for name, field in type(activity).model_fields.items()}
    kept = {name: _cut(value, _least(known[name])) for name, value in fields.items() if name not in LEFT_OUT}
    return type(activity).model_validate(kept | {name: value for name, value in others.items() if name in known})


def _least(field: FieldInfo) -> int:
    """How many its kind asks for at least."""
    return max((each.min_length for each in field.metadata if isinstance(each, MinLen)), default=0)


def _cut(value: Any, least: int) -> Any:
    things = isinstance(value, list | tuple) and bool(value) and isinstance(value[0], dict) and "key" in value[0]
    return value[: max(FEW, least)] if things else value
