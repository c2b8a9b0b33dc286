"""Cue cards: which prompt a pooled result calls for. Tables only, the same for every kind."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from server.activities.base import Activity, CueTexts, Pattern, in_language
from server.locales import words
from server.results.disclosure import Shift
from server.results.heads import headline
from server.results.patterns import Result, pattern_of, pooled, ranked
from server.shares import is_crowd


@dataclass(frozen=True, slots=True)
class Card:
    """One cue card: a short kicker, the headline of what the room sees, and the prompt."""

    pattern: Pattern
    kicker: str
    head: str
    text: str


def _(message: str) -> str:
    """Mark a sentence for the catalogue; it is looked up where the language is known."""
    return message


KICKER = _("Talk about it")
PAIRS_HEAD = _("In pairs")
PAIRS = _("Turn to your neighbour: one minute each way.")

PROMPTS: dict[Pattern, str] = {
    Pattern.TOO_FEW: _("In pairs: what makes this hard to answer?"),
    Pattern.MOVED: _("Ask someone who moved: what did you hear?"),
    Pattern.SPLIT: _("Ask one person from %(first)s and one from %(second)s to argue the case of the other side."),
    Pattern.ONE_SIDED: _("What would have to be true for %(rare)s to be right?"),
    Pattern.SCATTERED: _("In pairs: which answer surprised you?"),
    Pattern.OPEN: _("Ask one person: what did you have in mind when you chose?"),
}

# In a crowd nobody can be asked alone; these prompts stand in for those that would.
CROWD_PROMPTS: dict[Pattern, str] = {
    Pattern.MOVED: _("Turn to your neighbour: did one of you move, and what did you hear?"),
    Pattern.SPLIT: _("Turn to your neighbour: argue the case of the answer you did not choose."),
    Pattern.OPEN: _("Turn to your neighbour: what did you have in mind when you chose?"),
}


def deck(
    activity: Activity, result: Result, people: int, language: str, swap: int = 0, held: Container[str] = ()
) -> tuple[Card, ...]:
    """The card to hold now, then those that could be held instead; each `swap` turns to the next one. None has a text
    that was `held` before, and no text comes twice."""
    cards: dict[str, Card] = {}
    for card in _cards(activity.cue_texts, result, people, language):
        if card.text not in held:
            cards.setdefault(card.text, card)
    made = tuple(cards.values())
    first = swap % len(made) if made else 0
    return made[first:] + made[:first]


def _cards(texts: CueTexts, result: Result, people: int, language: str) -> Iterator[Card]:
    pattern = pattern_of(result)
    say = words(language)
    kicker, head = say.gettext(KICKER), headline(pattern, result, language)
    own = {each: in_language(getattr(texts, each, None), language) for each in Pattern}
    ours = Card(pattern, kicker, head, _prompt(pattern, result, people, language))
    if is_crowd(people) and pattern in CROWD_PROMPTS:
        yield ours  # the author's own card may call on single people
    if own[pattern]:
        yield Card(pattern, kicker, head, own[pattern])
    yield ours
    if own[Pattern.OPEN]:
        yield Card(Pattern.OPEN, kicker, head, own[Pattern.OPEN])
    yield Card(pattern, kicker, say.gettext(PAIRS_HEAD), say.gettext(PAIRS))
    if pattern is Pattern.TOO_FEW:
        return
    if not own[Pattern.OPEN]:
        yield Card(Pattern.OPEN, kicker, head, _prompt(Pattern.OPEN, result, people, language))
    for other in Pattern:
        somebody_moved = isinstance(result, Shift) and result.at_least
        if own[other] and (other is not Pattern.MOVED or somebody_moved):
            yield Card(other, kicker, head, own[other])


def _prompt(pattern: Pattern, result: Result, people: int, language: str) -> str:
    prompt = CROWD_PROMPTS.get(pattern, PROMPTS[pattern]) if is_crowd(people) else PROMPTS[pattern]
    sentence = words(language).gettext(prompt)
    if pattern is Pattern.SPLIT:
        first, second = sorted(row.place.letter for row in ranked(pooled(result)[0])[:2])
        return sentence % {"first": first, "second": second}
    if pattern is Pattern.ONE_SIDED:
        rows = pooled(result)[0]
        if len(rows) == 1:
            return words(language).gettext(PAIRS)
        rare = min(rows, key=lambda row: row.people)
        return sentence % {"rare": rare.place.letter}
    return sentence
