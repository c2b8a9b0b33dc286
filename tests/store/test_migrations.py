"""The database on disk is the one that the models describe, however it came there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from server.store import models
from server.store.database import MIGRATIONS, _is_newest, engine, migrate


@contextmanager
def alembic(path: Path) -> Iterator[Config]:
    """Alembic at work on one file, as the server runs it."""
    config, made = Config(), engine(path, writes=True)
    config.set_main_option("script_location", str(MIGRATIONS))
    with made.connect() as connection:
        config.attributes["connection"] = connection
        yield config
    made.dispose()


def schema(path: Path) -> list[tuple[str, str]]:
    """Everything in the file, in its own words."""
    with closing(sqlite3.connect(path)) as file:
        return file.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def test_the_migrations_make_what_the_models_say(empty_database: Path) -> None:
    assert models.Room.metadata is SQLModel.metadata
    made = engine(empty_database, writes=False)
    with made.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    made.dispose()
    assert differences == []


def test_up_down_and_up_again_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "roomful.db"
    migrate(path)
    before = schema(path)
    with alembic(path) as config:
        command.downgrade(config, "base")
    assert [name for name, _ in schema(path) if "alembic" not in name and "sqlite_" not in name] == []
    with alembic(path) as config:
        command.upgrade(config, "head")
    assert schema(path) == before


def test_there_is_one_line_of_migrations_in_the_order_of_their_numbers() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    steps = list(ScriptDirectory.from_config(config).walk_revisions())
    assert len(ScriptDirectory.from_config(config).get_heads()) == 1
    assert [step.revision for step in steps] == sorted((step.revision for step in steps), reverse=True)
    assert {Path(step.path).name.partition("_")[0] for step in steps} == {step.revision for step in steps}


def test_a_file_of_today_is_known_without_alembic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "roomful.db"
    migrate(path)
    monkeypatch.setattr(command, "upgrade", None)
    migrate(path)
    assert _is_newest(path)


def test_any_other_file_is_not_the_newest(tmp_path: Path) -> None:
    assert not _is_newest(tmp_path / "nothing.db")
    empty, old = tmp_path / "empty.db", tmp_path / "old.db"
    empty.touch()
    assert not _is_newest(empty)
    with closing(sqlite3.connect(old)) as file:
        file.executescript(
            "CREATE TABLE alembic_version (version_num VARCHAR(32)); INSERT INTO alembic_version VALUES ('0000')"
        )
    assert not _is_newest(old)


def test_migrating_makes_the_folder_and_keeps_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "roomful.db"
    migrate(path)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("INSERT INTO facilitator (name, password_hash, created_at) VALUES ('Fay', 'x', '2031-01-01')")
    migrate(path)
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT name FROM facilitator").fetchall() == [("Fay",)]
        assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)
