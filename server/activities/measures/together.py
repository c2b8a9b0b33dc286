"""Whether two lines go together, in words and without a coefficient, and what there is to talk about then."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import StatisticsError, correlation

from server.activities.contract.result import Phrase, Prompt, Seen, _
from server.activities.measures.pairs import Field

TOGETHER, APART = 0.5, 0.2  # correlations
TWICE = 2  # the minimum: so many it takes

PROMPTS: Mapping[str, Prompt] = {
    "give": Prompt(
        _("What does that cost, and who pays it? Ask somebody who has kept it up for years."),
        _("Turn to your neighbour: what does that cost, and who pays it?"),
    ),
    "mirror": Prompt(
        _("One example of the first, and what you did with it."),
        _("Turn to your neighbour: one example of the first, and what you did with it."),
    ),
    "apart": Prompt(
        _("Who manages the second in spite of the first? Say how."),
        _("Turn to your neighbour: how can the second go well in spite of the first?"),
    ),
    "open": Prompt(
        _("Ask one person: what would have to happen for one more step?"),
        _("Turn to your neighbour: what would have to happen for one more step?"),
    ),
}


def together(field: Field, minimum: int) -> tuple[Seen, ...]:
    """Whether both lines go together, in words: as far as the shown cells tell it, by their middles."""
    middles = [(band.low + band.high) / 2 for band in field.bands]
    pairs = [(middles[x], middles[y]) for (x, y), people in field.cells.items() for _each in range(people)]
    if len(pairs) < TWICE * minimum:
        return ()
    try:
        likeness = correlation(*zip(*pairs, strict=True))
    except StatisticsError:  # all stand in one column, or row
        return ()
    if likeness >= TOGETHER:
        return (Seen("mirror", Phrase(_("Both lines go together"))),)
    return (Seen("apart", Phrase(_("One line does not tell the other"))),) if likeness < APART else ()
