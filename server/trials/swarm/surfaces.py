"""What a finished round looks like on each surface, as people by answer, so that surfaces can be held together."""

from __future__ import annotations

import asyncio
import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from server.trials.swarm.content import ANSWERS
from server.trials.swarm.diary import Key
from server.trials.swarm.phone import Phone
from server.trials.swarm.rig import Rig
from server.trials.swarm.watcher import Watcher

_TABLE_ROW = re.compile(r'<th scope="row">[^<]*</th><td>([\d,]+)</td>')
_PHONE_ROW = re.compile(r"""<li data-place=["']([\w-]+)["'].*?aria-label=["']([\d,]+)(%?)["']""", re.DOTALL)


async def shown(ours: Rig, phone: Phone, key: Key) -> dict[str, Mapping[str, int]]:
    """The revealed round on the big screen, on a phone (unless it shows shares) and in the export."""
    async with ours.screen() as screen:
        surfaces: dict[str, Mapping[str, int]] = {"screen": on_screen(_html(screen))}
    path = f"/live/phone/{ours.room.code}"
    async with Watcher(ours.server.address, path, phone.cookie) as page:
        if on_page := on_phone(_html(page)):
            surfaces["phone"] = on_page
    archive = await asyncio.to_thread(ours.desk.post, f"/rooms/{ours.room.id}/export.zip", {})
    surfaces["export"] = in_export(archive.body, key)
    return surfaces


def _html(watcher: Watcher) -> str:
    return str(watcher.frames[-1].json()["html"])


def on_screen(html: str, places: Sequence[str] = ANSWERS) -> dict[str, int]:
    """From the table that stands beside the picture for those who cannot see it."""
    return dict(zip(places, map(_whole, _TABLE_ROW.findall(html)), strict=True))


def on_phone(html: str) -> dict[str, int]:
    """From the rows' own words; nothing in a crowd, where a phone shows shares only."""
    rows = _PHONE_ROW.findall(html)
    return {} if any(share for _, _, share in rows) else {place: _whole(people) for place, people, _ in rows}


def in_export(archive: bytes, key: Key) -> dict[str, int]:
    """From the totals, which the export states beside the rows."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        rows = csv.DictReader(io.StringIO(packed.read("totals.csv").decode("utf-8-sig")))
        return {
            row["to"]: _whole(row["people"])
            for row in rows
            if (row["activity"], row["round"], row["what"]) == (key[0], str(key[1]), "answer")
        }


def _whole(digits: str) -> int:
    return int(digits.replace(",", ""))
