"""Forms are UTF-8, whatever somebody writes on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from tests.pages.browsers import OURS, Served
from tests.pages.ways import WAYS, Way, flat

PART = b'--b\r\ncontent-disposition: form-data; name="name"\r\n\r\n\\ud800\r\n--b--\r\n'
STRANGE = (
    "charset=unicode_escape",
    "Charset = utf-7",
    'charset="raw_unicode_escape"',
    "charset*=utf-8''unicode_escape",
    "charset*0=unicode; charset*1=_escape",
    "charset=utf-8; charset=unicode_escape",
)


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=b", "application/x-www-form-urlencoded"])
@pytest.mark.parametrize("charset", STRANGE)
def test_a_form_in_another_way_of_writing_is_turned_away(served: Served, kind: str, charset: str) -> None:
    browser = served.browser(headers=OURS | {"content-type": f"{kind}; {charset}"})
    for path in ("/signin", "/join", "/setup"):
        answer = browser.post(path, content=PART)
        assert answer.status_code == 415
        assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("charset", ["", "; charset=utf-8", '; charset="UTF-8"', ";charset=utf8"])
def test_utf_8_may_be_named(served: Served, charset: str) -> None:
    kind = f"multipart/form-data; boundary=b{charset}"
    assert served.browser(headers=OURS | {"content-type": kind}).post("/signin", content=PART).status_code == 403


HOSTILE = (
    *("", " ", "0", "-1", "9" * 30, "9" * 5_000, "1e999", "NaN", "true", "null", "{}", "[[[[", "x" * 9_000),
    *("\0", "\u202e\u3164", "\r\nX: y", "../../etc/passwd", "'; DROP TABLE room; --"),
    *("<script>alert(1)</script>", "{{ 7 * 7 }}", "%s%n"),
)
TYPED = ("question", "answer", "statement", "low", "high", "hint")
"""What kinds that are asked at once read by themselves."""


def fields(app: FastAPI) -> Iterator[tuple[Way, set[str]]]:
    """All ways that take a form, and the names that each of them reads."""
    names = {
        (method, route.path): {field.alias for field in _read_by(route)}
        for route in flat(app.routes)
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    }
    for way in WAYS:
        if read := names.get((way.method, way.route), set()) | (set(TYPED) if way.route.endswith("/ask") else set()):
            yield way, read


def _read_by(route: APIRoute) -> Iterator[Any]:
    todo = [route.dependant]
    while todo:
        each = todo.pop()
        yield from each.body_params
        todo += each.dependencies


def test_whatever_a_field_holds_nothing_breaks(served: Served) -> None:
    tried = 0
    for way, names in fields(served.app):
        room, browser = served.house.room(), served.gil() if way.route == "/signin" else served.fay()
        for name in sorted(names):
            form = way.body if isinstance(way.body, dict) else {}
            for value in HOSTILE:
                answer = browser.post(way.to(room), data={**form, name: value})
                assert answer.status_code < 500, (way.path, name, value[:40])
                tried += 1
    assert tried > 500
