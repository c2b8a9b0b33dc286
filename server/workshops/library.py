"""The workshops a facilitator can open: the built-in ones, and their own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from threading import Lock

from server.workshops.content import Workshop
from server.workshops.faults import Fault, Faulty
from server.workshops.files import Files
from server.workshops.loading import NAME, load

Signature = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Shelved:
    """A workshop of the library, or the faults that keep it closed. `own`: not built in."""

    key: str
    workshop: Workshop | None
    faults: tuple[Fault, ...] = ()
    own: bool = False


class Library:
    """All workshops. The built-in ones are read once; the own ones again whenever one of their files changed."""

    def __init__(self, builtin: Path, own: Path) -> None:
        self._builtin = _all_of(builtin)
        self._own = own
        self._signature: Signature = ()
        self._own_shelf: tuple[Shelved, ...] = ()
        self._one_reader = Lock()

    def shelf(self) -> tuple[Shelved, ...]:
        """Every workshop, built-in ones first, each part sorted by key."""
        with self._one_reader:
            signature = _signature(self._own)
            if signature != self._signature:
                taken, files = {each.key for each in self._builtin}, Files(self._own)
                self._own_shelf = tuple(_own_one(folder, files, taken) for folder in _folders(self._own))
                self._signature = signature
            return self._builtin + self._own_shelf

    def get(self, key: str) -> Workshop | None:
        """The workshop with this key; None if there is none or it has faults."""
        return next((each.workshop for each in self.shelf() if each.key == key), None)


@cache
def _all_of(root: Path) -> tuple[Shelved, ...]:
    files = Files(root)
    return tuple(_shelved(folder, files) for folder in _folders(root))


def _folders(root: Path) -> list[Path]:
    return sorted(path.parent for path in root.glob(f"*/{NAME}")) if root.is_dir() else []


def _shelved(folder: Path, files: Files, own: bool = False) -> Shelved:
    if not folder.name.isprintable():
        name = "".join(sign if sign.isprintable() else "?" for sign in folder.name)
        sentence = "the name of this folder has signs that cannot be shown; give it the name that 'workshop:' says."
        return Shelved(name, None, (Fault(PurePosixPath(name, NAME), 1, sentence),), own)
    try:
        return Shelved(folder.name, load(folder, files), own=own)
    except Faulty as faulty:
        return Shelved(folder.name, None, faulty.faults, own)
    except OSError as error:
        sentence = f"this file cannot be read ({error.strerror}); look at its permissions."
        return Shelved(folder.name, None, (Fault(PurePosixPath(folder.name, NAME), 1, sentence),), own)


def _own_one(folder: Path, files: Files, taken: set[str]) -> Shelved:
    if folder.name not in taken:
        return _shelved(folder, files, own=True)
    sentence = f"'{folder.name}' is a built-in workshop; give the folder and 'workshop:' another name."
    return Shelved(folder.name, None, (Fault(PurePosixPath(folder.name, NAME), 1, sentence),), own=True)


def _signature(root: Path) -> Signature:
    """Changes whenever a workshop file is written, added or taken away; only looks at names, times and sizes."""
    files = []
    for path in sorted(root.rglob("*.yaml")) if root.is_dir() else ():
        try:
            stat = path.stat()
        except OSError:
            continue
        files.append((str(path), stat.st_mtime_ns, stat.st_size))
    return tuple(files)
