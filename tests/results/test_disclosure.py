"""The gate: whatever a room lets out, nobody gets at fewer people than its minimum by subtraction."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from itertools import pairwise
from random import Random
from typing import Any

import pytest
import structlog
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from server.activities.choice import Choice
from server.activities.contract.pool import Moves, Pool
from server.activities.contract.result import Result
from server.activities.measures.change import Change
from server.clock import monotonic
from server.phases import Phase
from server.reports import exports
from server.results import disclosure, undrawn
from server.results.outcomes import Released, Undrawn, Withheld
from server.results.preview import Preview
from server.results.suppression import NOTHING, WHO_MOVED, Told
from server.results.tables import Table
from server.room import facilitation, previews
from server.scenes.console import console
from server.scenes.screen import screen
from server.settings import Settings
from server.stage import rows
from server.workshops.content import Again, Module, Workshop
from tests.brute import betrayed
from tests.house import PLAN, House

KEYS = [place.key for place in PLAN.places()]
THREE_ROUNDS = Workshop(
    workshop="plan",
    title="A plan",
    minutes=5,
    modules=(Module(module="plan", title="A plan", activities=(PLAN, Again(again="plan"))),),
)
Votes = Mapping[int, str]


def totals(values: Mapping[int, str]) -> tuple[int, ...]:
    return tuple(list(values.values()).count(key) for key in KEYS)


def table_of(before: Votes, after: Votes) -> Table:
    """Who went where, by place; the last row came later, the last column left."""
    cells = [[0] * (len(KEYS) + 1) for _ in range(len(KEYS) + 1)]
    for person in {*before, *after}:
        row, column = (KEYS.index(votes[person]) if person in votes else len(KEYS) for votes in (before, after))
        cells[row][column] += 1
    return tuple(map(tuple, cells))


class Onlooker:
    """Sees everything that one protected room ever shows: desk, big screen and exports, and remembers it all."""

    def __init__(self, house: House, people: int, minimum: int) -> None:
        self.room = house.room(minimum, THREE_ROUNDS, protected=True).goto(Phase.OPEN)
        self.people = self.room.seats(people)
        self.seen: dict[tuple[str, int], dict[int, set[tuple[int, ...]]]] = {}
        self.shifts: list[tuple[int, Moves]] = []
        self.restart()

    def restart(self) -> None:
        """The server starts anew and builds the board from rows."""
        board = self.room.house.read(lambda session: rows.load(session, self.room.id, Settings()))
        assert board is not None
        board.code = "482917"  # the same for all, so that its QR code is drawn once
        self.board = board

    def answer(self, *votes: tuple[int, int]) -> None:
        """People answer or change their answers, if the room is voting."""
        phase, activity, round = self.room.stands
        if phase == Phase.OPEN:
            values = [(self.people[who], KEYS[value]) for who, value in votes]
            self.room.answer(values, activity, round)
            for person, key in values:
                rows.book_of(self.board, activity, round).enter(person, key)
            self.preview((activity, round))

    def preview(self, key: tuple[str, int]) -> None:
        """What a stage asks of the writer whenever somebody answered."""
        taken = self.room.house.commit(lambda tx: previews.take(tx, self.room.id, key, PLAN.poses(), 5))
        if taken is not None:
            rows.book_of(self.board, *key).preview = taken.preview

    def move(self, verb: str) -> None:
        """The facilitator moves, but does not end the room."""
        if verb != "next" or self.room.stands != (Phase.SHIFT, "plan", 3):
            moved = self.room.move(verb)
            rows.stand(self.board, moved.room, moved.rounds, moved.ways)

    def look(self) -> None:
        """Desk and screen are drawn."""
        now = monotonic()
        self._see(getattr(console(self.board, now).context.get("console"), "outcome", None))
        self._see(getattr(screen(self.board, now).context.get("show"), "outcome", None))

    def export(self) -> None:
        """The facilitator downloads what may leave."""
        room = self.room.id
        self.room.house.commit(lambda tx: facilitation.seal(tx, room, exports.rounds_to_seal(tx.session, room)))
        packed = self.room.house.read(lambda session: exports.archive(session, room))
        with zipfile.ZipFile(io.BytesIO(packed)) as files:
            named = list(csv.DictReader(io.StringIO(files.read("answers.csv").decode("utf-8-sig"))))
        for key in {(row["activity"], int(row["round"])) for row in named}:
            mine = [row["answer"] for row in named if (row["activity"], int(row["round"])) == key]
            self._note(key, tuple(mine.count(place) for place in KEYS))

    def _see(self, result: object) -> None:
        _, activity, round = self.room.stands
        if not isinstance(result, Released):
            return
        cells = result.result.cells()
        self._note((activity, round), tuple(int(row.numbers[-1] or 0) for row in cells.rows))
        for moves in result.moves.values():
            self._note((activity, round - 1), tuple(int(row.numbers[0] or 0) for row in cells.rows))
            if (round, moves) not in self.shifts:
                self.shifts.append((round, moves))

    def _note(self, key: tuple[str, int], counts: tuple[int, ...]) -> None:
        self.seen.setdefault(key, {}).setdefault(sum(counts), set()).add(counts)

    def votes(self, round: int) -> dict[int, str]:
        """What was really answered, at the end."""
        return {row.participant_id: row.value.strip('"') for row in self.room.rows() if row.round == round}


DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.integers(0, 13), st.integers(0, 2)),
        st.tuples(st.just("answer"), st.integers(0, 13), st.integers(0, 2)),
        st.tuples(st.just("many"), st.integers(0, 13), st.integers(0, 26)),
        st.tuples(st.sampled_from(("look", "look", "next", "next", "next", "back", "skip", "export", "restart"))),
    ),
    max_size=40,
)


NEXT, BACK = [("next",)], [("back",)]
MANY, SEVEN, ONE_MORE = ("many", 10, 0), ("many", 7, 3), ("answer", 7, 2)


@settings(max_examples=20, deadline=None)
@given(st.sampled_from((2, 5)), DEEDS)
@example(5, [MANY, ("look",), ("answer", 0, 2), ("restart",)])
@example(5, [SEVEN, ("next",), ("next",), ("back",), ("back",), ONE_MORE, ("next",), ("next",)])
@example(5, [SEVEN, ("export",), ONE_MORE, ("next",), ("export",)])
@example(5, [SEVEN, ("next",), ("export",), ("back",), ONE_MORE, ("next",), ("next",)])
@example(2, [SEVEN, *NEXT * 4, ("many", 8, 9), *NEXT * 4, ("many", 12, 5), *NEXT * 2])
@example(5, [SEVEN, ("skip",), *NEXT, ("many", 9, 4), *NEXT * 2, *BACK * 6, ONE_MORE, *NEXT * 9])
def test_whatever_is_seen_differs_by_nobody_or_by_the_minimum(
    old_house: House, minimum: int, deeds: list[tuple[Any, ...]]
) -> None:
    onlooker = Onlooker(old_house, 14, minimum)
    for deed, *how in deeds:
        if deed == "answer":
            onlooker.answer((how[0], how[1]))
        elif deed == "many":
            onlooker.answer(*((who, who * how[1] // 7 % 3) for who in range(how[0])))
        elif deed in ("next", "back", "skip"):
            onlooker.move(deed)
        else:
            getattr(onlooker, deed)()
        onlooker.look()
    for versions in onlooker.seen.values():
        assert all(len(counts) == 1 for counts in versions.values()), "as many people, but other numbers"
        sizes = [0, *sorted(versions)]
        assert all(b - a >= minimum for a, b in pairwise(sizes)), sizes
    for round, shift in onlooker.shifts:
        table = table_of(onlooker.votes(round - 1), onlooker.votes(round))
        assert all(shift.cells[cell] == table[cell[0]][cell[1]] >= minimum for cell in shift.cells)
        assert not betrayed(table, minimum, frozenset(shift.cells), _told(shift))


def _told(moves: Moves) -> Told:
    return NOTHING if moves.moved is None else WHO_MOVED


VOTES = st.dictionaries(st.integers(1, 12), st.sampled_from(KEYS), max_size=12)


@settings(max_examples=40, deadline=None)
@given(VOTES, VOTES, st.integers(2, 5))
def test_a_protected_shift_tells_the_truth_about_groups_and_hides_small_ones(
    before: Votes, after: Votes, minimum: int
) -> None:
    both = before.keys() & after.keys()
    result = disclosure.compared(PLAN, before, after, minimum, protected=True)
    if len(both) < minimum:
        assert result == Withheld(len(both), minimum)
        return
    assert isinstance(result, Released)
    table, moves, change = table_of(before, after), result.moves[""], result.result
    assert (moves.paired, moves.joined, moves.left) == (len(both), len(after) - len(both), len(before) - len(both))
    assert isinstance(change, Change)
    assert (change.before, change.after) == (totals(before), totals(after))
    assert all(people == table[i][j] >= minimum for (i, j), people in moves.cells.items())
    assert not betrayed(table, minimum, frozenset(moves.cells), _told(moves))


def really_moved(before: Votes, after: Votes) -> int:
    return sum(before[person] != after[person] for person in before.keys() & after.keys())


@settings(max_examples=60, deadline=None)
@given(VOTES, VOTES, st.integers(2, 5))
def test_an_ordinary_shift_shows_everybody_who_voted_twice_or_nothing(
    before: Votes, after: Votes, minimum: int
) -> None:
    both = before.keys() & after.keys()
    result = disclosure.compared(PLAN, before, after, minimum)
    if len(both) < minimum:
        assert result == Withheld(len(both), minimum)
        return
    assert isinstance(result, Released)
    moves = result.moves[""]
    assert sum(moves.cells.values()) == moves.paired == len(both)
    assert (moves.moved, moves.others) == (really_moved(before, after), 0)
    assert all(moves.cells.values())


@given(VOTES, VOTES, st.integers(2, 5), st.booleans())
def test_what_is_said_at_least_is_never_too_much(before: Votes, after: Votes, minimum: int, protected: bool) -> None:
    result = disclosure.compared(PLAN, before, after, minimum, protected)
    if isinstance(result, Released):
        assert 0 <= result.moves[""].at_least <= really_moved(before, after)


def test_its_author_or_its_room_makes_an_activity_sensitive() -> None:
    private = PLAN.model_copy(update={"sensitive": True})
    before: Votes = dict.fromkeys(range(9), "call")
    after: Votes = {**before, 0: "ship", 1: "wait"}
    ordinary, *strict = (
        disclosure.compared(activity, before, after, 5, protected)
        for activity, protected in ((PLAN, False), (private, False), (PLAN, True))
    )
    assert isinstance(ordinary, Released)
    assert ordinary.moves[""].cells == {(0, 0): 7, (0, 1): 1, (0, 2): 1}
    assert strict[0] == strict[1] != ordinary


@given(st.integers(1, 7), st.lists(st.integers(0, 60), max_size=30))
def test_previews_lag_by_the_minimum_and_grow_in_steps_of_it(minimum: int, came: list[int]) -> None:
    preview, values = Preview(), list[JsonValue]()
    for more in came:
        values += ["call"] * more
        covers = preview.due(len(values), minimum)
        if covers:
            assert covers >= preview.covered + minimum
            assert covers <= len(values) - minimum
            preview = Preview.of(values[:covers])
        lag = len(values) - preview.covered
        assert lag < minimum + preview.step(minimum), "it does not lag further than it must"
        result = preview.result(PLAN, len(values), minimum)
        assert result.people == (preview.covered or len(values))
        assert isinstance(result, Withheld) is (len(values) < 2 * minimum)


@given(st.lists(st.sampled_from(KEYS), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_a_preview_holds_no_order_of_people(values: list[JsonValue], chance: Random) -> None:
    shuffled = chance.sample(values, len(values))
    assert Preview.of(values) == Preview.of(shuffled)
    shown = Preview.of(values).result(PLAN, 99, 1)
    assert isinstance(shown, Released)
    assert [row.numbers[0] for row in shown.result.cells().rows] == [values.count(key) for key in KEYS]


def test_previews_of_two_rounds_are_never_seen_so_their_difference_names_nobody(old_house: House) -> None:
    onlooker = Onlooker(old_house, 14, 5)
    onlooker.answer(*((who, who % 3) for who in range(14)))
    onlooker.look()
    while onlooker.room.stands != (Phase.OPEN, "plan", 2):
        onlooker.move("next")
    onlooker.answer(*((who, 2) for who in range(14)))
    onlooker.look()
    assert {*onlooker.seen} == {("plan", 1)}
    onlooker.restart()
    onlooker.look()
    assert {*onlooker.seen} == {("plan", 1)}


@pytest.mark.parametrize(("people", "minimum"), [(0, 2), (1, 2), (4, 5)])
def test_too_few_are_counted_and_no_more(people: int, minimum: int) -> None:
    assert disclosure.pooled(PLAN, ["ship"] * people, minimum) == Withheld(people, minimum)


@pytest.mark.parametrize(("people", "minimum"), [(2, 2), (5, 5), (9, 5)])
def test_enough_are_shown_place_by_place(people: int, minimum: int) -> None:
    result = disclosure.pooled(PLAN, ["ship"] * people, minimum)
    assert isinstance(result, Released)
    assert [(row.key, row.numbers[0]) for row in result.result.cells().rows] == [
        ("call", 0),
        ("wait", 0),
        ("ship", people),
    ]
    assert result.people == people


def test_a_picture_that_fails_writes_nobody_s_answer_into_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_self: Choice, pool: Pool) -> Result:
        raise KeyError(pool.values[-1].value)

    paper = io.StringIO()
    monkeypatch.setattr(undrawn, "log", structlog.wrap_logger(structlog.PrintLogger(paper)))
    monkeypatch.setattr(Choice, "pool", fails)
    said = {7_001: "call", 7_002: "call", 7_003: "ship", 7_004: "call", 7_005: "wait"}
    assert disclosure.pooled(PLAN, said.values(), 5) == Undrawn(5)
    assert disclosure.compared(PLAN, said, said, 5) == Undrawn(5)
    written = paper.getvalue()
    assert written.count("not pooled") == 2
    assert "KeyError" in written
    assert "test_disclosure.py:" in written
    assert [word for word in ("call", "ship", "wait", "7001", "7003") if word in written] == []
