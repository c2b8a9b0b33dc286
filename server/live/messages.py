"""What the server says to one phone, as JSON-able messages. `docs/protocol.md` describes them."""

import json
from collections.abc import Iterable, Mapping

from server.refusals import Refused
from server.room.actions import Acted
from server.room.answer_rows import Own
from server.room.answers import Given
from server.room.board import Person

NOT_FINAL = {"too-fast", "not-saved"}

Message = dict[str, object]
encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def ack(given: Given) -> Message:
    """The answer is stored for good; with its value where that is another spelling of what was sent."""
    told: Message = {
        "type": "ack",
        "answer_id": given.answer_id,
        "activity": given.activity,
        "round": given.round,
        "rev": given.rev,
        "version": given.version,
    }
    return told | {"value": given.value} if given.mended else told


def ack_line(given: Given) -> str:
    """An ack as it goes out, written as one line, because every answer sends one. Nothing of ours in it needs escaping:
    its id is hexadecimal, and the activity's key is one that content may have."""
    value = f',"value":{encoded(given.value)}' if given.mended else ""
    return (
        f'{{"type":"ack","answer_id":"{given.answer_id}","activity":"{given.activity}","round":{given.round}'
        f',"rev":{given.rev},"version":{given.version}{value}}}'
    )


def done(acted: Acted) -> Message:
    """The action is stored for good."""
    return {
        "type": "ack",
        "action_id": acted.action_id,
        "activity": acted.activity,
        "round": acted.round,
        "version": acted.version,
    }


def refusal(refused: Refused, answer_id: str | None, action_id: str | None = None) -> Message:
    """It is not, and why; `final` when sending it again can not help. About an action, it names that one."""
    return {
        "type": "refused",
        "code": refused.code,
        "message": refused.message,
        **({"action_id": action_id} if action_id else {"answer_id": answer_id}),
        "rev": refused.rev,
        "final": refused.code not in NOT_FINAL,
    }


def you(person: Person, version: int, answers: Iterable[Own], mine: Mapping[str, object] | None = None) -> Message:
    """What is personal: the seat, and own answers, to be merged; `mine`, what this person did besides."""
    return ({} if mine is None else {"mine": mine}) | {
        "type": "you",
        "version": version,
        "seat": person.seat,
        "joined_move": person.joined_move,
        "answers": {
            f"{own.activity}.{own.round}": {"answer_id": own.answer_id, "rev": own.rev, "value": own.value}
            for own in answers
        },
    }
