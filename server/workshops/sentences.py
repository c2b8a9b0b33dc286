"""Turns what the schema refuses into sentences that say what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from server.activities import KINDS
from server.activities.contract.activity import Activity
from server.workshops.content import Module, Workshop
from server.workshops.document import Path
from server.workshops.entries import FURTHER, Again, Show, sort_of_entry
from server.workshops.slips import no_space
from server.workshops.wording import WORDING, did_you_mean, kind_names

LANGUAGE = "[a-z]{2}"
TOP = {Workshop: "a workshop", Module: "a module", Again: "an 'again'", Show: "a 'show'"}


def sentences(errors: list[ErrorDetails], model: type[BaseModel], data: Any) -> Iterator[tuple[Path, str]]:
    """Path and sentence of each error that an author should read; the echoes of others are left out."""
    for error in errors:
        path = _path(error["loc"], data, error["type"])
        value = _at(data, path)
        if not _echo(error, value):
            place = (*path, "kind") if error["type"] == "union_tag_invalid" else path
            yield place, _sentence(error, path, model, data, value)


def _path(loc: tuple[str | int, ...], data: Any, error: str) -> Path:
    """Where the error is in the file: pydantic's place without the names of its own branches."""
    steps = list(loc)
    for i in range(len(steps) - 1, 0, -1):
        if steps[i - 1 : i] == ["activities"] and isinstance(steps[i], int):
            branches = 2 if steps[i + 1 : i + 2] == ["activity"] else 1
            del steps[i + 1 : i + 1 + branches]
    path: Path = ()
    for i, step in enumerate(steps):
        value = _at(data, path)
        inside = isinstance(value, list) if isinstance(step, int) else isinstance(value, dict) and step in value
        if inside or (error == "missing" and i == len(steps) - 1):
            path = (*path, step)
    return path


def _at(data: Any, path: Path) -> Any:
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _echo(error: ErrorDetails, value: Any) -> bool:
    """A text may be a string or a map by language, and each branch complains where the other was meant;
    a list (or what was written where a list could be) complains of its length when its entries were refused."""
    branch = str(error["loc"][-1])
    if error["type"] == "string_type":
        return isinstance(value, dict) and "str" in branch
    if error["type"] == "dict_type":
        return branch.startswith("dict[")
    if error["type"] == "too_short":
        return len(value) >= error["ctx"]["min_length"] if isinstance(value, list) else bool(value)
    return False


def _sentence(error: ErrorDetails, path: Path, model: type[BaseModel], data: Any, value: Any) -> str:
    if error["type"] == "extra_forbidden" and ":" in str(path[-1]):
        key, _, rest = str(path[-1]).partition(":")
        return no_space(key, rest)
    if error["type"] == "extra_forbidden":
        owner, keys = _owner(path[:-1], model, data)
        return f"'{path[-1]}' is not a key of {owner}; {did_you_mean(str(path[-1]), keys)}"
    if error["type"] == "missing":
        return f"{_owner(path[:-1], model, data)[0]} needs '{path[-1]}'; add a line '{path[-1]}: ...'."
    name = _name(path)
    if value is None and path and " " in str(path[-1]):
        return "a comma ends a text between '{' and '}'; put the text in quotes."
    if value is None:
        return f"{name} is empty; write its value after the colon, or leave the line out if it is not needed."
    say = WORDING.get(error["type"])
    return say(name, value, error) if say else f"{name} cannot be used: {error['msg']}."


def _name(path: Path) -> str:
    if not path:
        return "this file"
    if isinstance(path[-1], int):
        return f"entry {path[-1] + 1} of '{path[-2]}'" if len(path) > 1 else f"entry {path[-1] + 1}"
    if len(path) > 1 and re.fullmatch(LANGUAGE, path[-1]):
        return f"'{path[-1]}' of {_name(path[:-1])}"
    return f"'{path[-1]}'"


def _owner(path: Path, model: type[BaseModel], data: Any) -> tuple[str, list[str]]:
    """What the mapping at `path` is to an author, and the keys it can have."""
    current: type[BaseModel] | None = model
    for i, step in enumerate(path):
        if isinstance(step, str) and current and step in current.model_fields:
            found = list(_models(current.model_fields[step].annotation))
        current = _chosen(found, _at(data, path[: i + 1]))
    keys = list(current.model_fields) if current else []
    if current in TOP:
        return TOP[current], keys
    if current is not None and issubclass(current, Activity):
        return f"a {get_args(current.model_fields['kind'].annotation)[0]}", keys
    inside = next((step for step in reversed(path) if isinstance(step, str)), "this")
    return (f"each of '{inside}'" if isinstance(path[-1], int) else f"'{inside}'"), keys


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _chosen(models: list[type[BaseModel]], value: Any) -> type[BaseModel] | None:
    if Activity in models:
        if (further := FURTHER.get(sort_of_entry(value))) is not None:
            return further
        kind = value.get("kind") if isinstance(value, dict) else None
        return next((each for each, name in zip(KINDS, kind_names(), strict=True) if name == kind), None)
    return models[0] if models else None
