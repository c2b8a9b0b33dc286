"""Commitment: which days are taken, who lets a promise out, and that its day is for nobody else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from server.activities.commitment import Commitment
from server.activities.contract.activity import Activity
from server.activities.contract.pool import Silence
from server.activities.contract.question import Lean
from server.activities.measures.ruler import Ruler
from server.activities.measures.workdays import ahead_of
from server.clock import now
from server.dice import dice_of
from server.refusals import Refused
from server.results.disclosure import pooled, to_read
from server.results.outcomes import Released
from server.results.texts import finding
from tests.activities.test_writing import MARKS, WORDS, Moderator

FRIDAY = datetime(2026, 11, 27, 12, tzinfo=UTC)


def answers(_activity: Activity) -> st.SearchStrategy[JsonValue]:
    """A few words, and a working day that is taken now."""
    days = [str(day) for day in ahead_of(now()).days()[1:-1]]
    return st.builds(lambda text, day: {"text": text, "date": day}, WORDS, st.sampled_from(days))


def acts(_activity: Activity) -> st.SearchStrategy[tuple[str, JsonValue]]:
    """What whoever facilitates does."""
    release = st.builds(lambda mark, edition: ("release", {"mark": mark, "edition": edition}), MARKS, MARKS)
    return st.one_of(release, MARKS.map(lambda mark: ("hide", mark)), st.just(("undo", None)))


def a_commitment(**more: Any) -> Commitment:
    """A sensitive one."""
    told = {"key": "mm", "kind": "commitment", "title": "One", "minutes": 3, "question": "What will you do?"}
    return Commitment.model_validate({**told, "begins": "I'll ...", "sensitive": True, **more})


def a_promise(text: str = "I'll ring", day: object = "2026-11-30") -> JsonValue:
    return {"text": text, "date": str(day)}


def is_taken(value: JsonValue, opened: datetime = FRIDAY) -> bool:
    try:
        return a_commitment().poses().opened(opened).accept(value) == value
    except Refused:
        return False


def ruled(values: list[JsonValue], host: Moderator | None = None, silence: Silence | None = None) -> Ruler:
    activity = a_commitment()
    shown = pooled(activity, values, 5, lambda: host.state if host else activity.start(1, "", []), silence)
    assert isinstance(shown, Released)
    assert isinstance(shown.result, Ruler)
    return shown.result


@pytest.mark.parametrize(
    ("day", "taken"),
    [
        ("2026-11-26", False),  # the day before
        ("2026-11-28", False),  # a Saturday
        ("2026-11-29", False),
        ("2026-11-30", True),  # the next working day
        ("2026-12-11", True),  # fourteen days ahead
        ("2026-12-14", False),
        ("2031-06-02", False),
        ("2026-W49-1", False),
        ("20261130", False),
        ("30.11.2026", False),
        ("", False),
    ],
)
def test_only_working_days_of_the_next_fourteen_are_taken(day: str, taken: bool) -> None:
    assert is_taken(a_promise(day=day)) == taken


@settings(max_examples=150)
@given(
    moment=st.integers(0, 730 * 24 * 60).map(lambda minutes: FRIDAY + timedelta(minutes=minutes)),
    zone=st.sampled_from(("Pacific/Kiritimati", "Asia/Tokyo", "Europe/Berlin", "America/New_York", "Etc/GMT+12")),
)
def test_whatever_a_phone_offers_by_its_own_calendar_is_taken(moment: datetime, zone: str) -> None:
    today = moment.astimezone(ZoneInfo(zone)).date()
    days = ahead_of(moment).days()
    offered = [day for at in range(1, 15) if (day := today + timedelta(at)).weekday() < 5]
    assert set(offered) <= set(days)
    assert len(days) <= len(offered) + 3, "and hardly more"


def test_what_is_sent_again_days_later_is_judged_as_it_was() -> None:
    question = a_commitment().poses().opened(FRIDAY)
    assert question.accept(a_promise()) == question.accept(question.accept(a_promise())) == a_promise()


def test_a_promise_needs_words_and_a_day_and_nothing_else() -> None:
    wrong: list[JsonValue] = [None, "I'll ring", ["I'll ring"], {"text": "I'll ring"}, {"date": "2026-11-30"}, {}]
    wrong += [{"text": ["x"], "date": "2026-11-30"}, {"text": "x", "date": "2026-11-30", "who": "Ann"}]
    wrong += [a_promise("I'll"), a_promise("I'll ..."), a_promise(" "), a_promise("x" * 101)]
    assert not [value for value in wrong if is_taken(value)]
    taken = a_commitment().poses().opened(FRIDAY).accept({"text": " I'll\u202e  ring ", "date": "2026-11-30"})
    assert taken == a_promise()


def test_made_up_people_choose_days_that_are_taken() -> None:
    for at in range(14):
        question = a_commitment().poses().opened(FRIDAY + timedelta(at))
        for seed in range(20):
            value = question.guess(dice_of(seed), Lean())
            assert question.accept(value) == value


def test_no_day_reaches_the_kind_a_table_or_whoever_reads() -> None:
    values = [a_promise("I'll ring", day) for day in ("2026-11-30", "2026-12-01")] * 6
    host = Moderator(a_commitment())
    host.lets_out("I'll ring")
    result = ruled(values, host)
    assert [each.words for each in result.wall()] == ["I'll ring"]
    assert result.listed() == ({"text": "I'll ring", "written by": "12"},)
    read = to_read(a_commitment(), values, 5, lambda: host.state, protected=False)
    assert "I'll ring" in str(read)
    assert "2026" not in str(result) + str(read)


def test_nothing_hangs_before_it_was_let_out_and_the_last_one_is_lifted() -> None:
    values = [a_promise(f"I'll ring {name}") for name in ("Ann", "Bo", "Cleo", "Di", "Ed")]
    host = Moderator(a_commitment())
    assert ruled(values, host).wall() == ()
    for name in ("Bo", "Di"):
        host.lets_out(f"I'll ring {name}")
    assert ruled(values, host).lifted == host.names("I'll ring Di")[0]
    host.hides("I'll ring Di")
    assert ruled(values, host).lifted == host.names("I'll ring Bo")[0]


def test_each_promise_is_a_millimetre() -> None:
    values = [a_promise(f"I'll ring {number}") for number in range(96)]
    assert finding(Released(ruled(values)), "en") == "Our promises: 96 millimetres."
    assert [row.numbers for row in ruled(values).cells().rows] == [(96,)]


def test_many_alike_and_many_without_one_call_their_cards() -> None:
    def called(result: Ruler) -> list[str]:
        return [seen.pattern for seen in result.patterns()]

    differ = [a_promise(f"I'll ring {number}") for number in range(9)]
    alike = [*differ, a_promise("i'll ring!"), a_promise(), a_promise()]
    host = Moderator(a_commitment())
    assert called(ruled(differ)) == ["open"]
    assert called(ruled(alike, host)) == ["open"], "of what waits not even that is told"
    host.lets_out("I'll ring")
    assert called(ruled(alike, host)) == ["same", "open"]
    assert called(ruled(differ, silence=Silence(3, 9))) == ["few", "open"]
    assert called(ruled(differ, silence=Silence(2, 9))) == ["open"]


def test_promises_are_sorted_into_no_groups() -> None:
    groups = [{"key": "us", "text": "We"}, {"key": "them", "text": "They"}]
    with pytest.raises(ValidationError, match="groups"):
        a_commitment(groups=groups)
    with pytest.raises(Refused):
        a_commitment().act("name", {"group": "", "name": "New"})


def test_the_field_begins_as_the_promise_does() -> None:
    assert a_commitment(begins={"en": "I'll ...", "de": "Ich werde …"}).opening == {"en": "I'll ", "de": "Ich werde "}
    assert a_commitment(begins=None).opening is None


def test_the_days_ahead_are_days_of_work() -> None:
    assert [str(day) for day in ahead_of(FRIDAY).days()][:2] == ["2026-11-30", "2026-12-01"]
    assert all(day.weekday() < 5 for day in ahead_of(FRIDAY).days())
    assert ahead_of(FRIDAY).last == date(2026, 12, 12)
