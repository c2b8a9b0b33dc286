"""The README that lies beside the tables: what each column says, from the table that makes the columns."""

from collections.abc import Iterable
from textwrap import wrap

from server.activities.contract.activity import Activity
from server.reports.columns import COLUMNS, OWN_COLUMNS, WHAT, Columns

WIDTH, NAMES = 100, 22
INTRODUCTION = (
    "What a Roomful room lets out. Only questions that enough people answered are here; their rows come in no order,"
    " without names and without times. Cells that a spreadsheet would take for a formula begin with an apostrophe."
)


def readme(activities: Iterable[Activity]) -> str:
    """The whole text, with the columns of the kinds that this room has."""
    lines = _paragraph(INTRODUCTION)
    for file, columns in COLUMNS.items():
        lines += ["", file, "-" * len(file), *_list(columns)]
        if file == "answers.csv":
            lines += ["", *_paragraph(OWN_COLUMNS)]
            own = {each.kind: each.columns for each in activities if each.columns}
            for kind, named in own.items():
                lines += ["", f"of a {kind}:", *_list(named)]
    lines += ["", "`what` in totals.csv", "--------------------", *_list(WHAT)]
    return "\r\n".join([*lines, ""])


def _list(columns: Columns) -> list[str]:
    lines = []
    for name, meaning in columns.items():
        first, *more = wrap(meaning, WIDTH - NAMES)
        lines += [f"  {name:<{NAMES}}{first}", *(f"  {'':<{NAMES}}{line}" for line in more)]
    return lines


def _paragraph(text: str) -> list[str]:
    return wrap(text, WIDTH)
