"""Everything that a room shows to anybody, as bytes, and of which people it is told."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlmodel import Session

from server.activities.contract.gap import speakers
from server.activities.contract.result import Result
from server.phases import FIRST_ROUND
from server.results.outcomes import Released
from server.room import facilitation
from server.room.board import Board
from server.scenes.console import console
from server.scenes.phone import phone
from server.scenes.private import VOTING
from server.scenes.private import result as private
from server.scenes.render import html
from server.scenes.results import results
from server.scenes.screen import screen
from server.trials.torture.solvers.played import House, Played, Script

EVER = datetime(2031, 1, 1, tzinfo=UTC)
People = frozenset[int]


WHOLE = ""  # answers, in a row of a table
Table = tuple[int, str]  # a round, and what the table is of


@dataclass(slots=True)
class Shown:
    """`pages` by what they are; `told`: of which people there is a table anywhere, and of which parts."""

    pages: dict[str, str] = field(default_factory=dict)
    told: dict[Table, tuple[People, frozenset[str]]] = field(default_factory=dict)

    @property
    def is_split(self) -> bool:
        """Whether groups were shown."""
        return any(name.startswith("group") for _round, name in self.told)

    @property
    def is_previewed(self) -> bool:
        """Whether whoever facilitates saw a part."""
        return any(name.startswith("preview") for _round, name in self.told)

    def first(self) -> Mapping[Table, tuple[People, frozenset[str]]]:
        """The tables of the first round."""
        return {table: told for table, told in self.told.items() if table[0] == FIRST_ROUND}

    def tables(self, who: int) -> tuple[Table, ...]:
        """Those that somebody is in."""
        return tuple(table for table, (people, _parts) in self.told.items() if who in people)


def shown(house: House, script: Script) -> Shown:
    """Play a room and look at everything."""
    played, found = Played(house, script), Shown()
    for number, board in enumerate(played.stops()):
        now = board.opened_at
        for page in (screen, phone, console):
            found.pages[f"{number}. {page.__name__}, {board.step.phase} {board.step.round}"] = str(
                html(page(board, now), board.language)
            )
        found.told |= dict(_told(script, board))
    with Session(house.engine) as session:
        reached = facilitation.reached(session, played.id)
    found.pages["results page"] = str(html(results(board, reached, EVER), board.language))
    found.pages |= _exported(played.archive())
    return found


def _told(script: Script, board: Board) -> Iterator[tuple[Table, tuple[People, frozenset[str]]]]:
    """Of whom the tables on a desk tell, which sees all that others see."""
    result, round = private(board), board.step.round
    if not isinstance(result, Released):
        return
    everybody = list(script.says[round - 1])
    if result.sides is not None:
        for group in result.sides.groups:
            mine = frozenset(who for who in everybody if script.roles.get(who) == group.place.key)
            yield (round, f"group {group.place.key}"), (mine, _parts(script, group.result))
    elif board.step.phase in VOTING and (book := board.book()):
        covered = book.preview.covered
        yield (round, f"preview {covered}"), (frozenset(everybody[:covered]), _parts(script, result.result))
    else:
        yield (round, "everybody"), (frozenset(everybody), _parts(script, result.result))


def _parts(script: Script, result: Result) -> frozenset[str]:
    """The parts of which there are numbers: all, where these are of whole answers."""
    parts = frozenset(row.part for row in result.cells().rows if speakers(result, row.part))
    return parts.union(part.key for part in script.activity.poses().parts) if WHOLE in parts else parts


def _exported(archive: bytes) -> Mapping[str, str]:
    """The tables. Rows of answers stand in no order, each with a pseudonym of its own; where they are fingerprints each
    column stands by itself, so nothing is said by which cells are side by side."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        files = {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist() if name.endswith(".csv")}
    rows = list(csv.DictReader(io.StringIO(files.pop("answers.csv"))))
    cells = Counter((row["activity"], row["round"], name, row[name]) for row in rows for name in row)
    told = sorted(f"{cell}: {number}" for cell, number in cells.items() if "pseudonym" not in cell)
    return files | {"answers.csv": "\n".join(told)}
