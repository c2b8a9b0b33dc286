"""Solvers against whole rooms: nobody is found out, and every solver would notice if somebody were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from itertools import islice

import pytest
from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.activities.contract.pool import Value
from server.activities.contract.question import Lean
from server.activities.contract.texts import Mixed, Release, Texts
from server.activities.measures.own import Own
from server.activities.measures.pairs import Pairs
from server.activities.measures.related import Related
from server.clock import turned
from server.dice import dice_of
from server.results import admitted, segments
from server.results.preview import Preview
from server.room import comparing, previews
from server.trials.torture.dice import Dice
from server.trials.torture.solvers import everybody, waiting
from server.trials.torture.solvers.crossed import Crossed, small_sets, with_rests
from server.trials.torture.solvers.everybody import scripts
from server.trials.torture.solvers.played import House, Says, Script
from server.trials.torture.solvers.questions import asks_little, questions
from server.trials.torture.solvers.shown import shown
from server.trials.torture.solvers.sums import Sum, Sums
from server.trials.torture.solvers.twins import differences

ROOMS, TRIES = len(questions()), 40
ROLE = questions()[0]
LEVELS = next(each for each in questions() if len(each.poses().parts) > 1 and each.poses().parts[0].ordered)
LINES = next(each for each in questions() if isinstance(each.poses(), Pairs))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with turned():
        yield House(tmp_path_factory.mktemp("solvers"))


def rooms(like: Callable[[Script], bool]) -> Iterator[Script]:
    """Made-up rooms like this."""
    return islice(filter(like, scripts("forty")), TRIES)


def on_the_spot(script: Script) -> bool:
    """Rooms of ten in which whoever facilitates may split an ordinary question."""
    plain = not script.activity.sensitive and not script.activity.by
    return script.people == 10 and bool(script.roles) and plain and script.activity.can_split


def roles(*people: int) -> dict[int, JsonValue]:
    """So many of each, numbered from 0 on."""
    keys = [place.key for place in ROLE.poses().parts[0].places]
    return dict(enumerate(key for key, many in zip(keys, people, strict=False) for _ in range(many)))


def a_room(activity: Activity, role: Says, says: Says) -> Script:
    """One round."""
    return Script(activity, ROLE, len(role) or len(says), role, [says])


def test_a_few_rooms_of_every_kind_find_nobody_out() -> None:
    found = everybody.look(ROOMS, "every kind")
    assert (found.small, found.differ, found.waiting, found.found) == ([], [], [], Counter())
    assert found.rooms["split"]
    assert found.rooms["previewed"]


def test_every_kind_that_is_answered_is_looked_at_ordinary_and_sensitive_split_and_not() -> None:
    looked = [script.activity for script in islice(scripts("all"), 800)]
    assert {each.kind for each in looked} == {each.kind for each in questions()}
    for kind in {each.kind for each in questions() if each.can_split}:
        manners = {(each.sensitive, bool(each.by)) for each in looked if each.kind == kind}
        assert len(manners) == 4, kind


def test_a_group_whose_rest_is_few_is_caught(place: House, monkeypatch: pytest.MonkeyPatch) -> None:
    activity = asks_little(questions()[1], by=ROLE.key)
    value = activity.poses().guess(dice_of(1), Lean())
    room = a_room(activity, roles(6, 5, 3), dict.fromkeys(range(14), value))
    assert list(small_sets(room, shown(place, room))) == []
    monkeypatch.setattr(segments, "_large", lambda people, minimum: {at for at, n in people.items() if n >= minimum})
    assert {len(few) for few in small_sets(room, shown(place, room))} == {3}


def test_a_preview_that_leaves_few_who_spoke_of_a_part_is_caught(place: House, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, *_ = (part.key for part in LEVELS.poses().parts)
    says: dict[int, JsonValue] = {who: {one: 3, other: 4} if who != 9 else {one: 3} for who in range(10)}
    room = a_room(LEVELS, {}, says)
    assert list(small_sets(room, shown(place, room))) == []
    monkeypatch.setattr(previews, "covering", lambda _question, values, covers, *_: Preview.of(values[:covers]))
    assert {len(few) for few in small_sets(room, shown(place, room))} == {4}


def test_what_those_are_who_are_silent_is_caught(place: House, monkeypatch: pytest.MonkeyPatch) -> None:
    activity = asks_little(questions()[1], by=ROLE.key)
    value = activity.poses().guess(dice_of(1), Lean())
    room = a_room(activity, roles(6, 6), dict.fromkeys(range(1, 12), value))
    room = replace(room, role=ROLE.model_copy(update={"sensitive": True}))
    assert list(small_sets(room, shown(place, room))) == []
    monkeypatch.setattr(comparing, "is_sensitive", lambda *_: False)
    assert {len(few) for few in small_sets(room, shown(place, room))} == {1}


def test_a_preview_beside_groups_that_lags_by_the_minimum_only_is_caught(
    place: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "BESIDE_GROUPS", 1)
    found: set[str] = set()
    for script in rooms(on_the_spot):
        seen = shown(place, script)
        if seen.is_split and seen.is_previewed:
            found |= Crossed(script, seen, Dice("one")).found_out(1)
        if len(found) == 2:
            return
    pytest.fail(f"found out by {found or 'nobody'}")


def test_an_own_word_that_one_person_wrote_is_caught_where_it_shows(
    place: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    picks = next(each for each in questions() if isinstance(each.poses(), Mixed))
    said: dict[int, JsonValue] = {who: ["~Grit" if who < 2 else "~salt" if who == 2 else "honesty"] for who in range(8)}
    script = a_room(picks, {}, said)
    assert list(waiting.told(place, script, shown(place, script))) == []
    monkeypatch.setattr(type(picks), "release_of", lambda _self, _state: Release(several=1))
    assert any("screen" in page for page in waiting.told(place, script, shown(place, script)))


def test_a_picture_that_tells_who_said_what_is_caught(place: House, monkeypatch: pytest.MonkeyPatch) -> None:
    script = next(rooms(lambda script: len(set(map(str, script.says[0].values()))) > 2))
    assert not list(differences(place, script, shown(place, script), dice_of(1)))
    monkeypatch.setattr(
        admitted, "seen", lambda _question, values, _minimum: tuple(Value("", values[0]) for _ in values)
    )
    seen = shown(place, script)
    assert any(list(differences(place, script, seen, dice_of(number))) for number in range(5))


def test_a_headline_that_counts_who_stands_in_no_cell_is_caught(place: House, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [part.key for part in LINES.poses().parts]
    pairs = [(8, 8)] * 20 + [(1, 9)] * 9 + [(9, 9), (9, 1), (3, 3), (5, 5), (6, 7), (7, 3)]
    room = a_room(LINES, {}, {who: dict(zip(lines, pair, strict=True)) for who, pair in enumerate(pairs)})
    assert all(not list(differences(place, room, shown(place, room), dice_of(number))) for number in range(3))

    def everybody_told(result: Related, of: Callable[[int, int], Hashable]) -> Counter[Hashable]:
        return result._shown(of) + Counter(of(*pair) for pair in result.hidden)

    monkeypatch.setattr(Related, "_told", everybody_told)
    seen = shown(place, room)
    assert any("screen" in page for number in range(3) for page in differences(place, room, seen, dice_of(number)))


def test_a_text_that_does_not_wait_is_caught(place: House, monkeypatch: pytest.MonkeyPatch) -> None:
    script = next(rooms(lambda script: waiting.waits(script) and isinstance(script.activity.poses(), Texts)))
    assert list(waiting.told(place, script, shown(place, script))) == []
    monkeypatch.setattr(admitted, "reads_first", lambda *_: False)
    assert any("screen" in page for page in waiting.told(place, script, shown(place, script)))


def test_a_sentence_that_is_told_is_caught(place: House, monkeypatch: pytest.MonkeyPatch) -> None:
    script = next(rooms(lambda script: script.people >= 10 and script.activity.poses().own))
    assert list(waiting.told(place, script, shown(place, script))) == []
    monkeypatch.setattr(Own, "export", lambda _own, value: {"wrote": str(value)})
    assert list(waiting.told(place, script, shown(place, script))) == [], "the gate holds, whatever a kind says"
    monkeypatch.setattr(Own, "own", False)
    page = next(waiting.told(place, script, shown(place, script)))
    assert "answers" in page


def test_what_is_left_of_tables_is_known_too() -> None:
    everyone, group, first = frozenset(range(12)), frozenset(range(7)), frozenset(range(3))
    assert with_rests({everyone, group, first}) == {
        everyone,
        group,
        first,
        everyone - group,
        everyone - first,
        group - first,
        everyone - (group - first),
    }


def test_sums_have_exactly_the_worlds_that_there_are() -> None:
    sums = Sums([Sum(("a", "b"), 3, 3), Sum(("b", "c"), 2, 2)], dict.fromkeys("abc", 0), dict.fromkeys("abc", 3), str)
    worlds = {tuple(world[name] for name in "abc") for world in sums.worlds(Dice("any"), 1_000)}
    assert worlds == {(a, 3 - a, a - 1) for a in (1, 2, 3)}
    assert sums.any(Dice("any"), {"c": 3}) is None
