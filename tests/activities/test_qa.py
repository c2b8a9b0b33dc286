"""Questions from the room: who asks counts once, and only what was read is out."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from server.activities.contract.activity import Activity
from server.activities.contract.event import FACILITATOR, Event
from server.activities.measures.asking import PAGE, Asking
from server.activities.measures.floor import ASK, SIGNS, TOO
from server.activities.measures.questions import Questions
from server.activities.qa import Qa
from server.charts.asks import Asks
from server.charts.canvas import Canvas, Use
from server.refusals import Refused
from server.results.disclosure import heard, to_hear
from server.results.outcomes import Released
from server.room import folding
from server.scenes.console import console
from server.scenes.phone import phone
from server.scenes.render import html
from server.scenes.screen import screen
from tests.asking import ask
from tests.boards import NOW, SAMPLER, a_board

few = settings(max_examples=60, deadline=None)
TEXTS = ("What now?", "what NOW", "Who pays?", "Why?", "Why not?")
WORDS = st.sampled_from(TEXTS)
KIND = Qa(key="asks", kind="qa", title="Questions", minutes=5).guarded(("damn",))
SECRET, HANDS = "5eed", ("hide", "lift", "lower", "answered")
MARKS = [KIND.start(0, SECRET, []).release.mark(KIND._floor.words.wording(text)) for text in TEXTS]
EDITIONS = [KIND.start(0, SECRET, []).release.edition(text) for text in TEXTS]


def answers(_activity: Activity) -> st.SearchStrategy[JsonValue]:
    """What people may send as an answer: nothing."""
    return st.nothing()


def actions(_activity: Activity) -> st.SearchStrategy[tuple[str, JsonValue]]:
    """What participants do."""
    too = st.builds(lambda mark, too: {"question": mark, "too": too}, st.sampled_from(MARKS), st.booleans())
    return st.tuples(st.just(ASK), WORDS) | st.tuples(st.just(TOO), too)


def acts(_activity: Activity) -> st.SearchStrategy[tuple[str, JsonValue]]:
    """What whoever facilitates does."""
    done: list[tuple[str, JsonValue]] = [("take", None), ("stop", None), ("hold", True), ("hold", False)]
    for mark, edition in zip(MARKS, EDITIONS, strict=True):
        done += [("show", {"mark": mark, "edition": edition}), *((what, mark) for what in HANDS)]
    return st.sampled_from(done)


def after(events: Sequence[tuple[int, str, JsonValue]], state: Asking | None = None) -> Asking:
    """The state that these come to."""
    state = state or KIND.start(0, SECRET, [])
    for actor, what, value in events:
        state = KIND.fold(state, Event(actor, what, value, 0))
    return state


def show(text: str) -> tuple[int, str, JsonValue]:
    """Whoever facilitates lets out exactly this."""
    at = TEXTS.index(text)
    return FACILITATOR, "show", {"mark": MARKS[at], "edition": EDITIONS[at]}


def too(who: int, text: str, yes: bool = True) -> tuple[int, str, JsonValue]:
    """Somebody asks it, too, or not any more."""
    return who, TOO, {"question": MARKS[TEXTS.index(text)], "too": yes}


def seen(state: Asking, here: int = 12, protected: bool = False) -> Questions:
    """What everybody may see."""
    outcome = heard(KIND, here, 5, lambda: state, protected)
    assert isinstance(outcome, Released)
    assert isinstance(outcome.result, Questions)
    return outcome.result


def told(state: Asking, here: int = 12) -> list[tuple[str, int | None]]:
    """The words that everybody may see, and by how many they are asked."""
    return [(each.words, each.votes) for each in seen(state, here).wall()]


def test_nobody_sees_a_question_before_it_was_read() -> None:
    asked = after([(1, ASK, "What now?"), (2, ASK, "Who pays?")])
    assert told(asked) == []
    assert told(after([show("Who pays?")], asked)) == [("Who pays?", 1)]


def test_the_same_wording_is_one_question_that_each_asks_once() -> None:
    state = after([(1, ASK, "What now?"), (2, ASK, "what NOW"), (1, ASK, "what NOW"), show("What now?")])
    assert told(state) == [("What now?", 2)]


def test_only_the_spelling_that_was_read_is_seen() -> None:
    many = [(who, ASK, "what NOW") for who in range(2, 9)]
    assert told(after([(1, ASK, "What now?"), show("What now?"), *many])) == [("What now?", 8)]


def test_whoever_asks_cannot_ask_it_twice_by_asking_it_too_nor_take_it_back() -> None:
    state = after([(1, ASK, "Why?"), show("Why?"), too(1, "Why?"), too(1, "Why?")])
    assert told(state) == [("Why?", 1)]
    assert told(after([too(1, "Why?", False)], state)) == [("Why?", 1)]


def test_me_too_counts_once_however_often_and_can_be_taken_back() -> None:
    asked = after([(1, ASK, "Why?"), show("Why?"), too(2, "Why?"), too(2, "Why?"), too(3, "Why?")])
    assert told(asked) == [("Why?", 3)]
    assert told(after([too(2, "Why?", False)], asked)) == [("Why?", 2)]


def test_who_knows_the_name_of_a_held_or_hidden_question_adds_nothing_to_it() -> None:
    held = after([(1, ASK, "Why?"), too(2, "Why?")])
    assert told(after([show("Why?")], held)) == [("Why?", 1)]
    hidden = after([(1, ASK, "Why?"), show("Why?"), (FACILITATOR, "hide", MARKS[3]), too(2, "Why?"), show("Why?")])
    assert told(hidden) == [("Why?", 1)]


def test_a_hidden_question_leaves_everything_and_stays_hidden_in_other_capitals() -> None:
    state = after([(1, ASK, "What now?"), show("What now?"), (FACILITATOR, "lift", MARKS[0])])
    assert seen(state).up() is not None
    hidden = after([(FACILITATOR, "hide", MARKS[0]), (2, ASK, "what NOW")], state)
    assert told(hidden) == []
    assert seen(hidden).up() is None
    assert KIND.mine(hidden, 1) == {}


def test_a_lifted_question_leaves_the_screen_when_it_is_answered_and_counts_among_the_answered() -> None:
    state = after([(1, ASK, "Why?"), show("Why?"), (FACILITATOR, "lift", MARKS[3])])
    done = after([(FACILITATOR, "answered", MARKS[3])], state)
    assert seen(done).up() is None
    assert told(done) == []
    assert [each["answered"] for each in seen(done).listed()] == ["yes"]
    assert seen(after([(FACILITATOR, "lift", MARKS[3])], done)).up() is not None


def test_nothing_is_lifted_that_nobody_may_see() -> None:
    assert seen(after([(1, ASK, "Why?"), (FACILITATOR, "lift", MARKS[3])])).up() is None


def test_without_holding_questions_are_out_at_once_but_not_those_before_nor_foul_ones() -> None:
    state = after([(1, ASK, "Why?"), (FACILITATOR, "hold", False), (2, ASK, "Who pays?"), (3, ASK, "damn this")])
    assert told(state) == [("Who pays?", 1)]
    assert told(state, here=51) == [], "in a crowd somebody reads first"
    assert seen(state, protected=True).wall() == ()


def test_fewer_than_the_minimum_are_never_counted() -> None:
    state = after([(1, ASK, "Why?"), show("Why?"), too(2, "Why?"), too(3, "Why?"), too(4, "Why?")])
    assert told(state, here=4) == [("Why?", None)]
    assert seen(state, here=4).finding() is None
    assert told(state, here=5) == [("Why?", 4)]


def test_what_most_ask_comes_first_and_the_newest_last_where_they_are_level() -> None:
    asked = [(1, ASK, text) for text in ("Why?", "Who pays?", "Why not?")]
    state = after([*asked, show("Who pays?"), show("Why?"), show("Why not?"), too(2, "Why not?")])
    assert [words for words, _ in told(state)] == ["Why not?", "Who pays?", "Why?"]


def test_the_page_of_new_questions_keeps_its_places_while_hundreds_come_in() -> None:
    state = after([(who, ASK, f"Question {who}") for who in range(1, PAGE + 1)])
    stood = state.page
    flood = after([(who, ASK, f"Question {who}") for who in range(100, 600)], state)
    assert flood.page == stood
    assert len(stood) == PAGE
    fewer = after([(FACILITATOR, "hide", stood[2])], flood)
    assert fewer.page[: PAGE - 1] == tuple(mark for mark in stood if mark != stood[2])
    assert fewer.page[-1] not in stood


def test_the_next_new_question_is_the_one_that_most_people_ask() -> None:
    state = after([(who, ASK, f"Question {who}") for who in range(1, 30)])
    state = after([(who, ASK, "Why?") for who in (40, 41, 42)], state)
    assert MARKS[3] not in state.page
    assert after([(FACILITATOR, "hide", state.page[0])], state).page[-1] == MARKS[3]


def test_nobody_is_told_the_name_of_a_question_of_theirs_that_is_not_out() -> None:
    state = after([(1, ASK, "Why?"), (2, ASK, "Who pays?"), show("Who pays?"), too(1, "Who pays?")])
    assert KIND.mine(state, 1) == {MARKS[2]: TOO}
    assert KIND.mine(state, 2) == {MARKS[2]: ASK}


def test_whoever_facilitates_reads_questions_without_person_or_time() -> None:
    state = after([(71, ASK, "Why?"), (72, ASK, "Who pays?"), show("Why?")])
    desk = repr(to_hear(KIND, 12, 5, lambda: state, False))
    assert "Who pays?" in desk
    assert "71" not in desk.replace(MARKS[3], "")
    assert "authors" not in desk


@few
@given(data=st.data())
def test_what_different_people_do_comes_to_the_same_in_any_order(data: st.DataObject) -> None:
    before = after([(1, ASK, "Why?"), (1, ASK, "Who pays?"), show("Why?"), show("Who pays?")])
    of_each = {who: data.draw(st.lists(actions(KIND), max_size=4)) for who in range(2, 6)}
    one, other = [
        [(who, *done) for who in data.draw(st.permutations(list(of_each))) for done in of_each[who]] for _ in "12"
    ]
    assert seen(after(one, before)) == seen(after(other, before))


@few
@given(data=st.data())
def test_nobody_is_counted_twice_and_nothing_is_seen_that_no_hand_let_out(data: st.DataObject) -> None:
    people = st.integers(1, 5)
    did = st.builds(lambda who, done: (who, *done), people, actions(KIND))
    hands = st.builds(lambda done: (FACILITATOR, *done), acts(KIND).filter(lambda act: act[0] != "hold"))
    state = after(data.draw(st.lists(did | hands, max_size=30)))
    read = {edition for edition in EDITIONS if edition in state.read}
    for each in (*seen(state).wall(), *seen(state).answered):
        assert EDITIONS[TEXTS.index(each.words)] in read
        assert 1 <= (each.votes or 0) <= 5
        assert each.mark not in state.hidden


@pytest.mark.parametrize(("what", "value"), [
    (ASK, ""), (ASK, None), (ASK, "x" * (SIGNS + 1)), (ASK, "\u200b"), (TOO, None),
    (TOO, {"question": "x", "too": True}),
    (TOO, {"question": "0" * 16, "too": 1}), (TOO, {"question": "0" * 16}), ("show", None),
])  # fmt: skip
def test_what_is_no_question_is_refused(what: str, value: JsonValue) -> None:
    with pytest.raises(Refused):
        KIND.action(what, value)


@pytest.mark.parametrize(("switched", "here", "asks", "votes"), [
    ("", True, True, True), ("", False, False, False), ("take", False, True, True), ("stop", True, False, True),
    ("stop", False, False, False),
])  # fmt: skip
def test_who_facilitates_decides_when_people_may_ask(switched: str, here: bool, asks: bool, votes: bool) -> None:
    assert KIND.may(ASK, here, switched) is asks
    assert KIND.may(TOO, here, switched) is votes


def test_an_author_may_let_people_ask_from_the_start() -> None:
    early = Qa(key="asks", kind="qa", title="Questions", minutes=5, from_start=True)
    assert early.may(ASK, False, "")
    assert not early.may(ASK, False, "stop")


def test_content_that_would_not_work_is_refused() -> None:
    with pytest.raises(ValidationError):
        Qa(key="asks", kind="qa", title="Questions", minutes=5, question="x" * 141)


@pytest.mark.parametrize("people", [0, 1, 4, 5, 12, 126, 300, 301, 5_000])
@pytest.mark.parametrize("text", ["Why?", "W" * SIGNS, "\u0644" * SIGNS])
def test_rooms_of_any_size_see_their_questions(people: int, text: str) -> None:
    board = a_board(people, "talk", 0, "questions", workshop=SAMPLER, language="ar" if text[0] > "z" else "en")
    texts = [f"{text[: SIGNS - 2]} {number}" for number in range(6)]
    ask(board, texts, [people // (number + 1) for number in range(6)], lifts=people % 2 == 0, waiting=3)
    for scene in (screen, phone, console):
        drawn = html(scene(board, NOW), board.language)
        assert drawn.count('<main id="scene"') == 1
        assert "%(" not in drawn
    shown = seen(folding.state(board, board.beside, 0), people)
    assert [each.votes for each in shown.wall()][:1] == [max(people, 1) if people >= 5 else None]
    picture = shown.picture(Canvas(Use.SCREEN)).drawing
    assert isinstance(picture, Asks)
    counted = [row.dots.path.count("M") for row in picture.rows if row.dots]
    votes = [row.text.people for row in picture.rows] if 5 <= people <= 300 else []
    assert counted == votes


def test_one_person_spells_a_question_once_however_often_they_send_it() -> None:
    state = after([(1, ASK, "what NOW"), *[(1, ASK, "What now?")] * 3])
    assert state.asked[MARKS[0]].texts == {"what NOW": 1}


def test_what_was_hidden_while_it_was_lifted_does_not_come_back_onto_the_screen_by_itself() -> None:
    state = after([(1, ASK, "Why?"), show("Why?"), (FACILITATOR, "lift", MARKS[3]), (FACILITATOR, "hide", MARKS[3])])
    shown = seen(after([show("Why?")], state))
    assert [each.words for each in shown.wall()] == ["Why?"]
    assert shown.up() is None


def test_nothing_is_let_out_that_nobody_wrote_so() -> None:
    asked = after([(1, ASK, "What now?")])
    changed = after([(FACILITATOR, "show", {"mark": MARKS[0], "edition": EDITIONS[3]})], asked)
    assert changed == asked
