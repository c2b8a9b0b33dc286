"""What a pooled result looks like: the pattern that calls a card, and the rows that it is seen by."""

from __future__ import annotations

from server.activities.base import Pattern, Row
from server.results.disclosure import Released, Shift, Withheld
from server.shares import is_above_a_fifth, is_close, is_most, is_quarter, is_two_thirds

SIDES = 2  # more answers than this that are close have no two sides

Result = Released | Withheld | Shift


def pattern_of(result: Result) -> Pattern:
    """What a result looks like: the first rule that fits."""
    rows, people = pooled(result)
    if not people:
        return Pattern.TOO_FEW
    if isinstance(result, Shift) and result.at_least and is_quarter(result.at_least, result.paired):
        return Pattern.MOVED
    if len(close(rows, people)) > SIDES:
        return Pattern.SCATTERED
    if two_camps(rows, people):
        return Pattern.SPLIT
    if is_most(ranked(rows)[0].people, people):
        return Pattern.ONE_SIDED
    if above_a_fifth(rows, people) >= 3:
        return Pattern.SCATTERED
    return Pattern.OPEN


def two_camps(rows: tuple[Row, ...], people: int) -> bool:
    """Whether two answers are close, hold two thirds of the room, and no third is near either of them."""
    first, second, third = (*(row.people for row in ranked(rows)), 0, 0)[:3]
    alone = not third or not is_close(second, third, people)
    return is_close(first, second, people) and is_two_thirds(first + second, people) and alone


def close(rows: tuple[Row, ...], people: int) -> list[str]:
    """The letters of the answers within a tenth of the room of the first."""
    first = max((row.people for row in rows), default=0)
    return [row.place.letter for row in rows if is_close(first, row.people, people)]


def pooled(result: Result) -> tuple[tuple[Row, ...], int]:
    """The rows a result stands at, and how many people they pool; after the shift, of a shift."""
    if isinstance(result, Withheld):
        return (), 0
    if isinstance(result, Released):
        return result.rows, result.people
    rows = tuple(Row(place, people) for place, people in zip(result.places, result.after, strict=True))
    return rows, sum(result.after)


def ranked(rows: tuple[Row, ...]) -> list[Row]:
    """Most people first; ties keep A to H order."""
    return sorted(rows, key=lambda row: -row.people)


def above_a_fifth(rows: tuple[Row, ...], people: int) -> int:
    """How many answers have more than a fifth of the room."""
    return sum(is_above_a_fifth(row.people, people) for row in rows)
