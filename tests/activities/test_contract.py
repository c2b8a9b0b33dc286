"""What every kind of activity owes the rest: its rooms in the tree, and how its answers behave.

A kind is found through the union, so a new one is held to all of this without a line here. Its own
test file offers `answers(activity)`, a strategy of what people may send.
"""

import ast
import importlib
import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from pydantic import JsonValue

from server.activities import KINDS
from server.activities.contract.activity import Activity
from server.activities.contract.event import CLOCK, FACILITATOR, Event
from server.activities.contract.question import Lean
from server.activities.contract.result import Cells
from server.activities.contract.text import LETTERS
from server.charts.canvas import Canvas, Use
from server.phases import Phase, Step
from server.refusals import Refused
from server.results.cues import deck
from server.results.disclosure import compared, pooled
from server.results.outcomes import Outcome, Released, Withheld
from server.results.texts import finding
from server.scenes.console import console
from server.scenes.outcome import outcome
from server.scenes.phone import phone
from server.scenes.render import html
from server.scenes.screen import screen
from tests.boards import NOW, SAMPLER, a_board

few = settings(max_examples=40, deadline=None)

ROOT = Path(__file__).resolve().parents[2]
NAMES = {get_args(kind.model_fields["kind"].annotation)[0]: kind for kind in KINDS}
WORDS = st.text("ab é-", max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)

every_kind = pytest.mark.parametrize("name", NAMES)

# Before any test runs: a kind's test file may import tests of Hypothesis, and none can be made within another.
for kind in NAMES:
    if (ROOT / "tests" / "activities" / f"test_{kind}.py").is_file():
        importlib.import_module(f"tests.activities.test_{kind}")


EXAMPLES: dict[str, Activity] = {}
for item in SAMPLER.run_of_show():
    EXAMPLES.setdefault(item.activity.kind, item.activity)
# A kind can take several shapes: what is said of answers holds for each example.
SHAPES = {item.activity.key: item.activity for item in SAMPLER.run_of_show()}
EXAMPLES |= {key: activity for key, activity in SHAPES.items() if activity not in EXAMPLES.values()}


def answers(activity: Activity) -> st.SearchStrategy[JsonValue]:
    """What people may send, as the kind's own test file says."""
    module = importlib.import_module(f"tests.activities.test_{activity.kind}")
    strategy: st.SearchStrategy[JsonValue] = module.answers(activity)
    return strategy


every_example = pytest.mark.parametrize("name", EXAMPLES)
answering = pytest.mark.parametrize("name", [name for name, activity in EXAMPLES.items() if activity.takes_answers])


@every_kind
def test_a_kind_has_its_rooms_in_the_tree(name: str) -> None:
    assert re.fullmatch(r"[a-z]+", name)
    assert (ROOT / "server" / "activities" / f"{name}.py").is_file()
    assert (ROOT / "tests" / "activities" / f"test_{name}.py").is_file()
    for audience in ("phone", "screen", "console"):
        assert (ROOT / "templates" / "activities" / name / f"{audience}.html").is_file()


@every_kind
def test_a_kind_has_an_example_in_the_sampler(name: str) -> None:
    assert isinstance(EXAMPLES.get(name), NAMES[name]), f"workshop_content/sampler/sampler.yaml has no {name}"


def test_the_sampler_asks_something_again() -> None:
    items = SAMPLER.run_of_show()
    assert len({item.activity.key for item in items}) < len(items)


def test_each_file_of_the_activities_is_a_kind_and_each_kind_is_in_the_union() -> None:
    files = {path.stem for path in (ROOT / "server" / "activities").glob("*.py")} - {"__init__"}
    assert files == set(NAMES)
    assert len(NAMES) == len(KINDS)


@every_kind
def test_a_kind_has_an_icon_that_exists(name: str) -> None:
    assert f'id="i-{NAMES[name].icon}"' in (ROOT / "templates" / "parts" / "icons.html").read_text()


