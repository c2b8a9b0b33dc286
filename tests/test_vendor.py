"""What others wrote is exactly what they published, and nothing else lies beside it."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import pytest

from server.bootstrap import ROOT
from server.commands.vendor import ICONS, PACKAGES, SPRITE, VENDOR

MANIFEST: list[dict[str, Any]] = json.loads((ROOT / VENDOR / "manifest.json").read_text())
CHECKSUMS: dict[str, str] = {path: checksum for entry in MANIFEST for path, checksum in entry["files"].items()}


@pytest.mark.parametrize("path", sorted(CHECKSUMS))
def test_the_file_is_unchanged(path: str) -> None:
    assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == CHECKSUMS[path]


def test_nothing_unlisted_lies_there() -> None:
    there = {str(path.relative_to(ROOT)) for path in (ROOT / VENDOR).rglob("*") if path.is_file()}
    assert there - {str(VENDOR / "manifest.json")} == set(CHECKSUMS) - {str(SPRITE)}


def test_every_package_is_pinned_with_its_licence() -> None:
    assert [(entry["package"], entry["version"], entry["licence"]) for entry in MANIFEST] == [
        (package.name, package.version, package.licence) for package in PACKAGES
    ]
    for entry in MANIFEST:
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", entry["integrity"])
        assert any(path.endswith(".LICENSE.txt") for path in entry["files"])


def test_the_sprite_has_each_icon_once() -> None:
    ids = re.findall(r'<symbol id="i-([a-z0-9-]+)" viewBox="0 0 24 24">', (ROOT / SPRITE).read_text())
    assert ids == ICONS.split()
    assert len(ids) == len(set(ids))
