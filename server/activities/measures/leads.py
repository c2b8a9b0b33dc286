"""Who leads where people stand each at one place: the headline, the patterns, and what there is to talk about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.activities.contract.question import Place
from server.activities.contract.result import Phrase, Portion, Said, Seen, Series, Share, Slots, _, ngettext
from server.shares import is_above_a_fifth, is_close, is_half, is_most, is_nearly_all, is_two_thirds

SIDES = 2  # more answers than this that are close have no two sides


@dataclass(frozen=True, slots=True)
class Row:
    """People at one place."""

    place: Place
    people: int


def leading(rows: Sequence[Row], total: int) -> Phrase:
    """The headline of people by place."""
    most = max((row.people for row in rows), default=0)
    leaders = [row for row in rows if row.people == most]
    if not most:
        return Phrase(*ngettext("%(n)s answered.", "%(n)s answered."), {"n": total}, total)
    if all(row.place.short for row in leaders):
        return _named(leaders, rows, total)
    share = Share(most, total)
    if len(leaders) > 1:
        letters = Series([row.place.letter for row in leaders])
        return Phrase(_("%(letters)s are level: %(share)s each."), slots={"letters": letters, "share": share})
    slots: Slots = {"letter": leaders[0].place.letter, "share": share}
    if most == total:
        return Phrase(_("Everyone chose %(letter)s."), slots=slots)
    if is_most(most, total):
        return Phrase(_("Most chose %(letter)s: %(share)s."), slots=slots)
    second = _second(leaders[0], rows)
    if second and is_close(most, second.people, total):
        near: Slots = {**slots, "second": second.place.letter}
        return Phrase(_("%(letter)s is just ahead of %(second)s: %(share)s."), slots=near)
    return Phrase(_("%(letter)s leads: %(share)s."), slots=slots)


def _named(leaders: Sequence[Row], rows: Sequence[Row], total: int) -> Phrase:
    """Answers with short forms have names: "Most of you: Front line" says what "A leads" does not."""
    leader, share = leaders[0], Share(leaders[0].people, total)
    if len(leaders) > 1:
        level = Series([Said(row.place.short) for row in leaders])
        return Phrase(_("Level: %(names)s, %(share)s each."), slots={"names": level, "share": share})
    second = _second(leader, rows)
    if second and second.place.short and is_close(leader.people, second.people, total):
        names = {"first": Said(leader.place.short), "second": Said(second.place.short)}
        slots: Slots = {**names, "share": share, "other": Portion(second.people, total)}
        return Phrase(_("Nearly level: %(first)s, %(share)s, and %(second)s, %(other)s."), slots=slots)
    return Phrase(_("%(head)s, %(share)s."), slots={"head": _name_head(leader, total), "share": share})


def _second(leader: Row, rows: Sequence[Row]) -> Row | None:
    return max((row for row in rows if row is not leader), key=lambda row: row.people, default=None)


def _name_head(leader: Row, total: int) -> Phrase:
    name = {"name": Said(leader.place.short)}
    if leader.people == total:
        return Phrase(_("All of you: %(name)s"), slots=name)
    if is_nearly_all(leader.people, total):
        return Phrase(_("Nearly all of you: %(name)s"), slots=name)
    if is_half(leader.people, total):
        return Phrase(_("Most of you: %(name)s"), slots=name)
    return Phrase(_("Most often: %(name)s"), slots=name)


def seen(rows: Sequence[Row], people: int) -> tuple[Seen, ...]:
    """What people by place look like."""
    ranked = sorted(rows, key=lambda row: -row.people)  # ties keep A to H order
    leads = ranked[0].place.key if ranked else ""
    close = [row.place.letter for row in rows if is_close(ranked[0].people, row.people, people)]
    head = _head(ranked, close, people)
    rest = Seen("leads", head, leads=leads), Seen("open", head)
    if len(close) > SIDES:
        return Seen("scattered", head), *rest
    if _two_camps(ranked, people):
        first, second = sorted(row.place.letter for row in ranked[:2])
        return Seen("split", _camps(ranked, people), {"first": first, "second": second}), *rest
    if is_most(ranked[0].people, people):
        rare = min(rows, key=lambda row: row.people).place.letter
        return Seen("one_sided", head, {"rare": rare}), *rest
    if sum(is_above_a_fifth(row.people, people) for row in rows) > SIDES:
        return Seen("scattered", head), *rest
    return rest


def _two_camps(ranked: Sequence[Row], people: int) -> bool:
    """Whether two answers are close, hold two thirds of the room, and no third is near either of them."""
    first, second, third = (*(row.people for row in ranked), 0, 0)[:3]
    alone = not third or not is_close(second, third, people)
    return is_close(first, second, people) and is_two_thirds(first + second, people) and alone


def _camps(ranked: Sequence[Row], people: int) -> Phrase:
    first, second = (Portion(row.people, people) for row in ranked[:2])
    if first == second:
        return Phrase(_("Two camps, even: %(each)s each"), slots={"each": first})
    return Phrase(_("Two camps, nearly even: %(first)s / %(second)s"), slots={"first": first, "second": second})


def _head(ranked: Sequence[Row], close: Sequence[str], people: int) -> Phrase:
    """What there is to talk about."""
    leader = ranked[0]
    if len(close) > 3:
        return Phrase(_("%(n)s answers are close"), slots={"n": len(close)})
    if len(close) > 1:
        return Phrase(_("%(letters)s are close"), slots={"letters": Series(close)})
    spread = sum(is_above_a_fifth(row.people, people) for row in ranked)
    if not is_most(leader.people, people) and spread > SIDES:
        return Phrase(_("Spread over %(n)s answers"), slots={"n": spread})
    if leader.place.short:
        return _name_head(leader, people)
    letter = {"letter": leader.place.letter}
    if leader.people == people:
        return Phrase(_("Everyone chose %(letter)s"), slots=letter)
    if is_nearly_all(leader.people, people):
        return Phrase(_("Nearly everyone chose %(letter)s"), slots=letter)
    if is_most(leader.people, people):
        return Phrase(_("Most of you chose %(letter)s"), slots=letter)
    return Phrase(_("%(letter)s is ahead"), slots=letter)
