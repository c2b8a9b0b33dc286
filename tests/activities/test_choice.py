"""Choice: what it accepts, where its answers stand, and the courses it can take."""

from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from server.activities.choice import Choice
from server.activities.contract.activity import Activity
from server.activities.contract.pool import Pool, Value
from server.activities.measures.counts import Counts
from server.phases import Phase, Step
from server.refusals import Refused

OPTIONS = [{"key": "tea", "text": {"en": "Tea", "de": "Tee"}}, {"key": "coffee", "text": "Coffee"}]


def answers(activity: Activity) -> st.SearchStrategy[JsonValue]:
    """What people may send."""
    assert isinstance(activity, Choice)
    keys = [option.key for option in activity.options]
    if not activity.several:
        return st.sampled_from(keys)
    return st.lists(st.sampled_from(keys), min_size=1, max_size=activity.most or len(keys), unique=True)


def choice(**changes: Any) -> Choice:
    """A small choice with some fields changed."""
    plain = {"key": "drink", "kind": "choice", "title": "Drink", "minutes": 3, "question": "What?", "options": OPTIONS}
    return Choice.model_validate({**plain, **changes})


def test_it_accepts_the_key_of_an_option_and_nothing_else() -> None:
    assert choice().poses().accept("tea") == "tea"
    wrong: list[JsonValue] = ["milk", "Tea", "", " tea", None, 0, True, ["tea"], {"key": "tea"}, "x" * 10_000]
    for raw in wrong:
        with pytest.raises(Refused) as refused:
            choice().poses().accept(raw)
        assert refused.value.code == "wrong-value"
        assert "x" * 20 not in refused.value.message


def test_letters_follow_the_authors_order() -> None:
    places = choice(options=[{"key": key, "text": key} for key in "hgfedcba"]).places()
    assert [(place.letter, place.key) for place in places] == list(zip("ABCDEFGH", "hgfedcba", strict=True))


def test_one_round_ends_with_talk() -> None:
    phases = (Phase.READ, Phase.OPEN, Phase.CLOSED, Phase.REVEALED, Phase.TALK)
    assert choice().course() == tuple(Step(phase, 1) for phase in phases)


def test_two_rounds_end_with_the_shift() -> None:
    again = tuple(Step(phase, 2) for phase in (Phase.OPEN, Phase.CLOSED, Phase.SHIFT))
    assert choice(rounds=2).course() == choice().course() + again


def test_an_answer_exports_as_letter_key_and_text() -> None:
    assert choice().poses().export("tea") == {"letter": "A", "answer": "tea", "text": "Tea"}


def test_cue_texts_are_the_authors() -> None:
    assert choice().cues.of("split") is None
    written = choice(cues={"split": "Well?", "leads": {"tea": "Why tea?"}}).cues
    assert (written.of("split"), written.of("open")) == ("Well?", None)
    assert (written.of("leads", "tea"), written.of("leads", "coffee")) == ("Why tea?", None)


@pytest.mark.parametrize(
    "changes",
    [
        {"options": OPTIONS[:1]},
        {"options": [{"key": f"o{n}", "text": "x"} for n in range(9)]},
        {"options": [OPTIONS[0], OPTIONS[0]]},
        {"rounds": 0},
        {"rounds": 3},
        {"question": ""},
        {"question": "x" * 141},
        {"story": {"en": "x" * 701}},
        {"options": [OPTIONS[0], {"key": "long", "text": "x" * 161}]},
        {"colour": "red"},
        {"talk_minutes": 0},
        {"cues": {"splitt": "Well?"}},
    ],
)
def test_content_that_would_not_work_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        choice(**changes)


def test_content_at_its_limits_is_fine() -> None:
    longest = [{"key": f"o{n}", "text": "x" * 160} for n in range(4)]
    assert choice(options=longest, question="x" * 140, story="x" * 700)


def test_people_are_pooled_by_option() -> None:
    values = tuple(Value("", key) for key in ("tea", "coffee", "tea"))
    result = choice().pool(Pool(values, 2, len(values)))
    assert isinstance(result, Counts)
    assert [(row.place.key, row.people) for row in result.rows] == [("tea", 2), ("coffee", 1)]
    assert result.people == 3
