"""What every browser test stands on: Debian's Chromium, a real server, and people at their browsers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from e2e.browser import switches
from e2e.cast import Cast
from e2e.company import Company, gathered
from e2e.fake_room import phone_pages
from e2e.house import House, house_at
from e2e.loopback import without_faults
from server.commands import chromium
from server.trials.swarm.proxy_thread import ProxyInThread, proxy_in_thread

PATIENCE_MS = 20_000

expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests without a browser come first: synchronous Playwright leaves a loop running that asyncio cannot share."""
    items.sort(key=lambda item: "playwright" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def browser_type_launch_args(playwright: Playwright) -> dict[str, object]:
    """The Chromium that is here."""
    return {"executable_path": chromium.require(), "args": switches(playwright)}


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One running server for all stories, set up by Fay."""
    with house_at(_folder(tmp_path_factory)) as house:
        yield house


def _folder(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("house") / "data"


@pytest.fixture
def cast(browser: Browser, playwright: Playwright) -> Iterator[Cast]:
    """People at their browsers; all leave at the end, and no page may have reported a fault."""
    with Cast(browser, playwright) as cast:
        yield cast


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The phone's pages."""
    with phone_pages() as address:
        yield address


@pytest.fixture
def quiet(page: Page) -> Iterator[Page]:
    """A page on which nothing may go wrong unseen."""
    with without_faults(page):
        yield page


@pytest.fixture
def wifi(house: House) -> Iterator[ProxyInThread]:
    """What lies between Ann's phone and the server."""
    with proxy_in_thread(house.server.address) as wifi:
        yield wifi


@pytest.fixture
def company(house: House, cast: Cast) -> Company:
    """A room of texts: Fay, the big screen and three phones."""
    return gathered(house, cast)
