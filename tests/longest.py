"""The longest content that a kind takes, made from its example: texts and lists grown until it refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from typing import Any

from pydantic import ValidationError

from server.activities.contract.activity import Activity

LATIN, ARABIC, CHINESE = "customer ", "العملاء ", "顧客"
SCRIPTS = {"Latin": LATIN, "Arabic": ARABIC, "Chinese": CHINESE}
STAYS = {"key", "kind", "about", "of", "cues", "say", "listen_for", "sources", "icon"}
CARD = 240
Way = tuple[str | int, ...]


def longest(activity: Activity, word: str, items_first: bool) -> Activity:
    """As many items as there may be with texts as long as there is room for then; or the other way round."""
    data = activity.model_dump(by_alias=True, exclude_defaults=True)
    data["cues"] = {pattern: (word * CARD)[:CARD] for pattern in activity.prompts}
    data = _taken(type(activity), {**data, "rounds": 2}) or data
    for grow in (_more, _longer)[:: 1 if items_first else -1]:
        data = grow(type(activity), data, word)
    return type(activity).model_validate(data)


def _longer(kind: type[Activity], data: Any, word: str) -> Any:
    """Each text of the author's, one after the other."""
    data = _written(kind, data, word)
    for way in _texts(data, ()):
        data = _most(kind, data, 2_000, partial(_lengthened, data, way, word))
    return data


def _lengthened(data: Any, way: Way, word: str, signs: int) -> Any:
    return _with(data, way, (word * signs)[: signs - 1] + word[0])


def _written(kind: type[Activity], data: Any, word: str) -> Any:
    """All of it in few letters of this script, so that what is long takes no room from what comes later."""
    for way in _texts(data, ()):
        data = _taken(kind, _with(data, way, word.strip())) or _taken(kind, _with(data, way, word.strip()[:2])) or data
    return data


def _more(kind: type[Activity], data: Any, _word: str) -> Any:
    """Each list of things with keys."""
    for name, value in data.items():
        if isinstance(value, list | tuple) and value and isinstance(value[0], dict) and "key" in value[0]:
            data = _most(kind, data, 12, partial(_lengthened_list, data, name))
    return data


def _lengthened_list(data: Any, name: str, more: int) -> Any:
    items = data[name]
    return {**data, name: [*items, *({**deepcopy(items[-1]), "key": f"k{at}"} for at in range(more))]}


def _most(kind: type[Activity], data: Any, most: int, grown: Callable[[int], Any]) -> Any:
    """As much as is taken; the same as before, if nothing is."""
    low = 1
    while low <= most:
        middle = (low + most) // 2
        if taken := _taken(kind, grown(middle)):
            data, low = taken, middle + 1
        else:
            most = middle - 1
    return data


def _taken(kind: type[Activity], data: Any) -> Any:
    try:
        kind.model_validate(data)
    except ValidationError:
        return None
    return data


def _texts(data: Any, way: Way) -> Iterator[Way]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list | tuple) else ()
    for name, value in inner:
        if name in STAYS:
            continue
        if isinstance(value, str):
            yield (*way, name)
        yield from _texts(value, (*way, name))


def _with(data: Any, way: Way, text: str) -> Any:
    changed = deepcopy(data)
    place = changed
    for name in way[:-1]:
        if isinstance(place[name], tuple):
            place[name] = list(place[name])
        place = place[name]
    place[way[-1]] = text
    return changed
