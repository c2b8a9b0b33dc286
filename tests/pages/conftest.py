"""One server for a whole file of tests: starting it costs more than most of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from server.people import passwords
from tests.house import RoomAt
from tests.pages.browsers import Served, serving


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served") / "data", empty_database) as made:
        yield made


@pytest.fixture(autouse=True, scope="package")
def _passwords_are_cheap() -> Iterator[None]:
    """Slowness is the point of the real ones, but not of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        passwords._nobody.cache_clear()
        yield
    passwords._nobody.cache_clear()


@pytest.fixture
def fay(served: Served) -> Iterator[TestClient]:
    with_her = served.fay()
    yield with_her
    with_her.post("/signout")


@pytest.fixture
def room(served: Served) -> RoomAt:
    return served.house.room()
