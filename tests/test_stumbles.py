"""What a log says of an error is which and where, and nothing of what somebody wrote."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from sqlalchemy import create_engine

from server.commands.logs import Rations
from server.stumbles import stumble, stumbled

CANARY = "a text of Ann's"
SERVER = Path(__file__).parents[1] / "server"


def unwritable() -> None:
    f"<main>{CANARY}\ud800</main>".encode()


def not_there() -> None:
    raise KeyError(CANARY)


def does_not_fit() -> None:
    TypeAdapter(int).validate_python(CANARY)


def further_down() -> None:
    try:
        not_there()
    except KeyError as error:
        raise RuntimeError(CANARY) from error


def in_the_database() -> None:
    with create_engine("sqlite://", hide_parameters=True).connect() as rows:
        rows.exec_driver_sql("SELECT * FROM nowhere WHERE words = ?", (CANARY,))


BROKEN = (unwritable, not_there, does_not_fit, further_down, in_the_database)


@pytest.mark.parametrize("broken", BROKEN)
def test_no_word_of_anybodys_is_in_a_log(broken: Callable[[], None]) -> None:
    with pytest.raises(Exception) as raised:  # noqa: PT011 - whatever it is
        broken()
    told = stumble(raised.value)
    assert CANARY not in str(told)
    assert f"{Path(__file__).name}:" in told["where"]
    record = logging.LogRecord(
        "asyncio",
        logging.ERROR,
        "",
        0,
        f"never retrieved\nfuture: <{CANARY}>",
        None,
        (raised.type, raised.value, raised.tb),
    )
    assert Rations().filter(record)
    written = logging.Formatter().format(record)
    assert CANARY not in written
    assert told["error"] in written
    assert stumbled(f"all is well\n{written}\n") == written, "whoever reads logs finds it"
    assert stumbled("all is well\n") == ""


def test_the_disk_and_the_database_say_what_is_wrong_with_them() -> None:
    assert stumble(OSError(28, "No space left on device", CANARY))["error"] == "OSError: No space left on device"
    assert stumble(sqlite3.OperationalError("database is locked"))["error"] == "OperationalError: database is locked"
    with pytest.raises(Exception) as raised:  # noqa: PT011 - SQLAlchemy wraps it
        in_the_database()
    assert "no such table: nowhere" in stumble(raised.value)["error"]


def test_no_log_line_of_ours_says_an_error_in_its_own_words() -> None:
    for file in SERVER.rglob("*.py"):
        if "trials" not in file.parts:
            assert (
                not re.search(r"log\.\w+\(.*(repr|str)\((error|stumbled|fault)", file.read_text())
                or file.name == "filter.py"
            )
