"""The locks fit the ranges, carry hashes, name no place to fetch from, and one contains the other."""

from __future__ import annotations

import re
import tomllib
from functools import cache

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from server.bootstrap import LOCKS, ROOT

HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


@cache
def text_of(name: str) -> str:
    return (ROOT / "server" / "locks" / f"{name}.txt").read_text()


@cache
def locked(name: str) -> dict[str, str]:
    """The whole entry of each package: version, marker and hashes."""
    entries = text_of(name).replace("\\\n", " ").splitlines()
    return {canonicalize_name(Requirement(HASH.sub("", entry)).name): entry for entry in entries}


def wanted(packages: str) -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    needs: list[str] = project["project"]["dependencies"]
    return needs + project["dependency-groups"]["dev"] if packages == "dev" else needs


@pytest.mark.parametrize("packages", ["run", "dev"])
def test_every_range_is_satisfied(packages: str) -> None:
    for range_ in map(Requirement, wanted(packages)):
        entry = locked(packages)[canonicalize_name(range_.name)]
        (version,) = Requirement(HASH.sub("", entry)).specifier
        assert version.operator == "=="
        assert range_.specifier.contains(version.version), f"{entry} is outside {range_}"


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_a_hash(name: str) -> None:
    assert locked(name)
    assert all(HASH.search(entry) for entry in locked(name).values())


@pytest.mark.parametrize("name", LOCKS)
def test_no_address_and_no_path_stands_in_a_lock(name: str) -> None:
    options = re.findall(r"--[a-z-]+", text_of(name))
    assert set(options) == {"--hash"}
    assert "/" not in text_of(name)
    assert "@" not in text_of(name)


def test_the_dev_lock_contains_the_run_lock() -> None:
    assert locked("run").items() <= locked("dev").items()
