"""What each question of the sampler costs: its answers against a bare echo, and its picture of five thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, suppress
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

from pydantic import JsonValue

from server.activities.contract.activity import Activity
from server.activities.contract.question import Lean
from server.dice import dice_of
from server.phases import Phase
from server.refusals import Refused
from server.room.board import Board, Person
from server.room.book import Book
from server.scenes import Scene
from server.scenes.phone import phone
from server.scenes.render import html
from server.scenes.screen import screen
from server.trials.bench.answers import PHONES, ROUNDS_EACH, cost_of_answer, full_room
from server.trials.bench.echo import echoing
from server.trials.bench.figure import Figure, of_runs
from server.trials.swarm.content import SAMPLER, write_kinds
from server.workshops.content import Workshop
from server.workshops.files import Files
from server.workshops.loading import load

NOW = 1_000.0
CROWD = 5_000
RESULTS = (Phase.REVEALED, Phase.SHIFT)


async def measure(data: Path, repeats: int) -> list[Figure]:
    """Both, of every question."""
    return [*await _answers(data / "kinds", repeats), *pictures(CROWD, repeats)]


async def _answers(data: Path, repeats: int) -> list[Figure]:
    asked = (item.activity for item in _sampler().run_of_show())
    names = list(dict.fromkeys(activity.key for activity in asked if activity.takes_answers))
    costs: dict[str, list[float]] = {name: [] for name in names}
    ratios: dict[str, list[float]] = {name: [] for name in names}
    async with AsyncExitStack() as stack:
        echo = await stack.enter_async_context(echoing(data))
        room = await full_room(stack, data / "room", PHONES, partial(write_kinds, times=repeats + 1))
        for turn in range(repeats + 1):
            bare = await echo.cost()
            for name in names:
                cost = await cost_of_answer(*room, room[1].phones, PHONES * ROUNDS_EACH)
                if turn:  # the first warms up
                    costs[name].append(cost * 1e6)
                    ratios[name].append(cost / bare)
    return [
        of_runs(f"CPU of an answer to {name} / echo", ratios[name], "", 4.5, 3.0, detail={"us": median(costs[name])})
        for name in names
    ]


def pictures(people: int, repeats: int) -> list[Figure]:
    """The CPU of pooling so many answers and drawing them for one audience, in this process."""
    return [
        of_runs(f"{what}: {name}", [_drawn(board, scene) for _ in range(repeats + 1)][1:], "ms", 25, 10)
        for board in boards(people)
        for what in _ways(board, people)
        for name, scene in (("screen", screen), ("phones", phone))
    ]


def _ways(board: Board, people: int) -> Iterator[str]:
    """What is drawn; of texts once more where no two are alike, which made-up people hardly ever manage."""
    activity = board.items[board.item].activity
    what = f"{people:,} pooled and drawn, {board.step.phase} of {activity.key}"
    yield what
    with suppress(Refused):  # by whatever takes no text
        for book in board.books.values():
            book.values = {who: activity.poses().accept(f"{value} {who}") for who, value in book.values.items()}
        yield f"{what}, no two alike"


def boards(people: int) -> Iterator[Board]:
    """A room at each result of the sampler."""
    workshop = _sampler()
    for at, item in enumerate(workshop.run_of_show()):
        for stop, step in enumerate(item.steps):
            if step.phase in RESULTS:
                board = Board(1, "482917", workshop, workshop.run_of_show(), "en", 5, "paper", "s" * 22, "example.org")
                board.people = {who: Person(who, who - 1, links=1, seen=NOW) for who in range(1, people + 1)}
                board.item, board.stop, board.books = at, stop, _books(item.activity, step.round, people)
                yield board


def _sampler() -> Workshop:
    return load(SAMPLER.parent, Files(SAMPLER.parents[1]))


def _books(activity: Activity, rounds: int, people: int) -> dict[tuple[str, int], Book]:
    """What made-up people say, round by round."""
    dice = dice_of(61)
    question, books = activity.poses(), {}
    values: dict[int, JsonValue] = dict.fromkeys(range(1, people + 1))
    for round in range(1, rounds + 1):
        values = {who: question.guess(dice, Lean(), before) for who, before in values.items()}
        books[activity.key, round] = Book(dict(values), closed_move=round, released=True)
    return books


def _drawn(board: Board, scene: Callable[[Board, float], Scene]) -> float:
    """Milliseconds, from nothing but answers."""
    for book in board.books.values():
        book.pooled = book.compared = None
    begun = process_time()
    html(scene(board, NOW), board.language)
    return (process_time() - begun) * 1e3
