"""A new kind of activity is one file, its templates, one import line, a test and an example; nothing else.

The toy kinds of `tests/toy/` are added to a copy of the tree in just this way, and must hold there to the
contract of all kinds and be drawn in every phase.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOYS = ROOT / "tests" / "toy"
PARTS = ("server", "templates", "static", "workshop_content", "tests")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of everything that kinds live in."""
    for part in PARTS:
        # toy.py of torture plays with one of the toys added here, and so it names a kind.
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "toy.py"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def add_the_kind(tree: Path, name: str, toy: Path) -> None:
    """The checklist for a new kind, line by line."""
    shutil.copy(toy / f"{name}.py", tree / "server" / "activities")
    (tree / "templates" / "activities" / name).mkdir()
    for audience in ("phone", "screen", "console"):
        shutil.copy(toy / f"{audience}.html", tree / "templates" / "activities" / name)
    union = tree / "server" / "activities" / "__init__.py"
    before, after = union.read_text().split("from server.activities.slide import", 1)
    line = f"from server.activities.{name} import {name.title()} as {name.title()}\n"
    union.write_text(f"{before}{line}from server.activities.slide import{after}")
    shutil.copy(toy / "answers.py", tree / "tests" / "activities" / f"test_{name}.py")
    with (tree / "workshop_content" / "sampler" / "sampler.yaml").open("a") as sampler:
        sampler.write((toy / "example.yaml").read_text())
    promise = tree / "workshop_content" / "sampler" / "workshop.yaml"
    promised = int(re.search(r"minutes: (\d+)", promise.read_text())[1])  # type: ignore[index]  # the sampler has some
    promise.write_text(promise.read_text().replace(f"minutes: {promised}", f"minutes: {promised + 2}"))


def contract(tree: Path, name: str) -> subprocess.CompletedProcess[str]:
    """Hold the new kind to the contract, and draw it."""
    tests = ["tests/activities/test_contract.py"]
    only = ["-k", f"{name} or union or names_a_kind"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests, *only]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("name", ["thumbs", "pegs", "claps"], ids=["one place", "many parts", "events"])
def test_a_new_kind_needs_nothing_but_its_own_files(copy: Path, name: str) -> None:
    add_the_kind(copy, name, TOYS / name)
    result = contract(copy, name)
    assert result.returncode == 0, result.stdout + result.stderr
