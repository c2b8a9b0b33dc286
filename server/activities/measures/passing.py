"""Texts asked for in passing: what somebody typed in the middle of a room, as the content of a question."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import JsonValue

from server.activities.contract.result import _
from server.activities.contract.typed import Typed
from server.refusals import Refused


def asked_in_passing(typed: Typed) -> Mapping[str, JsonValue]:
    """A question and perhaps a hint and groups, one a field. Who asks it reads every text first."""
    names = typed.texts("group")
    if len(names) == 1:
        raise Refused("too-few", _("Write a second group, or none."))
    if len({name.casefold() for name in names}) < len(names):
        raise Refused("twice", _("Two groups say the same."))
    groups: list[JsonValue] = [{"key": f"g{at}", "text": name} for at, name in enumerate(names, 1)]
    question = {"question": typed.text("question"), "hint": typed.text("hint") or None}
    return {**question, "groups": groups, "release": "first"}
