"""The made-up phone keeps the answer contract: write down, send, resend, forget on an ack only."""

import json
from random import SystemRandom
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection

from server.trials.swarm import phone as phone_module
from server.trials.swarm.crowd import Crowd
from server.trials.swarm.outbox import Outbox
from server.trials.swarm.phone import Phone
from server.trials.swarm.step import guess, step_of
from tests.trials.swarm.pretend import Pretend, ack, pretending, refusal

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phone_module, "FIRST_RETRY", 0.0)
    monkeypatch.setattr(phone_module, "SLOWEST_RETRY", 0.0)


def seated(crowd: Crowd) -> Phone:
    phone = Phone(crowd.address, crowd.code, crowd, cookie="seat=abc")
    crowd.phones.append(phone)
    phone.link()
    return phone


async def test_an_answer_given_before_the_link_goes_out_when_it_is_there() -> None:
    async with pretending(ack) as room, Crowd(room.address, "123456") as crowd:
        phone = seated(crowd)
        phone.answer("first-step", 1, "evidence")
        assert await crowd.settle(5)
    (given,), (kept,) = phone.outbox.diary.sent, phone.outbox.diary.acked
    assert (given.key, given.rev, given.answer_id) == (kept.key, kept.rev, kept.answer_id)
    assert (phone.outbox.diary.seat, phone.outbox.diary.waiting, room.cookies) == (7, set(), ["seat=abc"])


async def test_a_lost_ack_makes_it_come_back_and_send_the_same_answer() -> None:
    async def lose_the_first(room: Pretend, socket: ServerConnection, message: dict[str, Any]) -> None:
        if room.links == 1:
            socket.transport.abort()
        else:
            await ack(room, socket, message)

    async with pretending(lose_the_first) as room, Crowd(room.address, "123456") as crowd:
        phone = seated(crowd)
        phone.answer("first-step", 1, "evidence")
        assert await crowd.settle(5)
        assert room.links == 2
        assert room.got[0] == room.got[1]
        assert len(phone.outbox.diary.sent) == 2


async def test_a_stale_answer_is_over_and_the_next_one_is_above_what_is_stored() -> None:
    async def know_better(room: Pretend, socket: ServerConnection, message: dict[str, Any]) -> None:
        if message["rev"] <= 4:
            await socket.send(refusal(message, "stale", rev=4, final=True))
        else:
            await ack(room, socket, message)

    async with pretending(know_better) as room, Crowd(room.address, "123456") as crowd:
        phone = seated(crowd)
        for value in ("evidence", "pass-on"):
            phone.answer("first-step", 1, value)
            assert await crowd.settle(5)
    assert [(given.value, given.rev) for given in phone.outbox.diary.sent] == [("evidence", 1), ("pass-on", 5)]


def test_what_is_stored_already_is_forgotten_and_the_next_one_is_above_it() -> None:
    outbox = Outbox()
    pending = outbox.put(("first-step", 1), "evidence")
    stored = {"answer_id": pending.answer_id, "rev": 3, "value": "evidence"}
    assert outbox.told({"answers": {"first-step.1": stored}}) == [pending]
    assert outbox.waiting == {}
    assert outbox.put(("first-step", 1), "pass-on").rev == 4


def test_what_is_asked_comes_from_the_step_and_nothing_else() -> None:
    asked = {
        "phase": "open",
        "activity": "plan",
        "round": 2,
        "kind": "any",
        "shape": "one",
        "places": [{"key": "call", "label": "Call"}],
    }
    step = step_of(json.dumps({"type": "frame", "step": asked, "html": "<main>"}).encode())
    assert guess(step, ("plan", 2), SystemRandom()) == "call"
    assert guess(step, ("plan", 1), SystemRandom()) is None
    assert guess({**asked, "places": []} | {"blank": True}, ("other", 2), SystemRandom()) is None
    assert guess(step_of(b""), ("plan", 2), SystemRandom()) is None


async def test_a_final_refusal_ends_it_and_another_does_not() -> None:
    async def close_the_first_round(room: Pretend, socket: ServerConnection, message: dict[str, Any]) -> None:
        final = message["round"] == 1
        await socket.send(refusal(message, "closed" if final else "not-saved", final=final))

    async with pretending(close_the_first_round) as room, Crowd(room.address, "123456") as crowd:
        phone = seated(crowd)
        phone.answer("first-step", 2, "evidence")
        phone.answer("first-step", 1, "evidence")
        assert await crowd.until(lambda: crowd.pending == 1, 5)
    assert [refused.code for refused in phone.outbox.diary.refused] == ["not-saved", "closed"]
    assert phone.outbox.diary.waiting == {("first-step", 2)}


async def test_a_final_close_code_ends_the_coming_back() -> None:
    async def hang_up(room: Pretend, socket: ServerConnection, message: dict[str, Any]) -> None:
        await socket.close(4410 if room.links == 2 else 1012)

    async with pretending(hang_up) as room, Crowd(room.address, "123456") as crowd:
        phone = seated(crowd)
        phone.answer("first-step", 1, "evidence")
        assert await crowd.until(lambda: phone.stopped == 4410, 5)
        assert room.links == 2


async def test_a_link_that_says_nothing_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    async def say_nothing_at_first(room: Pretend, socket: ServerConnection, message: dict[str, Any]) -> None:
        if room.links > 1:
            await ack(room, socket, message)

    async with pretending(say_nothing_at_first) as room, Crowd(room.address, "123456") as crowd:
        phone = seated(crowd)
        pending = phone.answer("first-step", 1, "evidence")
        assert await crowd.until(lambda: pending.sent > 0, 5)
        phone.tend(pending.sent + phone_module.ACK_WITHIN - 0.1)
        assert crowd.online == 1
        phone.tend(pending.sent + phone_module.ACK_WITHIN + 0.1)
        assert crowd.online == 0
        assert await crowd.settle(5)
        assert room.links == 2
