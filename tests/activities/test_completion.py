"""Completion: what it takes, and that nothing but how many wrote ever reaches the kind, a table or whoever reads."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import JsonValue

from server.activities.completion import Completion
from server.activities.contract.activity import Activity
from server.activities.contract.pool import Pool, Silence
from server.activities.measures.own import Wrote
from server.phases import Phase
from server.refusals import Refused
from server.results.disclosure import compared, pooled, split, to_read
from server.results.outcomes import Outcome, Released, Withheld
from server.results.segments import Segment
from server.results.texts import finding
from server.scenes.phone import phone
from server.scenes.render import html
from tests.activities.test_writing import WORDS
from tests.boards import NOW, SAMPLER, a_board

CANARY: JsonValue = ["to name the canary"]


def answers(_activity: Activity) -> st.SearchStrategy[JsonValue]:
    """A few words."""
    return WORDS.map(lambda text: [text])


def a_completion(**more: Any) -> Completion:
    """A sensitive one."""
    told = {"key": "count", "kind": "completion", "title": "Count", "minutes": 2, "question": "I will ..."}
    return Completion.model_validate({**told, "sensitive": True, **more})


def wrote(shown: Outcome) -> Wrote:
    assert isinstance(shown, Released)
    assert isinstance(shown.result, Wrote)
    return shown.result


def test_one_sentence_is_taken_cleaned_and_has_its_length() -> None:
    question = a_completion(length=20).poses()
    assert question.accept(["  ring\u202e back "]) == question.accept("ring back") == ["ring back"]
    wrong: list[JsonValue] = [[], [""], "x" * 21, ["one", "two"], None, 7, {"text": "x"}]
    for raw in wrong:
        with pytest.raises(Refused):
            question.accept(raw)


def test_the_kind_is_never_given_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []

    def look(activity: Completion, pool: Pool) -> Wrote:
        given.append(str(pool))
        return kept(activity, pool)

    kept = Completion.pool
    monkeypatch.setattr(Completion, "pool", look)
    activity, people = a_completion(), dict.fromkeys(range(12), CANARY)
    pooled(activity, people.values(), 5)
    compared(activity, people, people, 5)
    assert len(given) == 2
    assert "canary" not in "".join(given)


def test_it_is_laid_apart_by_no_group_and_read_by_nobody() -> None:
    people = dict.fromkeys(range(12), CANARY)
    by = Segment((), dict.fromkeys(range(12), 0))
    assert not a_completion().can_split
    assert split(a_completion(), people, by, 5) == Withheld(12, 5)
    assert to_read(a_completion(), people.values(), 5, lambda: None, protected=False) is None


def test_a_room_learns_how_many_wrote_and_who_was_there_and_did_not() -> None:
    result = wrote(pooled(a_completion(), [CANARY] * 6, 5, silence=Silence(3, 1)))
    assert (result.people, result.quiet) == (6, 3)
    assert finding(Released(result), "en") == "6 of us wrote a sentence to keep."
    assert pooled(a_completion(), [CANARY] * 4, 5) == Withheld(4, 5)


def test_an_export_says_that_somebody_wrote_and_not_what() -> None:
    question = a_completion().poses()
    assert question.export(CANARY) == {"wrote": "yes"}


def test_each_phone_has_a_place_for_its_own_sentence_when_the_room_is_over() -> None:
    board = a_board(12, Phase.ENDED, 0, "count-on-me", workshop=SAMPLER)
    drawn = html(phone(board, NOW), "en")
    assert drawn.count('data-kept-of="count-on-me"') == 1
