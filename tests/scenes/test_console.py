"""The facilitator's desk: one next step with true words, and nothing let out before its time."""

from __future__ import annotations

import re

import pytest

from server.phases import Phase
from server.results.preview import Preview
from server.room.board import Board
from server.scenes.console import Console, console
from server.scenes.phone import phone
from server.scenes.render import html
from server.scenes.screen import screen
from server.workshops.content import Workshop
from tests.boards import NOW, WORKSHOP, a_board

CANARY = "Cue the canary, softly"
EVERY_STOP = [
    *[(item, stop) for item, line in enumerate(WORKSHOP.run_of_show()) for stop in range(len(line.steps))],
    (-1, 0),
]


def drawn(board: Board) -> str:
    return html(console(board, NOW), board.language)


def desk(board: Board) -> Console:
    found = console(board, NOW).context["console"]
    assert isinstance(found, Console)
    return found


def button(page: str, name: str) -> str:
    found = re.search(rf'<button[^>]*id="{name}"[^>]*>(.*?)</button>', page, re.DOTALL)
    assert found is not None, f"no button {name}"
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def next_label(board: Board) -> str:
    return button(drawn(board), "next").removesuffix(" Space")


def private_part(page: str) -> str:
    """The desk without the picture of what the room sees."""
    start, end = (
        page.index('<div class="preview"'),
        page.index('<section class="views__side" aria-labelledby="only-you"'),
    )
    return page[:start] + page[end:]


@pytest.mark.parametrize(("item", "stop"), EVERY_STOP)
def test_every_stop_can_be_drawn_with_one_heading_and_one_next(item: int, stop: int) -> None:
    board = a_board(phase="lobby")
    board.item, board.stop, board.started = item, stop, NOW - 60
    page = drawn(board)
    assert page.count('id="scene"') == page.count('id="next"') == 1
    assert private_part(page).count("<h1") == 1
    assert "style=" not in page


@pytest.mark.parametrize("people", [0, 1, 300, 301, 5_000])
@pytest.mark.parametrize("phase", ["open", "revealed"])
def test_any_number_of_people_can_be_drawn(people: int, phase: str) -> None:
    assert 'id="next"' in drawn(a_board(people=people, phase=phase))


@pytest.mark.parametrize(
    ("phase", "round", "label"),
    [
        ("lobby", 0, "Start"),
        ("read", 1, "Open voting"),
        ("open", 1, "Close voting"),
        ("closed", 1, "Reveal results"),
        ("revealed", 1, "Show cue card"),
        ("talk", 1, "Vote again"),
        ("open", 2, "Close voting"),
        ("closed", 2, "Show the shift"),
        ("shift", 2, "Next: One sentence"),
    ],
)
def test_next_says_what_it_will_do(phase: str, round: int, label: str) -> None:
    assert next_label(a_board(phase=phase, round=round)) == label


def test_the_line_beside_next_says_what_follows() -> None:
    assert re.search(r"Then\s*<strong>Reveal results</strong>", drawn(a_board(phase="open")))


def test_after_the_last_activity_next_closes_the_room_and_asks_first() -> None:
    page = drawn(a_board(phase="shift", round=2, activity="longest"))
    assert button(page, "next").startswith("Close room")
    found = re.search(r'<button[^>]*id="next"[^>]*>', page)
    assert found is not None
    assert 'value="end"' in found[0]
    assert 'data-asks="closing"' in found[0]


def test_a_round_that_was_let_out_is_not_opened_again() -> None:
    board = a_board(phase="revealed")
    board.stop = 0
    assert next_label(board) == "Reveal results"


def test_skip_asks_first_and_says_what_is_skipped() -> None:
    found = re.search(r'<button[^>]*id="skip"[^>]*>', drawn(a_board(phase="read")))
    assert found is not None
    assert 'data-asks="skipping"' in found[0]
    assert "The late shipment" in found[0]


def test_every_move_carries_the_number_it_was_made_from() -> None:
    board = a_board(phase="open")
    board.moves = 41
    page = drawn(board)
    assert 'data-moves="41"' in page
    assert '<input type="hidden" name="expects" value="41">' in page


