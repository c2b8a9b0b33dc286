"""Working days: which may be chosen in a round that was opened at some moment, wherever in the world somebody sits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

AHEAD = 14
SATURDAY = 5
# Where the day begins last and first. A phone goes by its own calendar, which the server does not know.
WEST, EAST = timedelta(hours=12), timedelta(hours=14)


class Window(NamedTuple):
    """All days from `first` to `last`, both among them."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether it is one of them."""
        return self.first <= day <= self.last

    def days(self) -> Sequence[date]:
        """Those of them on which people work."""
        many = (self.last - self.first).days + 1
        return [day for at in range(many) if is_workday(day := self.first + timedelta(at))]


def is_workday(day: date) -> bool:
    """From Monday to Friday; what is a holiday somewhere, people know best themselves."""
    return day.weekday() < SATURDAY


def ahead_of(moment: datetime) -> Window:
    """From the day after this moment's, in whatever zone, to fourteen days after it."""
    earliest, latest = (moment - WEST).date(), (moment + EAST).date()
    return Window(earliest + timedelta(1), latest + timedelta(AHEAD))
