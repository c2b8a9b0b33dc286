"""Every kind in a room of its own: what was given is kept and pooled, whatever happened and in whatever order, and what
too few said reaches nobody."""

from __future__ import annotations

import asyncio
import csv
import importlib
import io
import re
import zipfile
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.activities.contract.question import Lean
from server.activities.contract.texts import Texts
from server.clock import Turned, now
from server.dice import dice_of
from server.phases import Phase, Step
from server.reports import exports
from server.results.admitted import seen
from server.results.disclosure import compared
from server.results.outcomes import Outcome, Released
from server.results.texts import finding
from server.room import facilitation
from server.room.actions import Action
from server.room.board import Board
from server.room.book import Book
from server.scenes import step as steps
from server.scenes.console import console
from server.scenes.outcome import outcome
from server.scenes.phone import phone
from server.scenes.render import html
from server.scenes.screen import screen
from server.stage import Stage
from server.stage.hub import Audience
from tests.activities.test_contract import EXAMPLES, answering, answers
from tests.activities.test_drawn import alone
from tests.boards import NOW, a_board
from tests.house import House, an_offer, living
from tests.stage.rooms import board_of, on_stage
from tests.stage.test_boards import contents, loaded
from tests.stage.test_undrawn import SORRY, everybody_sees, stumble

PEOPLE = 12
REVEALING = [
    name
    for name, activity in EXAMPLES.items()
    if activity.takes_answers and any(step.phase is Phase.REVEALED for step in activity.course())
]
revealing = pytest.mark.parametrize("name", REVEALING)  # all but what is kept back until it was asked again
TELLS_OF_MOVES = {"moved", "standstill"}


def faces(shown: Outcome | None) -> Any:
    """What everybody reads of a result."""
    assert isinstance(shown, Released)
    return shown.people, shown.result.cells(), shown.result.finding(), shown.result.patterns(), shown.moves


def plain(activity: Activity) -> Activity:
    """The same with a result after each round, which is neither held back nor one of two views."""
    data = activity.model_dump(by_alias=True, exclude_defaults=True)
    return type(activity).model_validate({name: value for name, value in data.items() if name not in ("views", "hold")})


def drawn(board: Board) -> list[str]:
    """All that anybody is sent."""
    return [str(steps.step(board)), *(html(scene(board, NOW), "en") for scene in (phone, screen, console))]


async def to(stage: Any, board: Board, phase: Phase) -> None:
    """Press Next until the room stands in a phase."""
    for _ in board.items[0].steps:
        if board.step.phase is not phase:
            await stage.move(board.room, "next", board.moves)
    assert board.step.phase is phase


class Evening:
    """A round in which people answer, change their minds and act, as the facilitator does; `last` is what they said."""

    def __init__(self, stage: Any, board: Board, data: st.DataObject) -> None:
        assert board.activity is not None
        self.stage, self.board, self.data, self.activity = stage, board, data, board.activity
        self.people = sorted(board.people)
        self.last: dict[int, JsonValue] = {}
        self.rev = 0
        module = importlib.import_module(f"tests.activities.test_{self.activity.kind}")
        self.doing = [
            (do, getattr(module, name)(self.activity))
            for name, do in (("acts", self._moderate), ("actions", self._act))
            if hasattr(module, name)
        ]

    async def spend(self, much: int) -> None:
        """Something happens, so many times; then whoever said nothing answers."""
        for _ in range(much):
            turn = self.data.draw(st.integers(0, len(self.doing)))
            if turn < len(self.doing):
                do, strategy = self.doing[turn]
                await do(*self.data.draw(strategy))
            else:
                await self._answer(self.data.draw(st.sampled_from(self.people)))
        for who in self.people:
            if who not in self.last:
                await self._answer(who)

    async def _answer(self, who: int) -> None:
        """Sent twice, as on bad Wi-Fi."""
        self.rev += 1
        offer = an_offer(self.data.draw(answers(self.activity)), self.activity.key, rev=self.rev)
        for fresh in (True, False):
            given = await self.stage.answer_now(self.board, who, offer)
            assert given.fresh == fresh
            self.last[who] = given.value

    async def _moderate(self, what: str, value: JsonValue) -> None:
        action = Action(f"{self.data.draw(st.integers(0, 2**64)):032x}", self.activity.key, 1, what, value)
        for _ in "12":
            await self.stage.acts.moderate(self.board, action)

    async def _act(self, what: str, value: JsonValue) -> None:
        action = Action(f"{self.data.draw(st.integers(0, 2**64)):032x}", self.activity.key, 1, what, value)
        for _ in "12":
            await self.stage.acts.take_now(self.board, self.data.draw(st.sampled_from(self.people)), action)


