"""What docs/facilitating.md says a script may send is what the server takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from server.pages import account, asking, console, library, rehearsing
from server.reports.columns import COLUMNS

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "facilitating.md").read_text()
FORMS = {path: fields for path, fields in re.findall(r"^\| `POST (\S+)` \| (.+?) \| .+ \|$", TEXT, re.MULTILINE)}


def forms(routes: Iterable[BaseRoute]) -> Iterator[tuple[str, set[str]]]:
    """Every form of the desk, with its fields."""
    for route in routes:
        if isinstance(route, APIRoute) and "POST" in (route.methods or ()):
            yield route.path, {field.alias for field in route.dependant.body_params}


def test_every_form_of_the_desk_is_described_with_its_fields() -> None:
    parts = (account, library, console, asking, rehearsing)
    there = dict(forms(route for part in parts for route in part.router.routes))
    assert len(there) >= 8
    assert FORMS.keys() == there.keys()
    for path, fields in there.items():
        named = set(re.findall(r"`(\w+)`", FORMS[path]))
        assert fields <= named, path
        assert fields or FORMS[path] == "none", path


def test_every_file_of_the_export_is_named() -> None:
    assert all(f"`{name}`" in TEXT for name in (*COLUMNS, "README.txt"))
