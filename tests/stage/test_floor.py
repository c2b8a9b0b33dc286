"""Questions beside everything: exactly once, live in a calm rhythm, and of nobody's doing more than is out."""

from __future__ import annotations

import asyncio
import json
import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from pydantic import JsonValue

from server.activities.measures.asking import Asking
from server.clock import Turned
from server.phases import Phase
from server.refusals import Refused
from server.room import folding
from server.room.actions import Action
from server.room.board import Board
from server.scenes import asks
from server.scenes.console import console
from server.scenes.phone import phone
from server.scenes.render import html
from server.scenes.results import results
from server.scenes.screen import screen
from server.stage import Stage
from server.stage.hub import Audience
from tests.boards import NOW
from tests.clapping import an_action
from tests.house import House
from tests.stage.rooms import board_of, linked, on_stage, seated, vote
from tests.stage.test_boards import contents, loaded
from tests.stage.test_redraw import Play, playing

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("clock")]
KEY = "room-questions"
PHONES, PEOPLE, SECONDS, A_BEAT = 1, 500, 60, 0.2


def doing(what: str, value: JsonValue = None, action_id: str = "") -> Action:
    """What somebody does with questions."""
    return an_action(what, value, action_id, KEY, 0)


async def moderates(stage: Stage, board: Board, what: str, value: JsonValue = None) -> None:
    """Whoever facilitates does something."""
    await stage.acts.moderate(board, doing(what, value))


async def did(stage: Stage, board: Board, who: int, what: str, value: JsonValue = None, action_id: str = "") -> None:
    """A participant does something."""
    await stage.acts.take_now(board, who, doing(what, value, action_id))


def state(board: Board) -> Asking:
    """What has come of it."""
    found: Asking = folding.state(board, board.beside, 0)
    return found


def reading(board: Board, text: str) -> dict[str, JsonValue]:
    """A question as whoever facilitates lets it out."""
    mark = next(mark for mark, asked in state(board).asked.items() if text in asked.texts)
    return {"mark": mark, "edition": state(board).release.edition(text)}


async def shown(stage: Stage, board: Board, who: int, text: str) -> str:
    """A question that was asked and let out; its mark."""
    await moderates(stage, board, "take")
    await did(stage, board, who, "ask", text)
    read = reading(board, text)
    await moderates(stage, board, "show", read)
    return str(read["mark"])


async def test_questions_are_taken_in_every_phase_while_the_host_wants_them(house: House) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        who = (await seated(stage, board)).participant
        with pytest.raises(Refused, match="moved on"):
            await did(stage, board, who, "ask", "In the lobby?")
        await moderates(stage, board, "take")
        await did(stage, board, who, "ask", "In the lobby?")
        await vote(stage, board)
        await did(stage, board, who, "ask", "While we vote?")
        await moderates(stage, board, "stop")
        with pytest.raises(Refused) as refused:
            await did(stage, board, who, "ask", "Too late?")
        assert refused.value.code == "closed"
        assert state(board).stands.asked == 0
        assert len(state(board).asked) == 2
        await moderates(stage, board, "take")
        await stage.move(board.room, "end", board.moves)
        with pytest.raises(Refused):
            await did(stage, board, who, "ask", "After the end?")


async def test_a_question_and_a_vote_count_once_however_often_they_are_sent(house: House) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        ann, bo = [(await seated(stage, board)).participant for _ in "ab"]
        mark = await shown(stage, board, ann, "Why?")
        for _ in range(3):
            await did(stage, board, bo, "too", {"question": mark, "too": True}, "a" * 32)
        assert state(board).asked[mark].people == 2
        await did(stage, board, bo, "too", {"question": mark, "too": False})
        await did(stage, board, bo, "too", {"question": mark, "too": True}, "a" * 32)
        assert state(board).asked[mark].people == 1, "one that is sent again does not come back"
        assert contents(board) == contents(loaded(house, board.room))


async def test_more_than_a_few_questions_of_one_person_wait_and_those_of_others_do_not(
    house: House, clock: Turned
) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        mallory, ann = [(await seated(stage, board)).participant for _ in "ab"]
        await moderates(stage, board, "take")
        for number in range(3):
            await did(stage, board, mallory, "ask", f"Spam {number}?")
        flood = [did(stage, board, mallory, "ask", f"More spam {number}?") for number in range(5)]
        outcomes = await asyncio.gather(*flood, return_exceptions=True)
        assert {getattr(each, "code", "") for each in outcomes} == {"too-many"}
        await did(stage, board, ann, "ask", "Mine?")
        clock.turn(121)
        await did(stage, board, mallory, "ask", "Once more?")
        assert len(state(board).asked) == 5


