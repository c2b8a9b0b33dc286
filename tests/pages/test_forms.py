"""Forms are UTF-8, whatever somebody writes on them."""

from __future__ import annotations

import pytest

from tests.pages.browsers import OURS, Served

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
