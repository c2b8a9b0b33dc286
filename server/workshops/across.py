"""What only shows when all files of a workshop are seen together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path as File
from typing import Any, NamedTuple

from pydantic import ValidationError

from server.activities.contract.activity import Activity
from server.locales import is_mirrored, spoken
from server.workshops import awaited
from server.workshops.asked import is_asked
from server.workshops.content import Module, Workshop, misleading_keys
from server.workshops.document import Document, Path

LEAST_OF_PROMISED = 0.9
LANGUAGE = re.compile(r"[a-z]{2,3}")

Place = tuple[File, int]


class Part(NamedTuple):
    """One file of a workshop and what it says; `content` is the module, or the workshop without its modules."""

    file: File
    document: Document
    module: Module

    def at(self, *path: str | int) -> Place:
        """The place of a value."""
        return self.file, self.document.line(path)


def keys(parts: Sequence[Part]) -> Iterator[tuple[Place, str]]:
    """Keys that are there twice or lead nowhere."""
    for (i, j), sentence in misleading_keys([part.module for part in parts]):
        yield parts[i].at("activities", j), sentence if sentence.endswith("?") else f"{sentence}."
    for part in parts:
        for j, entry in enumerate(part.module.activities):
            if isinstance(entry, Activity) and is_asked(entry):
                sentence = f"'{entry.key}' is kept for questions that are typed in the middle of a room; take another."
                yield part.at("activities", j, "key"), sentence


def left_out(top: Document, file: File, parts: Sequence[Part]) -> Iterator[tuple[Place, str]]:
    """Keys under 'without' that no activity has; or that leave nothing at all."""
    names = top.data.get("without") or ()
    known = [activity.key for activity, _ in _activities(parts)]
    for i, name in enumerate(names):
        if name not in known:
            close = get_close_matches(str(name), known, n=1)
            instead = f"did you mean '{close[0]}'?" if close else "write the key of an activity in these modules."
            yield (file, top.line(("without", i))), f"'{name}' is the key of no activity here; {instead}"
    if known and not {*known} - {*names}:
        yield (file, top.line(("without",))), "this leaves no activity at all; keep one."


def sources(top: Document, file: File, shown: str, parts: Sequence[Part]) -> Iterator[tuple[Place, str]]:
    """Sources that are there twice, and names of sources that are not there."""
    known: set[str] = set()
    for credited, document in ((file, top), *((part.file, part.document) for part in parts)):
        for i, source in enumerate(document.data.get("sources") or ()):
            if source["key"] in known:
                sentence = f"'{source['key']}' is the key of an earlier source; give each its own."
                yield (credited, document.line(("sources", i))), sentence
            known.add(source["key"])
    for part in parts:
        for j, entry in enumerate(part.module.activities):
            for k, source in enumerate(entry.sources if isinstance(entry, Activity) else ()):
                if source not in known:
                    sentence = f"'{source}' is not among the 'sources' of {shown} or its modules; add it there."
                    yield part.at("activities", j, "sources", k), sentence


def texts(data: Any, languages: Sequence[str], path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Texts that are missing in one of the workshop's languages. A text without languages is the same in all."""
    inside: Sequence[tuple[str | int, Any]] = ()
    if isinstance(data, dict):
        if _is_text(data):
            name = next(step for step in reversed(path) if isinstance(step, str))
            for language in languages:
                if language not in data:
                    yield (
                        path,
                        f"'{name}' has no text in '{language}', a language of the workshop; add '{language}: ...'.",
                    )
            return
        inside = list(data.items())
    elif isinstance(data, list):
        inside = list(enumerate(data))
    for step, value in inside:
        yield from texts(value, languages, (*path, step))


def first_language(workshop: Workshop) -> Iterator[str]:
    """Texts from right to left on pages that would run from left to right."""
    first = workshop.languages[0]
    if is_mirrored(first) and spoken(first) != first:
        yield (
            f"'{first}' is written from right to left and Roomful has no words in it, so its pages would run the wrong"
            " way; name another language first, or add its catalogue (CONTRIBUTING says how)."
        )


def minutes(workshop: Workshop) -> Iterator[str]:
    """A promise that the activities do not keep."""
    planned, promised = sum(item.minutes for item in workshop.run_of_show()), workshop.minutes
    if planned > promised:
        yield f"the activities take {planned:g} minutes, more than the {promised:g} promised here; write {planned:g}."
    elif planned < promised * LEAST_OF_PROMISED:
        yield (
            f"the activities take {planned:g} of the {promised:g} minutes promised here; write {planned:g},"
            " or give them more time."
        )


def guesses(workshop: Workshop, parts: Sequence[Part]) -> Iterator[tuple[Place, str]]:
    """Guesses about what is never asked, or that nobody sees."""
    places = list(workshop.places())
    entries = [workshop.modules[i].activities[j] for i, j in places]
    for at, field, sentence in awaited.wrong(entries):
        i, j = places[at]
        yield parts[i].at("activities", j, field), sentence


def credits_fit(workshop: Workshop, parts: Sequence[Part]) -> Iterator[tuple[Place, str]]:
    """Slides that are too long once the sources stand on them."""
    for activity, place in _activities(parts):
        credited = activity.credited(workshop.credits())
        try:
            type(activity).model_validate(credited.model_dump())
        except ValidationError:
            yield (
                place,
                "this is too long together with the sources; shorten its text, or show them on a slide of their own.",
            )


def _activities(parts: Sequence[Part]) -> Iterator[tuple[Activity, Place]]:
    for part in parts:
        for j, entry in enumerate(part.module.activities):
            if isinstance(entry, Activity):
                yield entry, part.at("activities", j)


def _is_text(data: dict[Any, Any]) -> bool:
    names = data.keys() - {"key"}
    return bool(names) and all(LANGUAGE.fullmatch(name) and isinstance(data[name], str) for name in names)
