"""What of a round a kind may pool: so much that it has nothing to leak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, repeat

from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.activities.contract.event import State
from server.activities.contract.pool import Pool, Value
from server.activities.contract.question import Question
from server.activities.contract.texts import IN_A_LARGE_ROOM, Heard, Mixed, Release, Texts, Voice, Written
from server.phases import FIRST_ROUND


def let_in(
    activity: Activity,
    values: Sequence[JsonValue],
    minimum: int,
    state: State,
    protected: bool,
    round: int = FIRST_ROUND,
) -> tuple[Value, ...]:
    """What a kind may pool: of texts only those that are out, and of the others that there are some."""
    question = activity.asked(round)
    if not isinstance(question, Texts):
        return seen(question, told(activity, question, values, state), minimum)
    out = release(activity, values, state, protected)
    return tuple(
        each
        for mark, text, many in marked(question, values, out)
        for each in repeat(Value(mark, text if out.lets(question, text, mark) else None), many)
    )


def heard(activity: Activity, here: int, minimum: int, state: State, protected: bool, all: bool = False) -> Pool:
    """What a kind may pool of what people were heard to say: the wordings and texts that are out, or `all` of them and
    the whole state. Nobody is counted where fewer than the minimum are here."""
    said = activity.heard(state)
    assert said is not None
    first = is_sensitive(activity, protected) or here > IN_A_LARGE_ROOM
    out = replace(activity.release_of(state), first=first)
    voices = [voice if all else voice._replace(texts=_let_out(voice, said, out)) for voice in said.voices]
    counted = voices if here >= minimum else [voice._replace(people=None) for voice in voices]
    kept = tuple(voice for voice in counted if voice.texts)
    return Pool(
        (), minimum, said.people, state=state if all else said.stands, release=out if all else None, voices=kept
    )


def _let_out(voice: Voice, said: Heard, out: Release) -> dict[str, int]:
    return {text: many for text, many in voice.texts.items() if out.lets(said.question, text, voice.mark)}


def told(
    activity: Activity,
    question: Question,
    values: Sequence[JsonValue],
    state: State,
    by_hand: bool = True,
    judged: Sequence[JsonValue] | None = None,
) -> Sequence[JsonValue]:
    """Answers as others may know them: texts among them in one spelling, as far as they are out. Not `by_hand`: only
    those that several of these people wrote. `judged` are the answers that decide, where these are of an earlier
    round."""
    if not isinstance(question, Mixed):
        return values
    out = activity.release_of(state) if by_hand else replace(activity.release_of(state), out=frozenset())
    written = [question.texts(value) for value in values]
    deciding = written if judged is None else map(question.texts, judged)
    spelled = _spelled(question, deciding, out)
    marks = {text: out.mark(question.wording(text)) for text in chain.from_iterable(written)}
    known = {text: spelled[mark] for text, mark in marks.items() if mark in spelled}
    return [question.told(value, known) if own else value for value, own in zip(values, written, strict=True)]


def _spelled(question: Mixed, written: Iterable[Sequence[str]], out: Release) -> Mapping[str, str]:
    """The wordings that are out, as most of those wrote them whose spelling may be seen."""
    texts = _marked(question, written, out)
    people: Counter[str] = Counter()
    for mark, _text, many in texts:
        people[mark] += many
    shown = sorted(texts[::-1], key=lambda each: each[2])  # the last one of a wording counts
    return {mark: text for mark, text, _many in shown if out.lets(question, text, mark, people[mark])}


def marked(question: Written, values: Sequence[JsonValue], out: Release) -> list[tuple[str, str, int]]:
    """Every text by the name of its wording, and how many wrote it so; a crowd says much the same."""
    return _marked(question, map(question.texts, values), out)


def _marked(question: Written, written: Iterable[Sequence[str]], out: Release) -> list[tuple[str, str, int]]:
    many = Counter(chain.from_iterable(written))
    return sorted((out.mark(question.wording(text)), text, number) for text, number in many.items())


def release(activity: Activity, values: Sequence[JsonValue], state: State, protected: bool) -> Release:
    """What is out of a round's texts, and which of them wait."""
    return replace(activity.release_of(state), first=reads_first(activity, state, len(values), protected))


def reads_first(activity: Activity, state: State, answers: int, protected: bool) -> bool:
    """Whether texts wait until whoever facilitates has let them out: where it is sensitive, where the author says so,
    and of many people always."""
    waits = is_sensitive(activity, protected) or answers > IN_A_LARGE_ROOM
    return waits or activity.release_of(state).first


def seen(question: Question, values: Sequence[JsonValue], minimum: int) -> tuple[Value, ...]:
    """The values without what fewer than the minimum said anything of; of answers that stay with those who gave them
    only that they are there."""
    if question.own:
        return (Value("", True),) * len(values)
    thin = [part.key for part in question.parts if 0 < _speakers(question.column(values, part)) < minimum]
    kept = (question.without(value, thin) for value in values) if thin else values
    return tuple(Value("", value) for value in kept if value is not None)


def _speakers(column: Sequence[str | None]) -> int:
    return len(column) - column.count(None)


def is_sensitive(activity: Activity, protected: bool) -> bool:
    """Whether changes of mind in this activity follow the strict rule: its author says so, or all in a room that
    protects every answer."""
    return activity.sensitive or protected
