"""Foul words: a text that has one waits for whoever facilitates, and is never thrown away.

Words are compared whole, so that Scunthorpe, Essex and the German Klassenarbeit pass; but however they are dressed up:
capitals, accents, letters of other scripts, digits, dots or spaces between letters, letters three times over, stars,
a word in pieces. Who spells it wrongly gets through: a list is a help for whoever reads first, and no lock.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from server.activities.measures.disguises import fits, joined, masked, pieced, plain, undressed

STEM, NOTE = "*", "#"
SPELLED = 4  # letters of a word that is looked for within letters that stand apart


def words_of(lines: str) -> tuple[str, ...]:
    """The words of a list: one a line, `word*` for all that begin so, notes behind #."""
    kept = (line.partition(NOTE)[0].strip() for line in lines.splitlines())
    return tuple(dict.fromkeys(word for word in kept if plain(word)))


def is_foul(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text has one of these words."""
    return bool(words) and _listed(words).are_in(text)


class _Words:
    """A list of words, ready to be looked for."""

    def __init__(self, words: Iterable[str]) -> None:
        self._whole = frozenset(plain(word) for word in words if not word.endswith(STEM))
        self._stems = tuple(plain(word) for word in words if word.endswith(STEM))
        everything = self._whole.union(self._stems)
        self._long = frozenset(word for word in everything if len(word) >= SPELLED)
        self._longest = max(map(len, self._long), default=0)
        self._by_length: dict[int, list[str]] = {}
        for word in everything:
            self._by_length.setdefault(len(word), []).append(word)

    def are_in(self, text: str) -> bool:
        """Whether one of them is."""
        if any(word in self._whole or word.startswith(self._stems) for word in undressed(text)):
            return True
        if any(word in letters for letters in joined(text) for word in self._long):
            return True
        if any(word in self._long for word in pieced(text, self._longest)):
            return True
        return any(fits(mask, word) for mask in masked(text) for word in self._by_length.get(len(mask), ()))


@lru_cache(32)
def _listed(words: tuple[str, ...]) -> _Words:
    return _Words(words)