def test_what_to_say_is_on_the_desk_alone() -> None:
    raw = WORKSHOP.model_dump()
    for activity in raw["modules"][0]["activities"]:
        activity["say"], activity["listen_for"] = CANARY, [CANARY]
    board = a_board(phase="read", workshop=Workshop.model_validate(raw))
    assert drawn(board).count(CANARY) == 2
    assert CANARY not in html(screen(board, NOW), "en")
    assert CANARY not in html(phone(board, NOW), "en")


@pytest.mark.parametrize(
    ("phase", "round", "said"),
    [
        ("lobby", 0, [("Welcome everybody.", None)]),
        ("read", 1, [("Read it as the customer would.", None)]),
        ("open", 1, [("Vote without talking.", 40)]),
        ("closed", 1, []),
        ("talk", 1, []),
        ("open", 2, [("Vote once more.", None), ("Stay or move: both take courage.", 20)]),
        ("shift", 2, []),
    ],
)
def test_the_desk_says_what_belongs_to_where_the_room_stands(
    phase: str, round: int, said: list[tuple[str, float | None]]
) -> None:
    board = a_board(phase=phase, round=round)
    speech = desk(board).speech
    assert [(sentence.text, sentence.seconds) for sentence in (speech.sentences if speech else ())] == said
    page = " ".join(drawn(board).split())
    for text, seconds in said:
        assert f"<p>{text}</p>" in page
        assert seconds is None or f'<p class="words__seconds">{seconds} s</p>' in page


@pytest.mark.parametrize("phase", ["open", "closed"])
def test_before_the_preview_starts_no_answer_is_counted_apart(phase: str) -> None:
    board = a_board(people=9, phase=phase, answered=9, first={"A": 7, "B": 2})
    page = drawn(board)
    assert "A private preview starts at 10 answers" in page
    assert "counts__row" not in page
    assert "9 of 9 answered" in page


@pytest.mark.parametrize("phase", ["open", "closed"])
def test_the_private_preview_shows_what_disclosure_let_out_and_no_later_answer(phase: str) -> None:
    board = a_board(people=60, phase=phase, answered=31, first={"A": 13, "B": 18})
    activity, book = board.activity, board.book()
    assert activity is not None
    assert book is not None
    shown = drawn(board)
    for person in (58, 59, 60):
        book.enter(person, "call")
    counts = r'<dl class="counts">.*?</dl>'
    before, after = (re.search(counts, page, re.DOTALL) for page in (shown, drawn(board)))
    assert before is not None
    assert after is not None
    assert before[0] == after[0]
    numbers = [int(n) for n in re.findall(r'counts__number">(\d+)', before[0])]
    assert sum(numbers) == 25


@pytest.mark.parametrize("phase", ["open", "closed"])
def test_no_card_is_promised_before_the_result_is_out(phase: str) -> None:
    board = a_board(people=60, phase=phase, answered=31, first={"A": 13, "B": 18})
    assert desk(board).cards == ()
    page = drawn(board)
    assert "if you close now" not in page
    assert "It follows from the results." in page


def test_a_preview_says_which_answers_it_is_made_of_and_how_it_moves() -> None:
    board = a_board(people=60, phase="open", answered=15, first={"A": 10, "B": 5})
    assert "From the first 10 answers; it moves in steps of 5." in drawn(board)
    closed = a_board(people=60, phase="closed", answered=15, first={"A": 10, "B": 5})
    assert "From the first 10 answers; the rest comes with the reveal." in drawn(closed)


def test_an_answer_that_the_preview_has_not_met_is_not_called_unchosen() -> None:
    board = a_board(people=60, phase="open", answered=15, first={"A": 10, "B": 5})
    rows = re.search(r'<dl class="counts">.*?</dl>', drawn(board), re.DOTALL)
    assert rows is not None
    assert rows[0].count("not among these yet") == 3  # five chose B, but after the first ten
    assert 'counts__number">0<' not in rows[0]
    out = drawn(a_board(people=15, phase="revealed", first={"A": 10, "B": 5}))
    assert "not among these yet" not in out
    assert 'counts__number">0<' in out


def test_too_few_answers_explain_themselves_after_the_reveal() -> None:
    page = drawn(a_board(people=4, phase="revealed"))
    assert "Fewer than 5 people answered" in page
    assert "counts__row" not in page


