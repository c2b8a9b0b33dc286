"""The same numbers are read from a picture, a phone and an export."""

import io
import zipfile

import pytest

from server.trials.swarm.surfaces import in_export, on_phone, on_screen


def test_the_screen_is_read_from_its_table() -> None:
    row = '<tr><th scope="row">{}: Some words</th><td>{}</td></tr>'
    html = "<svg><text>7</text></svg><table>" + row.format("A", "1,004") + row.format("B", "0") + "</table>"
    assert on_screen(html, ["hold", "ship"]) == {"hold": 1004, "ship": 0}
    with pytest.raises(ValueError, match="longer"):
        on_screen(html, ["hold"])


@pytest.mark.parametrize(("size", "people"), [("12", {"hold": 12, "ship": 12}), ("33%", {})])
def test_the_phone_is_read_unless_it_shows_shares(size: str, people: dict[str, int]) -> None:
    row = f"<p>A label</p><svg role='img' aria-label='{size}'></svg></li>\n"
    assert on_phone(f"<ul><li data-place='hold'>{row}<li data-place='ship'>{row}</ul>") == people


def test_the_export_is_read_from_its_totals() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "totals.csv",
            "\ufeffactivity,round,what,from,to,people,percent\n"
            "lunch,1,all,,,9,100\nlunch,1,answer,,hold,9,100\nlunch,2,answer,,hold,8,100\nother,1,answer,,hold,1,100\n",
        )
    assert in_export(packed.getvalue(), ("lunch", 1)) == {"hold": 9}