@revealing
@settings(max_examples=2, phases=[hypothesis.Phase.generate])  # a database each: what fails is not made smaller
@given(data=st.data())
def test_a_room_kept_by_difference_its_rows_and_its_export_say_the_same(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory, empty_database: Path
) -> None:
    with living(tmp_path_factory.mktemp("evening"), empty_database) as house:
        asyncio.run(_evening(house, plain(EXAMPLES[name]), data))


async def _evening(house: House, activity: Activity, data: st.DataObject) -> None:
    room = house.room(minimum=5, workshop=alone(activity))
    room.seats(PEOPLE)
    async with on_stage(house) as stage:
        board = await board_of(stage, room.id)
        await to(stage, board, Phase.OPEN)
        evening = Evening(stage, board, data)
        await evening.spend(12)
        await to(stage, board, Phase.REVEALED)
        await stage.writer.run(lambda _tx: None)  # whatever was committed has been told
        book, rows = board.books[activity.key, 1], loaded(house, room.id)
        assert book.values == evening.last, "each person's newest answer counts, and once"
        assert contents(board) == contents(rows)
        assert faces(outcome(board)) == faces(outcome(rows))
        _add_up(activity, outcome(board), list(evening.last.values()))
    house.commit(lambda tx: facilitation.seal(tx, room.id, exports.rounds_to_seal(tx.session, room.id)))
    _exported(house.read(lambda session: exports.archive(session, room.id)), activity, board)


def _add_up(activity: Activity, shown: Outcome | None, values: list[JsonValue]) -> None:
    """What stands in the cells of a place is how many put this part there."""
    assert isinstance(shown, Released)
    assert shown.people == len(values)
    cells = {(row.part, row.key): row.numbers[0] for row in shown.result.cells().rows}
    question = activity.poses()
    for part in question.parts:
        said = Counter(question.column(values, part))
        enough = len(values) - said[None] >= 5
        told = {place.key: cells[part.key, place.key] for place in part.places if (part.key, place.key) in cells}
        assert told == {key: said[key] if enough else 0 for key in told}


