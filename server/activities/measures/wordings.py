"""Wordings: texts that say the same in the same words stand together, with how many wrote them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.activities.contract.pool import Value
from server.activities.contract.question import Shown

COLUMNS: Mapping[str, str] = {
    "text": "one that was let out, as most wrote it; texts that were not are nowhere in an export",
    "group": "the key of the group it was put into",
    "written by": "how many texts say so in the same words",
    "marked by": "how many marked it when the room was asked about its texts",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """One of them: its `mark`, how many texts, and the words as most wrote them; None while none of them is out."""

    mark: str
    texts: int
    words: str | None


def wordings(values: Sequence[Value]) -> tuple[Wording, ...]:
    """All of them, by mark: in an order that tells nobody who was first."""
    texts: Counter[str] = Counter(each.mark for each in values)
    spelled: dict[str, Counter[str]] = {}
    for each in values:
        if each.value is not None:
            spelled.setdefault(each.mark, Counter())[str(each.value)] += 1
    return tuple(Wording(mark, texts[mark], _most(spelled.get(mark))) for mark in sorted(texts))


def shown(found: Sequence[Wording]) -> tuple[Shown, ...]:
    """Those that are out: what several wrote first."""
    out = [Shown(each.mark, each.words, each.texts) for each in found if each.words is not None]
    return tuple(sorted(out, key=lambda each: (-each.texts, each.mark)))


def _most(spelled: Counter[str] | None) -> str | None:
    return min(spelled, key=lambda words: (-spelled[words], words)) if spelled else None