@every_kind
def test_a_course_opens_only_what_it_closes_and_shows(name: str) -> None:
    course = EXAMPLES[name].course()
    assert len(set(course)) == len(course)
    assert course[0].phase in (Phase.READ, Phase.OPEN)
    opened = [step.round for step in course if step.phase is Phase.OPEN]
    assert opened == list(range(1, len(opened) + 1))
    assert bool(opened) == EXAMPLES[name].takes_answers
    for number in opened:
        place = course.index(Step(Phase.OPEN, number))
        assert course[place + 1] == Step(Phase.CLOSED, number)
        after = course[place + 2]
        is_next_view = EXAMPLES[name].has_views and after == Step(Phase.OPEN, number + 1)
        assert is_next_view or after.phase in (Phase.REVEALED, Phase.SHIFT)


@every_kind
@few
@given(raw=JSON)
def test_whatever_people_send_is_accepted_or_refused(name: str, raw: JsonValue) -> None:
    activity = EXAMPLES[name]
    outcome = _outcome(activity, raw)
    if isinstance(outcome, Refused):
        assert outcome.code == "wrong-value"
        assert outcome.message.endswith(".")
    else:
        question = activity.poses()
        assert activity.takes_answers
        assert question.accept(outcome) == outcome
        assert question.export(outcome)
        assert any(question.said(outcome, part) is not None for part in question.parts)


@answering
def test_lettered_places_are_two_to_eight_in_order(name: str) -> None:
    for part in EXAMPLES[name].poses().parts:
        letters = [place.letter for place in part.places if place.letter]
        assert letters == list(LETTERS[: len(letters)]), "a letter is also a colour and a mark"
        assert len(letters) != 1


@answering
def test_parts_and_places_have_keys_of_their_own(name: str) -> None:
    parts = EXAMPLES[name].poses().parts
    assert len({part.key for part in parts}) == len(parts) >= 1
    for part in parts:
        assert len({place.key for place in part.places}) == len(part.places)


@answering
@few
@given(dice=st.randoms(use_true_random=False), favour=st.floats(0, 0.99), spread=st.floats(0, 1))
def test_made_up_people_give_answers_that_are_taken(name: str, dice: Random, favour: float, spread: float) -> None:
    question = EXAMPLES[name].poses()
    first = question.guess(dice, Lean(favour, spread))
    assert question.accept(first) == first
    second = question.guess(dice, Lean(favour, spread), first)
    assert question.accept(second) == second


@every_kind
def test_a_talk_has_its_time(name: str) -> None:
    talks = any(step.phase is Phase.TALK for step in EXAMPLES[name].course())
    assert (EXAMPLES[name].talk_seconds > 0) == talks


@every_example
@pytest.mark.parametrize("people", [0, 3, 12, 400])
def test_every_phase_is_drawn_for_everybody(name: str, people: int) -> None:
    key = EXAMPLES[name].key
    for step in EXAMPLES[name].course():
        board = a_board(people, step.phase, step.round, key, workshop=SAMPLER)
        for scene in (phone, screen, console):
            drawn = html(scene(board, NOW), "en")
            assert drawn.count('<main id="scene"') == 1
            assert "<h1" in drawn


@answering
def test_an_open_form_can_be_sent_by_a_phone(name: str) -> None:
    board = a_board(12, Phase.OPEN, 1, EXAMPLES[name].key, workshop=SAMPLER)
    page = html(phone(board, NOW), "en")
    form = re.search(r"<form[^>]* data-answer[^>]*>(.*?)</form>", page, re.DOTALL)
    assert form
    assert re.search(r"name=['\"]\w", form[1]), "the inputs of the form are the answer"
    assert "id='question'" in page or 'id="question"' in page


def _outcome(activity: Activity, raw: JsonValue) -> JsonValue | Refused:
    try:
        return activity.poses().accept(raw)
    except Refused as refused:
        return refused


def _accepted(activity: Activity) -> st.SearchStrategy[JsonValue]:
    return answers(activity).map(activity.poses().accept)


