"""Parts of a whole, stated once for every surface: how shares round, where a crowd begins, what is close.

A headline, a card, a chart, a phone, the desk and an export must never disagree about one result. Whole numbers
only, so nothing is decided by how a fraction happens to be stored.
"""

CROWD = 300


def percent(part: int, whole: int) -> int:
    """A share in whole percent, rounded once, half up; a column of them may total 99 or 101."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def is_crowd(people: int) -> bool:
    """Whether single people are no longer visible, so that shares come before numbers and nobody is asked alone."""
    return people > CROWD


def is_close(one: int, other: int, whole: int) -> bool:
    """Whether two parts are within a tenth of the whole of each other."""
    return abs(one - other) * 10 <= whole


def is_half(part: int, whole: int) -> bool:
    """Whether a part is more than half of the whole."""
    return part * 2 > whole


def is_most(part: int, whole: int) -> bool:
    """Whether a part is three quarters of the whole or more."""
    return part * 4 >= whole * 3


def is_nearly_all(part: int, whole: int) -> bool:
    """Whether a part is nine tenths of the whole or more."""
    return part * 10 >= whole * 9


def is_two_thirds(part: int, whole: int) -> bool:
    """Whether a part is two thirds of the whole or more: so many it takes to speak of two camps."""
    return part * 3 >= whole * 2


def is_third(part: int, whole: int) -> bool:
    """Whether a part is a third of the whole or more."""
    return part * 3 >= whole


def is_quarter(part: int, whole: int) -> bool:
    """Whether a part is a quarter of the whole or more."""
    return part * 4 >= whole


def is_above_a_fifth(part: int, whole: int) -> bool:
    """Whether a part is more than a fifth of the whole."""
    return part * 5 > whole


def is_points_above(one: tuple[int, int], other: tuple[int, int], points: int) -> bool:
    """Whether a part of its whole is so many percentage points or more above another part of its own."""
    (part, whole), (less, of) = one, other
    return bool(whole and of) and 100 * (part * of - less * whole) >= points * whole * of


def quarters(part: int, whole: int) -> int:
    """A share in steps that are worth reading out: 0, 25, 50, 75 or 100 percent, none before it is reached."""
    return min(100, part * 4 // whole * 25) if whole else 0


def tenths(total: int, whole: int) -> int:
    """An average in tenths, rounded once, half up; 0 of nothing."""
    return (20 * total + whole) // (2 * whole) if whole else 0


def is_three_fifths(part: int, whole: int) -> bool:
    """Whether a part is six tenths of the whole or more."""
    return part * 5 >= whole * 3


def is_four_fifths(part: int, whole: int) -> bool:
    """Whether a part is eight tenths of the whole or more."""
    return part * 5 >= whole * 4


def is_fifth(part: int, whole: int) -> bool:
    """Whether a part is a fifth of the whole or more."""
    return part * 5 >= whole
