"""The command `rehearse`."""

from pathlib import Path

import pytest

from server.commands import rehearse

CONTENT = Path(__file__).resolve().parents[2] / "workshop_content"
GOOD = """module: m
title: M
activities:
  - {key: a, kind: choice, title: A, minutes: 5, question: Is it true?,
     options: [{key: "yes", text: "Yes"}, {key: "no", text: "No"}]}
"""


def written(folder: Path, module: str, languages: str = "[en]") -> Path:
    """A workshop's folder."""
    folder.mkdir()
    (folder / "workshop.yaml").write_text(
        f"workshop: {folder.name}\ntitle: One\nminutes: 5\nlanguages: {languages}\nmodules: [m.yaml]\n"
    )
    (folder / "m.yaml").write_text(module)
    return folder


def test_a_sound_workshop_ends_with_a_calm_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rehearse.main([str(written(tmp_path / "one", GOOD)), "--people", "12"]) == 0
    told, logged = capsys.readouterr()
    assert logged == ""
    assert told.startswith("No faults: one with 12 made-up people, 1 item, 1 round, 12 answers, 1 card shown, ")
    assert told.count("\n") == 1


def test_a_fault_is_a_line_of_its_own_and_the_end_is_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faulty = GOOD.replace("kind: choice", "kind: choice, cues: {moved: Who moved?}")
    assert rehearse.main([str(written(tmp_path / "one", faulty))]) == 1
    fault, summary = capsys.readouterr().out.splitlines()
    assert fault.startswith("a: nothing calls its card 'moved'; ")
    assert summary.startswith("1 fault: one with 30 made-up people, ")


def test_a_text_missing_in_a_language_is_told_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    half = GOOD.replace("question: Is it true?", "question: {en: Is it true?}")
    assert rehearse.main([str(written(tmp_path / "one", half, "[en, de]"))]) == 1
    assert "m.yaml:4: 'question' has no text in 'de'" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [["--people", "4"], ["--people", "5001"], ["--people", "many"], ["--temper", "wild"]])
def test_a_wrong_call_is_told_and_ends_with_2(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        rehearse.main([str(CONTENT / "sampler"), *wrong])
    assert ended.value.code == 2
    assert wrong[1] in capsys.readouterr().err


def test_a_folder_without_a_workshop_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        rehearse.main([str(tmp_path)])
    assert ended.value.code == 2
    assert "no file workshop.yaml" in capsys.readouterr().err


def test_nothing_is_left_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    assert rehearse.main([str(written(tmp_path / "one", GOOD)), "--people", "5"]) == 0
    assert list((tmp_path / "temporary").iterdir()) == []