def _cells(shown: Outcome) -> Cells:
    assert isinstance(shown, Released)
    return shown.result.cells()


@answering
@few
@given(data=st.data())
def test_what_is_accepted_stays_as_it_is(name: str, data: st.DataObject) -> None:
    accepted = data.draw(_accepted(EXAMPLES[name]))
    assert EXAMPLES[name].poses().accept(accepted) == accepted


@answering
@few
@given(data=st.data())
def test_the_order_of_answers_does_not_matter(name: str, data: st.DataObject) -> None:
    values = data.draw(st.lists(_accepted(EXAMPLES[name]), min_size=5, max_size=30))
    shuffled = data.draw(st.permutations(values))
    assert _cells(pooled(EXAMPLES[name], values, 5)) == _cells(pooled(EXAMPLES[name], shuffled, 5))


@answering
@few
@given(data=st.data())
def test_nobody_is_lost_and_every_face_speaks(name: str, data: st.DataObject) -> None:
    values = data.draw(st.lists(_accepted(EXAMPLES[name]), min_size=5, max_size=30))
    shown = pooled(EXAMPLES[name], values, 2)
    assert isinstance(shown, Released)
    assert shown.people == len(values)
    assert finding(shown, "en")
    patterns = [seen.pattern for seen in shown.result.patterns()]
    assert "open" in patterns
    assert set(patterns) <= {*EXAMPLES[name].prompts, "leads"}
    cards = deck(EXAMPLES[name], shown, len(values), "en")
    assert all(card.head and card.text and "%(" not in card.head + card.text for card in cards)
    for use in Use:
        assert (ROOT / "templates" / "pictures" / f"{shown.result.picture(Canvas(use)).name}.html").is_file()


@answering
@few
@given(data=st.data())
def test_a_part_of_too_few_is_never_handed_to_the_kind(name: str, data: st.DataObject) -> None:
    activity, question = EXAMPLES[name], EXAMPLES[name].poses()
    values = data.draw(st.lists(_accepted(activity), min_size=5, max_size=12))
    shown = pooled(activity, values, 5)
    said = {part.key: sum(question.said(value, part) is not None for value in values) for part in question.parts}
    enough = {key for key, many in said.items() if many >= 5}
    whole = {""} if enough == said.keys() else set()  # a row of answers that say something of every part
    assert {row.part for row in _cells(shown).rows if any(row.numbers)} <= enough | whole


@answering
@few
@given(data=st.data())
def test_two_rounds_tell_who_moved(name: str, data: st.DataObject) -> None:
    activity = EXAMPLES[name]
    before, after = (dict(enumerate(data.draw(st.lists(_accepted(activity), min_size=5, max_size=20)))) for _ in "12")
    shown = compared(activity, before, after, 5)
    assert isinstance(shown, Released)
    assert shown.people == len(after)
    assert finding(shown, "en")
    for moves in shown.moves.values():
        assert sum(moves.cells.values()) == moves.paired


@answering
def test_no_answers_are_withheld(name: str) -> None:
    assert pooled(EXAMPLES[name], [], 5) == Withheld(0, 5)


@answering
@few
@given(data=st.data())
def test_every_answer_exports_under_the_same_names(name: str, data: st.DataObject) -> None:
    activity = EXAMPLES[name]
    first, second = (activity.poses().export(data.draw(_accepted(activity))) for _ in range(2))
    assert first.keys() <= activity.columns.keys(), "the README of an export says what each of them means"
    assert list(first) == list(second)
    assert all(isinstance(value, str) for value in first.values())


