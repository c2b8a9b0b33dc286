"""Tables as CSV that opens everywhere, with no cell that a spreadsheet takes for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

Cells = Sequence[object]

BLANKS = r'[\s"\ufeff\u200b-\u200f]*'
SIGN = r"[=+@\uff1d\uff0b\uff0d\uff20-]"
FORMULA = re.compile(rf"[\t\r\n]|{BLANKS}{SIGN}")
# A spreadsheet set to another separator than ours cuts our cells into more, and each of these may begin a formula.
FURTHER_IN = re.compile(rf"([;,|\t\r\n]{BLANKS})(?={SIGN})")


def safe_cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula, whatever blank it begins with and wherever it is cut."""
    text = FURTHER_IN.sub(r"\1'", str(value).replace("\0", ""))
    return f"'{text}" if FORMULA.match(text) else text


def as_csv(rows: Iterable[Cells]) -> str:
    """Every cell in quotes, lines as spreadsheets end them."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
    return "\ufeff" + out.getvalue()  # the mark makes spreadsheets read UTF-8
