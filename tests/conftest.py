"""What tests of the core stand on: an empty database made once, a house with Fay in it, a real server."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from server.clock import Turned, turned
from server.store.database import migrate
from tests.house import House, living

# A machine that is busy with something else must not fail a property, and a run must be repeatable.
hypothesis.settings.register_profile("roomful", deadline=None, derandomize=True)
hypothesis.settings.load_profile("roomful")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def clock() -> Iterator[Turned]:
    """Time stands still until the test turns it."""
    with turned() as made:
        yield made


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables and nobody in it, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "roomful.db"
    migrate(path)
    return path


@pytest.fixture
def house(tmp_path: Path, empty_database: Path) -> Iterator[House]:
    with living(tmp_path / "house", empty_database) as made:
        yield made


@pytest.fixture(scope="module")
def old_house(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[House]:
    """A house that all tests of a file share; each has rooms of its own."""
    with living(tmp_path_factory.mktemp("old"), empty_database) as made:
        yield made
