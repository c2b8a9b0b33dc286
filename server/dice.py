"""Dice for made-up people: thrown again, they fall the same way. What must not be guessed is never thrown with them."""

from random import Random


def dice_of(seed: int | str) -> Random:
    """Dice that fall by the seed alone."""
    return Random(seed)  # noqa: S311 - nothing that is thrown with these is secret
