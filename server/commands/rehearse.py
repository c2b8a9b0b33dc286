"""`rehearse DIR --people N`: plays a workshop unattended with made-up people, and says what would go wrong."""

import argparse
import asyncio
import tempfile
from pathlib import Path
from time import monotonic

from server.clock import turned
from server.commands.check import from_here, printable
from server.commands.logs import ration_logs
from server.rehearsal.play import Played, play
from server.room.pretence import Temper
from server.workshops.content import Workshop
from server.workshops.faults import Faulty
from server.workshops.files import Files
from server.workshops.loading import NAME, load

LEAST, MOST = 5, 5_000


def main(argv: list[str]) -> int:
    """Play it; 0 when all went well, 1 with faults, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="python3 -m server rehearse", description=__doc__)
    parser.add_argument("folder", type=Path, help="a workshop's folder")
    parser.add_argument("--people", type=int, default=30, help=f"{LEAST} to {MOST:,}; 30 unless told")
    parser.add_argument(
        "--temper", type=Temper, choices=list(Temper), default=Temper.MOVING, help="how the room answers"
    )
    given = parser.parse_args(argv)
    if not LEAST <= given.people <= MOST:
        parser.error(f"--people is {given.people}; write {LEAST} to {MOST}")
    if not (given.folder / NAME).is_file():
        parser.error(f"there is no workshop at {given.folder}: no file {NAME}")
    root = given.folder.absolute().parent
    try:
        workshop = load(given.folder, Files(root))
    except Faulty as faulty:
        for fault in faulty.faults:
            print(printable(f"{from_here(root / fault.path)}:{fault.line}: {fault.sentence}"))
        return 1
    ration_logs()
    begun = monotonic()
    with tempfile.TemporaryDirectory(prefix="roomful-") as data, turned() as clock:
        played = asyncio.run(play(workshop, given.people, given.temper, Path(data), clock))
    for each in played.faults:
        print(printable(str(each)))
    print(printable(_summary(workshop, given.people, played, monotonic() - begun)))
    return 1 if played.faults else 0


def _summary(workshop: Workshop, people: int, played: Played, seconds: float) -> str:
    faults = _some(len(played.faults), "fault") if played.faults else "No faults"
    counted = ((played.items, "item"), (played.rounds, "round"), (played.answers, "answer"))
    told = ", ".join(_some(number, what) for number, what in counted)
    cards = _some(len(played.cards), "card")
    return f"{faults}: {workshop.workshop} with {people:,} made-up people, {told}, {cards} shown, {seconds:.1f} s."


def _some(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
