"""`check PATH`: says what is wrong in a workshop, line by line."""

import sys
from pathlib import Path

from server.workshops.content import Workshop
from server.workshops.faults import Faulty
from server.workshops.files import Files
from server.workshops.loading import NAME, load

USAGE = "usage: python3 -m server check PATH\nPATH is a workshop's folder, its workshop.yaml, or a folder of workshops."


def main(argv: list[str]) -> int:
    """Print every fault; 0 without faults, 1 with some, 2 for a wrong call."""
    if len(argv) != 1 or argv[0].startswith("-"):
        print(USAGE, file=sys.stderr)
        return 2
    folders = _workshops(Path(argv[0]))
    if not folders:
        print(f"There is no workshop at {argv[0]}: no file {NAME}.\n{USAGE}", file=sys.stderr)
        return 2
    sound, faults = [], 0
    root = folders[0].absolute().parent
    files = Files(root)
    for folder in folders:
        try:
            sound.append(load(folder, files))
        except Faulty as faulty:
            faults += len(faulty.faults)
            for fault in faulty.faults:
                print(printable(f"{from_here(root / fault.path)}:{fault.line}: {fault.sentence}"))
    for workshop in sound:
        print(printable(f"No faults: {_summary(workshop)}."))
    if faults:
        print("1 fault." if faults == 1 else f"{faults} faults.")
    return 1 if faults else 0


def _workshops(path: Path) -> list[Path]:
    """The folders to check."""
    if path.is_file():
        return [path.parent] if path.name == NAME else []
    if (path / NAME).is_file():
        return [path]
    return sorted(each.parent for each in path.glob(f"*/{NAME}"))


def _summary(workshop: Workshop) -> str:
    activities = workshop.activities
    minutes = "1 minute" if workshop.minutes == 1 else f"{workshop.minutes:g} minutes"
    return f"{workshop.workshop}, {minutes}, {activities} {'activity' if activities == 1 else 'activities'}"


def printable(text: str) -> str:
    """With what a terminal would obey instead of print written out: a stranger's file may hold anything."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def from_here(path: Path) -> Path:
    """As whoever stands in this folder would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
