"""What a facilitator types becomes an activity, or a sentence that says what to change; and where it stands."""

from __future__ import annotations

import re
from typing import Any

import pytest

from server.activities import KINDS, Writing
from server.activities.contract.activity import Activity
from server.activities.contract.typed import Typed
from server.refusals import Refused
from server.scenes.render import environment, name_of
from server.workshops import asked
from server.workshops.content import Workshop
from tests.house import WORKSHOP

AT_ONCE = [name_of(kind) for kind in KINDS if kind.asked_at_once]


def typed(kind: str = "choice", *fields: tuple[str, str], language: str = "en") -> Activity:
    """What comes of some fields."""
    return asked.activity(kind, Typed(fields), language)


def question(text: str = "Well?", key: str = "asked-1", answers: tuple[str, ...] = ("Yes", "No")) -> Activity:
    fields = [("question", text), *(("answer", answer) for answer in answers)]
    return typed("choice", *fields).model_copy(update={"key": key})


def keys(workshop: Workshop) -> list[str]:
    return [item.activity.key for item in workshop.run_of_show()]


def test_blank_lines_and_signs_that_nobody_sees_are_no_answers() -> None:
    made = typed(
        "choice",
        ("question", "  Who\r\ncalled \u202ewhom?\x00 "),
        ("answer", " I did "),
        ("answer", "\u200b \t"),
        ("answer", "They\u2066 did"),
        ("answer", ""),
    )
    assert made.asks == "Who called whom?"
    assert [place.label for place in made.poses().parts[0].places] == ["I did", "They did"]


@pytest.mark.parametrize("kind", AT_ONCE)
@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_every_kind_that_can_be_asked_at_once_has_fields_that_take_what_they_allow(kind: str, language: str) -> None:
    module: Any = environment(language).get_template(f"activities/{kind}/ask.html").make_module({"asked": None})
    assert str(module.called)
    drawn = str(module.fields(None))
    for signs in ("x" * int(str(module.longest)), "x"):
        fields = [("question", signs), *(_first_words(drawn))]
        assert typed(kind, *fields, language=language).asks == signs
    with pytest.raises(Refused):
        typed(kind, ("question", "x" * (int(str(module.longest)) + 1)), *_first_words(drawn))


def _first_words(drawn: str) -> list[tuple[str, str]]:
    """Each required field, filled to the last sign."""
    found = re.findall(r"<input ([^>]*)>", drawn)
    named = [dict(re.findall(r'([a-z]+)="([^"]*)"', each)) for each in found if re.search(r"\brequired\b", each)]
    return [(each["name"], f"{at}".ljust(int(each["maxlength"]), "x")) for at, each in enumerate(named)]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ([("question", "Well?"), ("answer", "Yes")], "Write at least two answers."),
        ([("question", "Well?"), ("answer", "Yes"), ("answer", "yes")], "Two answers say the same."),
        ([("question", " "), ("answer", "Yes"), ("answer", "No")], "Something is still empty."),
        ([("question", "x" * 141), ("answer", "Yes"), ("answer", "No")], "“xxxxxxxxxxxxxxxxxxxxxxxx…” has 141 signs"),
        ([("question", "W?"), *(("answer", f"{at}" * 160) for at in range(8))], "more than phones get at once"),
        ([("question", "W?"), *(("answer", f"{at}") for at in range(9))], "more than phones get at once"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(fields: list[tuple[str, str]], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence.replace("?", r"\?").replace("…", "…")):
        typed("choice", *fields)


def test_the_sentence_is_in_the_language_of_the_room() -> None:
    with pytest.raises(Refused, match="Schreiben Sie mindestens zwei Antworten"):
        typed("choice", ("question", "Na?"), language="de")


@pytest.mark.parametrize("kind", ["", "slide", "Choice", "__class__", "nothing"])
def test_only_kinds_that_offer_it_can_be_asked_at_once(kind: str) -> None:
    with pytest.raises(Refused) as refused:
        typed(kind, ("question", "Well?"), ("answer", "Yes"), ("answer", "No"))
    assert refused.value.code == "wrong-kind"


@pytest.mark.parametrize("at", range(5))
def test_an_entry_becomes_the_item_it_was_put_at_and_leaves_no_trace(at: int) -> None:
    before = keys(WORKSHOP)
    more = asked.with_entry(WORKSHOP, at, question())
    assert keys(more) == [*before[:at], "asked-1", *before[at:]]
    assert Workshop.model_validate(more.model_dump(mode="json", by_alias=True)) == more
    assert asked.without_entry(more, at) == WORKSHOP


def test_entries_that_a_workshop_leaves_out_are_passed_over() -> None:
    less = WORKSHOP.model_copy(update={"without": ("plan",)})
    for at in range(3):
        more = asked.with_entry(less, at, question())
        assert keys(more)[at] == "asked-1"
        assert asked.without_entry(more, at) == less


def test_a_full_part_takes_no_more() -> None:
    full = WORKSHOP
    for number in range(asked.MOST_ENTRIES - len(WORKSHOP.modules[0].activities)):
        full = asked.with_entry(full, 1, question(key=f"asked-{number + 1}"))
    with pytest.raises(Refused, match="full"):
        asked.with_entry(full, 1, question(key="asked-99"))


def test_who_is_typed_first_is_asked_first() -> None:
    waiting = asked.with_entry(asked.with_entry(WORKSHOP, 1, question()), 2, question(key="asked-2"))
    items = waiting.run_of_show()
    assert asked.comes_at(items, 0, set()) == 3
    assert asked.comes_at(items, 1, set()) == 3
    assert asked.comes_at(items, 0, {"asked-1", "asked-2"}) == 1
    assert asked.comes_at(items, 5, set()) == 6


def test_two_are_the_same_whatever_their_keys() -> None:
    assert asked.same(question(), question(key="asked-2"))
    assert not asked.same(question(), question("Well!"))
    assert not asked.same(question(), typed("scale", *SCALE))


SCALE = (("question", "How?"), ("statement", "We do"), ("low", "never"), ("high", "always"))


def test_what_waits_in_a_room_is_the_same_though_the_room_has_told_it_of_foul_words() -> None:
    tell = Writing.model_validate(
        {"key": "asked-1", "kind": "writing", "title": "Asked now", "minutes": 5, "question": "Well?"}
    )
    assert asked.same(tell.guarded(("mud",)), tell.model_copy(update={"key": "asked-2"}))
    assert not asked.same(tell.guarded(("mud",)), tell.model_copy(update={"question": "Well, then?"}))
    assert not asked.same(tell, question("Well?"))
