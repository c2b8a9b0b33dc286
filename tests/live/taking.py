"""What somebody answers who has read only `docs/protocol.md`: of each shape one plain value.."""

from __future__ import annotations

from typing import Any


def taken(step: dict[str, Any]) -> object:
    """A value for what the step asks."""
    keys = [place["key"] for place in step.get("places", ())]
    match step["shape"]:
        case "one":
            return keys[-1]
        case "several":
            return keys[: step["most"]]
        case "levels":
            return {statement["key"]: step["levels"][1] for statement in step["statements"]}
        case "places":
            return {item["key"]: keys[0] for item in step["items"]}
        case "field":
            return {item["key"]: list(step["steps"]) for item in step["items"]}
        case "lines":
            return {item["key"]: step["steps"][1] for item in step["items"]}
        case "number":
            return step["range"][0] + step["step"]
        case "order":
            return keys[::-1]
        case "picks":
            return [*keys[: step["most"] - 1], "~" + "word"[: step["signs"]]] if step["own"] else keys[: step["most"]]
        case "shares":
            return {key: step["total"] if key == keys[0] else 0 for key in keys}
        case "texts":
            return [f"Text {number}"[: step["signs"]] for number in range(step["most"])]
        case "promise":
            return {"text": "Ring back", "date": step["days"][0]}
        case unknown:
            raise ValueError(f"the page does not name {unknown}")
