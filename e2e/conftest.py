"""What every browser test stands on: Debian's Chromium, a real server, and people at their browsers."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from e2e.cast import ELSEWHERE, Cast
from e2e.company import Company, gathered
from e2e.fake_room import phone_pages
from e2e.house import House, house_at
from e2e.loopback import without_faults
from server.commands import chromium
from server.trials.browser import switches
from server.trials.swarm.proxy_thread import ProxyInThread, proxy_in_thread

PATIENCE_MS = 60_000

expect.set_options(timeout=PATIENCE_MS)


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Two more than there are processors: stories wait for timers, restarts and made-up people, too."""
    return (yield) + 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests without a browser come first: synchronous Playwright leaves a loop running that asyncio cannot share."""
    items.sort(key=lambda item: "playwright" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def browser_type_launch_args(playwright: Playwright) -> dict[str, object]:
    """The Chromium that is here."""
    # A name in a LAN without HTTPS: there browsers tell a form's origin by other rules than on this machine.
    named = f"--host-resolver-rules=MAP {ELSEWHERE} 127.0.0.1"
    return {"executable_path": chromium.require(), "args": [*switches(playwright), named]}


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
