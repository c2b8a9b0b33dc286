"""The export of a rehearsal, held against what was answered."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping

from server.rehearsal.faults import Fault
from server.room.board import Board

TELL = "tell who made this kind of activity"


def faults(board: Board, packed: bytes) -> Iterator[Fault]:
    """What is not in the ZIP that was answered by the minimum or more."""
    with zipfile.ZipFile(io.BytesIO(packed)) as zipped:
        rows, totals = (_table(zipped.read(name)) for name in ("answers.csv", "totals.csv"))
    told = {(row["activity"], row["round"]): row["people"] for row in totals if row["what"] == "all"}
    exported = {(row["activity"], row["round"]) for row in rows}
    for (activity, round), book in board.books.items():
        answers, key = len(book.values), (activity, str(round))
        if answers < board.minimum:
            continue
        if key not in exported:
            yield Fault(f"{activity}, round {round}", f"none of its {answers} answers can be exported", TELL)
        if told.get(key) != str(answers):
            said = told.get(key, "none")
            yield Fault(f"{activity}, round {round}", f"the export counts {said} of its {answers} answers", TELL)


def _table(packed: bytes) -> list[Mapping[str, str]]:
    return list(csv.DictReader(io.StringIO(packed.decode("utf-8-sig"))))
