"""The references are the ones that earlier runs were measured against."""

import shutil
from pathlib import Path

import pytest

from server.trials.bench import frozen


def test_the_references_are_as_they_were() -> None:
    frozen.check()


@pytest.mark.parametrize("name", frozen.CHECKSUMS)
def test_a_changed_reference_is_noticed(name: str, tmp_path: Path) -> None:
    folder = shutil.copytree(frozen.FOLDER, tmp_path / "references")
    with (folder / f"{name}.py").open("a") as file:
        file.write("\n")
    with pytest.raises(frozen.Thawed, match=name):
        frozen.check(folder)