def test_nobody_answered_is_said_and_next_stays_possible() -> None:
    page = drawn(a_board(phase="open", answered=0))
    assert "0 answered" in page
    assert "disabled" not in re.findall(r'<button[^>]*id="next"[^>]*>', page)[0]


def test_people_are_counted_and_those_on_the_way_back_are_named_so() -> None:
    board = a_board(people=12, phase="read")
    board.people[1].links = 3
    board.people[2].links = 0
    board.people[3].links, board.people[3].seen = 0, NOW - 600
    crowd = desk(board).crowd
    assert (crowd.here, crowd.connected, crowd.by_http, crowd.reconnecting) == (11, 10, 0, 1)
    assert "10 phones connected, 1 reconnecting." in " ".join(drawn(board).split())


def test_people_whose_phones_ask_by_plain_http_are_present() -> None:
    board = a_board(people=3, phase="read")
    board.people[2].links, board.people[2].seen, board.people[2].polled = 0, NOW - 3, NOW - 3
    board.people[3].links, board.people[3].seen, board.people[3].polled = 0, NOW - 30, NOW - 30
    crowd = desk(board).crowd
    assert (crowd.here, crowd.connected, crowd.by_http, crowd.reconnecting) == (3, 2, 1, 1)
    assert "1 of them by plain HTTP" in drawn(board)


def test_the_run_of_show_knows_done_skipped_now_and_ahead() -> None:
    board = a_board(phase="read", activity="agree")
    assert [line.state for line in desk(board).lines] == ["done", "skipped", "now", "ahead", "ahead"]


def test_the_plan_counts_only_minutes_that_were_not_skipped() -> None:
    plan = desk(a_board(phase="read", activity="agree")).plan
    assert plan.before == 3
    assert plan.started == round((NOW - 600) * 1000)


def test_steps_count_closing_as_part_of_the_vote() -> None:
    stages = desk(a_board(phase="closed")).stages
    assert [stage.phase for stage in stages if stage.state == "now"] == [Phase.OPEN]
    assert [stage.again for stage in stages] == [False, False, False, False, True, False]


def test_the_talk_timer_can_be_paused_and_gets_a_minute_more() -> None:
    page = drawn(a_board(phase="talk", talk_left=75))
    assert 'value="pause"' in page
    assert 'value="minute"' in page
    assert f'data-ends="{round((NOW + 75) * 1000)}"' in page
    assert 'value="resume"' in drawn(a_board(phase="talk", talk_left=75, talking=False))


def test_a_blank_screen_is_said_and_one_press_brings_it_back() -> None:
    page = drawn(a_board(phase="open", blank=True))
    assert button(page, "blank").startswith("Show screen")
    assert "The big screen is blank." in page


def test_the_end_turns_the_desk_into_a_closing_page() -> None:
    board = a_board(people=12, phase="revealed")
    board.ended, board.keep_until = True, "2031-05-30"
    page = drawn(board)
    assert 'id="next"' not in page
    assert 'method="post" action="/rooms/1/export.zip"' in page
    assert 'action="/rooms/1/delete"' in page
    assert re.search(r"<dt>People</dt><dd>12</dd>", page)
    assert re.search(r"<dt>Answers</dt><dd>12</dd>", page)
    assert "30 May 2031" in page


def test_cards_can_be_swapped_only_while_one_is_on_the_screen() -> None:
    assert 'value="cue"' in drawn(a_board(phase="talk"))
    assert 'value="cue"' not in drawn(a_board(phase="revealed"))


@pytest.mark.parametrize("phase", ["open", "closed"])
def test_a_second_vote_has_no_preview_and_the_desk_says_why(phase: str) -> None:
    board = a_board(people=60, phase=phase, round=2, answered=40)
    book = board.book()
    assert book is not None
    book.preview = Preview.of(list(book.values.values())[:35])  # whatever may lie there
    page = drawn(board)
    assert "Only the first vote has a private preview" in page
    assert "counts__row" not in page
    assert "It follows from the results." in page


def test_a_crowd_s_preview_moves_in_larger_steps_and_says_so() -> None:
    assert "From the first 25 answers; it moves in steps of 5." in drawn(a_board(people=60, answered=31))
    assert "From the first 250 answers; it moves in steps of 25." in drawn(a_board(people=300, answered=255))
