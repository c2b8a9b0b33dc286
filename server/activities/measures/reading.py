"""Reading first: the texts of a round as only whoever facilitates sees them, to be let out, hidden and sorted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from server.activities.contract.pool import Pool
from server.activities.contract.question import Place
from server.activities.contract.texts import Texts
from server.activities.measures.sorting import Sorting

MOST_WAITING, MOST_IN_A_COLUMN = 12, 6


@dataclass(frozen=True, slots=True)
class Card:
    """One wording as most wrote it, how many did, and what it is called: in itself, and as it stands. `out`: everybody
    may see it."""

    mark: str
    edition: str
    words: str
    texts: int
    out: bool


@dataclass(frozen=True, slots=True)
class Column:
    """The texts of one place: those that wait to be let out first. `more` have no room here."""

    place: Place | None
    cards: tuple[Card, ...]
    texts: int
    more: int


@dataclass(frozen=True, slots=True)
class Tray:
    """What waits for a hand, where texts stand, what is hidden, and whether a hand can be taken back. `first`: nothing
    is shown before it is let out."""

    waiting: Column
    columns: tuple[Column, ...]
    hidden: Column
    first: bool
    undo: bool


def tray(places: Sequence[Place], question: Texts, pool: Pool) -> Tray:
    """All texts that were handed over, where a hand has put them."""
    state: Sorting = pool.state or Sorting()
    placed, hidden = state.now.placed, state.now.hidden
    waiting: list[Card] = []
    by_place: dict[str, list[Card]] = {place.key: [] for place in places} or {"": []}
    gone: list[Card] = []
    for card in _cards(question, pool):
        if card.mark in hidden:
            gone.append(card)
        elif placed.get(card.mark, "") in by_place if places else card.out:
            by_place[placed.get(card.mark, "")].append(card)
        else:
            waiting.append(card)
    columns = [_column(place, by_place[place.key]) for place in places] or [_column(None, by_place[""])]
    assert pool.release is not None
    return Tray(
        _column(None, waiting, MOST_WAITING),
        tuple(columns),
        _column(None, gone),
        pool.release.first,
        bool(state.past),
    )


def _cards(question: Texts, pool: Pool) -> list[Card]:
    assert pool.release is not None
    spelled: dict[str, Counter[str]] = {}
    for each in pool.values:
        spelled.setdefault(each.mark, Counter())[str(each.value)] += 1
    cards = []
    for mark, spellings in sorted(spelled.items()):
        words = min(spellings, key=lambda each: (-spellings[each], each))
        out = any(pool.release.lets(question, each) for each in spellings)
        cards.append(Card(mark, pool.release.edition(words), words, spellings.total(), out))
    return cards


def _column(place: Place | None, cards: list[Card], most: int = MOST_IN_A_COLUMN) -> Column:
    ranked = sorted(cards, key=lambda card: (card.out, -card.texts, card.mark))
    shown = ranked[:most]
    return Column(place, tuple(shown), sum(card.texts for card in cards), len(cards) - len(shown))
