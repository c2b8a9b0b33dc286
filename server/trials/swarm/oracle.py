"""The contract of an answer, judged from the phones' own diaries against the rows in the database."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from server.trials.swarm.diary import Diary, Given, Key


class Promise(StrEnum):
    """What an answer may rely on."""

    KEPT = "an acked answer is stored"
    OURS = "a stored answer was sent by that participant"
    ONCE = "a participant counts once a round"
    LATEST = "the stored rev is the last acked one"
    CLOSED = "nothing is acked after the close"
    HONEST = "an answer refused for good is not counted"
    SAME = "phone, screen, export and rows say the same"


class Row(NamedTuple):
    """An answer as it is stored, by its owner's seat."""

    seat: int
    key: Key
    answer_id: str
    rev: int
    value: object
    version: int


class Fault(NamedTuple):
    """A broken promise."""

    promise: Promise
    what: str


@dataclass(frozen=True)
class Close:
    """A round's rows when its close was confirmed, at `at` on the client's clock."""

    at: float
    rows: frozenset[tuple[int, str, int]]


@dataclass(slots=True)
class Verdict:
    """What an oracle found. The counts say how much evidence there was."""

    acked: int = 0
    stored: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def lost(self) -> int:
        """Acked answers that are not stored."""
        return sum(fault.promise in (Promise.KEPT, Promise.LATEST) for fault in self.faults)

    @property
    def doubled(self) -> int:
        """Participants who count more than once in a round."""
        return sum(fault.promise is Promise.ONCE for fault in self.faults)

    def blame(self, promise: Promise, what: str) -> None:
        """Note a broken promise."""
        self.faults.append(Fault(promise, what))


def read_rows(database: Path, room: int) -> list[Row]:
    """Every stored answer of a room, read as the server's guest."""
    query = """
        SELECT seat, activity, round, answer_id, rev, value, version
        FROM answer JOIN participant ON participant.id = participant_id
        WHERE answer.room_id = ? ORDER BY version
    """
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return [
            Row(seat, (activity, round), answer_id, rev, json.loads(value), version)
            for seat, activity, round, answer_id, rev, value, version in connection.execute(query, (room,))
        ]


def read_done(database: Path, room: int) -> list[tuple[int, str]]:
    """Every stored action of a participant's: seat and id, in the order of versions."""
    query = """
        SELECT seat, action_id FROM event JOIN participant ON participant.id = actor
        WHERE event.room_id = ? ORDER BY version
    """
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return [(seat, action_id) for seat, action_id in connection.execute(query, (room,))]


def close_of(rows: Iterable[Row], key: Key, at: float) -> Close:
    """Remember a round as it is now that its close was confirmed."""
    return Close(at, frozenset((row.seat, row.answer_id, row.rev) for row in rows if row.key == key))


def judge(diaries: Sequence[Diary], rows: Sequence[Row], closes: Mapping[Key, Close] | None = None) -> Verdict:
    """Hold every diary against the rows. Diaries with the same seat are tabs of one participant."""
    verdict = Verdict(stored=len(rows))
    for (seat, key), times in Counter((row.seat, row.key) for row in rows).items():
        if times > 1:
            verdict.blame(Promise.ONCE, f"seat {seat} has {times} rows in {key}")
    stored = {(row.seat, row.key): row for row in rows}
    told: set[tuple[int, Key]] = set()
    for seat, tabs in _by_seat(diaries).items():
        for key in {given.key for tab in tabs for given in tab.sent}:
            told.add((seat, key))
            _judge_round(verdict, tabs, key, stored.get((seat, key)))
    for place in stored.keys() - told:
        verdict.blame(Promise.OURS, f"{stored[place]} was never sent")
    for key, close in (closes or {}).items():
        _judge_close(verdict, diaries, rows, key, close)
    return verdict


def _by_seat(diaries: Sequence[Diary]) -> dict[int, list[Diary]]:
    seats: dict[int, list[Diary]] = {}
    for diary in diaries:
        seats.setdefault(diary.seat, []).append(diary)
    return seats


def _judge_round(verdict: Verdict, tabs: Sequence[Diary], key: Key, row: Row | None) -> None:
    acks = [ack for tab in tabs for ack in tab.acked if ack.key == key]
    verdict.acked += len({(ack.answer_id, ack.rev) for ack in acks})
    last = max(acks, key=lambda ack: ack.rev, default=None)
    if row is None:
        if last is not None:
            verdict.blame(Promise.KEPT, f"{last} is not stored")
        return
    sent = {(given.answer_id, given.rev): given for tab in tabs for given in tab.sent if given.key == key}
    given = sent.get((row.answer_id, row.rev))
    if given is None or given.value != row.value:
        verdict.blame(Promise.OURS, f"{row} was never sent so")
    if last is not None:
        unsure = {rev for _, rev in sent if rev > last.rev}
        if row.rev != last.rev and row.rev not in unsure:
            verdict.blame(Promise.LATEST, f"{row} is stored, but {last} was acked")
        elif row.rev == last.rev and row.answer_id != last.answer_id:
            verdict.blame(Promise.LATEST, f"{row} is stored in place of {last}")
    ended = {(no.answer_id, no.code) for tab in tabs for no in tab.refused if no.key == key and no.final}
    for answer_id, code in ended:
        if answer_id == row.answer_id:
            verdict.blame(Promise.HONEST, f"{row} is stored, but the phone was told {code}")


def _judge_close(verdict: Verdict, diaries: Sequence[Diary], rows: Sequence[Row], key: Key, close: Close) -> None:
    now = close_of(rows, key, close.at).rows
    for seat, answer_id, rev in now ^ close.rows:
        verdict.blame(Promise.CLOSED, f"seat {seat} changed {key} after the close: {answer_id} rev {rev}")
    for diary in diaries:
        promised = {(ack.answer_id, ack.rev) for ack in diary.acked if ack.key == key}
        first: dict[tuple[str, int], Given] = {}
        for given in diary.sent:
            first.setdefault((given.answer_id, given.rev), given)
        for mark in promised & first.keys():
            if first[mark].at > close.at:
                verdict.blame(Promise.CLOSED, f"seat {diary.seat} sent {first[mark]} after the close and got an ack")


def compare(verdict: Verdict, rows: Sequence[Row], key: Key, shown: Mapping[str, Mapping[str, int]]) -> None:
    """Hold the counts that each surface shows for a finished round against the rows, place by place."""
    counted = Counter(str(row.value) for row in rows if row.key == key)
    for surface, counts in shown.items():
        if {place: people for place, people in counts.items() if people} != dict(counted):
            verdict.blame(Promise.SAME, f"{surface} shows {dict(counts)}, the rows say {dict(counted)}")