def _happening(name: str) -> st.SearchStrategy[Event]:
    """What may stand in the rows of a kind: what it accepted, and whatever an earlier version of it did."""
    activity, people = EXAMPLES[name], st.integers(1, 4)
    module = importlib.import_module(f"tests.activities.test_{activity.kind}")
    nothing = st.just(("nothing", None))
    did = getattr(module, "actions", lambda _: nothing)(activity).map(lambda done: (done, activity.action))
    moderated = getattr(module, "acts", lambda _: nothing)(activity).map(lambda done: (done, activity.act))

    def accepted(actor: int, done: tuple[tuple[str, JsonValue], Callable[[str, JsonValue], JsonValue]]) -> Event:
        (what, value), accept = done
        return Event(actor, what, value if what == "nothing" else accept(what, value), 0)

    odd = st.builds(Event, st.sampled_from((CLOCK, FACILITATOR, 1, 99)), WORDS, JSON, st.integers(0))
    return st.builds(accepted, people, did) | st.builds(accepted, st.just(FACILITATOR), moderated) | odd


@every_kind
@few
@given(what=WORDS, value=JSON, moderates=st.booleans())
def test_whatever_people_do_is_accepted_or_refused(name: str, what: str, value: JsonValue, moderates: bool) -> None:
    accept = EXAMPLES[name].act if moderates else EXAMPLES[name].action
    code, done = "", value
    try:
        done = accept(what, value)
    except Refused as refused:
        code = refused.code
    assert code in ("wrong-action", "wrong-value") or accept(what, done) == done == json.loads(json.dumps(done))


@every_kind
@few
@given(data=st.data())
def test_a_state_is_a_pure_and_total_fold(name: str, data: st.DataObject) -> None:
    activity = EXAMPLES[name]
    events = data.draw(st.lists(_happening(name), max_size=40))
    state = again = activity.start(1, "5eed", [1, 2, 3, 4])
    for event in events:
        before = deepcopy(state)
        state = activity.fold(state, event)
        assert before == again, "a state is never changed, only left for another"
        again = deepcopy(state)
        assert activity.fold(deepcopy(before), event) == state
    assert activity.fold(state, Event(1, "what nobody knows", None, 0)) == state


@answering
@few
@given(data=st.data())
def test_what_happened_can_be_pooled_and_drawn(name: str, data: st.DataObject) -> None:
    board = a_board(12, EXAMPLES[name].course()[-1].phase, 1, EXAMPLES[name].key, workshop=SAMPLER)
    board.books[EXAMPLES[name].key, 1].events = data.draw(st.lists(_happening(name), max_size=20))
    assert isinstance(outcome(board), Released)
    for scene in (phone, screen, console):
        assert "cannot be drawn" not in html(scene(board, NOW), "en")


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@every_kind
def test_kinds_never_import_kinds(name: str) -> None:
    tree = ast.parse((ROOT / "server" / "activities" / f"{name}.py").read_text())
    for imported in _imports(tree):
        assert not any(imported.startswith(f"server.activities.{other}") for other in NAMES), imported


def _names_a_kind(text: str) -> bool:
    """Prose may use the word, and SVG has a function of that name; a key, a path or a class of one piece may not."""
    words = set(re.split(r"[^a-z]+", re.sub(r"\bscale\(", "(", text)))
    return " " not in text and bool(words & set(NAMES))


def test_no_string_of_the_server_names_a_kind_outside_its_own_file() -> None:
    for path in (ROOT / "server").rglob("*.py"):
        if path.parent.name == "activities" and path.stem in NAMES:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not _names_a_kind(node.value), f"{path}:{node.lineno}: {node.value!r}"


def test_no_template_names_a_kind_outside_its_own_folder() -> None:
    lexer = Environment(autoescape=True)
    for path in (ROOT / "templates").rglob("*.html"):
        inside = path.relative_to(ROOT / "templates").parts
        if inside[0] == "activities" and inside[1] in NAMES:
            others = set(NAMES) - {inside[1]}
        else:
            others = set(NAMES)
            assert not _names_a_kind("/".join(inside)), path
        for line, token, value in lexer.lex(path.read_text()):
            if token == "string" and _names_a_kind(value):
                assert not set(re.split(r"[^a-z]+", value)) & others, f"{path}:{line}: {value}"
