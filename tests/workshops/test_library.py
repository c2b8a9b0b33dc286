"""The library: built-in and own workshops side by side, and what happens when an author saves a file."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from server.workshops.content import Workshop
from server.workshops.document import Document
from server.workshops.files import Files
from server.workshops.library import Library, Shelved
from server.workshops.loading import load
from server.workshops.reading import read
from tests.waiting import SECONDS

WORKSHOP = """\
workshop: {key}
title: {{en: "{title}"}}
minutes: 1
modules: [part.yaml]
"""
PART = """\
module: part
title: Part
activities:
  - {key: hello, kind: slide, title: Hello, minutes: 1, heading: Hello}
"""


def write(root: Path, key: str, title: str = "Tea", folder: str = "") -> Path:
    """A small good workshop; returns its folder."""
    place = root / (folder or key)
    place.mkdir(parents=True, exist_ok=True)
    (place / "workshop.yaml").write_text(WORKSHOP.format(key=key, title=title))
    (place / "part.yaml").write_text(PART)
    return place


@pytest.fixture
def builtin(tmp_path: Path) -> Path:
    write(tmp_path / "built-in", "tea")
    return tmp_path / "built-in"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


def shelved(library: Library, key: str) -> list[Shelved]:
    return [each for each in library.shelf() if each.key == key]


def test_without_own_workshops(builtin: Path, own: Path) -> None:
    library = Library(builtin, own)
    assert [(each.key, each.own, each.faults) for each in library.shelf()] == [("tea", False, ())]
    workshop = library.get("tea")
    assert workshop is not None
    assert workshop.workshop == "tea"
    assert library.get("coffee") is None


def test_built_in_ones_come_first(builtin: Path, own: Path) -> None:
    write(own, "coffee")
    write(own, "almond-milk")
    assert [each.key for each in Library(builtin, own).shelf()] == ["tea", "almond-milk", "coffee"]


def test_own_workshops_are_read_again_when_they_change(builtin: Path, own: Path) -> None:
    library = Library(builtin, own)
    library.shelf()
    folder = write(own, "coffee", "Coffee")
    assert library.get("coffee") is not None
    assert library.get("coffee") is library.get("coffee"), "unchanged files are not read again"

    (folder / "part.yaml").write_text(PART.replace("heading", "headng"))
    assert library.get("coffee") is None
    assert str(shelved(library, "coffee")[0].faults[0]) == (
        "coffee/part.yaml:4: 'headng' is not a key of a slide; did you mean 'heading'?"
    )

    (folder / "part.yaml").write_text(PART)
    assert library.get("coffee") is not None
    (folder / "workshop.yaml").unlink()
    assert shelved(library, "coffee") == []


def test_a_change_of_the_same_length_is_seen(builtin: Path, own: Path) -> None:
    folder = write(own, "coffee", "One")
    library = Library(builtin, own)
    before = library.get("coffee")
    stat = (folder / "workshop.yaml").stat()
    write(own, "coffee", "Two")
    os.utime(folder / "workshop.yaml", ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000))
    after = library.get("coffee")
    assert before is not None
    assert after is not None
    assert (before.title, after.title) == ({"en": "One"}, {"en": "Two"})


def test_a_change_within_the_same_moment_is_seen_by_its_length(builtin: Path, own: Path) -> None:
    folder = write(own, "coffee", "One")
    library = Library(builtin, own)
    library.shelf()
    moments = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    write(own, "coffee", "Three")
    for path, moment in moments.items():
        os.utime(path, ns=(moment, moment))
    after = library.get("coffee")
    assert after is not None
    assert after.title == {"en": "Three"}


def test_an_own_workshop_cannot_stand_in_for_a_built_in_one(builtin: Path, own: Path) -> None:
    write(own, "tea", "Not the real tea")
    library = Library(builtin, own)
    real, pretender = shelved(library, "tea")
    assert library.get("tea") is real.workshop
    assert (pretender.own, pretender.workshop) == (True, None)
    sentence = "'tea' is a built-in workshop; give the folder and 'workshop:' another name."
    assert [str(fault) for fault in pretender.faults] == [f"tea/workshop.yaml:1: {sentence}"]


def test_one_bad_workshop_leaves_the_others_alone(builtin: Path, own: Path) -> None:
    write(own, "coffee", folder="cofee")
    write(own, "milk")
    library = Library(builtin, own)
    assert library.get("milk") is not None
    assert library.get("cofee") is None
    assert "give both the same name" in shelved(library, "cofee")[0].faults[0].sentence


def test_own_workshops_may_share_modules_but_reach_no_further(builtin: Path, own: Path) -> None:
    folder = write(own, "coffee")
    (own / "shared").mkdir()
    (own / "shared" / "part.yaml").write_text(PART)
    (folder / "workshop.yaml").write_text(WORKSHOP.format(key="coffee", title="x").replace("part", "../shared/part"))
    library = Library(builtin, own)
    assert library.get("coffee") is not None
    stolen = f"../../{builtin.name}/tea/part"
    (folder / "workshop.yaml").write_text(WORKSHOP.format(key="coffee", title="x").replace("part", stolen))
    assert library.get("coffee") is None
    assert "lies outside the folder of workshops" in shelved(library, "coffee")[0].faults[0].sentence


def test_a_file_that_is_a_folder_is_a_fault_and_no_crash(builtin: Path, own: Path) -> None:
    (own / "coffee" / "workshop.yaml").mkdir(parents=True)
    assert shelved(Library(builtin, own), "coffee")[0].workshop is None


def test_a_file_that_cannot_be_read_is_a_fault_and_no_crash(
    builtin: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(own, "coffee")

    def refuse(path: Path, *_args: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    library = Library(builtin, own)
    monkeypatch.setattr(Path, "open", refuse)
    assert "this file cannot be read (Permission denied)" in shelved(library, "coffee")[0].faults[0].sentence


def test_one_reader_at_a_time(builtin: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten pages of the library at once read everything ten times."""
    write(own, "coffee")
    library = Library(builtin, own)
    at_once, most, readings = 0, 0, 0

    def watched(folder: Path, files: Files) -> Workshop:
        nonlocal at_once, most, readings
        at_once, readings = at_once + 1, readings + 1
        most = max(most, at_once)
        began.set()
        go_on.wait(SECONDS)
        at_once -= 1
        return load(folder, files)

    began, go_on = Event(), Event()
    monkeypatch.setattr("server.workshops.library.load", watched)
    with ThreadPoolExecutor(8) as readers:
        shelves = [readers.submit(library.shelf) for _ in range(8)]
        assert began.wait(SECONDS)
        go_on.set()
        assert all(shelf.result() == shelves[0].result() for shelf in shelves)
    assert (most, readings) == (1, 1)


def test_workshops_share_what_was_read(builtin: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[bytes] = []

    def noting(content: bytes) -> Document:
        reads.append(content)
        return read(content)

    monkeypatch.setattr("server.workshops.files.read", noting)
    for key in ("coffee", "cocoa", "milk"):
        (write(own, key) / "workshop.yaml").write_text(
            WORKSHOP.format(key=key, title="T").replace("part.yaml", "../shared.yaml")
        )
    (own / "shared.yaml").write_text(PART)
    assert all(each.workshop for each in Library(builtin, own).shelf())
    assert reads.count(PART.encode()) == 2, "once for the own ones, once for the built-in one"
