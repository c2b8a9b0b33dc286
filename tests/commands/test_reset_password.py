"""A forgotten password: set a new one on the machine itself, and sign everybody out."""

import asyncio
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from server.commands import reset_password
from server.people import identity
from server.people.passwords import password_fits
from server.store.database import migrate
from server.store.writer import Writer


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder in which Fay is signed in."""
    asyncio.run(_fay(tmp_path / "roomful.db"))
    return tmp_path


async def _fay(path: Path) -> None:
    migrate(path)
    writer = Writer(path)
    writer.start()
    fay = await writer.run(partial(identity.make_facilitator, name="Fay", password_hash="old"))
    await writer.run(partial(identity.sign_in, facilitator=fay))
    await writer.stop()


def _types(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    typed: Iterator[str] = iter(words)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))


def _stored(data: Path) -> tuple[str, int]:
    with sqlite3.connect(data / "roomful.db") as rows:
        (password_hash,) = rows.execute("SELECT password_hash FROM facilitator").fetchone()
        (sign_ins,) = rows.execute("SELECT count(*) FROM sign_in").fetchone()
    rows.close()
    return password_hash, sign_ins


def test_a_new_password_fits_and_ends_every_sign_in(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _types(monkeypatch, "a new short sentence", "a new short sentence")
    assert reset_password.main(["--data", str(data)]) == 0
    stored, sign_ins = _stored(data)
    assert password_fits(stored, "a new short sentence")
    assert sign_ins == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [(("one two three", "one two four"), "Nothing was changed"), (("short", "short"), "eight characters")],
)
def test_a_bad_password_changes_nothing(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, str], said: str
) -> None:
    _types(monkeypatch, *words)
    assert reset_password.main(["--data", str(data)]) == 1
    assert said in capsys.readouterr().err
    assert _stored(data) == ("old", 1)


def test_a_folder_without_data_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reset_password.main(["--data", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_a_name_that_nobody_has_changes_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _types(monkeypatch, "a new short sentence", "a new short sentence")
    assert reset_password.main(["--data", str(data), "--name", "Mallory"]) == 1
    assert _stored(data) == ("old", 1)
