"""The swarm keeps the contract of an action, and the oracle sees when the server does not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from server.trials.swarm.address import loopback
from server.trials.swarm.crowd import Crowd
from server.trials.swarm.deeds import judge_done
from server.trials.swarm.doings import Doings
from server.trials.swarm.oracle import Promise
from server.trials.swarm.phone import Phone


def doing(*whats: str) -> tuple[Doings, list[dict[str, Any]]]:
    """Somebody who did so much, and what went out."""
    out: list[dict[str, Any]] = []
    doings = Doings(lambda message: out.append(json.loads(message)))
    for what in whats:
        doings.put("encore", 1, what, 1.0)
    return doings, out


def about(action_id: str, type: str = "ack", final: bool = True) -> dict[str, Any]:
    """What the server says of it."""
    return {"type": type, "action_id": action_id, "final": final}


def test_one_goes_out_at_a_time_and_the_next_when_it_is_over() -> None:
    doings, out = doing("clap", "wave", "bow")
    assert [message["what"] for message in out] == ["clap"]
    assert doings.heard(about(doings.begun[0]), 2.0)
    assert doings.heard(about(doings.begun[1], "refused"), 3.0)
    assert [message["what"] for message in out] == ["clap", "wave", "bow"]
    assert (doings.acked, doings.refused) == (doings.begun[:1], doings.begun[1:2])


def test_a_new_connection_begins_with_the_oldest_and_so_does_a_refusal_that_is_not_final() -> None:
    doings, out = doing("clap", "wave")
    doings.again(2.0)
    doings.heard(about(doings.begun[0], "refused", final=False), 3.0)
    doings.tend(4.0)
    doings.tend(5.0)
    assert [message["action_id"] for message in out] == [doings.begun[0]] * 3


def test_what_is_about_an_answer_is_left_to_others() -> None:
    doings, _ = doing("clap")
    assert not doings.heard({"type": "ack", "answer_id": "0"}, 2.0)


@pytest.mark.parametrize(
    ("stored", "promise"),
    [
        ([0, 1], None),
        ([0, 1, 2], None),  # the third was on its way
        ([0], Promise.KEPT),
        ([0, 0, 1], Promise.ONCE),
        ([1, 0], Promise.LATEST),
        ([0, 1, 3], Promise.HONEST),
    ],
)
def test_lost_doubled_disordered_and_denied_actions_are_named(stored: list[int], promise: Promise | None) -> None:
    crowd = Crowd(loopback("127.0.0.1", 1), "123456")
    phone = Phone(crowd.address, crowd.code, crowd)
    phone.outbox.diary.seat = 7
    for what in ("clap", "wave", "bow", "leave"):
        phone.doings.put("encore", 1, what, 1.0)
    begun = phone.doings.begun
    phone.doings.acked, phone.doings.refused = begun[:2], begun[3:]
    verdict = judge_done([phone], [(7, begun[at]) for at in stored])
    assert {fault.promise for fault in verdict.faults} == ({promise} if promise else set())
    assert verdict.acked == 2
    assert judge_done([], [(7, "unknown")]).faults[0].promise is Promise.OURS
