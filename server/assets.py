"""The files of `static/`, read and compressed once, served from memory under a name that changes with them."""

import base64
import gzip
import hashlib
import mimetypes
from functools import cache
from pathlib import Path
from typing import NamedTuple

STATIC = Path(__file__).resolve().parent.parent / "static"
WORTH_PACKING = {".css", ".js", ".svg", ".txt", ".json"}


class Asset(NamedTuple):
    """One file: its bytes, the same packed if that is worth it, and its media type."""

    plain: bytes
    packed: bytes | None
    kind: str


class Assets:
    """All files. Modules import each other by relative path, so one hash over all of them names a release."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[str, Asset] = {}
        digest = hashlib.sha256()
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            name, content = path.relative_to(root).as_posix(), path.read_bytes()
            digest.update(name.encode() + b"\0" + content)
            self._files[name] = _asset(name, content)
        self.release = base64.urlsafe_b64encode(digest.digest()[:9]).decode()

    def url(self, name: str) -> str:
        """The address of one file; raises KeyError for a file that is not there."""
        if name not in self._files:
            raise KeyError(f"static/{name} does not exist")
        return f"/static/{self.release}/{name}"

    def sheets(self, *names: str) -> str:
        """The address of several style sheets as one, so a phone asks once."""
        together = f"css/{hashlib.sha256(' '.join(names).encode()).hexdigest()[:12]}.css"
        if together not in self._files:
            content = b"\n".join(self._files[f"css/{name}.css"].plain for name in names)
            self._files[together] = _asset(together, content)
        return self.url(together)

    def read(self, name: str) -> Asset | None:
        """One file, if it is there."""
        return self._files.get(name)


def _asset(name: str, content: bytes) -> Asset:
    ending = Path(name).suffix
    kind = "text/javascript" if ending == ".js" else mimetypes.guess_type(name)[0] or "application/octet-stream"
    packed = gzip.compress(content, 9, mtime=0) if ending in WORTH_PACKING else None
    return Asset(content, packed if packed and len(packed) < len(content) else None, kind)


@cache
def assets() -> Assets:
    """The assets of this process."""
    return Assets(STATIC)
