"""What the server says to one phone, as JSON-able messages. `docs/protocol.md` describes them."""

from collections.abc import Iterable

from server.activities.base import Refused
from server.answers import Given
from server.models import Participant

NOT_FINAL = {"stale", "too-fast", "not-saved"}

Message = dict[str, object]


def ack(given: Given) -> Message:
    """The answer is stored for good."""
    return {
        "type": "ack",
        "answer_id": given.answer_id,
        "activity": given.activity,
        "round": given.round,
        "rev": given.rev,
        "version": given.version,
    }


def refusal(refused: Refused, answer_id: str | None) -> Message:
    """It is not, and why; `final` when sending it again can not help."""
    return {
        "type": "refused",
        "code": refused.code,
        "message": refused.message,
        "answer_id": answer_id,
        "rev": refused.rev,
        "final": refused.code not in NOT_FINAL,
    }


def you(person: Participant, version: int, answers: Iterable[tuple[str, int, str, int, object]]) -> Message:
    """What is personal: the seat, and own answers (activity, round, answer_id, rev, value), to be merged."""
    return {
        "type": "you",
        "version": version,
        "seat": person.seat,
        "joined_move": person.joined_move,
        "answers": {
            f"{activity}.{round}": {"answer_id": answer_id, "rev": rev, "value": value}
            for activity, round, answer_id, rev, value in answers
        },
    }
