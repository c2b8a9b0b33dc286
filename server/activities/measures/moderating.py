"""Moderating: a room's questions as only whoever facilitates sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from server.activities.contract.pool import Pool
from server.activities.contract.texts import Voice
from server.activities.measures.asking import Asking

MOST_SHOWN, MOST_PAST = 12, 12


class Card(NamedTuple):
    """One question, what it is called: in itself, and as it stands; and how many people ask it."""

    mark: str
    edition: str
    words: str
    people: int | None


@dataclass(frozen=True, slots=True)
class Desk:
    """New questions, of which `behind` more wait; what the room sees; what had its answer; what is hidden."""

    new: tuple[Card, ...]
    behind: int
    shown: tuple[Card, ...]
    answered: tuple[Card, ...]
    hidden: tuple[Card, ...]
    lifted: Card | None
    asked: int
    people: int
    counts: tuple[int, int, int]
    holds: bool
    may_pass: bool
    switched: str


def desk(pool: Pool) -> Desk:
    """All questions that were handed over, where they stand. What most people ask comes first among those that the room
    sees; new ones stay where they stand."""
    state = pool.state if isinstance(pool.state, Asking) else Asking()
    voices = {voice.mark: voice for voice in pool.voices}
    order = {mark: at for at, mark in enumerate(state.stands.out)}
    answered = [mark for mark in reversed(state.stands.answered) if state.is_out(mark)]
    shown = [mark for mark in state.stands.out if state.is_out(mark) and mark not in state.stands.answered]
    shown.sort(key=lambda mark: (-(voices[mark].people or 0), order[mark]))

    def some(marks: Iterable[str], most: int) -> tuple[Card, ...]:
        there = islice((mark for mark in marks if mark in voices), most)
        return tuple(_card(voices[mark], pool) for mark in there)

    new, waiting = some(state.page, len(state.page)), state.waiting
    return Desk(
        new=new,
        behind=waiting - len(new),
        shown=some([mark for mark in shown if mark != state.stands.lifted], MOST_SHOWN),
        answered=some(answered, MOST_PAST),
        hidden=some(sorted(state.hidden), MOST_PAST),
        lifted=next(iter(some((state.stands.lifted,), 1)), None),
        asked=len(state.asked),
        people=pool.people,
        counts=(waiting, len(shown), len(answered)),
        holds=state.holds or (pool.release is not None and pool.release.first),
        may_pass=pool.release is None or not pool.release.first,
        switched=state.switched,
    )


def _card(voice: Voice, pool: Pool) -> Card:
    """As most wrote it; once one text of it may be seen, that one."""
    assert pool.release is not None
    state, release = pool.state, pool.release
    may = [text for text in voice.texts if release.edition(text) in release.out or text in state.passed]
    words = min(may or voice.texts, key=lambda text: (-voice.texts[text], text))
    return Card(voice.mark, release.edition(words), words, voice.people)
