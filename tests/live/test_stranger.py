"""`docs/protocol.md` is enough: a phone written from it alone joins, answers, crosses its own tabs, and is right."""

from __future__ import annotations

import html
import json
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from server.trials.swarm.content import write_workshop
from server.trials.swarm.desk import Desk, RoomKey
from server.trials.swarm.oracle import Row, read_rows
from server.trials.swarm.serving import Server, serve
from tests.boards import SAMPLER
from tests.live.stranger import AnswerStore, Message, Person
from tests.live.taking import taken

PLACE = {"activity": "question-0", "round": 1}
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "protocol.md").read_text()


class House(NamedTuple):
    """A server, its host, and a room that nobody else is in."""

    server: Server
    fay: Desk
    room: RoomKey

    def person(self) -> Person:
        """Somebody who has come in."""
        person = Person(*self.server.address, self.room.code)
        assert person.take_seat() == 204
        return person

    def rows(self) -> list[Row]:
        """Everything that is stored in the room."""
        return read_rows(self.server.database, self.room.id)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Desk, str]]:
    data = tmp_path_factory.mktemp("strangers")
    workshop = write_workshop(data, questions=2)
    with serve(data) as server:
        yield server, server.desk(), workshop


@pytest.fixture
def house(running: tuple[Server, Desk, str]) -> House:
    server, fay, workshop = running
    return House(server, fay, fay.open_room(workshop))


def test_it_joins_answers_what_the_step_asks_and_is_counted_once(house: House) -> None:
    with house.person().tab() as tab:
        assert (tab.step["phase"], tab.step["activity"], tab.you["seat"]) == ("lobby", None, 0)
        house.fay.advance(house.room.id, "open")
        tab.until("open")
        said = tab.tap(tab.step["places"][2]["key"])
        assert tab.hear("ack")
        tab.say(said)
        assert tab.hear("ack") == tab.told[-1]
        assert tab.store.held == {}
    (row,) = house.rows()
    assert (row.answer_id, row.rev, row.value) == (uuid.UUID(said["answer_id"]).hex, 1, "ask")


def test_it_answers_every_kind_there_is_by_what_the_step_says(running: tuple[Server, Desk, str]) -> None:
    server, fay, _ = running
    house = House(server, fay, fay.open_room("sampler"))
    given: dict[tuple[str, int], object] = {}
    with house.person().tab() as tab:
        while tab.step["phase"] != "ended":
            fay.move(house.room.id, "next")
            assert tab.hear("frame")
            if tab.step["phase"] == "open":
                said = tab.tap(taken(tab.step))
                ack = tab.hear("ack")
                assert ack, "it is taken"
                given[ack["activity"], ack["round"]] = ack.get("value", said["value"])
    assert {row.key: row.value for row in house.rows()} == given
    assert {place[0] for place in given} == {
        item.activity.key for item in SAMPLER.run_of_show() if item.activity.takes_answers
    }


def test_crossed_tabs_resends_and_a_close_in_between(house: House) -> None:
    person = house.person()
    with person.tab() as away, person.tab() as here:
        house.fay.advance(house.room.id, "open")
        away.until("open")
        here.until("open")
        away.drop()
        older = away.tap("hold")  # in a lift; the other tab shares what it holds
        newer = here.tap("ship")
        assert here.hear("ack")
        here.say(older)  # its line was only slow
        refused = here.hear("refused")
        assert refused
        assert (refused["code"], refused["rev"], refused["final"]) == ("stale", newer["rev"], True)
        here.say({**older, "rev": 99})  # a program that has its way was stored never, so this one counts
        assert here.hear("ack")
        here.tap("ask")
        assert here.hear("ack")
        for rev in (99, 100, 101, 500):  # but what was stored and superseded never comes back
            for superseded in (newer, older):
                here.say({**superseded, "rev": rev})
                no = here.hear("refused")
                assert no
                assert no["code"] == "stale"
        away.link()
        last = away.tap("split")
        assert away.hear("ack")
        house.fay.advance(house.room.id, "closed")
        away.until("closed")
        assert away.step["places"] == here.step["places"]
        away.say(last)
        assert away.hear("ack"), "the same answer has the same ack after the close"
        away.say(newer)
        no = away.hear("refused")
        assert no
        assert no["code"] == "stale"
        away.tap("hold")
        no = away.hear("refused")
        assert no
        assert (no["code"], no["final"]) == ("closed", True)
    assert [(row.value, row.answer_id) for row in house.rows()] == [("split", uuid.UUID(last["answer_id"]).hex)]


def test_an_answer_kept_in_a_lift_goes_out_again_unchanged(house: House) -> None:
    with house.person().tab() as tab:
        house.fay.advance(house.room.id, "open")
        tab.until("open")
        tab.drop()
        tab.tap("hold")
        kept = tab.tap("ship")
        tab.link()
        ack = tab.hear("ack")
        assert ack
        assert ack["answer_id"] == uuid.UUID(kept["answer_id"]).hex
    assert [(row.value, row.rev) for row in house.rows()] == [("ship", 2)]


