"""What became of people's numbers from one round to the next, in a sentence: as much as may be told."""

from __future__ import annotations

from server.activities.contract.pool import Moves, changes_of_mind
from server.activities.contract.result import Phrase, Portion, Share, Slots, _
from server.activities.measures.went import steps, went


def renumbered(before: Phrase, after: Phrase, moves: Moves | None) -> Phrase:
    """Who went which way; else how many did at least, or the middles of both rounds."""
    told = steps(moves) if moves else None
    if told is not None:
        return _ways(*told)
    words = went(moves) if moves else None
    if moves and words:
        return Phrase(_("%(n)s answered both times: %(went)s."), slots={"n": moves.paired, "went": words})
    if moves and moves.at_least:
        return changes_of_mind(moves)
    slots: Slots = {"before": before, "after": after}
    return Phrase(_("The middle of the room: first %(before)s, now %(after)s."), slots=slots)


def _ways(down: int, stayed: int, up: int) -> Phrase:
    if not up and not down:
        return Phrase(_("Nobody changed their number."))
    people = down + stayed + up
    more, fewer = (Share(up, people), Portion(down, people)), (Share(down, people), Portion(up, people))
    first, second = more if up >= down else fewer
    said = _("%(first)s went up, %(second)s down.") if up >= down else _("%(first)s went down, %(second)s up.")
    return Phrase(said, slots={"first": first, "second": second})
