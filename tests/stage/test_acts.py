"""What people do besides answering reaches the board as the rows have it, and is folded when a picture is due."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from secrets import token_hex
from typing import Any

import pytest
from sqlmodel import Session, select

from server.activities import Choice
from server.activities.contract.event import FACILITATOR
from server.clock import Turned
from server.phases import Phase
from server.refusals import Refused
from server.reports import exports
from server.results.outcomes import Undrawn, Withheld
from server.room import folding
from server.room.board import Board
from server.scenes import outcome
from server.stage import Stage, rows
from server.stage.hub import Audience
from server.store.models import Room, Round
from server.trials.torture.dice import Dice
from tests.clapping import an_action, clapping, total
from tests.house import House, an_offer
from tests.rows import change
from tests.stage.rooms import Far, board_of, linked, on_stage, seated, vote
from tests.stage.test_boards import contents, from_rows, loaded
from tests.stage.test_redraw import playing
from tests.stage.test_undrawn import SORRY, everybody_sees, reveal, stumble
from tests.waiting import SECONDS

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("clock")]


@pytest.fixture(autouse=True)
def _clapping() -> Iterator[None]:
    with clapping():
        yield


def state(board: Board) -> Any:
    """What has come of the round that is open."""
    return folding.state(board, board.items[1].activity, 1)


def claps(house: House, room: int) -> int:
    """The same from rows alone."""
    return total(state(loaded(house, room)))


async def heard(far: Far, kind: str) -> dict[str, Any]:
    """The next message of a type."""
    while not far.kinds[kind]:
        far.heard.clear()
        await asyncio.wait_for(far.heard.wait(), SECONDS)
    message = next(message for message in far.messages if message["type"] == kind)
    far.messages.remove(message)
    return message


async def evening(stage: Stage, board: Board, dice: Dice, much: int) -> list[str]:
    """People clap, answer and come; the facilitator clears and moves. The codes of what was refused."""
    people = [(await seated(stage, board)).participant for _ in range(3)]
    refused = []
    for _ in range(much):
        chance, who = dice.below(20), dice.choose(people)
        try:
            if chance == 0:
                await stage.move(board.room, dice.choose(("next", "back", "blank")), board.moves)
            elif chance == 1:
                await stage.acts.moderate(board, an_action("clear"))
            elif chance < 5:
                await stage.answer_now(board, who, an_offer(rev=1 + dice.below(30)))
            else:
                await stage.acts.take_now(board, who, an_action(action_id=f"{dice.below(60):032x}"))
        except Refused as no:
            refused.append(no.code)
    return refused


@pytest.mark.parametrize("seed", ["one", "two", "three"])
async def test_the_state_of_a_board_is_that_of_its_rows(house: House, seed: str) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        await seated(stage, board)
        await vote(stage, board)
        most = 0
        for _ in range(6):
            await evening(stage, board, Dice(seed + str(most)), 25)
            assert contents(board) == from_rows(house, board.room)
            assert state(board) == state(loaded(house, board.room))
            most = max(most, total(state(board)))
        assert most > 5, "nobody clapped, so nothing was proved"
        assert house.read(lambda session: for_an_export(session, board)) == state(board)


def for_an_export(session: Session, board: Board) -> Any:
    """The state as reports make it, without a board."""
    room, of_plan = session.get_one(Room, board.room), (Round.room_id == board.room, Round.activity == "plan")
    row = session.exec(select(Round).where(*of_plan, Round.round == 1)).one()
    return folding.of_rows(session, room, board.items[1].activity, row)


async def test_whoever_was_there_at_the_opening_takes_part_in_the_lot_and_nobody_later(house: House) -> None:
    async with on_stage(house) as stage:
        leads = set()
        for number in range(8):
            at = house.room()
            change(at, secret=str(number))
            board = await board_of(stage, at.id)
            early = [(await seated(stage, board)).participant for _ in range(2)]
            await vote(stage, board)
            assert state(board).lead in early
            lead = state(board).lead
            late = await seated(stage, board)
            assert state(board) == state(loaded(house, board.room))
            await stage.move(board.room, "next", board.moves)
            await stage.move(board.room, "back", board.moves)
            assert state(board).lead == state(loaded(house, board.room)).lead == lead != late.participant
            leads.add(early.index(lead))
        assert leads == {0, 1}, "drawn by lot"


async def test_two_processes_and_a_restart_come_to_the_same(house: House) -> None:
    async with on_stage(house) as one, on_stage(house) as other:
        at = house.room()
        boards = [await board_of(stage, at.id) for stage in (one, other)]
        await vote(one, boards[0])
        person = (await seated(one, boards[0])).participant
        for number in range(6):
            for stage in (one, other):
                stage.news.heard(at.id, at.row.version)
                await asyncio.gather(*stage.news.under_way.values())
            stage, board = ((one, boards[0]), (other, boards[1]))[number % 2]
            sent = an_action(action_id=f"{number:032x}")
            acted = await stage.acts.take_now(board, person, sent)
            again = await (other, one)[number % 2].acts.take_now(boards[1 - number % 2], person, sent)
            assert again == acted._replace(fresh=False), "resent at the other process after the commit"
        for stage in (one, other):
            stage.news.heard(at.id, at.row.version)
            await asyncio.gather(*stage.news.under_way.values())
        assert [total(state(board)) for board in boards] == [6, 6] == [claps(house, at.id)] * 2
    async with on_stage(house) as again_:
        assert total(state(await board_of(again_, at.id))) == 6


async def test_a_phone_is_told_what_came_of_it_by_the_id(house: House) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        talk, far = linked(stage, board, Audience.PHONE, await seated(stage, board))
        _, screen = linked(stage, board, Audience.SCREEN)
        await vote(stage, board)
        clap = {"type": "action", "action_id": token_hex(16), "activity": "plan", "round": 1, "what": "clap"}
        told = []
        for value in (None, None, 7):
            talk.hear(json.dumps({**clap, "value": value}))
            told.append(await heard(far, "refused" if value else "ack"))
        assert told[0] == told[1] == {"type": "ack", **_named(clap), "version": board.version}
        assert (told[2]["code"], told[2]["action_id"], told[2]["final"]) == ("wrong-value", clap["action_id"], True)
        await stage.move(board.room, "next", board.moves)
        talk.hear(json.dumps({**clap, "action_id": token_hex(16), "value": None}))
        assert (await heard(far, "refused"))["code"] == "closed"
        assert not screen.kinds["ack"]


def _named(clap: dict[str, Any]) -> dict[str, Any]:
    return {name: clap[name] for name in ("action_id", "activity", "round")}


async def test_who_only_looks_cannot_act(house: House) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        for audience in (Audience.SCREEN, Audience.CONSOLE):
            talk, far = linked(stage, board, audience)
            talk.hear(json.dumps({"type": "action", **an_action()._asdict()}))
            assert (await heard(far, "refused"))["code"] == "unknown-type"


async def test_an_action_sends_one_frame_by_itself_its_ack_and_asks_no_kind(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        talk, far = linked(stage, board, Audience.PHONE, await seated(stage, board))
        await vote(stage, board)
        far.messages.clear()
        monkeypatch.setattr(Choice, "fold", stumble)
        talk.hear(json.dumps({"type": "action", **an_action()._asdict()}))
        assert await heard(far, "ack")
        assert not far.messages


@pytest.mark.parametrize("broken", ["fold", "start"])
async def test_a_fold_that_raises_costs_one_picture_and_no_ack_before_and_after_a_restart(
    house: House, clock: Turned, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    monkeypatch.setattr(Choice, broken, stumble)
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room(minimum=2).id)
        people = [await seated(stage, board) for _ in range(3)]
        await vote(stage, board)
        talk, far = linked(stage, board, Audience.PHONE, people[0])
        for _ in range(3):
            talk.hear(json.dumps({"type": "action", **an_action()._asdict()}))
            assert await heard(far, "ack")
            stage.redraw.soon(board.room)
            stage.redraw._draw_due(clock.monotonic())
            clock.turn(1)
        for person in people:
            assert (await stage.answer_now(board, person.participant, an_offer())).fresh
        seen = await everybody_sees(stage, board)
        assert [audience for audience in Audience if SORRY in seen[audience]] == [Audience.SCREEN, Audience.CONSOLE]
        assert "data-answer" in seen[Audience.PHONE], "one can still answer"
    async with on_stage(house) as again:
        board = await board_of(again, board.room)
        assert len(board.books["plan", 1].events) == 3
        await again.acts.take_now(board, people[1].participant, an_action())
        await reveal(again, board)
        seen = await everybody_sees(again, board)
        assert [audience for audience in Audience if SORRY in seen[audience]] == list(Audience)
        assert house.read(lambda session: exports.archive(session, board.room))
        monkeypatch.undo()
        with clapping():
            assert total(state(loaded(house, board.room))) >= 4, "mended, it counts all that was acked"


async def test_a_fold_that_raised_is_not_tried_again_with_every_picture(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []

    def fold(_self: Choice, _state: object, event: object) -> Any:
        tried.append(event)
        raise ZeroDivisionError

    monkeypatch.setattr(Choice, "fold", fold)
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        person = await seated(stage, board)
        await vote(stage, board)
        for _ in range(3):
            await stage.acts.take_now(board, person.participant, an_action())
            assert isinstance(outcome.state(board), Undrawn)
        assert len(tried) == 1
        with pytest.raises(folding.Unfolded) as unfolded:
            state(board)
        assert isinstance(unfolded.value.__cause__, ZeroDivisionError)


async def test_what_changes_a_state_changes_the_picture(house: House) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room(minimum=2).id)
        person = await seated(stage, board)
        await vote(stage, board)
        for _ in range(25):
            await stage.acts.take_now(board, person.participant, an_action())
        assert total(outcome.state(board)) == 40, "20 of the one who is there, and so leads"
        assert len(board.books["plan", 1].events) == 25, "what does not apply is stored, and changes nothing"
        await stage.acts.moderate(board, an_action("clear"))
        assert total(outcome.state(board)) == 0
        assert board.step.phase is Phase.OPEN


@pytest.mark.parametrize(("changed", "code"), [({"activity": "x"}, "wrong-round"), ({"round": 9}, "wrong-round")])
async def test_nobody_moderates_what_the_workshop_does_not_have(
    house: House, changed: dict[str, Any], code: str
) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        with pytest.raises(Refused) as no:
            await stage.acts.moderate(board, an_action("clear")._replace(**changed))
        assert no.value.code == code
        with pytest.raises(Refused) as no:
            await stage.acts.take_now(board, FACILITATOR, an_action("clear")._replace(activity="x"))
        assert no.value.code == "wrong-activity"


async def test_what_changes_in_a_round_unmakes_what_was_made_of_it_and_of_the_next(house: House) -> None:
    async with on_stage(house) as stage:
        board = await board_of(stage, house.room().id)
        person = (await seated(stage, board)).participant
        await vote(stage, board)
        books = [rows.book_of(board, "plan", round) for round in (1, 2)]
        for change in (stage.answer_now(board, person, an_offer()), stage.acts.take_now(board, person, an_action())):
            for book in books:
                book.pooled = book.compared = Withheld(0, 5)
            await change
            assert [(book.pooled, book.compared) for book in books] == [(None, None)] * 2


async def test_what_the_facilitator_does_is_seen_by_all_within_half_a_second_even_right_after_a_picture(
    house: House, clock: Turned
) -> None:
    async with playing(house, clock) as play:
        play.stage.redraw.soon(play.board.room)
        play.tick()
        await play.turn()
        for far in play.everyone():
            far.messages.clear()
        await play.stage.acts.moderate(play.board, an_action("clear"))
        clock.turn(0.5)
        play.tick()
        await play.turn()
        assert {far.messages[-1]["version"] for far in play.everyone()} == {play.board.version}
