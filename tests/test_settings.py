"""Settings: what docs/settings.md says is what there is, and what cannot be is said in one sentence."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from server.settings import INSIDE, PREFIX, Settings, WrongSettings, settings_from
from tests.waiting import SECONDS

ROOT = Path(__file__).resolve().parents[1]
ROW = re.compile(r"^\| `(ROOMFUL_\w+)` \| (.+?) \| (.+?) \| `(.+?)` \|$", re.MULTILINE)
DOCUMENTED = {
    name: (meaning, default, example)
    for name, meaning, default, example in ROW.findall((ROOT / "docs" / "settings.md").read_text())
}


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in DOCUMENTED:
        monkeypatch.delenv(name, raising=False)


def refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> str:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSettings) as caught:
        settings_from({name: value})
    return str(caught.value)


def test_every_setting_is_documented_with_its_default() -> None:
    defaults = {
        f"{PREFIX}{name.upper()}": str(field.default) if field.default not in (None, "") else "none"
        for name, field in Settings.model_fields.items()
    }
    assert {name: default.strip("`") for name, (_, default, _) in DOCUMENTED.items()} == defaults


@pytest.mark.parametrize("name", DOCUMENTED)
def test_its_example_works(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, default, example = DOCUMENTED[name]
    assert example != default.strip("`")
    monkeypatch.setenv(name, example)
    made = settings_from({name: example})
    assert str(getattr(made, name.removeprefix(PREFIX).lower())).rstrip("/") == example


def test_no_other_name_is_read_anywhere() -> None:
    named = {
        name
        for folder in ("server", "e2e", "tests")
        for path in (ROOT / folder).rglob("*.py")
        if path != Path(__file__)
        for name in re.findall(r"ROOMFUL_[A-Z_]+", path.read_text())
    }
    assert named <= {*DOCUMENTED, INSIDE}


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("ROOMFUL_KEEP_DAY", "7", "There is no setting ROOMFUL_KEEP_DAY; did you mean ROOMFUL_KEEP_DAYS?"),
        ("ROOMFUL_XYZ", "7", "There is no setting ROOMFUL_XYZ; docs/settings.md lists them all."),
        ("ROOMFUL_KEEP_DAYS", "soon", "ROOMFUL_KEEP_DAYS cannot be 'soon': write a whole number."),
        ("ROOMFUL_KEEP_DAYS", "0", "ROOMFUL_KEEP_DAYS cannot be '0': write 1 or more."),
        ("ROOMFUL_KEEP_DAYS", "9999", "ROOMFUL_KEEP_DAYS cannot be '9999': write 3650 or less."),
        (
            "ROOMFUL_PUBLIC_URL",
            "rooms.example",
            "ROOMFUL_PUBLIC_URL cannot be 'rooms.example': write an address such as https://rooms.example.",
        ),
        (
            "ROOMFUL_PUBLIC_URL",
            "https://rooms.example/here",
            "ROOMFUL_PUBLIC_URL cannot be 'https://rooms.example/here': write scheme and host alone, such as"
            " https://rooms.example.",
        ),
        (
            "ROOMFUL_TRUSTED_PROXIES",
            "nginx",
            "ROOMFUL_TRUSTED_PROXIES cannot be 'nginx': write addresses or networks with commas between, such as"
            " 10.0.0.1.",
        ),
    ],
)
def test_what_cannot_be_is_one_sentence(name: str, value: str, sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(monkeypatch, name, value) == sentence


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in DOCUMENTED:
        monkeypatch.setenv(name, "")
    assert settings_from(dict.fromkeys(DOCUMENTED, "")) == Settings()


def test_run_says_it_once_and_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The supervisor started such a server 116 times."""
    monkeypatch.setenv(INSIDE, "yes")
    monkeypatch.setenv("ROOMFUL_KEEP_DAYS", "soon")
    run = subprocess.run(
        [sys.executable, "-m", "server", "run", "--host", "127.0.0.1", "--port", "0", "--data", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert run.returncode == 2
    assert run.stdout == ""
    assert run.stderr == "ROOMFUL_KEEP_DAYS cannot be 'soon': write a whole number.\n"
