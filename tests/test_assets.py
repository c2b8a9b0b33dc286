"""Files from memory: one release names them all, and what shrinks is sent packed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from server.assets import STATIC, Asset, Assets, assets


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in (("css/a.css", "a {} " * 50), ("css/b.css", "b {} " * 50), ("js/one.js", "import './two.js'")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "dot.png").write_bytes(b"\x89PNG")
    return tmp_path


def found(files: Assets, name: str) -> Asset:
    asset = files.read(name)
    assert asset is not None
    return asset


def test_an_address_names_the_release(root: Path) -> None:
    files = Assets(root)
    assert files.url("css/a.css") == f"/static/{files.release}/css/a.css"
    assert Assets(root).release == files.release


@pytest.mark.parametrize("change", ["content", "name", "more", "less", "swap"])
def test_any_change_is_a_new_release(root: Path, change: str) -> None:
    before = Assets(root).release
    a, b = root / "css/a.css", root / "css/b.css"
    if change == "content":
        a.write_text("a { color: red }")
    elif change == "name":
        a.rename(root / "css/c.css")
    elif change == "more":
        (root / "css/c.css").touch()
    elif change == "less":
        a.unlink()
    else:
        a.write_text(b.read_text())
        b.write_text("a {} " * 50)
    assert Assets(root).release != before


def test_a_file_that_is_not_there_fails_where_it_is_named(root: Path) -> None:
    files = Assets(root)
    with pytest.raises(KeyError, match="does not exist"):
        files.url("css/c.css")
    with pytest.raises(KeyError):
        files.sheets("a", "c")
    assert files.read("css/c.css") is None
    assert files.read("../conftest.py") is None


def test_sheets_come_as_one_in_the_order_named(root: Path) -> None:
    files = Assets(root)
    url = files.sheets("b", "a")
    assert url == files.sheets("b", "a")
    assert url != files.sheets("a", "b")
    together = found(files, url.removeprefix(f"/static/{files.release}/"))
    assert together.plain == (root / "css/b.css").read_bytes() + b"\n" + (root / "css/a.css").read_bytes()
    assert together.kind == "text/css"


def test_packed_is_the_same_and_smaller(root: Path) -> None:
    css, png, tiny = (found(Assets(root), name) for name in ("css/a.css", "dot.png", "js/one.js"))
    assert css.packed is not None
    assert gzip.decompress(css.packed) == css.plain
    assert len(css.packed) < len(css.plain)
    assert png.packed is None
    assert tiny.packed is None
    assert (css.kind, png.kind, tiny.kind) == ("text/css", "image/png", "text/javascript")


def test_every_file_of_ours_has_a_kind_that_browsers_take() -> None:
    for path in (path for path in STATIC.rglob("*") if path.is_file()):
        name = path.relative_to(STATIC).as_posix()
        assert found(assets(), name).plain == path.read_bytes()
        if path.suffix in (".css", ".js", ".svg", ".woff2", ".webmanifest"):
            assert found(assets(), name).kind != "application/octet-stream", name
