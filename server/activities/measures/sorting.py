"""Sorting: what hands of whoever facilitates come to. Texts are let out, hidden, put into groups; groups are named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from server.activities.contract.texts import Release

MOST_UNDONE = 20


class Hand(NamedTuple):
    """What stands after one more hand: editions that are out, marks that are hidden, marks by their group, groups by
    the name they were given, and suggestions that were let go, as mark and group."""

    out: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    placed: Mapping[str, str] = {}
    names: Mapping[str, str] = {}
    declined: frozenset[tuple[str, str]] = frozenset()

    def put(self, mark: str, group: str) -> Hand:
        """A text in a group, or back in none."""
        placed = {each: where for each, where in self.placed.items() if each != mark}
        return self._replace(placed=placed | {mark: group} if group else placed)


class Sorting(NamedTuple):
    """The last hand, and those before it. `secret` names texts; `first`: so many people that they wait in any case;
    `made` counts new groups, also those that were taken back, so that no two have the same key. `touched` are marks
    that were let out or hidden, in the order of the last hand on each; nothing takes one of them away."""

    secret: str = ""
    first: bool = False
    now: Hand = Hand()
    past: tuple[Hand, ...] = ()
    made: int = 0
    touched: Mapping[str, None] = {}

    @property
    def release(self) -> Release:
        """As disclosure needs it."""
        return Release(self.secret, self.first, self.now.out, self.now.hidden, self.touched)

    def touching(self, mark: str) -> Sorting:
        """A hand lets this text out, or hides it."""
        touched = dict(self.touched)
        touched.pop(mark, None)
        return self._replace(touched={**touched, mark: None})

    def then(self, hand: Hand) -> Sorting:
        """After one hand more; one that changes nothing is none."""
        return self if hand == self.now else self._replace(now=hand, past=(*self.past, self.now)[-MOST_UNDONE:])

    def undone(self) -> Sorting:
        """Before the last hand."""
        return self._replace(now=self.past[-1], past=self.past[:-1]) if self.past else self
