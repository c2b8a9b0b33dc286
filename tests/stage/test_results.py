"""The results page says what the room was shown, on every surface the same, and nothing else."""

from __future__ import annotations

import re
import threading
from collections import Counter
from functools import partial
from html import unescape

import pytest
from pydantic import JsonValue

from server.activities.choice import Choice
from server.activities.contract.pool import Pool
from server.activities.contract.result import Result
from server.activities.measures.counts import Counts
from server.activities.scale import Scale, Statement
from server.charts.canvas import Canvas, Use
from server.phases import Phase
from server.results.texts import finding
from server.room import answers
from server.scenes.cards import held
from server.scenes.outcome import SHOWN, outcome
from server.scenes.phone import phone
from server.scenes.render import html
from server.scenes.screen import screen
from server.settings import Settings
from server.stage import results, rows
from server.store.transaction import Transaction
from tests.activities.test_ranking import VIEWS, a_ranking
from tests.house import WORKSHOP, House, RoomAt, an_offer
from tests.reports.test_exports import files, rows_of
from tests.rows import change
from tests.stage.rooms import on_stage
from tests.stage.test_boards import loaded

RATED = Scale(
    key="rated",
    kind="scale",
    title="How it is",
    minutes=5,
    question="How true is this?",
    low="not true",
    high="true",
    statements=(
        Statement(key="dates", text="We keep our dates."),
        Statement(key="costs", text="We say what it costs."),
    ),
    rounds=2,
)
ALL = WORKSHOP.model_copy(
    update={
        "modules": (WORKSHOP.modules[0].model_copy(update={"activities": (*WORKSHOP.modules[0].activities, RATED)}),)
    }
)
TABLE = re.compile(r"<table.*?</table>", re.DOTALL)


def page(room: RoomAt) -> str:
    """The page as it is drawn now."""
    drawn = room.house.read(lambda session: results.drawn(session, room.id, Settings(data=room.house.path.parent)))
    assert drawn is not None
    return str(drawn)


