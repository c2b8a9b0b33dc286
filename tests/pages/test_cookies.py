"""Strange cookies: dropped before anybody parses them, and ours beside them still count."""

import pytest

from server.pages.cookies import own
from tests.pages.browsers import Served

QUOTED = b'theme="' + b"\\" * 60_000 + b'"'


@pytest.mark.parametrize(
    ("header", "left"),
    [
        (b"roomful-12=Ab-9_x", b"roomful-12=Ab-9_x"),
        (b"__Host-roomful-host=abc; roomful-3=d", b"__Host-roomful-host=abc; roomful-3=d"),
        (b"a=b;roomful-3=d;c", b"roomful-3=d"),
        (QUOTED + b"; roomful-3=d", b"roomful-3=d"),
        (b'roomful-3="d"', b""),
        (b"roomful-3=d\\040", b""),
        (b"not-roomful-3=d", b""),
        (b"roomful-3=" + b"d" * 32_000, b""),
        (b"roomful-" + b"3" * 32_000 + b"=d", b""),
        (b"", b""),
    ],
    ids=range(10),
)
def test_only_ours_are_left(header: bytes, left: bytes) -> None:
    assert own(header) == left


def test_a_cookie_full_of_backslashes_signs_nobody_out_and_is_never_unquoted(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    unquoted: list[str] = []

    def noted(value: str) -> str:
        unquoted.append(value)
        return value

    monkeypatch.setattr("http.cookies._unquote", noted)
    fay = served.fay()
    ours = "; ".join(f"{name}={value}" for name, value in fay.cookies.items())
    fay.cookies.clear()
    page = fay.get("/library", headers={"cookie": f"{QUOTED.decode()}; {ours}"})
    assert page.status_code == 200
    assert not any("\\" in value for value in unquoted)
