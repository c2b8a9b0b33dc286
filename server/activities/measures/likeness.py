"""Which texts are like another: a suggestion to whoever groups them, and never more than that."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from math import log, sqrt
from typing import NamedTuple

from server.activities.measures.folding import same

PIECE = 3  # signs; so "promise" is like "promised" and no language is told from another
LIKE = 0.45  # how much alike two texts are that are worth a suggestion


class Alike(NamedTuple):
    """Another text, by its place in the list, and how much it is like the one asked about, from 0 to 1."""

    at: int
    likeness: float


def like(text: str, texts: Sequence[str], least: float = LIKE) -> list[Alike]:
    """The texts that are like this one, the most alike first."""
    return Likeness(texts).of(text, least)


class Likeness:
    """Texts that others are compared with, in pieces of a few signs; what is in many of them counts little."""

    def __init__(self, texts: Sequence[str]) -> None:
        counted = [_pieces(same(text)) for text in texts]
        spread = Counter(piece for pieces in counted for piece in pieces)
        self._many = len(texts)
        self._spread = spread
        self._found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._forms: dict[str, list[int]] = defaultdict(list)
        for at, (text, pieces) in enumerate(zip(texts, counted, strict=True)):
            self._forms[same(text)].append(at)
            for piece, weight in self._weighed(pieces).items():
                self._found[piece].append((at, weight))

    def of(self, text: str, least: float = LIKE) -> list[Alike]:
        """Those that are like this text, the most alike first; the same wording is as alike as can be."""
        likeness: dict[int, float] = defaultdict(float)
        for piece, weight in self._weighed(_pieces(same(text))).items():
            for at, other in self._found.get(piece, ()):
                likeness[at] += weight * other
        likeness.update(dict.fromkeys(self._forms.get(same(text), ()), 1.0))
        found = (Alike(at, min(1.0, round(by, 3))) for at, by in likeness.items() if by >= least)
        return sorted(found, key=lambda each: (-each.likeness, each.at))

    def _weighed(self, pieces: Counter[str]) -> dict[str, float]:
        """The pieces of a text, by how much each tells, as a vector of length 1."""
        weights = {piece: n * log(1 + (1 + self._many) / (1 + self._spread[piece])) for piece, n in pieces.items()}
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {piece: weight / length for piece, weight in weights.items()}


@lru_cache(4_096)
def _pieces(form: str) -> Counter[str]:
    words = [f" {word} " for word in form.split()]
    return Counter(word[at : at + PIECE] for word in words for at in range(max(1, len(word) - PIECE + 1)))
