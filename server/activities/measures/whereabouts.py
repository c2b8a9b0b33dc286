"""Words for where something stands on a field of two lines, and how far it is from something else."""

from __future__ import annotations

from server.activities.contract.question import Part
from server.activities.contract.result import Phrase, Said, Slot, _, ngettext
from server.activities.measures.spots import Spot, Spots


def name(part: Part) -> Slot:
    """What a thing is called, in quotes."""
    return Phrase(_("“%(statement)s”"), slots={"statement": Said(part.short or part.label)})


def steps(many: int) -> Phrase:
    """A number of steps."""
    return Phrase(*ngettext("%(n)s step", "%(n)s steps"), {"n": many}, many)


def where(question: Spots, spot: Spot) -> Phrase:
    """How many steps from the middle, and towards what."""
    axes = zip(spot, (question.across, question.up), strict=True)
    ways = [(abs(step), Said(axis.high if step > 0 else axis.low)) for step, axis in axes if step]
    if not ways:
        return Phrase(_("in the middle of the field"))
    far, end = ways[0]
    first = Phrase(*ngettext("%(n)s step to %(end)s", "%(n)s steps to %(end)s"), {"n": far, "end": end}, far)
    if len(ways) == 1:
        return first
    further, other = ways[1]
    return Phrase(_("%(first)s, %(n)s to %(end)s"), slots={"first": first, "n": further, "end": other})
