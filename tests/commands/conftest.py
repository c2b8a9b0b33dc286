"""Commands that run within the tests leave nothing behind."""

from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture(autouse=True)
def _logs_go_where_they_went() -> Iterator[None]:
    """A command of a process of its own sends them elsewhere for good."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)
