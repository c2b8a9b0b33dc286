"""Reading first: the texts of a round as only whoever facilitates sees them, to be let out, hidden and sorted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from server.activities.contract.pool import Pool
from server.activities.contract.question import Place
from server.activities.contract.texts import Written
from server.activities.measures.sorting import Hand, Sorting
from server.activities.measures.suggesting import Suggestion, suggestions

MOST_WAITING, MOST_IN_A_GROUP, MOST_ON_A_WALL = 12, 12, 60
AT_ONCE = 2  # of a group


@dataclass(frozen=True, slots=True)
class Card:
    """One wording as most wrote it, how many did, and what it is called: in itself, and as it stands. `out`: everybody
    may see it. `like`: where it may belong."""

    mark: str
    edition: str
    words: str
    texts: int
    out: bool
    like: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """The texts of one place: the one that the big screen shows, then those that wait to be let out. `more` have no
    room here."""

    place: Place | None
    cards: tuple[Card, ...]
    texts: int
    more: int

    @property
    def first(self) -> Sequence[Card]:
        """Those that stand there at once."""
        return self.cards[:AT_ONCE]

    @property
    def others(self) -> Sequence[Card]:
        """Those that show when they are asked for."""
        return self.cards[AT_ONCE:]


@dataclass(frozen=True, slots=True)
class Tray:
    """What waits for a hand, where texts stand, what is hidden, and whether a hand can be taken back. `first`: nothing
    is shown before it is let out; `sorts`: texts may be grouped here, in `most` groups at most."""

    waiting: Column
    columns: tuple[Column, ...]
    hidden: Column
    first: bool
    undo: bool
    most: int

    @property
    def places(self) -> tuple[Place, ...]:
        """The groups that there are now."""
        return tuple(column.place for column in self.columns if column.place is not None)

    @property
    def takes_a_group(self) -> bool:
        """Whether there is room for one more."""
        return len(self.places) < self.most


def tray(places: Sequence[Place], most: int, question: Written, pool: Pool) -> Tray:
    """All texts that were handed over, where a hand has put them."""
    state: Sorting = pool.state or Sorting()
    waiting: list[Card] = []
    by_place: dict[str, list[Card]] = {place.key: [] for place in places} or {"": []}
    gone: list[Card] = []
    for card in _cards(question, pool):
        where = state.now.placed.get(card.mark, "")
        if card.mark in state.now.hidden:
            gone.append(card)
        elif where in by_place if places else card.out:
            by_place[where if places else ""].append(card)
        else:
            waiting.append(card)
    columns = [_column(place, by_place[place.key], MOST_IN_A_GROUP) for place in places]
    assert pool.release is not None
    return Tray(
        _suggested(_column(None, waiting, MOST_WAITING), columns, state.now),
        tuple(columns) or (_column(None, by_place.get("", []), MOST_ON_A_WALL),),
        _column(None, gone, MOST_ON_A_WALL),
        pool.release.first,
        bool(state.past),
        most,
    )


def _cards(question: Written, pool: Pool) -> list[Card]:
    assert pool.release is not None
    spelled: dict[str, Counter[str]] = {}
    for each in pool.values:
        spelled.setdefault(each.mark, Counter())[str(each.value)] += 1
    cards = []
    for mark, spellings in sorted(spelled.items()):
        words = min(spellings, key=lambda each: (-spellings[each], each))
        people = spellings.total()
        out = any(pool.release.lets(question, each, mark, people) for each in spellings)
        cards.append(Card(mark, pool.release.edition(words), words, people, out))
    return cards


def _column(place: Place | None, cards: list[Card], most: int) -> Column:
    seen = max((card for card in cards if card.out), key=lambda card: (card.texts, card.mark), default=None)
    ranked = sorted(cards, key=lambda card: (card is not seen, card.out, -card.texts, card.mark))
    shown = ranked[:most]
    return Column(place, tuple(shown), sum(card.texts for card in cards), len(cards) - len(shown))


def _suggested(waiting: Column, columns: Sequence[Column], hand: Hand) -> Column:
    placed = [(column.place, card) for column in columns if column.place is not None for card in column.cards]
    placed.sort(key=lambda each: (-each[1].texts, each[1].mark))
    words = [(place, card.words) for place, card in placed]
    found = suggestions([(card.mark, card.words) for card in waiting.cards], words, hand.declined)
    return replace(waiting, cards=tuple(replace(card, like=found.get(card.mark)) for card in waiting.cards))
