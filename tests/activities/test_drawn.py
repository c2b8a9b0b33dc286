"""Every kind is drawn for everybody, in rooms of any size, with its example and its longest content, within a frame."""

from __future__ import annotations

from functools import cache
from html import unescape
from itertools import product

import pytest

from server.activities.contract.activity import Activity
from server.activities.contract.text import in_language
from server.charts.canvas import Canvas, Use
from server.phases import Phase, Step
from server.results.outcomes import Kept, Released, Withheld
from server.room.board import Board
from server.scenes import phone as phones
from server.scenes import step as steps
from server.scenes.console import console
from server.scenes.outcome import outcome
from server.scenes.phone import phone
from server.scenes.render import html
from server.scenes.screen import screen
from server.workshops.content import Module, Workshop
from tests.activities.test_contract import EXAMPLES, NAMES, answering, every_example
from tests.asking import ask
from tests.boards import NOW, a_board
from tests.longest import ARABIC, LATIN, SCRIPTS, longest
from tests.scenes.test_phone import CHANGE_BYTES, COUNT_BYTES, wire

SIZES = (0, 1, 4, 5, 12, 126, 300, 301, 5_000)
TEXTS = ("as in the sampler", "longest", "longest in Arabic")
RESULTS = (Phase.REVEALED, Phase.TALK, Phase.SHIFT)
REVEALED = {Step(Phase.REVEALED, 1), Step(Phase.REVEALED, 2)}


@cache
def grown(name: str, word: str, items_first: bool = True) -> Activity:
    """The longest content of a kind, made once."""
    return longest(EXAMPLES[name], word, items_first)


def alone(activity: Activity) -> Workshop:
    """A workshop of nothing else."""
    module = Module(module="alone", title="Alone", activities=(activity,))
    return Workshop(workshop="alone", title="Alone", minutes=120, modules=(module,))


def a_room(people: int, step: Step, activity: Activity, language: str = "en") -> Board:
    """A room at a step of it, small enough to show something from two people on."""
    workshop = alone(activity)
    return a_board(people, step.phase, step.round, activity.key, workshop=workshop, minimum=2, language=language)


@every_example
@pytest.mark.parametrize("items_first", [True, False], ids=["many", "long"])
@pytest.mark.parametrize("script", SCRIPTS)
def test_the_longest_content_that_is_taken_fits_into_its_frames(name: str, script: str, items_first: bool) -> None:
    activity = grown(name, SCRIPTS[script], items_first)
    language = "ar" if script == "Arabic" else "en"
    for step in activity.course():
        board = a_room(300, step, activity, language)
        ask(board, [f"Question {number}?" for number in range(9)], [300] * 9, lifts=True)
        drawn = html(phone(board, NOW), language)
        assert wire("frame", {"step": steps.step(board), "html": drawn}) <= CHANGE_BYTES, step
        counts = {key: html(scene, language) for key, scene in phones.counts(board, NOW).items()}
        assert wire("count", {"parts": counts}) <= COUNT_BYTES, step


@answering
@pytest.mark.parametrize(("people", "texts"), list(product(SIZES, TEXTS)))
def test_rooms_of_any_size_are_drawn_for_everybody(name: str, people: int, texts: str) -> None:
    arabic = texts.endswith("Arabic")
    activity = EXAMPLES[name] if texts == TEXTS[0] else grown(name, ARABIC if arabic else LATIN)
    results = [step for step in activity.course() if step.phase in RESULTS]
    step = results[(SIZES.index(people) + TEXTS.index(texts)) % len(results)]  # pairwise
    board = a_room(people, step, activity, "ar" if arabic else "en")
    for scene in (screen, phone, console):
        _is_whole(html(scene(board, NOW), board.language))
    shown = outcome(board)
    is_kept = activity.holds(step.round) and step.phase is Phase.TALK
    assert isinstance(shown, Kept if is_kept else Released if people >= board.minimum else Withheld)
    if isinstance(shown, Released):
        assert shown.people == people
        for use in Use:
            assert shown.result.picture(Canvas(use))


@pytest.mark.parametrize("people", [0, 1, 4])
@pytest.mark.parametrize("name", [name for name in NAMES if REVEALED & {*EXAMPLES[name].course()}])
def test_too_few_answers_stand_below_the_question_and_are_said_once(name: str, people: int) -> None:
    activity = EXAMPLES[name]
    step = next(step for step in activity.course() if step in REVEALED)
    board = a_board(people, step.phase, step.round, activity.key, workshop=alone(activity))
    drawn = unescape(html(screen(board, NOW), "en"))
    _, _, rest = drawn.partition("<h1")
    head, _, below = rest.partition("</h1>")
    assert in_language(activity.asks, "en") in head
    below, _, _ = below.partition("<footer")
    assert below.count("Results can be shown once five people have answered.") == (1 if people else 0)


def _is_whole(drawn: str) -> None:
    """One scene with a heading, and nothing in it that only a program understands."""
    assert drawn.count('<main id="scene"') == 1
    assert "<h1" in drawn
    for fault in ("%(", "Undefined", ">None<"):
        assert fault not in drawn, fault


@pytest.mark.parametrize("name", NAMES)
def test_the_longest_content_is_longer_than_the_example(name: str) -> None:
    sizes = [len(str(activity.phone_texts())) for activity in (EXAMPLES[name], grown(name, LATIN))]
    assert sizes[1] > 1.5 * sizes[0], "or the tests beside this one show little"
