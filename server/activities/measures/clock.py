"""A clock as authors write it: "1:30"."""

import re
from typing import Any

FACE = re.compile(r"(\d{1,2}):([0-5]\d)")


def seconds(raw: Any) -> Any:
    """Minutes and seconds as seconds; a number is seconds already."""
    if isinstance(raw, str):
        face = FACE.fullmatch(raw.strip())
        if face is None:
            raise ValueError('write minutes and seconds, such as "1:30"')
        return int(face[1]) * 60 + int(face[2])
    return raw
