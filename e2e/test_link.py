"""The page's one connection: when it comes back, what it drops, and how soon it notices silence."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from e2e.loopback import serving, visit

SCRIPT = """import { openLink } from "/static/js/link.js";
const asking = (window.asking = new Set());
const unheard = (window.unheard = new Set());
const Socket = WebSocket, ask = fetch;
window.WebSocket = class extends Socket {
  constructor(url) {
    super(url);
    asking.add(this);
    unheard.add(this);
    for (const end of ["open", "close"]) this.addEventListener(end, () => asking.delete(this));
    for (const end of ["message", "close"]) this.addEventListener(end, () => unheard.delete(this));
  }
};
window.fetch = (...request) => {
  const answer = ask(...request);
  asking.add(answer);
  return answer.finally(() => asking.delete(answer));
};
const log = (window.log = []);
window.start = () => (window.link = openLink({ path: "/live/phone/482917",
  onMessage: (message) => log.push(message), onState: (state, code) => log.push({ state, code }) }));"""

Message = dict[str, Any]


class Server:
    """The other end of every socket that the page opens."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sockets: list[WebSocketRoute] = []
        self.heard: list[Message] = []
        self.greeting: list[Message] = [frame()]
        self.refuses: int | None = None
        page.route_web_socket(re.compile("/live/"), self._open)

    def _open(self, socket: WebSocketRoute) -> None:
        self.sockets.append(socket)
        socket.on_message(lambda text: self.heard.append(json.loads(text)))
        if self.refuses is not None:
            return
        for message in self.greeting:
            socket.send(json.dumps(message))

    def send(self, message: Message) -> None:
        """To the newest socket."""
        self.sockets[-1].send(json.dumps(message))

    def drop(self) -> None:
        """The newest socket goes away."""
        self.sockets[-1].close(code=1012, reason="restart")

    def passes(self, ms: int) -> None:
        """Time goes by, and none of it while a request or a greeting is under way: the network here takes no time.

        Sockets that are refused are closed, which cannot be done while they open, and are never greeted.
        """
        for step in [1_000] * (ms // 1_000) + [ms % 1_000]:
            before = len(self.sockets)
            self.page.clock.run_for(step)
            self.page.wait_for_function(
                "refused => asking.size === 0 && (refused || unheard.size === 0)", arg=self.refuses is not None
            )
            for socket in self.sockets[before:] if self.refuses is not None else ():
                socket.close(code=self.refuses, reason="no")

    def heard_of(self, kind: str) -> list[Message]:
        """What came in of one type."""
        return [message for message in self.heard if message["type"] == kind]


def frame(version: int = 5, n: int = 1, scene: str = "3", epoch: int = 1, kind: str = "frame") -> Message:
    """A frame or a count."""
    content = {"html": f"v{version}n{n}"} if kind == "frame" else {"parts": {"people": f"v{version}n{n}"}}
    return {"type": kind, "epoch": epoch, "version": version, "n": n, "now": 1000, "scene": scene, **content}


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """A page that has the link module."""
    with serving(SCRIPT) as address:
        yield address


@pytest.fixture
def server(page: Page, site: str) -> Server:
    """The page with its clock in our hands, connected."""
    server = Server(page)
    page.clock.install(time=0)
    visit(page, site)
    page.clock.pause_at(3_600_000)
    page.evaluate("() => { start() }")
    expect(page.locator("html")).to_have_attribute("data-link", "open")
    return server


def shown(page: Page) -> list[str]:
    """The frames and counts that the page was given."""
    messages = page.evaluate("() => log")
    return [message.get("html") or message["parts"]["people"] for message in messages if "epoch" in message]


def state(page: Page) -> str | None:
    """What the page says of its connection."""
    return page.locator("html").get_attribute("data-link")


def test_only_news_reaches_the_page(page: Page, server: Server) -> None:
    for message in (
        frame(6, 2),
        frame(5, 9),
        frame(6, 1),
        frame(6, 3, kind="count"),
        frame(4, 0, epoch=2),
        frame(9, 9),
    ):
        server.send(message)
    server.passes(10)
    assert shown(page) == ["v5n1", "v6n2", "v6n3", "v4n0"]


def test_a_new_connection_may_lead_to_another_process_and_to_other_data(page: Page, server: Server) -> None:
    server.send(frame(6, 90, epoch=7))
    server.greeting = [frame(6, 1, epoch=7)]
    server.drop()
    server.passes(5_000)
    assert shown(page)[-2:] == ["v6n90", "v6n1"], "it numbers its frames afresh"
    server.greeting = [frame(5, 9, epoch=7), frame(7, 2, epoch=7)]
    server.drop()
    server.passes(5_000)
    assert shown(page)[-2:] == ["v6n1", "v7n2"], (
        "one that lags behind is not believed, and heard again once it is abreast"
    )
    server.greeting = [frame(1, 1, epoch=3), frame(9, 9, epoch=2)]
    server.drop()
    server.passes(5_000)
    assert shown(page)[-2:] == ["v7n2", "v1n1"]


def test_a_count_of_another_scene_asks_for_the_whole_picture(page: Page, server: Server) -> None:
    server.send(frame(6, 2, scene="4", kind="count"))
    server.passes(200)
    assert shown(page) == ["v5n1"]
    assert server.heard == [{"type": "snapshot"}]


def test_it_beats_every_15_seconds_and_names_what_it_shows(page: Page, server: Server) -> None:
    server.passes(15_000)
    server.send({"type": "beat", "epoch": 1, "version": 5, "now": 16_000})
    server.passes(15_000)
    assert server.heard == [{"type": "beat", "version": 5}] * 2
    assert len(server.sockets) == 1


def test_silence_is_noticed_within_25_seconds(page: Page, server: Server) -> None:
    server.passes(20_000)
    assert state(page) == "open"
    server.passes(5_000)
    assert len(server.sockets) > 1 or state(page) == "reconnecting"
    server.passes(2_000)
    assert len(server.sockets) > 1
    assert state(page) == "open"


def test_an_unanswered_tap_is_noticed_within_4_seconds(page: Page, server: Server) -> None:
    page.evaluate("() => { link.expectReply() }")
    server.passes(3_900)
    assert state(page) == "open"
    server.passes(2_200)
    assert len(server.sockets) == 2


def test_an_answered_tap_changes_nothing(page: Page, server: Server) -> None:
    page.evaluate("() => { link.expectReply() }")
    server.send({"type": "ack", "answer_id": "0" * 32, "activity": "a", "round": 1, "rev": 1, "version": 6})
    server.passes(6_000)
    assert len(server.sockets) == 1


def test_a_beat_of_a_version_unseen_for_2_seconds_asks_for_it(page: Page, server: Server) -> None:
    server.send({"type": "beat", "epoch": 1, "version": 6, "now": 2000})
    server.passes(1_000)
    server.send(frame(6, 2))
    server.passes(3_000)
    assert server.heard_of("snapshot") == []
    server.send({"type": "beat", "epoch": 1, "version": 7, "now": 6000})
    server.passes(2_200)
    assert len(server.heard_of("snapshot")) == 1


def test_it_comes_back_within_2_seconds_and_says_reconnecting_at_once(page: Page, server: Server) -> None:
    server.passes(2_000)
    server.drop()
    expect(page.locator("html")).to_have_attribute("data-link", "reconnecting")
    server.passes(2_000)
    expect(page.locator("html")).to_have_attribute("data-link", "open")


def test_it_goes_on_trying_at_least_every_4_seconds_and_says_offline_after_5(page: Page, server: Server) -> None:
    page.route("**/live/**", lambda route: route.abort())
    server.refuses = 1012
    server.drop()
    for _ in range(10):
        before = len(server.sockets)
        server.passes(9_000)
        assert len(server.sockets) > before
    assert state(page) == "offline"
    server.refuses = None
    server.passes(9_000)
    assert state(page) == "open"


def test_a_final_no_is_not_asked_again_until_its_cause_is_gone(page: Page, server: Server) -> None:
    for number, code in enumerate((4401, 4403, 4404, 4410), 1):
        server.sockets[-1].close(code=code, reason="no")
        expect(page.locator("html")).to_have_attribute("data-link", "ended")
        page.evaluate("() => { dispatchEvent(new Event('online')) }")
        server.passes(8_000)
        assert len(server.sockets) == number
        assert page.evaluate("() => log.at(-1)") == {"state": "ended", "code": code}
        page.evaluate("() => { link.reopen() }")
        expect(page.locator("html")).to_have_attribute("data-link", "open")


def test_a_phone_that_wakes_up_replaces_its_socket(page: Page, server: Server) -> None:
    for number, event in enumerate(("online", "visibilitychange"), 2):
        server.passes(5_000)
        page.evaluate("name => { (name === 'online' ? window : document).dispatchEvent(new Event(name)) }", event)
        server.passes(100)
        assert len(server.sockets) == number
        assert state(page) == "open"


def test_deadlines_follow_the_clock_of_the_server(page: Page, server: Server) -> None:
    server.send({"type": "beat", "epoch": 1, "version": 5, "now": 90_000})
    server.passes(500)
    assert page.evaluate("() => link.now()") == pytest.approx(90_500, abs=300)


def test_where_sockets_are_blocked_it_polls_and_posts_until_they_work(page: Page, server: Server) -> None:
    asked: list[str] = []

    def by_http(route: Route) -> None:
        asked.append(route.request.post_data or "GET")
        route.fulfill(json=[frame(6, 100 - len(asked))])  # as if each answer came from another process

    page.route("**/live/**", by_http)
    server.refuses = 1011
    server.drop()
    server.passes(12_000)
    expect(page.locator("html")).to_have_attribute("data-link", "open")
    assert asked[0] == "GET"
    assert page.evaluate("() => link.send({type: 'answer', value: 'b'})")
    server.passes(4_000)
    assert '{"type":"answer","value":"b"}' in asked
    assert shown(page)[1:] == [f"v6n{99 - at}" for at in range(len(asked))]
    server.refuses = None
    server.passes(32_000)
    polled = len(asked)
    server.send({"type": "beat", "epoch": 1, "version": 6, "now": 1_000})  # or it would be lost to silence by now
    server.passes(10_000)
    assert len(asked) == polled
    expect(page.locator("html")).to_have_attribute("data-link", "open")
