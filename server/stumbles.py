"""What a log may say of an error: which, and where. What an error says of itself may be somebody's answer."""

import sqlite3
from pathlib import Path
from traceback import extract_tb

from sqlalchemy.exc import DBAPIError


def stumble(error: BaseException) -> dict[str, str]:
    """The particulars of a log line. The disk and the database speak for themselves: no value is in what they say."""
    fault = error if isinstance(error, DBAPIError) else error.__cause__ or error
    where = [f"{Path(at.filename).name}:{at.lineno}" for at in extract_tb(fault.__traceback__)]
    return {"error": _said(fault), "where": " ".join(where)}


def line(event: str, error: BaseException) -> str:
    """The same as one line, for logs of others."""
    return " ".join([event, *(f"{name}={particular}" for name, particular in stumble(error).items())])


def stumbled(printed: str) -> str:
    """The first line of what was printed that tells of an error; "" if none does."""
    return next((line for line in printed.splitlines() if "where=" in line or "Traceback" in line), "")


def _said(fault: BaseException) -> str:
    name = type(fault).__name__
    if isinstance(fault, DBAPIError) and fault.orig is not None:
        return f"{name}: {fault.orig}"
    if isinstance(fault, OSError) and fault.strerror:
        return f"{name}: {fault.strerror}"
    return f"{name}: {fault}" if isinstance(fault, sqlite3.Error) else name
