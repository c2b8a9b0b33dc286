"""The files of one folder of workshops: each is read once, and all of them together only so far."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from server.workshops.document import Document
from server.workshops.reading import MOST_BYTES, read

MOST_TOGETHER = 4 * 1024 * 1024
TOO_MUCH = "the workshops in this folder are larger than 4 MiB together; move those that you do not use elsewhere."


class Files:
    """What may be read below `root`. Somebody else's folder could name one file a thousand times."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._documents: dict[Path, Document] = {}
        self._bytes = 0

    def document(self, path: Path) -> Document:
        """The content of one file, with what cannot be read in it."""
        real = path.resolve()
        if real not in self._documents:
            self._documents[real] = self._read(real)
        return self._documents[real]

    def inside(self, path: Path) -> bool:
        """Whether it lies below the folder, also where a link leads."""
        try:
            return path.resolve().is_relative_to(self.root)
        except (OSError, RuntimeError):  # links that lead in a circle
            return False

    def shown(self, path: Path) -> PurePosixPath:
        """What to call it, without telling where on the machine the folder is."""
        real = path.resolve()
        return PurePosixPath(real.relative_to(self.root) if real.is_relative_to(self.root) else path.name)

    def _read(self, path: Path) -> Document:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        self._bytes += len(content)
        if self._bytes > MOST_TOGETHER:
            return Document(faults=[(1, TOO_MUCH)], whole=False)
        return read(content)