def words(drawn: str) -> str:
    """What can be read."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", drawn)))


def tables(drawn: str) -> list[str]:
    return TABLE.findall(drawn)


def answer(room: RoomAt, people: list[int]) -> None:
    """Everybody answers what is open; more of them change their mind in a second round."""
    _phase, key, round = room.stands
    kind = room.activity(key)
    values = ("call", "wait", "ship") if key == "plan" else ("yes", "no")

    def give(tx: Transaction) -> None:
        for number, person in enumerate(people):
            value: JsonValue = (
                {"dates": 1 + (number + round) % 5, "costs": 1 + number % 3}
                if key == "rated"
                else values[(number * round) % len(values)]
            )
            answers.give(tx, room.id, person, kind, an_offer(value, key, round))

    room.house.commit(give)


def test_the_screen_phones_the_page_and_the_export_say_the_same(house: House) -> None:
    room = house.room(workshop=ALL)
    people, seen, told = room.seats(12), [], []
    while room.move("next").applied and room.stands[0] != Phase.ENDED:
        phase, key, _round = room.stands
        if phase == Phase.OPEN:
            answer(room, people[:3] if key == "agree" else people)
        if phase not in SHOWN:
            continue
        board = loaded(house, room.id)
        wall, hand = html(screen(board, 0), "en"), html(phone(board, 0), "en")
        if phase != Phase.TALK and key != "agree":
            seen += tables(wall)
            sentence = finding(outcome(board), "en")  # type: ignore[arg-type]  # there is one in these phases
            assert sentence in words(wall)
            assert sentence in words(hand)
            told.append(sentence)
        if card := held(board):
            assert card.text in words(wall)
            told.append(card.text)
    drawn = page(room)
    assert len(seen) == 5, "plan twice, once more again, rated twice"
    assert tables(drawn) == seen
    for sentence in told:
        assert sentence in words(drawn)
    totals = [row for row in rows_of(files(room), "totals") if row["what"] == "answer"]
    assert "agree" not in {row["activity"] for row in totals}
    exported = Counter((row["activity"], row["round"]) for row in totals)
    for caption, (key, round) in zip(
        seen, (("plan", "1"), ("plan", "2"), ("plan", "3"), ("rated", "1"), ("rated", "2")), strict=True
    ):
        assert exported[key, round]
        numbers = re.findall(r"<tr><th scope=\"row\">.*?</tr>", caption)
        if key == "plan" or round == "1":
            last = [re.findall(r"<td>(.*?)</td>", row)[-1] for row in numbers]
            assert last == [row["people"] for row in totals if (row["activity"], row["round"]) == (key, round)]
    assert "Fewer than five people answered" in words(drawn)


def test_before_the_first_reveal_it_says_that_there_is_nothing_yet(house: House) -> None:
    room = house.room()
    for phase in (Phase.READ, Phase.OPEN, Phase.CLOSED):
        room.goto(phase)
        if phase == Phase.OPEN:
            answer(room, room.seats(9))
        assert "Nothing was revealed yet." in words(page(room))
        assert tables(page(room)) == []


def test_what_only_an_export_let_out_is_not_on_it(house: House) -> None:
    room = house.room()
    room.goto(Phase.OPEN)
    answer(room, room.seats(9))
    room.goto(Phase.CLOSED)
    assert rows_of(files(room), "answers")
    room.move("end")
    assert tables(page(room)) == []


def test_what_was_opened_again_after_a_reveal_without_enough_is_not_on_it_before_it_is_shown(house: House) -> None:
    room = house.room()
    people = room.seats(9)
    room.goto(Phase.OPEN)
    answer(room, people[:3])
    room.goto(Phase.REVEALED)
    assert "Fewer than five people answered" in words(page(room))
    room.move("back")
    room.move("back")
    assert room.stands[0] == Phase.OPEN
    answer(room, people[3:])
    room.goto(Phase.CLOSED)
    files(room)  # an export lets the round out
    assert tables(page(room)) == []
    room.goto(Phase.REVEALED)
    assert len(tables(page(room))) == 1


def test_a_second_vote_that_is_not_shown_yet_is_not_on_it(house: House) -> None:
    room = house.room()
    people = room.seats(9)
    room.goto(Phase.OPEN)
    answer(room, people)
    room.goto(Phase.OPEN, round=2)
    answer(room, people)
    assert len(tables(page(room))) == 1
    room.goto(Phase.CLOSED, round=2)
    assert len(tables(page(room))) == 1
    room.goto(Phase.SHIFT, round=2)
    assert len(tables(page(room))) == 2


def test_a_protected_room_tells_of_moves_no_more_than_the_room_saw(house: House) -> None:
    room = house.room(protected=True)
    people = room.seats(6)
    room.goto(Phase.OPEN)
    answer(room, people)
    room.goto(Phase.OPEN, round=2)
    answer(room, people)
    room.goto(Phase.SHIFT, round=2)
    wall = html(screen(loaded(house, room.id), 0), "en")
    sentence = finding(outcome(loaded(house, room.id)), "en")  # type: ignore[arg-type]  # a shift has one
    assert sentence in words(page(room))
    assert page(room).count('class="thread') == wall.count('class="thread')


def test_a_kind_that_fails_costs_its_own_picture(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    room = house.room(workshop=ALL)
    people = room.seats(9)
    while room.move("next").applied and room.stands[0] != Phase.ENDED:
        if room.stands[0] == Phase.OPEN:
            answer(room, people)
    well = tables(page(room))

    def fails(_self: Choice, _pool: Pool) -> Result:
        raise ZeroDivisionError

    monkeypatch.setattr(Choice, "pool", fails)
    drawn = page(room)
    assert words(drawn).count("This picture cannot be drawn.") == 4
    assert tables(drawn) == well[-2:]


def test_a_picture_that_fails_on_paper_costs_itself(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    room = house.room()
    room.goto(Phase.OPEN)
    answer(room, room.seats(9))
    room.goto(Phase.REVEALED)
    drawn = Counts.picture

    def fails(self: Counts, canvas: Canvas) -> object:
        if canvas.use is Use.PRINT:
            raise ZeroDivisionError
        return drawn(self, canvas)

    monkeypatch.setattr(Counts, "picture", fails)
    assert "This picture cannot be drawn." in words(page(room))


def test_no_name_on_the_page_stands_for_two_things(house: House) -> None:
    room = house.room(workshop=ALL)
    people = room.seats(12)
    while room.move("next").applied and room.stands[0] != Phase.ENDED:
        if room.stands[0] == Phase.OPEN:
            answer(room, people)
    drawn = page(room)
    names = re.findall(r"""\bid=["']([^"']+)""", drawn)
    assert len(names) > 100
    assert [name for name, times in Counter(names).items() if times > 1] == []
    for used in re.findall(r"""url\(#([^)]+)\)|href=["']#([^"']+)""", drawn):
        assert "".join(used) in names, used


@pytest.mark.parametrize(("language", "direction"), [("de", "ltr"), ("ar", "rtl")])
def test_it_is_on_paper_in_the_language_of_the_room(house: House, language: str, direction: str) -> None:
    room = house.room()
    change(room, language=language, theme="dark")
    head = page(room)[:200]
    assert f'<html lang="{language}" dir="{direction}" data-theme="paper">' in head


def test_all_cards_that_were_held_are_on_it_and_no_other(house: House) -> None:
    room = house.room()
    room.goto(Phase.OPEN)
    answer(room, room.seats(9))
    room.goto(Phase.REVEALED)
    assert "results__card" not in page(room)
    room.goto(Phase.TALK)
    shown = []
    for _ in range(2):
        card = held(loaded(house, room.id))
        assert card is not None
        shown.append(card.text)
        room.move("cue")
    assert [text in words(page(room)) for text in shown] == [True, True]
    assert page(room).count('class="results__card"') == 3


@pytest.mark.anyio
async def test_it_is_made_beside_the_event_loop(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    load = rows.load

    def watched(*given: object) -> object:
        made.append(threading.get_ident())
        return load(*given)  # type: ignore[arg-type]  # handed on as it came

    async with on_stage(house) as stage:
        room = house.room()
        monkeypatch.setattr(rows, "load", watched)
        assert await stage.results(room.id) is not None
        assert await stage.results(10**6) is None
    assert made
    assert threading.get_ident() not in made


def test_two_views_are_on_it_as_the_room_saw_them_and_not_as_they_came_to_be_since(house: House) -> None:
    ranked = a_ranking(views=VIEWS)
    part = WORKSHOP.modules[0].model_copy(update={"activities": (ranked,)})
    room = house.room(workshop=ALL.model_copy(update={"modules": (part,)}))
    people = room.seats(7)

    def puts(who: list[int], round: int) -> None:
        for person in who:
            offer = an_offer(["a", "b", "c"], ranked.key, round)
            give = partial(answers.give, room=room.id, participant=person, activity=ranked, offer=offer)
            house.commit(give)

    room.goto(Phase.OPEN, ranked.key, 1)
    puts(people[:3], 1)
    room.goto(Phase.OPEN, ranked.key, 2)
    puts(people, 2)
    room.goto(Phase.REVEALED, ranked.key, 2)
    assert len(tables(page(room))) == 1
    while room.stands != (Phase.OPEN, ranked.key, 1):
        assert room.move("back").applied
    puts(people[3:], 1)
    room.move("next")
    assert tables(page(room)) == [], "the first view has changed, and nobody saw it since"
