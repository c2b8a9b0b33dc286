"""Made-up changes of mind, for tests of what is said about them."""

from collections.abc import Mapping, Sequence

from server.activities.contract.pool import Moves
from server.activities.contract.question import Place
from server.activities.measures.change import Change
from server.results.outcomes import Released


def changed(
    places: Sequence[Place],
    before: tuple[int, ...],
    after: tuple[int, ...],
    moved: int | None,
    cells: Mapping[tuple[int, int], int],
    paired: int,
) -> Released:
    """Both rounds' totals, and of who moved what is told: the number, some groups, or nothing."""
    mine = tuple(places[: len(before)])
    proved = paired - sum(map(min, before, after))
    shown = sum(people for (origin, goal), people in cells.items() if origin != goal)
    least = moved if moved is not None else max(proved, shown)
    moves = Moves(mine, paired, 0, 0, moved, least, cells=cells)
    return Released(Change(mine, before, after, moves), {"": moves})
