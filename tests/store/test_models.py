"""The tables hold what somebody reads, and nothing else."""

from __future__ import annotations

import ast
import re

import pytest
from sqlalchemy import Column
from sqlmodel import SQLModel

from server.bootstrap import ROOT
from server.store.models import Answer, UTCDateTime

FOR_LATER = {
    "move.number": "each move is a row, kept as the room's diary; see the model",
    "move.made_at": "the same, and so is its verb, which shares its name with something that is read",
    "room.open_code": "its unique index is what is needed of it",
}
APART = {"migrations", "trials", "models.py"}


def words_read() -> set[str]:
    """Every attribute that the product reads, and every word of a statement that asks for something."""
    read: set[str] = set()
    for path in (ROOT / "server").rglob("*.py"):
        if not APART & set(path.parts):
            for node in ast.walk(ast.parse(path.read_text())):
                match node:
                    case ast.Attribute(attr=name, ctx=ast.Load()):
                        read.add(name)
                    case ast.Constant(value=str(text)) if re.search("SELECT|WHERE|RETURNING", text):
                        read.update(re.findall(r"\w+", text))
    return read


READ = words_read()
COLUMNS = [column for table in SQLModel.metadata.sorted_tables for column in table.columns]


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_every_column_has_a_reader(column: Column[object]) -> None:
    assert (column.name in READ) != (str(column) in FOR_LATER)


def test_an_answer_holds_no_time() -> None:
    assert not any(isinstance(column.type, UTCDateTime) for column in Answer.metadata.tables["answer"].columns)