async def test_no_byte_that_anybody_else_gets_has_a_question_that_is_not_out(house: House) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room(minimum=2).id)
        ann, bo = [await seated(stage, board) for _ in "ab"]
        await vote(stage, board)
        await moderates(stage, board, "take")
        await did(stage, board, ann.participant, "ask", "A canary sings?")
        mark = str(reading(board, "A canary sings?")["mark"])

        async def everything() -> str:
            _, far = linked(stage, board, Audience.PHONE, bo)
            scenes = [html(scene(board, NOW), "en") for scene in (screen, phone)]
            mine = [asks.mine(board, each.participant) for each in (ann, bo)]
            packed = zipfile.ZipFile(BytesIO(await stage.export(board.room)))
            files = [packed.read(name).decode() for name in packed.namelist()]
            page = html(results(board, set(), house.room().row.opened_at), "en")
            return json.dumps([far.messages, scenes, asks.page(board), mine, files, page], ensure_ascii=False)

        held = await everything()
        assert "canary" not in held
        assert mark not in held
        assert "canary" in html(console(board, NOW), "en")
        await moderates(stage, board, "show", reading(board, "A canary sings?"))
        assert "canary" in await everything()
        await moderates(stage, board, "hide", mark)
        hidden = await everything()
        assert "canary" not in hidden
        assert mark not in hidden


async def test_who_asked_is_in_nothing_that_is_told_or_exported(house: House) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room(minimum=2).id)
        for _ in range(70):
            await seated(stage, board)
        who = await seated(stage, board)
        mark = await shown(stage, board, who.participant, "Why?")
        told = json.dumps([asks.page(board), html(console(board, NOW), "en"), html(screen(board, NOW), "en")])
        assert f'"{who.participant}"' not in told
        rows = zipfile.ZipFile(BytesIO(await stage.export(board.room))).read("answers.csv").decode("utf-8-sig")
        cells = [line.split(",") for line in rows.splitlines() if "Why?" in line]
        (row,) = cells
        assert [row[0], row[1], *row[3:]] == [f'"{KEY}"', '"0"', '"Why?"', '"1"', '""']
        assert mark not in rows


async def test_a_lifted_question_stands_over_whatever_is_shown_and_goes_as_it_came(house: House) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        who = (await seated(stage, board)).participant
        mark = await shown(stage, board, who, "Why?")
        await vote(stage, board)
        before = html(screen(board, NOW), "en")
        await moderates(stage, board, "lift", mark)
        assert screen(board, NOW).template.endswith("/lifted.html")
        assert "Mark as answered" in html(console(board, NOW), "en")
        await stage.move(board.room, "blank", board.moves)
        assert "Why?" not in html(screen(board, NOW), "en")
        await stage.move(board.room, "unblank", board.moves)
        await moderates(stage, board, "answered", mark)
        steps = re.compile(r'data-step="\d+"')
        assert steps.sub("", html(screen(board, NOW), "en")) == steps.sub("", before)
        await moderates(stage, board, "lift", mark)
        await stage.move(board.room, "next", board.moves)
        assert "Why?" in html(screen(board, NOW), "en"), "moderating does not lose against Next"


async def test_five_questions_at_most_stand_on_phones_in_small_frames(house: House) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        people = [(await seated(stage, board)).participant for _ in range(12)]
        for number, who in enumerate(people):
            await shown(stage, board, who, f"{number} " + "\N{GRINNING FACE}" * 130)
        _, far = linked(stage, board, Audience.PHONE, board.people[people[0]])
        assert "\N{GRINNING FACE}" not in str(far.messages), "words are fetched, and never pushed"
        frame, behind = far.messages
        assert (frame["type"], behind["type"], list(behind["parts"])) == ("frame", "count", ["asks"])
        assert len(asks.asks(board).line.split("|")[1].split()) == asks.ON_PHONES
        told = asks.page(board)["questions"]
        assert isinstance(told, list)
        assert len(told) == asks.ON_PHONES
        count = stage.redraw.pictures.counts(board)
        assert len(count) <= 2_000


