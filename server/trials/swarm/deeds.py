"""The contract of an action, judged from what phones were told against the rows in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from server.trials.swarm.oracle import Promise, Verdict
from server.trials.swarm.phone import Phone


def judge_done(phones: Iterable[Phone], rows: Sequence[tuple[int, str]]) -> Verdict:
    """An acked action is stored, once, in the order of its participant's; one refused for good is not; and nobody's is
    that nobody began."""
    verdict = Verdict(stored=len(rows))
    by_seat = {phone.outbox.diary.seat: phone.doings for phone in phones}
    stored: dict[int, list[str]] = {seat: [] for seat in by_seat}
    for seat, action_id in rows:
        stored.setdefault(seat, []).append(action_id)
    for seat, ids in stored.items():
        doings = by_seat.get(seat)
        begun = doings.begun if doings else []
        kept = set(ids)
        if len(kept) < len(ids):
            verdict.blame(Promise.ONCE, f"seat {seat} did {len(ids) - len(kept)} things twice")
        if kept - set(begun):
            verdict.blame(Promise.OURS, f"seat {seat} never did {kept - set(begun)}")
        if [*dict.fromkeys(ids)] != [each for each in begun if each in kept]:
            verdict.blame(Promise.LATEST, f"what seat {seat} did is not in its order")
        if doings is None:
            continue
        verdict.acked += len(set(doings.acked))
        for lost in set(doings.acked) - kept:
            verdict.blame(Promise.KEPT, f"seat {seat} was told that {lost} is stored")
        for refused in kept & set(doings.refused):
            verdict.blame(Promise.HONEST, f"seat {seat} was told that {refused} is not stored")
    return verdict
