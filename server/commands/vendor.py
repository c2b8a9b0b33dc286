"""Fetch the pinned browser parts from npm into `static/vendor`: `python -m server.commands.vendor`.

The files are committed, so that running and testing never need npm; `tests/test_vendor.py` checks them.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.bootstrap import ROOT

VENDOR = Path("static/vendor")
SPRITE = Path("templates/parts/icons.html")
SHAPES = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
ICONS = """
    a-large-small arrow-down arrow-up banknote calendar-plus check chevron-left chevron-right circle-alert circle-help
    clock coins columns-2 copy crosshair door-open download ellipsis eye-off flag info languages layers link lock
    lock-open log-out maximize message-square-quote monitor monitor-off monitor-up moon notebook-pen pause play plus
    presentation refresh-cw rotate-ccw ruler scan-line send shield-check skip-forward smartphone split sun timer trash-2
    undo-2 users venetian-mask wifi wifi-off x
"""


class BadPackage(Exception):
    """What npm delivered is not what it announced."""


@dataclass(frozen=True)
class Package:
    """One npm package: what to take from it, by the name it gets in `static/vendor`."""

    name: str
    version: str
    licence: str
    files: dict[str, str]
    icons: str = ""


FONT = "schibsted-grotesk-{}-wght-normal.woff2"
ARABIC_FONT = "vazirmatn-arabic-wght-normal.woff2"
PACKAGES = (
    Package(
        "htmx.org",
        "4.0.1",
        "0BSD",
        {"htmx.esm.min.js": "dist/htmx.esm.min.js", "htmx.LICENSE.txt": "LICENSE"},
    ),
    Package(
        "@fontsource-variable/schibsted-grotesk",
        "5.3.0",
        "OFL-1.1",
        {FONT.format(part): f"files/{FONT.format(part)}" for part in ("latin", "latin-ext")}
        | {"schibsted-grotesk.LICENSE.txt": "LICENSE"},
    ),
    Package(
        "@fontsource-variable/vazirmatn",
        "5.3.0",
        "OFL-1.1",
        {ARABIC_FONT: f"files/{ARABIC_FONT}", "vazirmatn.LICENSE.txt": "LICENSE"},
    ),
    Package("lucide-static", "1.62.0", "ISC", {"lucide.LICENSE.txt": "LICENSE"}, ICONS),
)


def main() -> int:
    """Fetch, check, write the files and their manifest."""
    manifest = []
    for package in PACKAGES:
        with tempfile.TemporaryDirectory() as folder:
            tarball, integrity = _pack(package, Path(folder))
            written = _take(package, tarball)
        checksums = {str(path): hashlib.sha256((ROOT / path).read_bytes()).hexdigest() for path in written}
        manifest.append(
            {
                "package": package.name,
                "version": package.version,
                "integrity": integrity,
                "licence": package.licence,
                "files": checksums,
            }
        )
    (ROOT / VENDOR / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    return 0


def _pack(package: Package, folder: Path) -> tuple[Path, str]:
    command = ["npm", "pack", "--ignore-scripts", "--json", f"{package.name}@{package.version}"]
    answer = json.loads(subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout)
    # A list, or in newer versions of npm an object by package.
    announced: dict[str, Any] = answer[0] if isinstance(answer, list) else next(iter(answer.values()))
    tarball = folder / announced["filename"]
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if announced["integrity"] != f"sha512-{digest}":
        raise BadPackage(f"{package.name} {package.version} does not have the checksum that npm announced")
    return tarball, str(announced["integrity"])


def _take(package: Package, tarball: Path) -> list[Path]:
    (ROOT / VENDOR).mkdir(parents=True, exist_ok=True)
    written = []
    with tarfile.open(tarball) as archive:
        for name, source in package.files.items():
            (ROOT / VENDOR / name).write_bytes(_member(archive, source))
            written.append(VENDOR / name)
        if package.icons:
            symbols = [_symbol(icon, _member(archive, f"icons/{icon}.svg").decode()) for icon in package.icons.split()]
            origin = f"{{# Made by server.commands.vendor from {package.name} {package.version}, {package.licence}. #}}"
            (ROOT / SPRITE).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / SPRITE).write_text("\n".join([origin, *symbols]) + "\n")
            written.append(SPRITE)
    return written


def _member(archive: tarfile.TarFile, path: str) -> bytes:
    content = archive.extractfile(f"package/{path}")
    if content is None:
        raise BadPackage(f"{path} is not a file")
    return content.read()


def _symbol(name: str, svg: str) -> str:
    shapes = SHAPES.search(svg)
    if shapes is None:
        raise BadPackage(f"{name} is not an icon")
    drawing = re.sub(r"\s+", " ", shapes[1]).replace(" />", "/>").replace("> <", "><").strip()
    return f'<symbol id="i-{name}" viewBox="0 0 24 24">{drawing}</symbol>'


if __name__ == "__main__":
    sys.exit(main())
