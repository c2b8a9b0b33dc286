"""A copy of the program with the toy kind of the tests, in which people act: nobody does in a kind of the product."""

from __future__ import annotations

import shutil
from pathlib import Path

from server.trials.swarm.serving import ROOT

KIND, DONE = "claps", {"claps": "clap"}
PARTS = ("server", "templates", "static", "workshop_content")


def with_toy(tree: Path) -> Path:
    """Its own files and one import line, as CONTRIBUTING says. The sampler that begins with an example of it."""
    for part in PARTS:
        shutil.copytree(ROOT / part, tree / part)
    shutil.copy(ROOT / "pyproject.toml", tree)
    toy = ROOT / "tests" / "toy" / KIND
    shutil.copy(toy / f"{KIND}.py", tree / "server" / "activities")
    (tree / "templates" / "activities" / KIND).mkdir()
    for page in toy.glob("*.html"):
        shutil.copy(page, tree / "templates" / "activities" / KIND)
    kinds = tree / "server" / "activities" / "__init__.py"
    line = f"from server.activities.{KIND} import {KIND.title()} as {KIND.title()}\n"
    kinds.write_text(
        kinds.read_text().replace("from server.activities.contract", f"{line}from server.activities.contract", 1)
    )
    sampler = tree / "workshop_content" / "sampler" / "sampler.yaml"
    head, examples = sampler.read_text().split("activities:\n", 1)
    sampler.write_text(f"{head}activities:{(toy / 'example.yaml').read_text()}{examples}")
    return sampler
