"""Cue cards: which prompt a pooled result calls for. The same for every kind; each brings its patterns and prompts."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from server.activities.contract.activity import Activity
from server.activities.contract.result import Phrase, Prompt, Seen
from server.activities.contract.text import in_language
from server.locales import words
from server.results.outcomes import Kept, Outcome, Undrawn, Withheld
from server.results.wording import said
from server.shares import is_crowd


@dataclass(frozen=True, slots=True)
class Card:
    """One cue card: a short kicker, the headline of what the room sees, and the prompt."""

    pattern: str
    kicker: str
    head: str
    text: str


def _(message: str) -> str:
    """Mark a sentence for the catalogue; it is looked up where the language is known."""
    return message


KICKER = _("Talk about it")
PAIRS_HEAD = _("In pairs")
PAIRS = _("Turn to your neighbour: one minute each way.")
TOO_FEW = Seen("too_few", Phrase(_("Few answers so far")))
BEFORE_AGAIN = Phrase(_("Before you vote again"))
HARD = Prompt(_("In pairs: what makes this hard to answer?"))


def deck(
    activity: Activity, outcome: Outcome, people: int, language: str, swap: int = 0, held: Container[str] = ()
) -> tuple[Card, ...]:
    """The card to hold now, then those that could be held instead; each `swap` turns to the next one. None has a text
    that was `held` before, and no text comes twice."""
    cards: dict[str, Card] = {}
    for card in _Deck(activity, people, language).of(outcome):
        if card.text and card.text not in held:
            cards.setdefault(card.text, card)
    made = tuple(cards.values())
    first = swap % len(made) if made else 0
    return made[first:] + made[:first]


class _Deck:
    """The cards of one activity, for so many people, in one language."""

    def __init__(self, activity: Activity, people: int, language: str) -> None:
        self.activity, self.crowd, self.language = activity, is_crowd(people), language
        self.kicker = words(language).gettext(KICKER)

    def of(self, outcome: Outcome) -> Iterator[Card]:
        """What the result calls, the best first; nothing, where nobody knows what it looks like."""
        if isinstance(outcome, Undrawn):
            return
        if isinstance(outcome, Withheld):
            yield self._ours(TOO_FEW, HARD)
            yield self._own(TOO_FEW._replace(pattern="open"))
            yield self._pairs(TOO_FEW)
            return
        if isinstance(outcome, Kept):
            for pattern in (*outcome.patterns, "open"):
                yield from self._called(Seen(pattern, BEFORE_AGAIN))
            yield self._pairs(Seen("open", BEFORE_AGAIN))
            return
        patterns = [seen for seen in outcome.result.patterns() if seen.pattern != "leads" or self._own(seen).text]
        yield from self._called(patterns[0])
        opened = next(seen for seen in patterns if seen.pattern == "open")
        own = self._own(opened)
        yield own
        yield self._pairs(patterns[0])
        for seen in patterns[1:]:
            if seen is not opened or not own.text:
                yield from self._called(seen)
        yield from self._others(patterns)

    def _called(self, seen: Seen) -> Iterator[Card]:
        prompt, own = self.activity.all_prompts().get(seen.pattern), self._own(seen)
        if prompt and self.crowd and prompt.crowd:
            yield self._ours(seen, prompt)  # the author's own card may call on single people
        yield own
        if prompt:
            yield self._ours(seen, prompt)

    def _others(self, patterns: Sequence[Seen]) -> Iterator[Card]:
        """The author's cards for what the result does not show; of movers only where somebody moved,
        of a gap only where groups are shown."""
        shown = {seen.pattern for seen in patterns}
        for pattern in self.activity.all_prompts():
            if pattern not in shown and pattern not in ("moved", "gap"):
                yield self._own(Seen(pattern, patterns[0].head))

    def _own(self, seen: Seen) -> Card:
        """The author's own card; without a text where there is none."""
        text = in_language(self.activity.cues.of(seen.pattern, seen.leads), self.language)
        return Card(seen.pattern, self.kicker, said(seen.head, self.language), text)

    def _ours(self, seen: Seen, prompt: Prompt) -> Card:
        message = prompt.crowd if self.crowd and prompt.crowd else prompt.room
        text = said(Phrase(message, slots=seen.slots), self.language)
        return Card(seen.pattern, self.kicker, said(seen.head, self.language), text)

    def _pairs(self, seen: Seen) -> Card:
        say = words(self.language)
        return Card(seen.pattern, self.kicker, say.gettext(PAIRS_HEAD), say.gettext(PAIRS))