def _exported(archive: bytes, activity: Activity, board: Board) -> None:
    """The totals are the cells; the rows are the answers, each column by itself."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        rows, totals = (
            list(csv.DictReader(io.StringIO(packed.read(f"{table}.csv").decode("utf-8-sig"))))
            for table in ("answers", "totals")
        )
    shown = outcome(board)
    assert isinstance(shown, Released)
    shows = ("answer", "average")
    told = {(row["part"], row["to"]): row["people"] or row["average"] for row in totals if row["what"] in shows}
    cells = {(row.part, row.key): row.numbers[0] for row in shown.result.cells().rows}
    assert told == {where: "" if number is None else str(number) for where, number in cells.items()}
    values = list(board.books[activity.key, 1].values.values())
    question = activity.poses().settled(values, 5)
    exported = [question.export(each.value) for each in seen(question, values, 5)]
    kept = shown.result.listed() if isinstance(question, Texts) else exported
    for column in kept[0] if kept else ():
        assert Counter(row[column] for row in rows) == Counter(row[column] for row in kept)


@answering
def test_ten_one_way_and_ten_the_other_are_twenty_who_moved(name: str) -> None:
    activity = EXAMPLES[name]
    question, dice = activity.poses(), dice_of(name)
    values = [question.guess(dice, Lean(dice.random(), 1)) for _ in range(200)]
    for part in question.parts:
        said = dict(zip(question.column(values, part), values, strict=True))
        standing = [said[place.key] for place in part.places if place.key in said]
        if len(standing) < 2:
            continue
        one, other = standing[0], standing[-1]
        before = dict(enumerate([one] * 10 + [other] * 10 + [one, other] * 5))
        after = dict(enumerate([other] * 10 + [one] * 10 + [one, other] * 5))
        shown = compared(plain(activity), before, after, 5)
        assert isinstance(shown, Released)
        assert (shown.moves[part.key].moved, shown.moves[part.key].paired) == (20, 30)
        if TELLS_OF_MOVES & activity.prompts.keys():
            assert re.search(r"\b20\b", finding(shown, "en"))


@answering
@settings(max_examples=8)
@given(data=st.data())
def test_what_too_few_said_reaches_nobody(name: str, data: st.DataObject) -> None:
    activity = EXAMPLES[name]
    question = activity.poses()
    some = st.lists(answers(activity).map(question.accept), min_size=4, max_size=4)
    for step in activity.course():
        if step.phase is not Phase.READ:
            assert drawn(_answered(activity, step, data.draw(some))) == drawn(
                _answered(activity, step, data.draw(some))
            )


def _answered(activity: Activity, step: Step, values: list[JsonValue]) -> Board:
    """Twelve are there, and these answers were given."""
    board = a_board(PEOPLE, step.phase, step.round, activity.key, workshop=alone(activity), answered=0)
    board.books = {
        (activity.key, round): Book(dict(enumerate(values, 1)), closed_move=round, released=True)
        for round in range(1, step.round + 1)
    }
    return board


@answering
@settings(max_examples=8)
@given(data=st.data())
def test_a_part_that_too_few_spoke_of_is_as_though_they_had_not(name: str, data: st.DataObject) -> None:
    activity, question = plain(EXAMPLES[name]), EXAMPLES[name].poses()
    thin = data.draw(st.sampled_from([part.key for part in question.parts]))
    hush = partial(question.without, parts=[thin])
    if len(question.parts) == 1 or hush(question.guess(dice_of(name), Lean())) is None:
        return  # an answer is one piece here
    speaking = answers(activity).map(question.accept).filter(lambda value: hush(value) is not None)
    given = data.draw(st.lists(speaking, min_size=8, max_size=8))
    step = next(step for step in activity.course() if step.phase is Phase.REVEALED)
    four = _answered(activity, step, [*given[:4], *map(hush, given[4:])])
    nobody = _answered(activity, step, [*map(hush, given)])
    assert drawn(four) == drawn(nobody)


@revealing
def test_a_kind_that_fails_in_its_picture_costs_that_picture_and_no_answer_before_and_after_a_restart(
    name: str, house: House, clock: Turned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(EXAMPLES[name]), "pool", stumble)
    asyncio.run(_stumbled(house, plain(EXAMPLES[name])))


async def _stumbled(house: House, activity: Activity) -> None:
    room = house.room(minimum=2, workshop=alone(activity))
    people = room.seats(4)
    dice = dice_of(activity.key)
    given: dict[int, JsonValue] = {}
    async with on_stage(house) as stage:
        board = await board_of(stage, room.id)
        await to(stage, board, Phase.OPEN)
        for who in people:
            offer = an_offer(activity.poses().opened(now()).guess(dice, Lean()), activity.key)
            given[who] = (await stage.answer_now(board, who, offer)).value
        await to(stage, board, Phase.REVEALED)
        sorry = await _who_is_told(stage, board)
        assert Audience.SCREEN in sorry
    async with on_stage(house) as again:
        board = await board_of(again, room.id)
        assert board.books[activity.key, 1].values == given
        assert await _who_is_told(again, board) == sorry
        await to(again, board, Phase.TALK)
        assert await again.export(room.id), "and it still exports"


async def _who_is_told(stage: Stage, board: Board) -> set[Audience]:
    """Whose picture there should be and is not."""
    return {audience for audience, seen in (await everybody_sees(stage, board)).items() if SORRY in seen}
