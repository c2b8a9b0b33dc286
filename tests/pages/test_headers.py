"""What every answer carries: a strict policy, nothing kept but assets, and no way to be framed."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import httpx2
import pytest

from server.assets import assets
from server.policy import ALWAYS
from server.workshops.library import Library
from tests.pages.browsers import OURS, Served, serving
from tests.pages.ways import WAYS

OWN = ("script-src", "style-src", "img-src", "font-src", "connect-src", "manifest-src", "form-action")


def broken(_library: Library) -> None:
    raise RuntimeError("broken on purpose")


def is_safe(answer: httpx2.Response) -> None:
    """The headers are there, once each."""
    for name, value in ALWAYS.items():
        assert answer.headers.get_list(name) == [value], f"{answer.status_code} {answer.url} lacks {name}"
    if "/static/" not in str(answer.url) or answer.status_code != 200:
        assert answer.headers["cache-control"] == "no-store"


def test_the_policy_lets_nothing_in_but_our_own_files() -> None:
    policy = dict(part.strip().split(" ", 1) for part in ALWAYS["content-security-policy"].split(";"))
    assert policy.pop("default-src") == "'none'"
    assert policy.pop("base-uri") == policy.pop("frame-ancestors") == "'none'"
    assert policy == dict.fromkeys(OWN, "'self'")


def test_every_route_carries_them(served: Served) -> None:
    room = served.house.room()
    for way in WAYS:
        for browser in (served.browser(), served.fay()):
            room = served.house.room() if way.method == "POST" else room
            is_safe(way.go(browser, room))


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/rooms/nine", 422),
        ("GET", "/static/any/nothing.js", 404),
        ("POST", "/static/any/icon.svg", 404),
        ("DELETE", "/library", 405),
        ("TRACE", "/", 405),
        ("GET", "/library/", 404),
        ("GET", f"/rooms/{10**30}", 422),
        ("GET", f"/rooms/{'9' * 5_000}", 422),
        ("GET", "/rooms/-1", 422),
        ("GET", "/%00", 404),
        ("GET", "/screen/%00%ff", 404),
    ],
)
def test_errors_carry_them_too(served: Served, method: str, path: str, status: int) -> None:
    answer = served.fay().request(method, path)
    assert answer.status_code == status
    is_safe(answer)


def test_a_page_that_fails_carries_them_and_tells_nothing(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Library, "shelf", broken)
    answer = served.fay().get("/library")
    assert answer.status_code == 500
    assert "Something went wrong here." in answer.text
    assert "broken on purpose" not in answer.text
    assert "Traceback" not in answer.text
    is_safe(answer)


FORMS = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain", "application/json"]
UNREAD = ("/{code:code}/seat", "/live/{audience}/{place}")
"""Ways on which nobody reads a body, or no further than a message."""


@pytest.mark.parametrize("kind", FORMS)
def test_nobody_makes_the_server_swallow_a_large_form(served: Served, kind: str) -> None:
    field = b'--b\r\ncontent-disposition: form-data; name="name"; filename="x"\r\n\r\n'
    body = (field if "multipart" in kind else b"name=") + b"a" * 100_000
    room = served.house.room()
    for browser in (served.browser(headers=OURS), served.fay(headers=OURS)):
        for way in WAYS:
            if way.method == "POST":
                answer = browser.post(way.to(room), content=body, headers={"content-type": kind})
                assert answer.status_code == 413 or way.route in UNREAD, way.path
                is_safe(answer)


def test_a_method_that_is_not_there_names_those_that_are(served: Served) -> None:
    assert served.browser().delete("/healthz").headers["allow"] in ("GET, HEAD", "HEAD, GET")


def test_https_is_for_a_year(tmp_path: Path, empty_database: Path) -> None:
    with serving(tmp_path / "data", empty_database, public_url="https://rooms.example") as served:
        answer = served.browser().get("/signin")
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        is_safe(answer)


INLINE = re.compile(
    r"<script(?![^>]* src=)[^>]*>|<(style|iframe|object|embed|base)\b"
    r"|<[^>]+ (style|on[a-z]+)=|<[^>]+=[\"']?javascript:"
)


def test_pages_hold_no_inline_script_style_or_handler(served: Served) -> None:
    room = served.house.room()
    shown = served.app.state.settings.ways()[0].origin
    pages = [way for way in WAYS if way.method == "GET" and way.route != "/static"]
    for browser in (served.fay(), served.gil(), served.browser()):
        for way in pages:
            text = way.go(browser, room).text
            assert not INLINE.search(text), way.path
            assert not re.search(r"(src|href|action)=\"[a-z]+:", text.replace(f'href="{shown}', "")), way.path


def test_no_picture_of_any_kind_holds_any(served: Served) -> None:
    fay, sampler = served.fay(), served.app.state.library.get("sampler")
    room = served.house.room(workshop=sampler)
    ann = served.seated(room, served.browser(), "ann-looks-on")
    row, looked = room.row, set[str]()
    while not room.row.ended_at:
        for browser, place in (
            (ann, f"phone/{row.code}"),
            (fay, f"screen/{row.screen_token}"),
            (fay, f"console/{row.id}"),
        ):
            html = browser.get(f"/live/{place}").json()[0]["html"]
            assert not INLINE.search(html), room.stands
            looked.add(room.stands[1])
        fay.post(f"/rooms/{row.id}/moves", data={"verb": "next", "expects": str(room.row.moves)})
    assert not INLINE.search(fay.get(f"/rooms/{row.id}/results").text)
    assert {item.activity.key for item in sampler.run_of_show()} <= looked


def test_assets_are_kept_for_ever_and_come_packed(served: Served) -> None:
    url = assets().url("js/phone.js")
    plain = served.browser(headers={"accept-encoding": "identity"}).get(url)
    assert plain.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert plain.headers["vary"] == "accept-encoding"
    assert plain.headers["content-type"].startswith("text/javascript")
    assert "content-encoding" not in plain.headers
    packed = served.browser(headers={"accept-encoding": "br, gzip"}).get(url)
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content)
    assert packed.content == plain.content
    found = assets().read("js/phone.js")
    assert found is not None
    assert found.packed is not None
    assert gzip.decompress(found.packed) == plain.content


def test_what_packing_makes_no_smaller_comes_as_it_is(served: Served) -> None:
    url = assets().url("vendor/schibsted-grotesk-latin-wght-normal.woff2")
    assert "content-encoding" not in served.browser(headers={"accept-encoding": "gzip"}).get(url).headers


@pytest.mark.parametrize("path", ["../server/app.py", "%2e%2e/server/app.py", "/etc/passwd", ""])
def test_nothing_else_is_read_from_the_disk(served: Served, path: str) -> None:
    answer = served.browser().get(f"/static/{assets().release}/{path}")
    assert answer.status_code == 404
    is_safe(answer)


@pytest.mark.parametrize(("release", "kept"), [("ours", True), ("another-one", False)])
def test_only_the_release_that_the_address_names_is_kept_for_ever(served: Served, release: str, kept: bool) -> None:
    name = assets().release if release == "ours" else release
    answer = served.browser().get(f"/static/{name}/js/link.js")
    assert answer.status_code == 200
    assert ("immutable" in answer.headers["cache-control"]) is kept
    assert (answer.headers["cache-control"] == "no-store") is not kept


@pytest.mark.parametrize("path", ["/library/", "/signin/", "//mallory.example/", "/static", "/healthz/"])
def test_no_redirect_follows_the_host_header(served: Served, path: str) -> None:
    for browser in (served.browser(), served.fay()):
        answer = browser.get(path, headers={"host": "mallory.example"})
        assert "mallory" not in answer.headers.get("location", "")


def test_no_way_leads_to_the_host_header(served: Served) -> None:
    for way in WAYS:
        browser = served.browser(headers=OURS | {"host": "mallory.example"})
        assert "mallory" not in way.go(browser, served.house.room()).headers.get("location", "")