def test_two_tabs_that_share_nothing_end_with_the_same_answer(house: House) -> None:
    person = house.person()
    with person.tab() as one, person.tab() as other:
        other.store = AnswerStore()
        house.fay.advance(house.room.id, "open")
        one.until("open")
        other.until("open")
        other.drop()
        other.tap("hold")
        one.tap("ship")
        assert one.hear("ack")
        other.link()
        no = other.hear("refused")
        assert no
        assert (no["code"], other.you["answers"]["question-0.1"]["value"]) == ("stale", "ship")
        other.tap("hold")
        assert other.hear("ack")
        assert one.hear("you")
        assert one.you["answers"] == {"question-0.1": {**one.you["answers"]["question-0.1"], "value": "hold", "rev": 2}}


def test_without_sockets_the_same_holds(house: House) -> None:
    person, path = house.person(), f"/live/phone/{house.room.code}"
    house.fay.advance(house.room.id, "open")
    tab = person.tab()
    for message in person.ask("GET", path)[1]:
        tab.take(message)
    older, newer = tab.tap("hold"), tab.tap("ship")
    for said, kinds in ((newer, ["ack", "you"]), (older, ["refused", "you"]), (newer, ["ack", "you"])):
        status, messages = person.ask("POST", path, json.dumps(said).encode())
        assert (status, [message["type"] for message in messages]) == (200, kinds)
    assert [message["type"] for message in person.ask("POST", path, b'{"type":"snapshot"}')[1]] == ["frame", "you"]
    (refused,) = person.ask("POST", path, b" " * 17_000)[1]
    assert (refused["code"], refused["answer_id"]) == ("too-large", None)


def test_who_may_not_come_in_hears_it_as_the_page_says(house: House) -> None:
    stranger = Person(*house.server.address, house.room.code)
    with stranger.tab() as tab:
        assert (tab.socket, tab.code) == (None, 4401)
    assert stranger.ask("GET", f"/live/phone/{house.room.code}")[0] == 401
    nowhere = Person(*house.server.address, "000000")
    assert nowhere.ask("POST", "/000000/seat") == (404, {"code": "no-room", "message": "No room has the code 000000."})
    with nowhere.tab() as tab:
        assert tab.code == 4404
    house.fay.move(house.room.id, "lock")
    assert stranger.take_seat() == 423
    house.fay.move(house.room.id, "end")
    assert stranger.take_seat() in (404, 410)


def test_the_messages_on_the_page_are_those_on_the_wire(house: House) -> None:
    with house.person().tab() as tab:
        house.fay.advance(house.room.id, "open")
        tab.until("open")
        tab.say(tab.tap("hold") | {"value": "ship"})
        tab.say({"type": "beat", "version": 0})
        while {"ack", "refused", "beat", "count"} - {message["type"] for message in tab.told}:
            assert tab.hear_any()
        clap = {"type": "action", "action_id": uuid.uuid4().hex, **PLACE, "what": "clap", "value": None}
        tab.say(clap)
        refused = tab.hear("refused")
        assert refused
        assert (refused["code"], refused["action_id"]) == ("wrong-action", clap["action_id"])
    examples: dict[str, Message] = {}
    shapes: list[tuple[str, frozenset[str]]] = []
    for line in re.findall(r"^\{.*\}$", PAGE, re.MULTILINE):
        message = json.loads(line)
        examples[message.get("type", message.get("phase"))] = message
        shapes.append((message.get("type"), frozenset(message)))
    for heard in tab.told:
        assert (heard["type"], frozenset(heard)) in shapes
    open_step = examples["open"]
    assert tab.step.keys() == open_step.keys()
    assert tab.step["places"][0].keys() == open_step["places"][0].keys()
    assert tab.store.keep(("plan", 1), "call").keys() == examples["answer"].keys()
    assert clap.keys() == examples["action"].keys()


def test_it_asks_and_asks_with_others_what_the_host_has_shown(house: House) -> None:
    with house.person().tab() as one, house.person().tab() as other:
        status, now = one.person.ask("GET", f"/{house.room.code}/asks")
        assert (status, now["may"], now["questions"]) == (200, [], [])
        too_early = one.act(now, "ask", "What now?")
        assert too_early
        assert (too_early["code"], too_early["final"]) == ("closed", True)
        acts = f"/rooms/{house.room.id}/acts"
        at = {"activity": now["activity"], "round": str(now["round"])}
        house.fay.post(acts, {**at, "what": "take", "value": "null"})
        assert one.act(now, "ask", "What now?") == {**one.told[-1], "type": "ack"}
        desk = house.fay.get(f"/rooms/{house.room.id}").body.decode()
        read = re.search(r'value="(\{&#34;edition&#34;[^"]+)"', desk)
        assert read, "the desk offers to show it"
        house.fay.post(acts, {**at, "what": "show", "value": html.unescape(read[1])})
        _, now = other.person.ask("GET", f"/{house.room.code}/asks")
        (question,) = now["questions"]
        assert (now["may"], question["words"]) == (["ask", "too"], "What now?")
        for yes in (True, True, False):
            ack = other.act(now, "too", {"question": question["mark"], "too": yes})
            assert ack
            assert ack["type"] == "ack"
        with one.person.tab() as again:
            assert again.you["mine"] == {question["mark"]: "ask"}
        for text in ("Two?", "Three?"):
            one.act(now, "ask", text)
        refused = one.act(now, "ask", "Four?")
        assert refused
        assert (refused["code"], refused["final"]) == ("too-many", True)