class Flood:
    """A minute in which hundreds ask, and everybody who looks on."""

    def __init__(self, play: Play) -> None:
        self.play, self.heard = play, {audience: 0 for audience in Audience}

    async def runs(self, ask: Any) -> None:
        """So many ask, spread over a minute; everything that is due is drawn."""
        asked = 0
        for beat in range(round(SECONDS / A_BEAT)):
            while asked < PEOPLE * beat * A_BEAT / SECONDS:
                await ask(asked)
                asked += 1
            self.play.tick()
            await self.play.turn()
            self.play.clock.turn(A_BEAT)

    def pictures(self, audience: Audience) -> int:
        """How many came to each who looks."""
        (many,) = {far.pictures for far in self.play.far[audience]}
        return many


async def test_five_hundred_questions_in_a_minute_leave_screen_desk_and_phones_calm(
    house: House, clock: Turned
) -> None:
    async with playing(house, clock, phones=PHONES) as play:
        stage, board = play.stage, play.board
        await moderates(stage, board, "take")
        people = [(await seated(stage, board)).participant for _ in range(PEOPLE)]
        await play.rest()
        wall = [far.messages for far in play.far[Audience.SCREEN]]
        flood, pages = Flood(play), []

        async def ask(number: int) -> None:
            await did(stage, board, people[number], "ask", f"Question {number}?")
            pages.append(state(board).page)

        await flood.runs(ask)
        assert flood.pictures(Audience.SCREEN) <= SECONDS
        assert flood.pictures(Audience.CONSOLE) <= SECONDS
        assert flood.pictures(Audience.PHONE) <= SECONDS / 2
        (told,) = wall
        assert len({message["html"] for message in told}) == 1, "nothing moves on the wall"
        counts = [message for message in play.far[Audience.PHONE][0].messages if message["type"] == "count"]
        assert sum(len(json.dumps(count)) for count in counts) < 15_000
        desk = play.far[Audience.CONSOLE][0].messages[-1]["html"]
        assert len(desk.encode()) < 60_000
        stood = pages[-1]
        assert all(page == stood for page in pages[len(stood) :]), "nothing jumps under a finger"
        (more,) = re.findall(r"(\d+) more wait", desk)
        assert int(more) >= PEOPLE - len(stood) - 2 * PEOPLE / SECONDS, "and the desk is hardly behind"


async def test_votes_wait_for_each_other_and_an_answer_takes_them_along(house: House, clock: Turned) -> None:
    async with playing(house, clock) as play:
        stage, board = play.stage, play.board
        voters = [(await seated(stage, board)).participant for _ in range(20)]
        mark = await shown(stage, board, voters[0], "Why?")
        await play.rest()
        for who in voters[1:]:
            await did(stage, board, who, "too", {"question": mark, "too": True})
            play.tick()
            await play.turn()
        assert [far.pictures for far in play.everyone()] == [0] * len(play.everyone())
        clock.turn(2)
        play.tick()
        await play.turn()
        assert {far.pictures for far in play.everyone()} == {1}
        (count,) = play.far[Audience.PHONE][0].messages
        assert f"{mark[: asks.CALLED]}:20" in count["parts"]["asks"]


async def test_a_hidden_question_leaves_phones_and_screen_with_the_next_picture(house: House, clock: Turned) -> None:
    async with playing(house, clock) as play:
        stage, board = play.stage, play.board
        mark = await shown(stage, board, (await seated(stage, board)).participant, "Why?")
        await moderates(stage, board, "lift", mark)
        await play.rest()
        await moderates(stage, board, "hide", mark)
        play.tick()
        await play.turn()
        assert mark[: asks.CALLED] not in play.far[Audience.PHONE][0].messages[-1]["parts"]["asks"]
        assert "Why?" not in play.far[Audience.SCREEN][0].messages[-1]["html"]


async def test_a_kind_that_stumbles_over_its_events_costs_the_questions_and_nothing_else(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        who = (await seated(stage, board)).participant
        await shown(stage, board, who, "Why?")
        await vote(stage, board)
        monkeypatch.setattr(type(board.beside), "fold", lambda *_: 1 / 0)
        board.books[KEY, 0].folded = None
        board.books[KEY, 0].unmake()
        for scene in (phone, screen, console):
            assert "<h1" in html(scene(board, NOW), "en")
        assert asks.asks(board).line == ""
        assert board.step == (Phase.OPEN, 1)
        assert await stage.export(board.room)
