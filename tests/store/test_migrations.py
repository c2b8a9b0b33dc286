"""The database on disk is the one that the models describe, however it came there."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import StringIO
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from server.clock import Turned
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
        file.execute("INSERT INTO facilitator (name, password_hash) VALUES ('Fay', 'x')")
    migrate(path)
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT name FROM facilitator").fetchall() == [("Fay",)]
        assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def in_words_of(engine_name: str) -> str:
    """What the migrations would say to another engine; nobody connects to one."""
    said = StringIO()
    context = MigrationContext.configure(dialect_name=engine_name, opts={"as_sql": True, "output_buffer": said})
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with Operations.context(context):
        for step in reversed(list(ScriptDirectory.from_config(config).walk_revisions())):
            step.module.upgrade()
    return said.getvalue()


def test_ids_have_64_bits_and_nothing_is_for_one_engine_alone() -> None:
    said = in_words_of("postgresql")
    ids = re.findall(r"^\s+(id|room|\w+_id) (\w+)(?= )", said, re.MULTILINE)
    assert len(ids) > 15
    assert {kind for name, kind in ids if name not in ("answer_id", "action_id")} == {"BIGSERIAL", "BIGINT"}
    for table in SQLModel.metadata.tables.values():
        for index in table.indexes:
            assert not index.dialect_kwargs, index.name


def at_0001(path: Path) -> None:
    """A file as the first release made it."""
    with alembic(path) as config:
        command.upgrade(config, "0001")


ROOM = (
    "INSERT INTO room (id, code, facilitator_id, workshop_key, workshop, language, minimum, theme, screen_token, item,"
    " stop, phase, activity, round, blank, locked, cue, timer_total, timer_left, item_since, moves, version, seats,"
    " opened_at, ended_at) VALUES (?, ?, 1, 'w', '{}', 'en', 5, 'paper', ?, 0, 0, 'open', 'plan', 1, 0, 0, 0, 0, 0,"
    " '2031-01-01', 3, ?, 3, '2031-01-01', ?)"
)


def test_a_file_of_the_first_release_keeps_its_rooms_codes_and_order_of_answers(tmp_path: Path) -> None:
    path = tmp_path / "roomful.db"
    at_0001(path)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("INSERT INTO facilitator (name, password_hash, created_at) VALUES ('Fay', 'x', '2031-01-01')")
        file.execute(ROOM, (1, "111111", "a", 9, None))
        file.execute(ROOM, (2, "222222", "b", 9, "2031-01-02"))
        for person, room in ((1, 1), (2, 1), (3, 2)):
            file.execute(
                "INSERT INTO participant (room_id, token_hash, seat, joined_move, joined_at, seen_at)"
                " VALUES (?, ?, ?, 0, '2031-01-01', '2031-01-01')",
                (room, str(person), person),
            )
        for person, room, version in ((2, 1, 8), (3, 2, 4), (1, 1, 7)):
            file.execute(
                "INSERT INTO answer (room_id, participant_id, activity, round, answer_id, rev, value, version,"
                " answered_at) VALUES (?, ?, 'plan', 1, 'x', 1, '1', ?, '2031-01-01')",
                (room, person, version),
            )
    migrate(path)
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT id, open_code FROM room ORDER BY id").fetchall() == [(1, "111111"), (2, None)]
        first = "SELECT participant_id FROM answer WHERE room_id = 1 ORDER BY first_version"
        assert file.execute(first).fetchall() == [(2,), (1,)]
        assert file.execute("SELECT count(*) FROM answer WHERE first_version > version").fetchone() == (0,)


def test_each_file_has_one_epoch_of_its_own_for_good(tmp_path: Path, clock: Turned) -> None:
    first, second = tmp_path / "first.db", tmp_path / "second.db"
    migrate(first)
    clock.turn(1)
    migrate(second)
    with closing(sqlite3.connect(first)) as one, closing(sqlite3.connect(second)) as other:
        epochs = [file.execute("SELECT epoch FROM house").fetchall() for file in (one, other)]
    assert len(epochs[0]) == len(epochs[1]) == 1
    assert epochs[0] < epochs[1]


def test_results_that_were_shown_before_they_were_noted_are_known_by_the_moves(tmp_path: Path) -> None:
    path = tmp_path / "roomful.db"
    with alembic(path) as config:
        command.upgrade(config, "0010")
    with closing(sqlite3.connect(path)) as file:
        file.execute("INSERT INTO facilitator (id, name, password_hash) VALUES (1, 'Fay', '')")
        columns = [row[1:6] for row in file.execute("PRAGMA table_info(room)")]
        needed: dict[str, object] = {
            name: 1 if kind in ("INTEGER", "BIGINT", "FLOAT") else "1" for name, kind, *_ in columns
        }
        needed |= {"facilitator_id": 1, "workshop": "{}", "open_code": None, "timer_ends_at": None, "ended_at": None}
        file.execute(
            f"INSERT INTO room ({', '.join(needed)}) VALUES ({', '.join('?' * len(needed))})",  # noqa: S608 - our own names
            list(needed.values()),
        )
        for number, (key, released) in enumerate((("seen", 1), ("exported", 1), ("open", 0)), 1):
            file.execute(
                "INSERT INTO round (room_id, activity, round, opened_at, opened_move, released_at)"
                " VALUES (1, ?, 1, '', ?, ?)",
                (key, number, "2031-01-01 00:00:00.000000" if released else None),
            )
        file.execute(
            "INSERT INTO move (room_id, number, verb, phase, activity, round, made_at)"
            " VALUES (1, 1, 'next', 'revealed', 'seen', 1, ''), (1, 2, 'next', 'closed', 'exported', 1, '')"
        )
        file.commit()
    migrate(path)
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT activity, shown FROM round ORDER BY id").fetchall() == [
            ("seen", 1),
            ("exported", 0),
            ("open", 0),
        ]


def test_a_room_in_the_middle_of_a_talk_stands_there_when_courses_have_places_for_splits(tmp_path: Path) -> None:
    path = tmp_path / "roomful.db"
    with alembic(path) as config:
        command.upgrade(config, "0012")
    stops = {"read": (0, 0), "revealed": (3, 3), "talk": (4, 5), "open": (5, 7), "shift": (7, 9)}
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("INSERT INTO facilitator (name, password_hash) VALUES ('Fay', 'x')")
        for number, (phase, (stop, _)) in enumerate(stops.items(), 1):
            file.execute(
                "INSERT INTO room (id, code, facilitator_id, workshop, language, minimum, theme, screen_token, address,"
                " item, stop, phase, activity, round, blank, locked, inviting, cue, timer_total, timer_left,"
                " item_since, moves, version, seats, salt, opened_at) VALUES (?, ?, 1, '{}', 'en', 5, 'paper', ?, '',"
                " 0, ?, ?, 'plan', 1, 0, 0, 0, 0, 0, 0, '2031-01-01', 3, 9, 3, '', '2031-01-01')",
                (number, str(number), str(number), stop, phase),
            )
        for room, round, out in ((5, 1, "2031-01-01"), (5, 2, "2031-01-01"), (3, 1, "2031-01-01"), (3, 2, None)):
            file.execute(
                "INSERT INTO round (room_id, activity, round, opened_at, opened_move, released_at)"
                " VALUES (?, 'plan', ?, '2031-01-01', 1, ?)",
                (room, round, out),
            )
    with alembic(path) as config:
        command.upgrade(config, "head")
    with closing(sqlite3.connect(path)) as file:
        stands = [stop for (stop,) in file.execute("SELECT stop FROM room ORDER BY id")]
        assert stands == [stop for _, stop in stops.values()]
        assert file.execute('SELECT room_id, activity, "by" FROM comparison').fetchall() == [(5, "plan", "")]
    with alembic(path) as config:
        command.downgrade(config, "0012")
    with closing(sqlite3.connect(path)) as file:
        assert [stop for (stop,) in file.execute("SELECT stop FROM room ORDER BY id")] == [s for s, _ in stops.values()]
