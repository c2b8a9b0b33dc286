"""Cue cards: which prompt a pooled result calls for. Tables only, the same for every kind."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from babel.lists import format_list

from server.activities.base import Activity, CueTexts, Pattern, Row, in_language
from server.locales import locale, words
from server.results import named
from server.results.disclosure import Released, Shift, Withheld
from server.results.numbers import number, part
from server.shares import (
    is_above_a_fifth,
    is_close,
    is_crowd,
    is_most,
    is_nearly_all,
    is_quarter,
    is_two_thirds,
)

SIDES = 2  # more answers than this that are close have no two sides

Result = Released | Withheld | Shift


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


def pattern_of(result: Result) -> Pattern:
    """What a result looks like: the first rule that fits."""
    rows, people = _pooled(result)
    if not people:
        return Pattern.TOO_FEW
    if isinstance(result, Shift) and result.at_least and is_quarter(result.at_least, result.paired):
        return Pattern.MOVED
    if len(_close(rows, people)) > SIDES:
        return Pattern.SCATTERED
    if _two_camps(rows, people):
        return Pattern.SPLIT
    if is_most(_ranked(rows)[0].people, people):
        return Pattern.ONE_SIDED
    if _above_a_fifth(rows, people) >= 3:
        return Pattern.SCATTERED
    return Pattern.OPEN


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
    kicker, head = say.gettext(KICKER), _head(pattern, result, language)
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
        first, second = sorted(row.place.letter for row in _ranked(_pooled(result)[0])[:2])
        return sentence % {"first": first, "second": second}
    if pattern is Pattern.ONE_SIDED:
        rows = _pooled(result)[0]
        if len(rows) == 1:
            return words(language).gettext(PAIRS)
        rare = min(rows, key=lambda row: row.people)
        return sentence % {"rare": rare.place.letter}
    return sentence


def _head(pattern: Pattern, result: Result, language: str) -> str:
    """What there is to talk about, computed."""
    say = words(language)
    rows, people = _pooled(result)
    if pattern is Pattern.TOO_FEW:
        return say.gettext("Few answers so far")
    if pattern is Pattern.MOVED and isinstance(result, Shift):
        return _moved_head(result, language)
    if pattern is Pattern.SPLIT:
        return _split_head(rows, people, language)
    if len(close := _close(rows, people)) > 1:
        return _close_head(close, language)
    if pattern is Pattern.SCATTERED:
        return say.gettext("Spread over %(n)s answers") % {"n": _above_a_fifth(rows, people)}
    leader = _ranked(rows)[0]
    if leader.place.short:
        return named.head(leader, people, language)
    letter = {"letter": leader.place.letter}
    if leader.people == people:
        return say.gettext("Everyone chose %(letter)s") % letter
    if is_nearly_all(leader.people, people):
        return say.gettext("Nearly everyone chose %(letter)s") % letter
    if pattern is Pattern.ONE_SIDED:
        return say.gettext("Most of you chose %(letter)s") % letter
    return say.gettext("%(letter)s is ahead") % letter


def _moved_head(result: Shift, language: str) -> str:
    say = words(language)
    if result.moved is None:  # a share of what is only a bound would say too much once it is rounded
        return say.gettext("At least %(n)s of you moved") % {"n": number(result.at_least, language)}
    return say.gettext("%(n)s of you moved") % {"n": part(result.moved, result.paired, language)}


def _split_head(rows: tuple[Row, ...], people: int, language: str) -> str:
    say = words(language)
    first, second = (row.people for row in _ranked(rows)[:2])
    if first == second:
        return say.gettext("Two camps, even: %(each)s each") % {"each": part(first, people, language)}
    sides = {"first": part(first, people, language), "second": part(second, people, language)}
    return say.gettext("Two camps, nearly even: %(first)s / %(second)s") % sides


def _close_head(close: Sequence[str], language: str) -> str:
    say = words(language)
    if len(close) > 3:
        return say.gettext("%(n)s answers are close") % {"n": len(close)}
    return say.gettext("%(letters)s are close") % {"letters": format_list(close, locale=locale(language))}


def _two_camps(rows: tuple[Row, ...], people: int) -> bool:
    """Whether two answers are close, hold two thirds of the room, and no third is near either of them."""
    first, second, third = (*(row.people for row in _ranked(rows)), 0, 0)[:3]
    alone = not third or not is_close(second, third, people)
    return is_close(first, second, people) and is_two_thirds(first + second, people) and alone


def _close(rows: tuple[Row, ...], people: int) -> list[str]:
    """The letters of the answers within a tenth of the room of the first."""
    first = max((row.people for row in rows), default=0)
    return [row.place.letter for row in rows if is_close(first, row.people, people)]


def _pooled(result: Result) -> tuple[tuple[Row, ...], int]:
    """The rows a result stands at, and how many people they pool; after the shift, of a shift."""
    if isinstance(result, Withheld):
        return (), 0
    if isinstance(result, Released):
        return result.rows, result.people
    rows = tuple(Row(place, people) for place, people in zip(result.places, result.after, strict=True))
    return rows, sum(result.after)


def _ranked(rows: tuple[Row, ...]) -> list[Row]:
    """Most people first; ties keep A to H order."""
    return sorted(rows, key=lambda row: -row.people)


def _above_a_fifth(rows: tuple[Row, ...], people: int) -> int:
    return sum(is_above_a_fifth(row.people, people) for row in rows)
