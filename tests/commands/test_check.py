"""`check PATH`: what an author sees, and what a script can rely on."""

from pathlib import Path

import pytest

from server.commands.check import main
from server.scenes.library import card
from server.workshops.files import Files
from server.workshops.loading import load

CONTENT = Path(__file__).resolve().parents[2] / "workshop_content"
WORKSHOP = "workshop: tea\ntitle: Tea\nminutes: 1\nmodules: [part.yaml]\n"
PART = """\
module: part
title: Part
activities:
  - {key: hello, kind: slide, title: Hello, minutes: 1, heading: Hello}
"""


@pytest.fixture
def tea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A good workshop below the folder in which the command is called."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "mine" / "tea"
    folder.mkdir(parents=True)
    (folder / "workshop.yaml").write_text(WORKSHOP)
    (folder / "part.yaml").write_text(PART)
    return folder


def test_a_good_workshop(tea: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mine/tea"]) == 0
    assert capsys.readouterr().out == "No faults: tea, 1 minute, 1 activity.\n"


def test_it_counts_activities_as_the_library_does(capsys: pytest.CaptureFixture[str]) -> None:
    folder = CONTENT / "sampler"
    workshop = load(folder, Files(CONTENT))
    shown = card(workshop, own=False).activities
    assert shown < len(workshop.run_of_show()), "the sampler has an `again`, which is no new activity"
    assert main([str(folder)]) == 0
    assert f", {shown} activities." in capsys.readouterr().out


@pytest.mark.parametrize("path", ["mine/tea", "mine/tea/workshop.yaml", "mine", "."])
def test_faults(tea: Path, path: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    if path == ".":
        monkeypatch.chdir(tea)
    (tea / "part.yaml").write_text(PART.replace("heading", "headng"))
    assert main([path]) == 1
    where = "part.yaml" if path == "." else "mine/tea/part.yaml"
    assert capsys.readouterr().out == (
        f"{where}:4: 'headng' is not a key of a slide; did you mean 'heading'?\n"
        f"{where}:4: a slide needs 'heading'; add a line 'heading: ...'.\n"
        "2 faults.\n"
    )


def test_one_fault_and_one_good_workshop(tea: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tea.parent / "coffee"
    other.mkdir()
    (other / "workshop.yaml").write_text(WORKSHOP.replace("workshop: tea", "workshop: coffee"))
    (other / "part.yaml").write_text(PART.replace("minutes: 1", "minutes: 0"))
    assert main(["mine"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "mine/coffee/part.yaml:4: 'minutes' is 0; write a number above 0.",
        "No faults: tea, 1 minute, 1 activity.",
        "1 fault.",
    ]


@pytest.mark.parametrize("sign", ["\x1b[2J", "\x9b2J", "\u202e", "\r"])
def test_what_a_terminal_would_obey_is_written_out(tea: Path, sign: str, capsys: pytest.CaptureFixture[str]) -> None:
    written = sign.encode("unicode_escape").decode()
    (tea / "part.yaml").write_text(PART + f'"evil{written}": 1\n')
    other = tea.parent / f"te{sign}a"
    other.mkdir()
    (other / "workshop.yaml").write_text(WORKSHOP)
    assert main(["mine"]) == 1
    out = capsys.readouterr().out
    assert sign not in out.replace("\n", "")
    assert f"te{written}a" in out


@pytest.mark.parametrize("call", [[], ["mine/tea", "mine/tea"], ["--help"], ["nowhere"], ["mine/tea/part.yaml"]])
def test_a_wrong_call(tea: Path, call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(call) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "usage: python3 -m server check PATH" in err


def test_what_we_ship_has_no_faults(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(CONTENT)]) == 0
    assert "No faults: late-shipment, 20 minutes, 7 activities." in capsys.readouterr().out
